"""One portal, one day, one inspection: who does it, and when it is owed. Hours are hours in Asia/Shanghai."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from column_assignments.calendar import CHINA
from column_assignments.models import Portal
from monitoring.models import Delivery, Inspection, PortalPolicy
from monitoring.scheduling import is_inspection_time, owed_inspections
from monitoring.tasks import inspect_portal
from tests.conftest import TODAY
from tests.findings.days import inspection, watched

MINUTE = dt.timedelta(minutes=1)


def claim(row: Inspection) -> bool:
    return Inspection.objects.claim(row.pk, MINUTE)


def shift(row: Inspection, **fields: object) -> None:
    Inspection.objects.filter(pk=row.pk).update(**fields)


def at(hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(TODAY, dt.time(hour, minute), CHINA)


def test_of_two_claims_one_wins(portal: Portal) -> None:
    row = inspection(portal)
    assert [claim(row), claim(row)] == [True, False]


def test_a_claim_that_is_alive_is_not_taken_over(portal: Portal) -> None:
    row = inspection(portal, state="running", claimed_until=timezone.now() + MINUTE)
    assert not claim(row)


def test_a_silent_workers_claim_is_taken_over(portal: Portal) -> None:
    row = inspection(portal, state="running", claimed_until=timezone.now() - MINUTE)
    assert claim(row)
    row.refresh_from_db()
    assert row.claimed_until > timezone.now()


@pytest.mark.parametrize("state", ["done", "failed"])
def test_what_is_over_is_not_claimed(portal: Portal, state: str) -> None:
    assert not claim(inspection(portal, state=state))


def test_what_is_not_there_is_not_claimed(db: None) -> None:
    assert not Inspection.objects.claim(999_999, MINUTE)


def test_a_task_that_comes_too_late_does_nothing(portal: Portal) -> None:
    row = inspection(portal, state="done", pages=7)
    inspect_portal.delay(row.pk)
    row.refresh_from_db()
    assert (row.state, row.pages) == ("done", 7)


@pytest.mark.parametrize(("hour", "minute", "has_come"), [(0, 0, False), (5, 59, False), (6, 0, True), (23, 59, True)])
def test_inspections_start_from_their_hour_on(settings: Any, hour: int, minute: int, has_come: bool) -> None:
    settings.INSPECTION_HOUR = 6
    assert is_inspection_time(at(hour, minute)) is has_come


@pytest.mark.parametrize(("hour", "minute", "has_come"), [(21, 59, False), (22, 0, True), (16, 0, False)])
def test_the_hour_is_one_in_china_wherever_the_machine_stands(
    settings: Any, hour: int, minute: int, has_come: bool
) -> None:
    settings.INSPECTION_HOUR = 6
    assert is_inspection_time(dt.datetime(2026, 11, 22, hour, minute, tzinfo=dt.UTC)) is has_come


def test_before_the_hour_nothing_is_owed(portal: Portal) -> None:
    watched(portal)
    assert owed_inspections(at(5, 59)) == []
    assert not Inspection.objects.exists()


def test_after_the_hour_each_portal_is_owed_its_day(portal: Portal, elsewhere: Portal) -> None:
    watched(portal)
    watched(elsewhere)
    assert len(owed_inspections(at(6))) == 2
    assert set(Inspection.objects.values_list("day", "state")) == {(TODAY, "waiting")}


def test_the_day_is_the_one_in_china(portal: Portal) -> None:
    watched(portal)
    owed_inspections(dt.datetime(2026, 11, 21, 23, tzinfo=dt.UTC))
    assert Inspection.objects.get().day == TODAY


def test_asked_twice_there_is_one_row(portal: Portal) -> None:
    watched(portal)
    assert owed_inspections(at(6)) == owed_inspections(at(7))
    assert Inspection.objects.count() == 1


@pytest.mark.parametrize(
    ("state", "minutes", "owed"),
    [("waiting", 0, 1), ("running", 1, 0), ("running", -1, 1), ("done", 0, 0)],
)
def test_only_what_nobody_works_on_is_owed(portal: Portal, state: str, minutes: int, owed: int) -> None:
    inspection(watched(portal), state=state, claimed_until=at(9) + minutes * MINUTE)
    assert len(owed_inspections(at(9))) == owed


def test_a_portal_that_rests_is_owed_nothing(portal: Portal) -> None:
    PortalPolicy.objects.filter(portal=watched(portal)).update(is_active=False)
    assert owed_inspections(at(9)) == []


def test_a_portal_without_an_address_is_owed_nothing(portal: Portal) -> None:
    PortalPolicy.objects.create(portal=portal)
    assert owed_inspections(at(9)) == []


def test_of_two_senders_one_wins(django_user_model: type) -> None:
    someone = django_user_model.objects.get(username="inspector")
    row = Delivery.objects.create(kind="daily-digest", day=TODAY, recipient=someone)
    assert [Delivery.objects.claim(row.pk, MINUTE), Delivery.objects.claim(row.pk, MINUTE)] == [True, False]
