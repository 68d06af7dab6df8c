"""The table on the screen, its versions, and the files that leave by a browser."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from column_assignments.models import Assignment, Portal, UpdateRule
from column_assignments.table.exporting import table_rows
from column_assignments.table.importing import import_table, read_table
from tests.conftest import OWN_COLUMN, SignIn
from tests.people import OWNER
from tests.table.sheets import GOOD, OTHER, Row, read, table

MAY, JUNE = dt.date(2026, 5, 1), dt.date(2026, 6, 1)


def take(portal: Portal, *rows: Row, day: dt.date = MAY, why: str = "") -> None:
    import_table(portal, read_table(table(*rows)), effective_on=day, source=f"{day}.csv", why=why)


def page(sign_in: SignIn, view: str, query: str = "", *args: object) -> str:
    return sign_in("inspector").get(reverse(f"table:{view}", args=args) + query).content.decode()


@pytest.mark.parametrize("query", ["", "?view=sheet"])
def test_the_table_shows_who_owes_what_and_how_it_is_judged(sign_in: SignIn, db: None, query: str) -> None:
    text = page(sign_in, "index", query)
    assert all(word in text for word in (OWN_COLUMN.rpartition("/")[2], OWNER, "适时更新", "部门审核、保密审查"))


def test_the_tree_counts_the_rows_below_each_level(sign_in: SignIn, elsewhere: Portal) -> None:
    take(elsewhere, GOOD, OTHER, GOOD | {"二级栏目": ""})
    text = page(sign_in, "index", f"?portal={elsewhere.pk}")
    assert re.search(r"<summary>政务公开 <small>\(3\)</small></summary>", text)
    assert text.count('class="lanmu-row"') == 3


def test_the_day_chooses_the_version(sign_in: SignIn, elsewhere: Portal) -> None:
    take(elsewhere, GOOD)
    take(elsewhere, OTHER, day=JUNE)
    shown = [page(sign_in, "index", f"?portal={elsewhere.pk}&day={day}") for day in (MAY, JUNE)]
    assert ["人事信息" in text for text in shown] == [True, False]


def test_a_portal_without_a_table_says_so(sign_in: SignIn, elsewhere: Portal) -> None:
    assert "lanmu-row" not in page(sign_in, "index", f"?portal={elsewhere.pk}")


def test_rows_without_a_rule_are_flagged(sign_in: SignIn, elsewhere: Portal) -> None:
    take(elsewhere, GOOD, OTHER)
    assert "lanmu-flag-unclassified" not in page(sign_in, "index", f"?portal={elsewhere.pk}")
    UpdateRule.objects.filter(label="适时更新").delete()
    assert page(sign_in, "index", f"?portal={elsewhere.pk}").count("lanmu-flag-unclassified") == 2


def test_what_people_wrote_is_escaped(sign_in: SignIn, elsewhere: Portal) -> None:
    take(elsewhere, GOOD | {"内容说明": "<script>alert(1)</script>", "二级栏目": "<b>x<"})
    for query in ("", "&view=sheet"):
        text = page(sign_in, "index", f"?portal={elsewhere.pk}{query}")
        assert "<script>alert" not in text
        assert "&lt;b&gt;x&lt;" in text


@pytest.mark.parametrize("query", ["", "&view=sheet"])
def test_it_asks_as_often_for_seventy_rows_as_for_one(
    sign_in: SignIn, portal: Portal, elsewhere: Portal, query: str
) -> None:
    take(elsewhere, GOOD)
    browser = sign_in("office")

    def questions(where: Portal) -> int:
        with CaptureQueriesContext(connection) as asked:
            browser.get(reverse("table:index") + f"?portal={where.pk}{query}")
        return len(asked)

    questions(portal)  # what Wagtail keeps after the first page
    assert questions(portal) == questions(elsewhere)


def test_the_versions_say_when_why_and_what_changed(sign_in: SignIn, elsewhere: Portal) -> None:
    take(elsewhere, GOOD)
    take(elsewhere, GOOD | {"负责部门": "厅法规处"}, OTHER, day=JUNE, why="机构调整")
    text = page(sign_in, "versions", f"?portal={elsewhere.pk}")
    assert text.index("2026-06-01.csv") < text.index("2026-05-01.csv")
    assert all(word in text for word in ("机构调整", "新增 1 个栏目、1 个更换负责部门"))


def test_the_oldest_version_of_a_page_is_compared_with_one_of_the_next(sign_in: SignIn, elsewhere: Portal) -> None:
    for number in range(12):
        take(elsewhere, GOOD | {"内容说明": str(number)}, day=MAY + dt.timedelta(days=number))
    assert page(sign_in, "versions", f"?portal={elsewhere.pk}").count("1 个修改内容说明") == 10
    assert page(sign_in, "versions", f"?portal={elsewhere.pk}&page=2").count("1 个修改内容说明") == 1


def test_a_version_shows_every_row_that_it_changed(sign_in: SignIn, elsewhere: Portal) -> None:
    take(elsewhere, GOOD, OTHER)
    take(elsewhere, GOOD | {"负责部门": "厅法规处"}, day=JUNE)
    text = page(sign_in, "version", "", elsewhere.tables.latest("pk").pk)
    assert "1 个更换负责部门、1 个不再列入" in text
    assert "政务公开/领导讲话" in text


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_any_version_leaves_as_a_file_that_can_be_imported(sign_in: SignIn, elsewhere: Portal, ending: str) -> None:
    take(elsewhere, GOOD, OTHER)
    take(elsewhere, GOOD, day=JUNE)
    first = elsewhere.tables.earliest("pk")
    answer = sign_in("inspector").get(reverse("table:export", args=[first.pk, ending]))
    assert "attachment" in answer["Content-Disposition"]
    assert read(answer.content) == table_rows(first)


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("sign", "=+-@＝")
def test_no_cell_leaves_as_a_formula(sign_in: SignIn, elsewhere: Portal, ending: str, sign: str) -> None:
    take(elsewhere, GOOD)
    Assignment.objects.filter(table__portal=elsewhere).update(description=f"{sign}cmd|' /C calc'!A0")
    answer = sign_in("office").get(reverse("table:export", args=[elsewhere.tables.get().pk, ending]))
    (row,) = read(answer.content)
    assert row.content == f"'{sign}cmd|' /C calc'!A0"
