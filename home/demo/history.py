"""Simulated earlier days of the quarter, so that the first score sheet shows what one looks like.

Nothing here was ever seen. Every row is marked as sample data, and every desk, mail and file that uses one says so.
"""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from column_assignments.calendar import quarter_bounds, quarter_of
from column_assignments.due_dates import next_due
from column_assignments.duties import Duty
from column_assignments.models import Column, Portal
from column_assignments.obligations import duties_in_force
from home.demo import faults
from monitoring.checks.verdicts import ColumnVerdict
from monitoring.models import Finding, FindingTransition, Inspection, Observation

# These columns lapsed once early in the quarter and recovered: column → (first day, days).
LAPSES = {"行业管理/教育科技": (9, 7), "政务公开/统计公报": (15, 5), "专题专栏/交通部信息": (22, 3)}
WHY = "示例数据: 模拟的历史"


def simulate_history(portal: Portal, today: dt.date) -> int:
    """Write the quarter's days before `today` as sample data, once; the number of days."""
    first, _ = quarter_bounds(quarter_of(today))
    if first >= today or Inspection.objects.filter(portal=portal, day__lt=today).exists():
        return 0
    columns = {column.path: column for column in portal.columns.all()}
    duties = [duty for duty in duties_in_force(portal, today) if duty.column in columns]
    with transaction.atomic():
        inspections = [make_inspection(portal, first + dt.timedelta(days=n)) for n in range((today - first).days)]
        Observation.objects.bulk_create(
            observation(inspection, columns[duty.column], duty, first, today)
            for inspection in inspections
            for duty in duties
        )
        for finding in past_findings(portal, columns, first, today):
            record(finding)
    return len(inspections)


def make_inspection(portal: Portal, day: dt.date) -> Inspection:
    """A day that was never inspected, marked so."""
    return Inspection.objects.create(
        portal=portal, day=day, state=Inspection.State.DONE, sample=True, coverage={"note": WHY}
    )


def observation(inspection: Inspection, column: Column, duty: Duty, first: dt.date, today: dt.date) -> Observation:
    """A simulated look at one column."""
    verdict = simulated_verdict(duty, inspection.day, first, today)
    return Observation(inspection=inspection, column=column, verdict=verdict, url=column.url, reason=WHY)


def simulated_verdict(duty: Duty, day: dt.date, first: dt.date, today: dt.date) -> ColumnVerdict:
    """Mostly fresh; the planted faults and a few lapses are carried back in time."""
    if duty.column in faults.BLANK:
        return ColumnVerdict.BLANK
    # What nothing dates, neither a publication nor a record, the inspection does not judge either.
    if next_due(duty, None) is None:
        return ColumnVerdict.NOT_JUDGED
    start, length = LAPSES.get(duty.column, (0, 0))
    lapsed = length and start <= (day - first).days < start + length
    late_since = today - dt.timedelta(days=faults.DAYS_PAST)
    if lapsed or (duty.column in faults.OVERDUE and day > late_since):
        return ColumnVerdict.OVERDUE
    return ColumnVerdict.FRESH


def past_findings(portal: Portal, columns: dict[str, Column], first: dt.date, today: dt.date) -> Iterator[Finding]:
    """Two findings that stood for some days and were fixed, where the quarter is old enough for them."""
    for code, path, start, length in (
        ("broken-link", "行业管理/应急管理", 12, 4),
        ("broken-attachment", "政务公开/统计公报", 20, 2),
    ):
        opened = first + dt.timedelta(days=start)
        if path in columns and opened + dt.timedelta(days=length) < today:
            yield Finding(
                portal=portal,
                code=code,
                target=f"{columns[path].url}shili-lishi/",
                url=f"{columns[path].url}shili-lishi/",
                column=columns[path],
                severity="minor",
                state=Finding.State.FIXED,
                found_on=[columns[path].url],
                found_on_total=1,
                evidence={"note": WHY},
                first_seen_on=opened,
                first_seen_at=timezone.now(),
                last_seen_on=opened + dt.timedelta(days=length - 1),
                confirmed_on=opened,
                ended_on=opened + dt.timedelta(days=length),
                sample=True,
            )


def record(finding: Finding) -> None:
    """Store a finding with the changes of state that led to where it is."""
    finding.save()
    steps = (
        ("", Finding.State.OPEN, finding.confirmed_on),
        (Finding.State.OPEN, Finding.State.FIXED, finding.ended_on),
    )
    FindingTransition.objects.bulk_create(
        FindingTransition(finding=finding, old=old, new=new, day=day, why=WHY) for old, new, day in steps if day
    )
