"""A table goes into the database as a whole, or not at all; a newer one takes over on its day."""

import datetime as dt
from dataclasses import replace

import pytest

from column_assignments.models import (
    Assignment,
    AssignmentDepartment,
    Column,
    Department,
    Portal,
    ResponsibilityTable,
)
from column_assignments.obligations import duties_in_force
from column_assignments.table.importing import Imported, guess_kind, import_table, read_table
from column_assignments.table.rows import HEADINGS, BadTableError
from tests.conftest import TODAY
from tests.table.sheets import GOOD, OTHER, table

TOMORROW = TODAY + dt.timedelta(days=1)
ADDRESS = "http://portal.invalid/rsxx/"


def take(portal: Portal, data: bytes, day: dt.date = TODAY, *, dry_run: bool = False) -> Imported:
    return import_table(portal, read_table(data), effective_on=day, source="table.csv", dry_run=dry_run)


def counts() -> list[int]:
    return [model.objects.count() for model in (ResponsibilityTable, Assignment, Column, Department)]


def owners(portal: Portal, day: dt.date) -> list[tuple[str, ...]]:
    return [duty.departments["lead"] for duty in duties_in_force(portal, day)]


def test_nothing_is_imported_when_one_row_is_bad(elsewhere: Portal) -> None:
    before = counts()
    with pytest.raises(BadTableError):
        take(elsewhere, table(GOOD, OTHER | {"负责部门": ""}))
    assert counts() == before


def test_a_trial_stores_nothing(elsewhere: Portal) -> None:
    before = counts()
    assert take(elsewhere, table(GOOD), dry_run=True) == Imported(rows=1, departments=1, changed=True)
    assert counts() == before


def test_a_table_whose_storing_fails_leaves_nothing_behind(elsewhere: Portal) -> None:
    good, other = read_table(table(GOOD, OTHER))
    before = counts()
    with pytest.raises(IndexError):
        import_table(elsewhere, [good, replace(other, levels=())], effective_on=TODAY, source="table.csv")
    assert counts() == before


def test_a_repeated_import_changes_nothing(elsewhere: Portal) -> None:
    take(elsewhere, table(GOOD, OTHER))
    before = counts()
    assert not take(elsewhere, table(GOOD, OTHER), TOMORROW).changed
    assert counts() == before


def test_another_order_of_the_rows_is_a_change(elsewhere: Portal) -> None:
    take(elsewhere, table(GOOD, OTHER))
    assert take(elsewhere, table(OTHER, GOOD)).changed
    assert owners(elsewhere, TODAY) == [("厅办公室",), ("厅人事处",)]


def test_a_later_table_takes_over_on_its_day(elsewhere: Portal) -> None:
    take(elsewhere, table(GOOD))
    take(elsewhere, table(GOOD | {"负责部门": "厅法规处"}), TOMORROW)
    assert owners(elsewhere, TODAY) == [("厅人事处",)]
    assert owners(elsewhere, TOMORROW) == [("厅法规处",)]


def test_of_two_tables_for_one_day_the_last_imported_binds(elsewhere: Portal) -> None:
    take(elsewhere, table(GOOD))
    take(elsewhere, table(GOOD | {"负责部门": "厅法规处"}))
    assert owners(elsewhere, TODAY) == [("厅法规处",)]


def test_a_portal_without_a_table_owes_nothing(elsewhere: Portal) -> None:
    assert duties_in_force(elsewhere, TODAY) == []


def test_before_its_first_day_a_table_does_not_bind(elsewhere: Portal) -> None:
    take(elsewhere, table(GOOD), TOMORROW)
    assert duties_in_force(elsewhere, TODAY) == []


def test_portals_keep_their_tables_apart(elsewhere: Portal, portal: Portal) -> None:
    take(elsewhere, table(GOOD))
    assert (len(duties_in_force(elsewhere, TODAY)), len(duties_in_force(portal, TODAY))) == (1, 73)


def test_addresses_are_kept_where_a_later_file_gives_none(elsewhere: Portal) -> None:
    take(elsewhere, table(GOOD | {"栏目网址": ADDRESS}, headings=HEADINGS))
    assert not take(elsewhere, table(GOOD)).changed
    assert [duty.url for duty in duties_in_force(elsewhere, TODAY)] == [ADDRESS]


def test_a_new_address_is_a_change(elsewhere: Portal) -> None:
    take(elsewhere, table(GOOD))
    assert take(elsewhere, table(GOOD | {"栏目网址": ADDRESS}, headings=HEADINGS)).changed


def test_parents_are_made_once(elsewhere: Portal) -> None:
    take(elsewhere, table(GOOD, OTHER))
    assert sorted(elsewhere.columns.values_list("path", "parent__path")) == [
        ("政务公开", None),
        ("政务公开/人事信息", "政务公开"),
        ("政务公开/领导讲话", "政务公开"),
    ]


def test_departments_keep_their_order_and_their_roles(elsewhere: Portal) -> None:
    take(elsewhere, table(GOOD | {"负责部门": "丙处、甲处;乙处", "配合部门": "甲处", "发布部门": "通信中心"}))
    parts = AssignmentDepartment.objects.filter(assignment__table__portal=elsewhere)
    assert list(parts.filter(role="lead").values_list("department__name", flat=True)) == ["丙处", "甲处", "乙处"]
    assert set(parts.exclude(role="lead").values_list("role", "department__name")) == {
        ("support", "甲处"),
        ("publisher", "通信中心"),
    }


def test_the_henan_table_tells_lead_from_publisher(portal: Portal) -> None:
    duty = next(duty for duty in duties_in_force(portal, TODAY) if duty.column == "政务公开/规划计划")
    assert duty.departments["lead"] == ("厅规划处", "厅计划处")
    assert duty.departments["publisher"] == ("通信中心",)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("厅机关各处室", "collective"), ("有关单位", "collective"), ("厅人事处", "office"), ("航务局", "affiliated")],
)
def test_a_new_department_gets_a_kind_by_its_name(name: str, kind: str) -> None:
    assert guess_kind(name) == kind
