"""What departments put on record reaches the duties of the day, for as many columns at no more queries."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from column_assignments.calendar import CHINA
from column_assignments.due_dates import Standing, counted_from, standing
from column_assignments.duties import Records
from column_assignments.models import Assignment, Column, Event, Exemption, Portal, ResponsibilityTable, Review
from column_assignments.obligations import address_of, duties_in_force
from tests.conftest import IN_FORCE_SINCE, OWN_COLUMN, TODAY


def ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


@pytest.fixture
def column(portal: Portal) -> Column:
    return portal.columns.get(path=OWN_COLUMN)


def records(portal: Portal, day: dt.date = TODAY) -> Records:
    return next(duty.records for duty in duties_in_force(portal, day) if duty.column == OWN_COLUMN)


def exempt(column: Column, first: dt.date, last: dt.date | None, **fields: Any) -> Exemption:
    usual = {"kind": "paused", "state": "accepted", "why": "报备", "reported_at": timezone.now()}
    return Exemption.objects.create(column=column, first_day=first, last_day=last, **(usual | fields))


def test_a_duty_is_owed_since_its_table_and_nothing_else_is_known(portal: Portal) -> None:
    assert records(portal) == Records(since=IN_FORCE_SINCE)


def test_the_last_review_up_to_the_day_counts(portal: Portal, column: Column) -> None:
    for days in (30, 10, -5):
        Review.objects.create(column=column, reviewed_on=ago(days))
    found = records(portal)
    assert found.reviewed_on == ago(10)
    assert found.review == f"review:{Review.objects.get(reviewed_on=ago(10)).pk}"
    assert records(portal, ago(20)).reviewed_on == ago(30)
    assert records(portal, ago(40)).reviewed_on is None


def test_the_oldest_event_not_published_by_the_day_is_open(portal: Portal, column: Column) -> None:
    Event.objects.create(column=column, title="早已公开", happened_on=ago(50), published_on=ago(45))
    late = Event.objects.create(column=column, title="晚公开", happened_on=ago(30), published_on=ago(3))
    still = Event.objects.create(column=column, title="未公开", happened_on=ago(9))
    Event.objects.create(column=column, title="将来", happened_on=ago(-2))
    assert (records(portal).oldest_open_event, records(portal).event) == (ago(9), f"event:{still.pk}")
    assert records(portal, ago(4)).event == f"event:{late.pk}"
    assert records(portal, ago(3)).event == f"event:{still.pk}"
    assert (records(portal, ago(40)).has_register, records(portal, ago(40)).oldest_open_event) == (True, None)
    assert not records(portal, ago(51)).has_register


@pytest.mark.parametrize(
    ("first", "last", "fields", "covers"),
    [
        (5, None, {}, True),
        (5, 0, {}, True),
        (0, 0, {}, True),
        (5, 1, {}, False),
        (-1, None, {}, False),
        (5, None, {"state": "reported"}, False),
        (5, None, {"state": "refused"}, False),
    ],
)
def test_only_an_accepted_exemption_of_that_day_counts(
    portal: Portal, column: Column, first: int, last: int | None, fields: dict[str, str], covers: bool
) -> None:
    made = exempt(column, ago(first), None if last is None else ago(last), **fields)
    assert records(portal).exempt == ("paused" if covers else "")
    assert records(portal).exemption == (f"exemption:{made.pk}" if covers else "")


def test_a_portal_of_somebody_else_s_has_no_start_from_which_silence_would_count(elsewhere: Portal) -> None:
    table = ResponsibilityTable.objects.create(portal=elsewhere, effective_on=IN_FORCE_SINCE)
    column = Column.objects.create(portal=elsewhere, name="概况", path=OWN_COLUMN)
    Assignment.objects.create(table=table, column=column, position=1, frequency="日常维护")
    assert records(elsewhere) == Records()


def entered(table: ResponsibilityTable, day: dt.date) -> None:
    """The version was entered in the first minute of `day` in China."""
    ResponsibilityTable.objects.filter(pk=table.pk).update(imported_at=dt.datetime.combine(day, dt.time(0, 1), CHINA))


def copied(
    portal: Portal, effective_on: dt.date, *, without: str = "", changed: dict[str, str] | None = None
) -> ResponsibilityTable:
    """A later version of the table in force, entered on its day; `changed` is what it says of OWN_COLUMN."""
    before = ResponsibilityTable.objects.in_force(portal, effective_on)
    assert before
    table = ResponsibilityTable.objects.create(portal=portal, effective_on=effective_on, source="copy")
    entered(table, effective_on)
    Assignment.objects.bulk_create(
        Assignment(table=table, column=row.column, position=row.position, frequency=row.frequency)
        for row in before.assignments.exclude(column__path=without)
    )
    table.assignments.filter(column__path=OWN_COLUMN).update(**(changed or {}))
    return table


def test_a_new_version_does_not_begin_a_duty_anew(portal: Portal) -> None:
    copied(portal, ago(20))
    assert records(portal).since == IN_FORCE_SINCE


@pytest.mark.parametrize(
    ("changed", "days"),
    [
        ({"frequency": "日常维护", "column_class": "static"}, 20),
        ({"frequency": "每年更新", "column_class": "data"}, 20),
        ({"frequency": "适时更新、日常维护"}, None),  # the same label in another order
    ],
)
def test_another_kind_of_duty_begins_anew(portal: Portal, changed: dict[str, str], days: int | None) -> None:
    copied(portal, ago(40), changed={"frequency": "日常维护、适时更新"})
    copied(portal, ago(20), changed=changed)
    copied(portal, ago(10), changed=changed)
    earlier = records(portal, ago(21)).since
    assert records(portal).since == (ago(days) if days else earlier)


def test_a_review_is_not_overdue_on_the_day_on_which_the_table_first_asks_for_it(portal: Portal) -> None:
    copied(portal, TODAY, changed={"frequency": "日常维护", "column_class": "static"})
    [duty] = [duty for duty in duties_in_force(portal, TODAY) if duty.column == OWN_COLUMN]
    assert duty.rule.kind == "review"
    assert standing(duty.rule, counted_from(duty, None), TODAY) is Standing.FRESH


def test_nothing_is_owed_since_before_the_table_was_entered(portal: Portal) -> None:
    entered(portal.tables.get(), ago(3))
    assert records(portal).since == ago(3)


def test_a_version_entered_later_for_an_earlier_day_moves_no_start(portal: Portal) -> None:
    first = portal.tables.get()
    entered(copied(portal, ago(30)), ago(30))
    entered(first, ago(1))
    assert records(portal).since == ago(30)


def test_the_own_portals_address_is_the_pages_else_the_tables(portal: Portal, column: Column) -> None:
    row = portal.tables.get().assignments.get(column=column)
    row.address = "http://portal.invalid/rsxx/"
    assert address_of(row, portal) == row.column.url != ""
    row.column.url = ""
    assert address_of(row, portal) == row.address


def test_a_duty_taken_up_again_begins_anew(portal: Portal) -> None:
    dropped, again = copied(portal, ago(20), without=OWN_COLUMN), copied(portal, ago(10))
    first = ResponsibilityTable.objects.in_force(portal, ago(30))
    assert first
    row = first.assignments.get(column__path=OWN_COLUMN)
    Assignment.objects.create(table=again, column=row.column, position=row.position, frequency=row.frequency)
    assert records(portal).since == again.effective_on
    assert OWN_COLUMN not in {duty.column for duty in duties_in_force(portal, dropped.effective_on)}
    assert records(portal, ago(21)).since == IN_FORCE_SINCE


def test_records_cost_the_same_number_of_queries_however_many(portal: Portal) -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        duties_in_force(portal, TODAY)
    for column in portal.columns.all():
        Review.objects.create(column=column, reviewed_on=ago(3))
        Event.objects.create(column=column, title="事项", happened_on=ago(3))
        exempt(column, ago(3), None)
    copied(portal, ago(30))
    with CaptureQueriesContext(connection) as many:
        assert all(duty.records.exempt for duty in duties_in_force(portal, TODAY))
    assert len(many) <= len(few) <= 12
