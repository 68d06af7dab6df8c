"""A row changed in the admin is a new version of the table."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from column_assignments.calendar import china_today
from column_assignments.models import Department, Portal, ResponsibilityTable
from column_assignments.obligations import duties_in_force
from column_assignments.table.exporting import table_rows
from column_assignments.table.importing import import_table, read_table
from tests.conftest import IN_FORCE_SINCE, SignIn
from tests.table.sheets import GOOD, OTHER, table

FIELDS = {
    "content": "干部任免",
    "frequency": "适时更新",
    "lead": ["厅法规处"],
    "support": ["厅办公室"],
    "column_class": "notice",
    "steps": ["secrecy", "department"],
    "address": "http://portal.invalid/rsxx/",
    "why": "机构调整",
}
LEVELS = {"level_1": "政务公开", "level_2": "人事信息", "level_3": "任免"}


@pytest.fixture
def first(elsewhere: Portal) -> ResponsibilityTable:
    """A table of two rows in force."""
    import_table(elsewhere, read_table(table(GOOD, OTHER)), effective_on=IN_FORCE_SINCE, source="first.csv")
    return elsewhere.tables.get()


@pytest.fixture
def browser(sign_in: SignIn) -> Client:
    return sign_in("office")


def address(view: str, version: ResponsibilityTable) -> str:
    row = version.assignments.first()
    assert row
    return reverse(f"table:{view}", args=[version.pk] if view == "add" else [version.pk, row.pk])


def fields(version: ResponsibilityTable, **said: Any) -> dict[str, Any]:
    return FIELDS | {"base": version.pk, "effective_on": str(china_today())} | said


BAD = [
    {"why": ""},
    {"lead": []},
    {"lead": ["没有这个处"]},
    {"frequency": "经常更新"},
    {"address": "javascript:alert(1)"},
    {"content": "=1+1"},
    {"steps": ["x"]},
    {"column_class": "x"},
    {"effective_on": "x"},
    {"base": "999999"},
]


@pytest.mark.parametrize("said", BAD)
def test_what_an_import_would_refuse_is_refused(
    browser: Client, first: ResponsibilityTable, said: dict[str, Any]
) -> None:
    assert browser.post(address("edit", first), fields(first, **said)).status_code == 200
    assert first.portal.tables.count() == 1


def test_a_department_that_has_ended_cannot_be_chosen_anew(browser: Client, first: ResponsibilityTable) -> None:
    Department.objects.filter(name="厅法规处").update(ended_on="2026-02-01")
    assert browser.post(address("edit", first), fields(first)).status_code == 200
    assert first.portal.tables.count() == 1


def test_a_department_that_ends_later_can_still_be_chosen(browser: Client, first: ResponsibilityTable) -> None:
    Department.objects.filter(name="厅法规处").update(ended_on="2100-01-01")
    assert browser.post(address("edit", first), fields(first)).status_code == 302
    assert first.portal.tables.count() == 2


@pytest.mark.parametrize("view", ["edit", "add", "remove"])
def test_a_change_made_from_a_version_that_no_longer_binds_is_refused(
    browser: Client, first: ResponsibilityTable, view: str
) -> None:
    import_table(first.portal, read_table(table(OTHER)), effective_on=IN_FORCE_SINCE, source="faster.csv")
    answer = browser.post(address(view, first), fields(first, **LEVELS))
    assert answer.status_code == 200
    assert "faster.csv" in answer.content.decode()
    assert first.portal.tables.count() == 2


def test_a_change_for_a_day_on_which_no_table_binds_is_refused(browser: Client, first: ResponsibilityTable) -> None:
    assert browser.post(address("edit", first), fields(first, effective_on="2020-01-01")).status_code == 200
    assert first.portal.tables.count() == 1


def test_a_row_is_changed_by_a_new_version(browser: Client, first: ResponsibilityTable) -> None:
    answer = browser.post(address("edit", first), fields(first))
    second = first.portal.tables.latest("pk")
    assert answer["Location"] == reverse("table:version", args=[second.pk])
    assert (second.why, str(second.made_by), second.source) == ("机构调整", "office", "后台修改")
    changed, other = table_rows(second)
    assert (changed.levels, changed.content, changed.frequency) == (("政务公开", "人事信息"), "干部任免", "适时更新")
    assert changed.departments == {"lead": ("厅法规处",), "support": ("厅办公室",), "publisher": ()}
    assert (changed.column_class, changed.steps) == ("notice", ("department", "secrecy"))
    assert changed.address == "http://portal.invalid/rsxx/"
    assert other == table_rows(first)[1]


def test_the_version_before_is_as_it_was(browser: Client, first: ResponsibilityTable) -> None:
    before = table_rows(first)
    browser.post(address("edit", first), fields(first))
    assert [row.departments for row in table_rows(first)] == [row.departments for row in before]
    assert duties_in_force(first.portal, IN_FORCE_SINCE)[0].departments["lead"] == ("厅人事处",)


def test_a_change_for_a_later_day_binds_from_then(browser: Client, first: ResponsibilityTable) -> None:
    later = china_today() + dt.timedelta(days=10)
    browser.post(address("edit", first), fields(first, effective_on=str(later)))
    leads = [duties_in_force(first.portal, day)[0].departments["lead"] for day in (china_today(), later)]
    assert leads == [("厅人事处",), ("厅法规处",)]
    assert first.portal.columns.get(path="政务公开/人事信息").url == ""


def test_nothing_changed_is_said_and_not_stored(browser: Client, first: ResponsibilityTable) -> None:
    row = table_rows(first)[0]
    same = {"content": "", "lead": ["厅人事处"], "support": [], "column_class": row.column_class, "address": ""}
    answer = browser.post(address("edit", first), fields(first, **same, steps=["department", "secrecy", "office"]))
    assert answer.status_code == 200
    assert first.portal.tables.count() == 1


def test_departments_keep_their_order(browser: Client, elsewhere: Portal) -> None:
    data = table(GOOD | {"负责部门": "厅人事处、厅办公室"})
    import_table(elsewhere, read_table(data), effective_on=IN_FORCE_SINCE, source="t.csv")
    first = elsewhere.tables.get()
    browser.post(address("edit", first), fields(first, lead=["厅办公室", "厅法规处", "厅人事处"], support=[]))
    lead = table_rows(elsewhere.tables.latest("pk"))[0].departments["lead"]
    assert lead == ("厅人事处", "厅办公室", "厅法规处")


def test_the_form_shows_what_stands_in_the_row(browser: Client, first: ResponsibilityTable) -> None:
    form = browser.get(address("edit", first)).context["form"]
    assert (form["lead"].value(), form["frequency"].value()) == (["厅人事处"], "适时更新")


def test_the_own_portals_addresses_cannot_be_typed_in(browser: Client, portal: Portal) -> None:
    assert "address" not in browser.get(address("edit", portal.tables.latest("pk"))).context["form"].fields


def test_a_row_is_added_beside_its_siblings(browser: Client, first: ResponsibilityTable) -> None:
    browser.post(address("add", first), fields(first, **LEVELS))
    paths = [row.path for row in table_rows(first.portal.tables.latest("pk"))]
    assert paths == ["政务公开/人事信息", "政务公开/人事信息/任免", "政务公开/领导讲话"]


@pytest.mark.parametrize(
    "levels",
    [
        {"level_3": ""},  # there already
        {"level_1": ""},
        {"level_2": ""},
        {"level_3": "a/b"},
        {"level_3": "=a"},
    ],
)
def test_a_row_that_cannot_stand_is_not_added(
    browser: Client, first: ResponsibilityTable, levels: dict[str, str]
) -> None:
    assert browser.post(address("add", first), fields(first, **(LEVELS | levels))).status_code == 200
    assert first.portal.tables.count() == 1


def test_a_row_is_removed_and_its_column_stays(browser: Client, first: ResponsibilityTable) -> None:
    browser.post(address("remove", first), fields(first))
    assert [row.path for row in table_rows(first.portal.tables.latest("pk"))] == ["政务公开/领导讲话"]
    assert first.portal.columns.filter(path="政务公开/人事信息").exists()


def test_the_last_row_cannot_be_removed(browser: Client, elsewhere: Portal) -> None:
    import_table(elsewhere, read_table(table(GOOD)), effective_on=IN_FORCE_SINCE, source="t.csv")
    first = elsewhere.tables.get()
    assert browser.post(address("remove", first), fields(first)).status_code == 200
    assert elsewhere.tables.count() == 1


def test_looking_at_a_form_stores_nothing(browser: Client, first: ResponsibilityTable) -> None:
    for view in ("edit", "add", "remove"):
        assert browser.get(address(view, first)).status_code == 200
    assert first.portal.tables.count() == 1
