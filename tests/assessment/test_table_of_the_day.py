"""The table in force on each day, out of the database: versions, mergers, exemptions, and what a quarter makes of them."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from column_assignments.assessing import assess
from column_assignments.assessment.scheme import load_scheme
from column_assignments.assessment.sheets import ScoreSheets
from column_assignments.duties import Role
from column_assignments.models import Assignment, Column, Department, Exemption, Portal, ResponsibilityTable
from column_assignments.obligations import tables_of
from monitoring.facts import checks, column_days
from monitoring.models import Inspection, Observation
from tests.assessment.quarters import SCHEME, column, department

START = dt.date(2026, 7, 1)
MERGER = dt.date(2026, 10, 1)
OLD, OTHER, MERGED = "甲处", "乙处", "甲乙处"


@pytest.fixture
def portal(elsewhere: Portal) -> Portal:
    return elsewhere


def version(portal: Portal, effective_on: dt.date, source: str, **leads: str) -> ResponsibilityTable:
    """A version of the table: column → its lead, a name of `Column` and of `Department`."""
    table = ResponsibilityTable.objects.create(portal=portal, effective_on=effective_on, source=source)
    for position, (name, lead) in enumerate(leads.items()):
        place, _ = Column.objects.get_or_create(portal=portal, path=name, name=name)
        row = Assignment.objects.create(table=table, column=place, position=position, frequency="适时更新")
        owner, _ = Department.objects.get_or_create(name=lead, kind=Department.Kind.OFFICE)
        row.parts.create(department=owner, role=Role.LEAD)
    return table


def seen(portal: Portal, first: dt.date, last: dt.date, **verdicts: str) -> None:
    """Every day from `first` to `last` was inspected, each column with one verdict."""
    columns = {place.name: place for place in portal.columns.all()}
    for day in each_day(first, last):
        inspection, _ = Inspection.objects.get_or_create(portal=portal, day=day, state=Inspection.State.DONE)
        Observation.objects.bulk_create(
            Observation(inspection=inspection, column=columns[name], verdict=verdict)
            for name, verdict in verdicts.items()
        )


def each_day(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    return (first + dt.timedelta(days=number) for number in range((last - first).days + 1))


def sheets(portal: Portal, quarter: str) -> ScoreSheets:
    return assess(portal, quarter, as_of=dt.date(2027, 1, 1))


def exempt(portal: Portal, name: str, first: dt.date, last: dt.date | None, **fields: Any) -> Exemption:
    return Exemption.objects.create(
        column=portal.columns.get(name=name),
        kind=Exemption.Kind.PAUSED,
        first_day=first,
        last_day=last,
        why="改版",
        reported_at=timezone.now(),
        **({"state": Exemption.State.ACCEPTED} | fields),
    )


def test_departments_merged_on_1_october_are_judged_under_their_old_names_before(portal: Portal) -> None:
    version(portal, START, "旧表", 人事=OLD, 法规=OTHER)
    version(portal, MERGER, "新表", 人事=MERGED, 法规=MERGED)
    for day, verdict in ((dt.date(2026, 9, 30), "overdue"), (MERGER, "fresh")):
        seen(portal, day, day, 人事=verdict, 法规="fresh")
    third, fourth = sheets(portal, "2026Q3"), sheets(portal, "2026Q4")
    assert set(third.departments["department"]) == {OLD, OTHER}
    assert department(third, OLD)["overdue"] == 1
    assert fourth.departments["department"].tolist() == [MERGED]
    assert department(fourth, MERGED)["overdue"] == 0
    assert (third.header.table_version, fourth.header.table_version) == (
        "旧表, 2026-07-01 起",
        "新表, 2026-10-01 起",
    )


def test_a_change_on_15_november_charges_the_old_lead_for_the_old_days_only(portal: Portal) -> None:
    version(portal, START, "旧表", 人事=OLD, 法规=OTHER)
    version(portal, dt.date(2026, 11, 15), "新表", 人事=OTHER, 法规=OTHER)
    seen(portal, dt.date(2026, 11, 10), dt.date(2026, 11, 14), 人事="overdue", 法规="fresh")
    seen(portal, dt.date(2026, 11, 15), dt.date(2026, 11, 20), 人事="fresh", 法规="fresh")
    made = sheets(portal, "2026Q4")
    assert (department(made, OLD)["overdue"], department(made, OTHER)["overdue"]) == (5, 0)
    assert department(made, OTHER)["score"] == 100.0
    assert column(made, "人事")["overdue"] == 5
    assert made.header.table_version == "旧表, 2026-07-01 起 (用至 2026-11-14); 新表, 2026-11-15 起"


def test_a_column_counts_only_while_the_table_names_it(portal: Portal) -> None:
    version(portal, START, "旧表", 人事=OLD)
    version(portal, dt.date(2026, 11, 15), "新表", 法规=OTHER)
    seen(portal, dt.date(2026, 11, 14), dt.date(2026, 11, 15), 人事="overdue", 法规="overdue")
    made = sheets(portal, "2026Q4")
    assert [(column(made, name)["judged"], column(made, name)["overdue"]) for name in ("人事", "法规")] == [(1, 1)] * 2
    assert made.exclusions["reason"].str.contains("当日没有该栏目").sum() == 2


def test_days_before_the_first_table_are_owed_by_nobody(portal: Portal) -> None:
    version(portal, dt.date(2026, 11, 15), "新表", 人事=OLD)
    seen(portal, dt.date(2026, 11, 14), dt.date(2026, 11, 15), 人事="overdue")
    assert column(sheets(portal, "2026Q4"), "人事")["overdue"] == 1


def test_a_quarter_before_any_table_can_be_printed(portal: Portal) -> None:
    version(portal, dt.date(2026, 11, 15), "新表", 人事=OLD)
    made = sheets(portal, "2026Q3")
    assert (made.header.has_basis, made.header.table_version) == (False, "")


def test_of_two_versions_for_one_day_the_later_import_binds(portal: Portal) -> None:
    version(portal, START, "错表", 人事=OLD)
    right = version(portal, START, "对表", 人事=OTHER)
    [spell] = tables_of(portal, dt.date(2026, 7, 1), dt.date(2026, 12, 31))
    assert (spell.table, spell.first_day, spell.last_day) == (right, START, dt.date(2026, 12, 31))
    assert tables_of(portal, dt.date(2026, 6, 1), dt.date(2026, 6, 30)) == []


@pytest.mark.parametrize("day", [START, dt.date(2026, 8, 9), dt.date(2026, 9, 30), MERGER, dt.date(2027, 1, 1)])
def test_the_versions_of_a_time_are_those_in_force_on_each_day(portal: Portal, day: dt.date) -> None:
    version(portal, START, "一", 人事=OLD)
    version(portal, dt.date(2026, 8, 9), "二", 人事=OLD)
    version(portal, MERGER, "三", 人事=MERGED)
    spells = tables_of(portal, dt.date(2026, 7, 15), dt.date(2027, 1, 1))
    [of_the_day] = [
        spell.table for spell in spells if spell.first_day <= max(day, spells[0].first_day) <= spell.last_day
    ]
    assert of_the_day == ResponsibilityTable.objects.in_force(portal, max(day, spells[0].first_day))
    assert spells[0].first_day == dt.date(2026, 7, 15)


def classed(table: ResponsibilityTable, column_class: str) -> None:
    table.assignments.update(column_class=column_class)


def test_a_column_weighs_as_its_class_in_the_quarter_and_not_as_today(portal: Portal) -> None:
    classed(version(portal, START, "旧表", 人事=OLD), "static")
    classed(version(portal, dt.date(2026, 11, 15), "新表", 人事=OLD), "news")
    portal.columns.update(column_class="interaction")
    for day in (START, MERGER):
        seen(portal, day, day, 人事="fresh")
    weights = [column(sheets(portal, quarter), "人事")["weight"] for quarter in ("2026Q3", "2026Q4")]
    assert weights == [0.5, 2.0]


def test_disclosure_on_request_has_a_weight_of_its_own(portal: Portal) -> None:
    classed(version(portal, START, "表", 依申请公开=OLD), "static")
    seen(portal, MERGER, MERGER, 依申请公开="fresh")
    assert column(sheets(portal, "2026Q4"), "依申请公开")["weight"] == 1.5


def test_another_scheme_weighs_columns_its_own_way(portal: Portal) -> None:
    classed(version(portal, START, "表", 人事=OLD), "news")
    seen(portal, MERGER, MERGER, 人事="fresh")
    other = load_scheme({**SCHEME.data, "column_weights": {"news": 7.0, "ordinary": 3.0}})
    made = assess(portal, "2026Q4", as_of=dt.date(2027, 1, 1), scheme=other)
    assert column(made, "人事")["weight"] == 7.0


def test_a_message_channel_was_looked_for_where_the_quarters_table_said_so(portal: Portal) -> None:
    classed(version(portal, START, "旧表", 信箱=OLD), "interaction")
    classed(version(portal, MERGER, "新表", 信箱=OLD), "static")
    named = [
        [row["column"] for row in checks(quarter, portal.name) if row["code"] == "message-channel-down"]
        for quarter in ("2026Q3", "2026Q4")
    ]
    assert named == [["信箱"], []]


@pytest.mark.parametrize("state", [Exemption.State.REPORTED, Exemption.State.REFUSED])
def test_an_exemption_that_was_not_accepted_takes_no_day_out(portal: Portal, state: str) -> None:
    version(portal, START, "表", 人事=OLD)
    seen(portal, MERGER, MERGER, 人事="overdue")
    exempt(portal, "人事", MERGER, None, state=state)
    assert [row["verdict"] for row in column_days("2026Q4", portal.name)] == ["overdue"]


def test_an_exemption_accepted_later_takes_its_days_out_of_the_quarter(portal: Portal) -> None:
    version(portal, START, "表", 人事=OLD)
    seen(portal, dt.date(2026, 10, 1), dt.date(2026, 10, 4), 人事="overdue")
    seen(portal, dt.date(2026, 10, 5), dt.date(2026, 10, 6), 人事="fresh")
    accepted = exempt(portal, "人事", dt.date(2026, 10, 2), dt.date(2026, 10, 4))
    made = sheets(portal, "2026Q4")
    assert (column(made, "人事")["judged"], column(made, "人事")["overdue"]) == (3, 1)
    [row] = made.exclusions[made.exclusions["reason"].str.contains("免除")].to_dict("records")
    assert (row["days"], set(row["evidence"].split())) == (3, {f"exemption:{accepted.pk}"})


def test_a_column_exempt_all_the_quarter_has_no_basis(portal: Portal) -> None:
    version(portal, START, "表", 人事=OLD)
    seen(portal, MERGER, dt.date(2026, 10, 3), 人事="blank")
    exempt(portal, "人事", START, None)
    assert column(sheets(portal, "2026Q4"), "人事")["status"] == "no-basis"
