"""Inspections of a registered portal, day by day, and what they saw, made by hand."""

import datetime as dt
from typing import Any

from column_assignments.duties import ColumnClass, Duty, DutyKind, UpdateRule
from column_assignments.models import Column, Portal
from monitoring.checks.column import Judgement
from monitoring.checks.reasons import Reason
from monitoring.checks.seen import Seen
from monitoring.checks.verdicts import ColumnVerdict, Fault, FindingCode
from monitoring.fetching import Answer, Outcome
from monitoring.findings import keep, settle
from monitoring.inspecting import Report
from monitoring.inspecting.columns import ColumnResult
from monitoring.models import Finding, Inspection, PortalPolicy
from tests.conftest import TODAY

HOME = "http://portal.invalid/"
BROKEN = Fault(FindingCode.BROKEN_LINK, HOME + "gone.html", {"status": 404}, (HOME,), 1, "政务公开/人事信息")
OVERDUE = Fault(FindingCode.COLUMN_OVERDUE, HOME + "rsxx/", {"newest": "2026-01-01"}, column="政务公开/人事信息")


def day(number: int) -> dt.date:
    """Day 0 is the day of the tests."""
    return TODAY + dt.timedelta(days=number)


def watched(portal: Portal) -> Portal:
    """The portal, registered for the daily inspection."""
    Portal.objects.filter(pk=portal.pk).update(url=HOME)
    PortalPolicy.objects.get_or_create(portal=portal)
    portal.refresh_from_db()
    return portal


def inspection(portal: Portal, number: int = 0, **fields: Any) -> Inspection:
    """The portal's inspection on a day."""
    return Inspection.objects.get_or_create(portal=portal, day=day(number), defaults=fields)[0]


def look(portal: Portal, number: int, *faults: Fault, is_right: bool = True) -> list[Finding]:
    """An inspection that saw `faults`; whatever else stood before is right now, or was not looked at."""
    columns = {column.path: column for column in Column.objects.filter(portal=portal)}
    today = inspection(portal, number)
    kept = [keep(today, fault, columns) for fault in faults]
    settle(today, {finding.pk for finding in kept}, lambda finding: is_right)
    return kept


def hours_pass(hours: float) -> None:
    """As if what was seen first had been seen that much earlier."""
    for finding in Finding.objects.all():
        finding.first_seen_at -= dt.timedelta(hours=hours)
        finding.save(update_fields=["first_seen_at"])


def states() -> list[tuple[str, str]]:
    """All transitions so far."""
    rows = Finding.objects.order_by("transitions__id").values_list("transitions__old", "transitions__new")
    return [(old, new) for old, new in rows if new]


def result(path: str, verdict: ColumnVerdict, outcome: Outcome | None = Outcome.OK) -> ColumnResult:
    """What is known of a column; no outcome: it was not looked at."""
    duty = Duty(path, HOME + "rsxx/", UpdateRule("适时更新", ColumnClass.DATA, DutyKind.PUBLISH))
    seen = Seen(Answer(duty.url, outcome)) if outcome else None
    return ColumnResult(duty, Judgement(verdict, Reason.DATES), seen)


def report(*columns: ColumnResult, **fields: Any) -> Report:
    """A report on a portal that was entered."""
    return Report(
        **{"portal": "x", "url": HOME, "date": TODAY, "columns": columns, "coverage": {"entered": True}} | fields
    )
