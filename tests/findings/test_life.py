"""The life of a finding: suspected, open, fixed, and back again; every change is a row."""

from typing import Any

import pytest

from column_assignments.models import Portal
from monitoring.checks.verdicts import Fault, FindingCode
from monitoring.facts import inspection_facts
from monitoring.models import Finding, FindingTransition
from tests.findings.days import BROKEN, HOME, OVERDUE, day, hours_pass, look, states

CONFIRMED = Fault(BROKEN.code, BROKEN.url, BROKEN.evidence, BROKEN.found_on, 1, BROKEN.column, confirmed=True)


@pytest.fixture(autouse=True)
def two_hours(settings: Any) -> None:
    settings.CONFIRMATION_HOURS = 2


def only() -> Finding:
    return Finding.objects.get()


def test_what_is_seen_once_is_only_suspected(portal: Portal) -> None:
    look(portal, 0, BROKEN)
    assert (only().state, only().confirmed_on) == ("suspected", None)


def test_what_is_seen_again_too_soon_stays_suspected(portal: Portal) -> None:
    look(portal, 0, BROKEN)
    hours_pass(1.9)
    look(portal, 0, BROKEN)
    assert only().state == "suspected"


def test_what_is_seen_again_after_the_interval_is_open(portal: Portal) -> None:
    look(portal, 0, BROKEN)
    hours_pass(2)
    look(portal, 1, BROKEN)
    assert (only().state, only().first_seen_on, only().confirmed_on) == ("open", day(0), day(1))


def test_what_was_confirmed_at_once_is_open_at_once(portal: Portal) -> None:
    look(portal, 0, CONFIRMED)
    assert (only().state, only().confirmed_on) == ("open", day(0))


def test_a_suspicion_that_is_confirmed_at_once_opens(portal: Portal) -> None:
    look(portal, 0, BROKEN)
    look(portal, 0, CONFIRMED)
    assert only().state == "open"


def test_what_is_open_stays_open_when_it_is_seen_unconfirmed(portal: Portal) -> None:
    look(portal, 0, CONFIRMED)
    look(portal, 1, BROKEN)
    assert (only().state, only().confirmed_on, only().last_seen_on) == ("open", day(0), day(1))


def test_every_change_is_a_row_and_what_does_not_change_is_none(portal: Portal) -> None:
    look(portal, 0, BROKEN)
    hours_pass(2)
    for number in (1, 2, 3):
        look(portal, number, BROKEN)
    look(portal, 4)
    assert states() == [("", "suspected"), ("suspected", "open"), ("open", "fixed")]


def test_a_change_says_when_why_and_by_which_inspection(portal: Portal) -> None:
    look(portal, 0, BROKEN)
    change = FindingTransition.objects.get()
    assert (change.day, change.why, change.by) == (day(0), "首次发现, 待复查确认", None)
    assert change.inspection == portal.inspections.get()


def test_nothing_is_fixed_by_an_inspection_that_did_not_look(portal: Portal) -> None:
    look(portal, 0, CONFIRMED)
    look(portal, 1, is_right=False)
    assert (only().state, only().ended_on) == ("open", None)


def test_it_is_fixed_by_an_inspection_that_looked(portal: Portal) -> None:
    look(portal, 0, CONFIRMED)
    look(portal, 1)
    assert (only().state, only().ended_on) == ("fixed", day(1))
    assert FindingTransition.objects.last().why == "复查已恢复正常"


def test_a_suspicion_that_does_not_come_true_never_was_a_problem(portal: Portal) -> None:
    look(portal, 0, BROKEN)
    look(portal, 1)
    assert (only().state, only().confirmed_on) == ("fixed", None)
    assert FindingTransition.objects.last().why == "复查未再出现, 不作为问题"


def test_what_recurs_is_suspected_again_and_keeps_its_history(portal: Portal) -> None:
    look(portal, 0, CONFIRMED)
    look(portal, 1)
    look(portal, 2, BROKEN)
    assert (only().state, only().ended_on, only().first_seen_on) == ("suspected", None, day(0))
    assert states() == [("", "open"), ("open", "fixed"), ("fixed", "suspected")]


def test_what_recurs_has_to_be_confirmed_anew(portal: Portal) -> None:
    look(portal, 0, CONFIRMED)
    hours_pass(48)
    look(portal, 1)
    look(portal, 2, BROKEN)
    look(portal, 2, BROKEN)
    assert only().state == "suspected"
    hours_pass(2)
    look(portal, 3, BROKEN)
    assert (only().state, only().confirmed_on) == ("open", day(3))


def test_what_was_fixed_counts_for_nobody_until_it_is_confirmed_anew(portal: Portal) -> None:
    look(portal, 0, CONFIRMED)
    look(portal, 1)
    look(portal, 2, BROKEN)
    facts = inspection_facts("2026Q4", portal.name)["findings"]
    assert facts.empty or facts["ended_on"].notna().all()


def test_a_suspicion_counts_for_nobody(portal: Portal) -> None:
    look(portal, 0, BROKEN)
    assert inspection_facts("2026Q4", portal.name)["findings"].empty


def test_one_target_is_one_finding_however_often_it_is_seen(portal: Portal) -> None:
    look(portal, 0, BROKEN, BROKEN)
    look(portal, 1, BROKEN)
    assert Finding.objects.count() == 1


def test_two_codes_of_one_target_are_two_findings(portal: Portal) -> None:
    look(portal, 0, BROKEN, Fault(FindingCode.SOFT_404, BROKEN.url))
    assert Finding.objects.count() == 2


def test_a_column_is_one_finding_even_when_its_address_changes(portal: Portal) -> None:
    look(portal, 0, OVERDUE)
    look(portal, 1, Fault(OVERDUE.code, HOME + "new/", column=OVERDUE.column))
    assert (only().target, only().url) == (OVERDUE.column, HOME + "new/")


def test_portals_have_their_own_findings(portal: Portal, elsewhere: Portal) -> None:
    look(portal, 0, BROKEN)
    look(elsewhere, 0, BROKEN)
    look(elsewhere, 1)
    assert sorted(Finding.objects.values_list("portal__is_own", "state")) == [(False, "fixed"), (True, "suspected")]


def test_the_evidence_is_that_of_the_last_look(portal: Portal) -> None:
    look(portal, 0, BROKEN)
    look(portal, 1, Fault(BROKEN.code, BROKEN.url, {"status": 410}, (HOME, HOME + "a"), 7, BROKEN.column))
    assert (only().evidence, only().found_on_total, only().severity) == ({"status": 410}, 7, "minor")
    assert only().column.path == BROKEN.column


def test_sample_findings_are_left_alone(portal: Portal) -> None:
    (finding,) = look(portal, 0, CONFIRMED)
    Finding.objects.filter(pk=finding.pk).update(sample=True)
    look(portal, 1)
    assert only().state == "open"


@pytest.mark.parametrize("length", [1000, 1001, 2000])
def test_an_address_longer_than_the_database_holds_is_kept_all_the_same(portal: Portal, length: int) -> None:
    start = (HOME + "x" * length)[: length - 1]
    kept = look(portal, 0, *(Fault(FindingCode.BROKEN_LINK, start + end) for end in "ab"))
    assert len({finding.target for finding in kept}) == 2
    assert all(len(finding.target) <= 1000 and len(finding.url) <= 1000 for finding in kept)
