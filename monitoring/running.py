"""One inspection from its claim to its record."""

import datetime as dt
import logging
import time

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from column_assignments.models import Column, Portal
from column_assignments.obligations import duties_in_force
from monitoring.checks.column import Judgement
from monitoring.checks.reasons import REASONS
from monitoring.checks.verdicts import ColumnVerdict
from monitoring.fetching import Gate, Outcome
from monitoring.findings import keep, settle
from monitoring.gates import gate_to
from monitoring.inspecting import PortalSpec, Report, inspect_portal
from monitoring.inspecting.columns import ColumnResult
from monitoring.inspecting.visit import Progress, no_progress
from monitoring.models import Inspection, Observation, PortalPolicy
from monitoring.settling import Settler

log = logging.getLogger(__name__)

# Progress is written this often, in seconds; each time renews the claim.
PROGRESS_EVERY = 1.0


class NotInspectedError(Exception):
    """The inspection came to nothing for a reason of ours; the message says which."""


def policy_for(portal: Portal) -> PortalPolicy:
    """The manners towards a portal; the safe defaults where nobody set any."""
    return PortalPolicy.objects.filter(portal=portal).first() or PortalPolicy(portal=portal)


def gate_for(portal: Portal) -> Gate:
    """The gate through which a portal is inspected."""
    manners = policy_for(portal)
    return gate_to(portal.url, allow_private=manners.allow_private, interval=manners.interval)


def lease() -> dt.timedelta:
    """How long a claim holds without a sign of life."""
    return dt.timedelta(seconds=settings.INSPECTION_LEASE_SECONDS)


def run(inspection: Inspection, watcher: Progress = no_progress) -> Report:
    """Carry out a claimed inspection and record it. A failure of ours is recorded, then raised."""
    try:
        report = look(inspection, watcher)
        if is_our_failure(report):
            raise NotInspectedError(f"首页未能读取, 不是门户的问题: {report.coverage.get('detail') or '原因不明'}")
        record(inspection, report)
    except Exception as error:
        fail(inspection, error)
        raise
    return report


def look(inspection: Inspection, watcher: Progress) -> Report:
    """Inspect the portal over HTTP, telling the row and the watcher how far it came."""
    portal = inspection.portal
    spec = PortalSpec(
        name=portal.name,
        url=portal.url,
        duties=tuple(duties_in_force(portal, inspection.day)),
        budget_pages=policy_for(portal).budget_pages,
    )
    with gate_for(portal) as gate:
        return inspect_portal(
            spec, gate, today=inspection.day, confirm=inspection.confirm, progress=Teller(inspection, watcher)
        )


def is_our_failure(report: Report) -> bool:
    """Whether the portal could not be entered for a reason that is not the portal's."""
    home = report.coverage.get("home")
    return not report.coverage.get("entered") and home in {Outcome.FAILED, Outcome.BLOCKED}


class Teller:
    """Writes progress into the inspection's row, at most once a second."""

    def __init__(self, inspection: Inspection, watcher: Progress) -> None:
        self.inspection = inspection
        self.watcher = watcher
        self.told_at = 0.0

    def __call__(self, pages: int, links: int, queued: int, phase: str) -> None:
        self.watcher(pages, links, queued, phase)
        if time.monotonic() - self.told_at < PROGRESS_EVERY:
            return
        self.told_at = time.monotonic()
        Inspection.objects.filter(pk=self.inspection.pk).update(
            pages=pages, links=links, phase=phase, claimed_until=timezone.now() + lease()
        )


@transaction.atomic
def record(inspection: Inspection, report: Report) -> None:
    """Write what was seen, all of it or nothing. A day that is inspected again is overwritten, findings live on."""
    columns = {column.path: column for column in inspection.portal.columns.all()}
    Observation.objects.bulk_create(
        (
            observation(inspection, columns[result.duty.column], result)
            for result in report.columns
            if result.duty.column in columns
        ),
        # The row of an earlier look on the same day is kept, because evidence names it.
        update_conflicts=True,
        unique_fields=["inspection", "column"],
        update_fields=["verdict", "url", "newest", "items", "due", "reason", "sha256"],
    )
    seen = {keep(inspection, fault, columns).pk for fault in report.faults}
    settle(inspection, seen, Settler(report).is_right)
    Inspection.objects.filter(pk=inspection.pk).update(
        state=Inspection.State.DONE,
        finished_at=timezone.now(),
        claimed_until=None,
        pages=report.pages,
        links=report.links,
        phase="",
        coverage=dict(report.coverage),
        error="",
    )


def observation(inspection: Inspection, column: Column, result: ColumnResult) -> Observation:
    """A column's result as a row."""
    judged = result.judged
    return Observation(
        inspection=inspection,
        column=column,
        verdict=ColumnVerdict(judged.verdict),
        url=result.duty.url,
        newest=judged.newest,
        items=judged.items,
        due=judged.due,
        reason=reason_of(judged),
        sha256=result.seen.sha256 if result.seen else "",
    )


def reason_of(judged: Judgement) -> str:
    """Why the verdict is what it is, naming the record that decided."""
    return REASONS[judged.reason] + (f" ({judged.record})" if judged.record else "")


def fail(inspection: Inspection, error: Exception) -> None:
    """Record that we failed; nothing is said about the portal."""
    log.exception("inspection of %s for %s failed", inspection.portal, inspection.day)
    Inspection.objects.filter(pk=inspection.pk).update(
        state=Inspection.State.FAILED, finished_at=timezone.now(), claimed_until=None, error=f"{error}"[:2000]
    )
