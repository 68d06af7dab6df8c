"""What an inspection that reported nothing may say of an older finding."""

import datetime as dt

import pytest
from django.utils import timezone

from column_assignments.models import Portal
from monitoring.checks.channel import Channel, ChannelVerdict
from monitoring.checks.verdicts import ColumnVerdict, Fault, FindingCode
from monitoring.fetching import Outcome
from monitoring.inspecting import Report
from monitoring.models import Finding, Inspection, PortalPolicy
from monitoring.running import record, run
from monitoring.settling import Settler
from tests.findings.days import BROKEN, OVERDUE, inspection, look, report, result
from tests.portal_server import PortalServer

PATH = OVERDUE.column
CHANNEL = Fault(FindingCode.REQUEST_CHANNEL_DOWN, "http://portal.invalid/ysqgk/", column="政务公开/依申请公开")


def is_right(portal: Portal, fault: Fault, seen: Report) -> bool:
    (finding,) = look(portal, 0, fault)
    return Settler(seen).is_right(finding)


@pytest.mark.parametrize("fault", [BROKEN, OVERDUE, CHANNEL])
def test_a_portal_that_was_not_entered_fixes_nothing(portal: Portal, fault: Fault) -> None:
    seen = report(coverage={"entered": False}, checked=frozenset([fault.url]))
    assert not is_right(portal, fault, seen)


@pytest.mark.parametrize(
    ("verdict", "outcome"),
    [
        (ColumnVerdict.UNREACHABLE, Outcome.GONE),
        (ColumnVerdict.UNREACHABLE, Outcome.TIMEOUT),
        (ColumnVerdict.REFUSED, Outcome.REFUSED),
        (ColumnVerdict.UNREADABLE, Outcome.OK),
        (ColumnVerdict.NOT_JUDGED, Outcome.FAILED),
        (ColumnVerdict.NOT_JUDGED, None),
    ],
)
def test_a_column_that_was_not_read_is_not_fixed(
    portal: Portal, verdict: ColumnVerdict, outcome: Outcome | None
) -> None:
    assert not is_right(portal, OVERDUE, report(result(PATH, verdict, outcome)))


def test_a_column_that_was_read_is_fixed(portal: Portal) -> None:
    assert is_right(portal, OVERDUE, report(result(PATH, ColumnVerdict.FRESH)))


def test_a_column_that_the_table_no_longer_names_is_no_longer_owed(portal: Portal) -> None:
    assert is_right(portal, OVERDUE, report())


def test_an_address_that_was_met_and_not_seen_to_be_fine_is_not_fixed(portal: Portal) -> None:
    assert not is_right(portal, BROKEN, report(unchecked=frozenset([BROKEN.url])))


def test_an_address_that_is_linked_nowhere_is_not_fixed_if_pages_were_left_unread(portal: Portal) -> None:
    assert not is_right(portal, BROKEN, report(coverage={"entered": True, "budget_reached": True}))


def test_an_address_that_is_linked_nowhere_is_fixed_if_all_was_read(portal: Portal) -> None:
    assert is_right(portal, BROKEN, report())


def test_an_address_that_was_seen_to_be_fine_is_fixed(portal: Portal) -> None:
    seen = report(checked=frozenset([BROKEN.url]), coverage={"entered": True, "budget_reached": True})
    assert is_right(portal, BROKEN, seen)


@pytest.mark.parametrize("verdict", ChannelVerdict)
def test_a_channel_is_fixed_when_it_was_seen_to_work(portal: Portal, verdict: ChannelVerdict) -> None:
    seen = report(channels=(Channel("request", CHANNEL.url, verdict),))
    assert is_right(portal, CHANNEL, seen) is (verdict is ChannelVerdict.OK)


def test_a_channel_nobody_looked_for_is_not_fixed(portal: Portal) -> None:
    assert not is_right(portal, CHANNEL, report())


def test_a_record_is_all_or_nothing(portal: Portal) -> None:
    before = inspection(portal)
    with pytest.raises(AttributeError):
        record(before, report(faults=(OVERDUE, "no fault")))
    before.refresh_from_db()
    assert (before.state, Finding.objects.count()) == ("waiting", 0)


def test_a_day_inspected_again_overwrites_its_observations_in_place(portal: Portal) -> None:
    today = inspection(portal)
    record(today, report(result(PATH, ColumnVerdict.OVERDUE)))
    first = today.observations.get()
    record(today, report(result(PATH, ColumnVerdict.FRESH)))
    assert (today.observations.get().pk, today.observations.get().verdict) == (first.pk, "fresh")


@pytest.fixture
def closed(elsewhere: Portal) -> Portal:
    """A portal at which nobody listens any more."""
    with PortalServer({}) as server:
        elsewhere.url = f"{server.url}/"
    elsewhere.save()
    PortalPolicy.objects.create(portal=elsewhere, allow_private=True)
    return elsewhere


def test_an_unreachable_portal_fixes_nothing_and_accuses_no_column(closed: Portal) -> None:
    look(closed, -1, BROKEN)
    run(inspection(closed))
    assert sorted(Finding.objects.values_list("code", "state")) == [
        ("broken-link", "suspected"),
        ("site-unreachable", "suspected"),
    ]


def test_our_own_failure_is_recorded_as_ours_and_says_nothing_of_the_portal(closed: Portal) -> None:
    PortalPolicy.objects.update(allow_private=False)
    today = inspection(closed, claimed_until=timezone.now() + dt.timedelta(minutes=1))
    with pytest.raises(Exception, match="不是门户的问题"):
        run(today)
    today.refresh_from_db()
    assert (today.state, today.claimed_until, Finding.objects.count()) == (Inspection.State.FAILED, None, 0)
    assert "首页未能读取" in today.error
