"""What the table says of a column holds from its day, not from its import."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from column_assignments.models import Column, Portal
from column_assignments.table.importing import import_table, read_table
from column_assignments.table.rows import HEADINGS
from column_assignments.taking_effect import take_effect
from tests.conftest import TODAY
from tests.table.sheets import GOOD, OTHER, Row, table

TOMORROW = TODAY + dt.timedelta(days=1)
SAID = {"栏目网址": "http://portal.invalid/a/", "栏目类别": "通知公告", "审核步骤": "免审"}
PATH = "政务公开/人事信息"


def take(portal: Portal, *rows: Row, day: dt.date = TODAY, headings: tuple[str, ...] = HEADINGS) -> None:
    import_table(portal, read_table(table(*rows, headings=headings)), effective_on=day, source="t.csv", today=TODAY)


def followed(portal: Portal, path: str = PATH) -> tuple[str, str, int]:
    column = portal.columns.get(path=path)
    return column.url, column.column_class, column.position


@pytest.fixture
def before(elsewhere: Portal) -> Portal:
    take(elsewhere, GOOD, OTHER)
    return elsewhere


def test_a_table_for_a_later_day_changes_no_column_before(before: Portal) -> None:
    known = followed(before)
    take(before, OTHER, GOOD | SAID, day=TOMORROW)
    take_effect(before, TODAY)
    assert followed(before) == known == ("", "data", 1)
    assert take_effect(before, TOMORROW) > 0
    assert followed(before) == ("http://portal.invalid/a/", "notice", 2)


def test_a_table_for_today_takes_effect_at_once(before: Portal) -> None:
    take(before, OTHER, GOOD | SAID)
    assert followed(before) == ("http://portal.invalid/a/", "notice", 2)


def test_taking_effect_again_changes_nothing(before: Portal) -> None:
    take(before, GOOD | SAID)
    assert take_effect(before, TODAY) == 0


def test_a_column_whose_address_is_taken_back_has_none(before: Portal) -> None:
    take(before, GOOD | SAID)
    take(before, GOOD | SAID | {"栏目网址": ""})
    assert followed(before)[0] == ""


def test_columns_that_the_table_does_not_name_stay(before: Portal) -> None:
    take(before, GOOD | SAID)
    known = followed(before)
    take(before, OTHER)
    assert followed(before) == known


def test_parents_stand_where_their_first_row_stands(before: Portal) -> None:
    take(before, GOOD | {"一级栏目": "办事"}, GOOD, OTHER)
    assert [followed(before, path)[2] for path in ("办事", "政务公开", PATH)] == [1, 2, 2]


def test_without_a_table_nothing_happens(elsewhere: Portal) -> None:
    assert take_effect(elsewhere, TODAY) == 0


def test_the_own_portals_addresses_come_from_its_pages(portal: Portal) -> None:
    known = followed(portal)[0]
    take(portal, GOOD | SAID)
    assert followed(portal)[:2] == (known, "notice")


def test_it_asks_as_often_for_seventy_rows_as_for_two(before: Portal, portal: Portal) -> None:
    def questions(where: Portal) -> int:
        Column.objects.filter(portal=where).update(position=999)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            take_effect(where, TODAY)
        return len(asked)

    assert questions(before) == questions(portal)
