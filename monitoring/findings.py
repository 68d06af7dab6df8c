"""The life of findings: what an inspection saw becomes new, seen again, confirmed, recurred or fixed.

A finding opens after it was seen twice, apart in time by `settings.CONFIRMATION_HOURS`, or by an inspection that looked
again at once. It is fixed only when an inspection looked at its target and found nothing. Every change is a row.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping

from django.conf import settings
from django.utils import timezone

from column_assignments.models import Column
from monitoring.checks.codes import CODES
from monitoring.checks.verdicts import Fault, FindingCode
from monitoring.models import Finding, FindingTransition, Inspection

State = Finding.State

# Findings against a column as a whole; every other finding is against an address.
COLUMN_CODES = frozenset(
    {
        FindingCode.COLUMN_OVERDUE,
        FindingCode.COLUMN_DUE_SOON,
        FindingCode.COLUMN_BLANK,
        FindingCode.COLUMN_UNREACHABLE,
        FindingCode.COLUMN_UNREADABLE,
        FindingCode.UNDATED_ITEMS,
        FindingCode.BACKDATED_ITEM,
        FindingCode.FUTURE_DATED_ITEM,
    }
)


# What the database holds of an address; a longer one is told apart by its digest.
ADDRESS_LENGTH = 1000
KEPT_OF_A_LONG_ONE = 900


def target_of(fault: Fault) -> str:
    """What a finding is about: the column's path, or the address."""
    if fault.code in COLUMN_CODES and fault.column:
        return fault.column
    if len(fault.url) <= ADDRESS_LENGTH:
        return fault.url
    return f"{fault.url[:KEPT_OF_A_LONG_ONE]}#sha256:{hashlib.sha256(fault.url.encode()).hexdigest()}"


def keep(inspection: Inspection, fault: Fault, columns: Mapping[str, Column]) -> Finding:
    """Enter what was seen today: a new finding, or the known one seen again."""
    now = timezone.now()
    finding = Finding.objects.filter(
        portal=inspection.portal, code=fault.code.value, target=target_of(fault), sample=False
    ).first() or Finding(
        portal=inspection.portal,
        code=fault.code.value,
        target=target_of(fault),
        first_seen_on=inspection.day,
        first_seen_at=now,
    )
    describe(finding, fault, columns.get(fault.column), inspection.day)
    is_new, was = finding.pk is None, finding.state
    if was == State.FIXED:
        # Seen anew after it was right: the confirmation starts again, the history stays.
        finding.first_seen_at, finding.ended_on, finding.confirmed_on = now, None, None
    finding.state = next_state(finding, fault, now, is_new=is_new)
    if finding.state == State.OPEN and (was != State.OPEN or finding.confirmed_on is None):
        finding.confirmed_on = inspection.day
    finding.save()
    if is_new or finding.state != was:
        note(finding, "" if is_new else was, inspection, why_seen(finding, was, is_new=is_new))
    return finding


def describe(finding: Finding, fault: Fault, column: Column | None, day: dt.date) -> None:
    """Bring the finding up to what was seen today."""
    finding.column = column
    finding.severity = CODES[fault.code].severity.word
    finding.url = fault.url[:ADDRESS_LENGTH]
    finding.found_on = list(fault.found_on)
    finding.found_on_total = fault.found_on_total
    finding.evidence = dict(fault.evidence)
    finding.last_seen_on = day


def next_state(finding: Finding, fault: Fault, now: dt.datetime, *, is_new: bool) -> Finding.State:
    """Open once it is confirmed, and then until it is fixed; suspected before."""
    if not is_new and finding.state == State.OPEN:
        return State.OPEN
    apart = now - finding.first_seen_at >= dt.timedelta(hours=settings.CONFIRMATION_HOURS)
    seen_twice = not is_new and finding.state == State.SUSPECTED and apart
    return State.OPEN if fault.confirmed or seen_twice else State.SUSPECTED


def why_seen(finding: Finding, was: str, *, is_new: bool) -> str:
    if finding.state == State.SUSPECTED:
        return "首次发现, 待复查确认" if is_new else "再次出现, 待复查确认"
    return "再次出现, 已复查确认" if was == State.FIXED and not is_new else "复查确认"


def settle(inspection: Inspection, seen: set[int], is_right: Callable[[Finding], bool]) -> None:
    """Mark as fixed what stood before, was not seen in this inspection, and is right now by `is_right`."""
    standing = Finding.objects.filter(portal=inspection.portal, sample=False).standing().exclude(pk__in=seen)
    for finding in standing:
        if not is_right(finding):
            continue
        was, finding.state, finding.ended_on = finding.state, State.FIXED, inspection.day
        finding.save(update_fields=["state", "ended_on"])
        note(finding, was, inspection, "复查已恢复正常" if was == State.OPEN else "复查未再出现, 不作为问题")


def note(finding: Finding, old: str, inspection: Inspection, why: str) -> None:
    FindingTransition.objects.create(
        finding=finding, old=old, new=finding.state, day=inspection.day, why=why, inspection=inspection
    )
