"""Reminders: to the right person, before a column falls overdue, at most once a day, and not after it was done."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.owed import owed_by, owed_on
from cms.reminders import send_owed_reminders, send_reminders
from column_assignments.calendar import CHINA
from column_assignments.models import (
    Assignment,
    Column,
    Department,
    Event,
    Exemption,
    Member,
    Portal,
    ResponsibilityTable,
    UpdateRule,
)
from monitoring.models import Delivery, Inspection, Observation
from tests.cms.pages import article
from tests.conftest import OWN_COLUMN
from tests.findings.days import watched
from tests.people import FOREIGN, OWNER

# A Monday; the inspection was on the day before.
MONDAY = dt.date(2026, 11, 23)
NOON = dt.datetime(2026, 11, 23, 12, tzinfo=CHINA)


@pytest.fixture
def seen(portal: Portal) -> Observation:
    """The owner's column as it was seen on Sunday: it owes something once a year, and is due on Wednesday."""
    sunday = NOON - dt.timedelta(days=1)
    inspection = Inspection.objects.create(
        portal=watched(portal), day=sunday.date(), state="done", started_at=sunday, finished_at=sunday
    )
    column = Column.objects.get(portal=portal, path=OWN_COLUMN)
    UpdateRule.objects.update(remind="3d")
    Department.objects.filter(name=FOREIGN).update(head=None, contact=None)
    return Observation.objects.create(
        inspection=inspection, column=column, verdict="fresh", newest=dt.date(2025, 11, 25)
    )


def sent(mailoutbox: list[Any]) -> list[str]:
    return [f"{mail.to[0]} {mail.subject}" for mail in mailoutbox]


def test_the_contact_is_reminded_before_the_due_date(seen: Observation, mailoutbox: list[Any]) -> None:
    assert send_reminders(MONDAY, NOON) == 1
    assert sent(mailoutbox) == ["owner@lanmu.invalid 栏目提醒 2026-11-23: 1 个栏目将到期"]
    assert f"- {OWN_COLUMN}" in mailoutbox[0].body
    assert "2026-11-25" in mailoutbox[0].body


def test_nobody_is_reminded_earlier_than_the_rule_says(seen: Observation, mailoutbox: list[Any]) -> None:
    UpdateRule.objects.update(remind="1d")
    assert send_reminders(MONDAY, NOON) == 0
    assert mailoutbox == []


def test_at_most_one_a_day(seen: Observation, mailoutbox: list[Any]) -> None:
    send_reminders(MONDAY, NOON)
    send_reminders(MONDAY, NOON + dt.timedelta(hours=3))
    assert len(mailoutbox) == 1
    send_reminders(MONDAY + dt.timedelta(days=1), NOON + dt.timedelta(days=1))
    assert len(mailoutbox) == 2


def test_an_overdue_column_is_named_as_such(seen: Observation, mailoutbox: list[Any]) -> None:
    Observation.objects.update(newest=dt.date(2025, 11, 20), verdict="overdue")
    send_reminders(MONDAY, NOON)
    assert mailoutbox[0].subject.endswith("1 个栏目已超期")


def test_what_was_written_since_is_not_asked_for(seen: Observation, portal: Portal, mailoutbox: list[Any]) -> None:
    article(OWN_COLUMN, published_at=NOON - dt.timedelta(hours=3))
    assert send_reminders(MONDAY, NOON) == 0
    row = next(row for row in owed_by(Department.objects.get(name=OWNER), owed_on(portal, MONDAY)) if row.seen)
    assert row.done_on == MONDAY


def test_what_was_done_on_the_day_of_the_inspection_counts(seen: Observation, mailoutbox: list[Any]) -> None:
    article(OWN_COLUMN, published_at=NOON - dt.timedelta(hours=23))
    assert send_reminders(MONDAY, NOON) == 0


def test_a_blank_column_is_asked_for(seen: Observation, portal: Portal, mailoutbox: list[Any]) -> None:
    Observation.objects.update(newest=None, verdict="blank")
    backdate_table(portal)
    assert send_reminders(MONDAY, NOON) == 1
    assert OWN_COLUMN in mailoutbox[0].body


@pytest.mark.parametrize("verdict", ["unreadable", "refused", "unreachable", "not-judged"])
def test_what_could_not_be_seen_is_not_asked_for(
    seen: Observation, portal: Portal, mailoutbox: list[Any], verdict: str
) -> None:
    Observation.objects.update(newest=None, verdict=verdict)
    backdate_table(portal)
    send_reminders(MONDAY, NOON)
    assert [mail.body for mail in mailoutbox if OWN_COLUMN in mail.body] == []


def test_an_exempt_column_is_not_asked_for(seen: Observation, portal: Portal, mailoutbox: list[Any]) -> None:
    column = Column.objects.get(portal=portal, path=OWN_COLUMN)
    Exemption.objects.create(
        column=column, kind="paused", first_day=MONDAY, why="改版", reported_at=NOON, state="accepted"
    )
    assert send_reminders(MONDAY, NOON) == 0


def test_an_event_nobody_published_is_asked_for_without_an_inspection(portal: Portal, mailoutbox: list[Any]) -> None:
    row = Assignment.objects.get(table__portal=portal, column__path=OWN_COLUMN)
    row.frequency = "一事一报"
    row.save()
    Event.objects.create(column=row.column, title="任免", happened_on=dt.date(2026, 10, 9))
    send_reminders(MONDAY, NOON)
    assert [mail.to for mail in mailoutbox if OWN_COLUMN in mail.body] == [["owner@lanmu.invalid"]]


def test_a_department_that_ends_later_is_still_reminded(seen: Observation, mailoutbox: list[Any]) -> None:
    Department.objects.filter(name=OWNER).update(ended_on=MONDAY + dt.timedelta(days=90))
    assert send_reminders(MONDAY, NOON) == 1


def test_a_contact_who_moved_is_stood_in_for(seen: Observation, mailoutbox: list[Any]) -> None:
    Member.objects.filter(user__username="owner").update(department=Department.objects.get(name=FOREIGN))
    send_reminders(MONDAY, NOON)
    assert [mail.to[0] for mail in mailoutbox] == ["deputy@lanmu.invalid"]


def backdate_table(portal: Portal) -> None:
    """As if the table had been in use for years."""
    year = dt.datetime(2023, 1, 1, tzinfo=CHINA)
    ResponsibilityTable.objects.filter(portal=portal).update(effective_on=year.date(), imported_at=year)


def test_the_deputy_stands_in_for_a_contact_who_left(seen: Observation, mailoutbox: list[Any]) -> None:
    get_user_model().objects.filter(username="owner").update(is_active=False)
    send_reminders(MONDAY, NOON)
    assert [mail.to[0] for mail in mailoutbox] == ["deputy@lanmu.invalid"]


def test_no_mail_on_a_day_off_or_before_the_inspections(
    seen: Observation, settings: Any, mailoutbox: list[Any]
) -> None:
    settings.INSPECTION_HOUR, settings.DIGEST_AFTER_HOURS = 6, 3
    sunday = NOON - dt.timedelta(days=1)
    assert send_owed_reminders(sunday) == 0
    assert send_owed_reminders(NOON.replace(hour=7)) == 0
    assert send_owed_reminders(NOON) == 1


def test_a_failed_mail_is_tried_again(seen: Observation, settings: Any, mailoutbox: list[Any]) -> None:
    settings.EMAIL_BACKEND = "no.such.Backend"
    assert send_reminders(MONDAY, NOON) == 0
    assert "Error" in Delivery.objects.get().error
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_reminders(MONDAY, NOON) == 1
    assert len(mailoutbox) == 1


def test_the_number_of_queries_does_not_depend_on_the_columns(seen: Observation, portal: Portal) -> None:
    with CaptureQueriesContext(connection) as few:
        owed_on(portal, MONDAY)
    inspection = Inspection.objects.get()
    for column in Column.objects.filter(portal=portal).exclude(pk=seen.column_id):
        Observation.objects.create(inspection=inspection, column=column, verdict="fresh", newest=dt.date(2025, 1, 1))
    with CaptureQueriesContext(connection) as many:
        assert sum(row.due is not None for row in owed_on(portal, MONDAY)) > 40
    assert len(many) == len(few)
