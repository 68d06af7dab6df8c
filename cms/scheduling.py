"""Scheduled publishing (定时发布): what is due becomes a row, each row a task of its own, a failure a state to be seen."""

import datetime as dt
import logging
from typing import Any

from django.db import transaction
from django.db.models import Q
from wagtail.models import Page, Revision

from cms.approval.routes import routes_of
from cms.gate import NotCleared
from cms.models import ScheduledPublication
from column_assignments.calendar import china_today
from column_assignments.duties import Role
from column_assignments.models import Department, Portal
from column_assignments.obligations import acts_as, assignments_in_force
from column_assignments.people import OFFICE, department_of, is_in

log = logging.getLogger(__name__)
Action, State = ScheduledPublication.Action, ScheduledPublication.State

# A worker that is killed loses its claim after this time.
LEASE = dt.timedelta(minutes=5)
FIRST_WAIT, LONGEST_WAIT = dt.timedelta(minutes=1), dt.timedelta(hours=1)
OPEN = (State.WAITING, State.FAILED)


def due(now: dt.datetime) -> list[int]:
    """Note what has come due; the rows to be carried out now, first due first."""
    note_due(now)
    return list(may_be_claimed(now).order_by("due_at", "pk").values_list("pk", flat=True))


def note_due(now: dt.datetime) -> None:
    """Make a row for each revision and each expiry that is due; one that is there stays as it is."""
    revisions = Revision.page_revisions.filter(approved_go_live_at__lte=now)
    for revision, page, at in revisions.values_list("pk", "object_id", "approved_go_live_at"):
        note(page=int(page), action=Action.PUBLISH, due_at=at, revision=revision)
    for page, at, live in (
        Page.objects.live().filter(expire_at__lte=now).values_list("pk", "expire_at", "live_revision")
    ):
        note(page=page, action=Action.EXPIRE, due_at=at, revision=live)


def note(page: int, action: str, due_at: dt.datetime, revision: Any) -> None:
    ScheduledPublication.objects.get_or_create(page_id=page, action=action, due_at=due_at, revision_id=revision)


def may_be_claimed(now: dt.datetime) -> Any:
    """The rows that nobody works on and whose next attempt is due."""
    rows = ScheduledPublication.objects.filter(state__in=OPEN)
    rows = rows.filter(Q(claimed_until=None) | Q(claimed_until__lte=now))
    return rows.filter(Q(next_attempt_at=None) | Q(next_attempt_at__lte=now))


def carry_out(pk: int, now: dt.datetime) -> None:
    """Carry out one row, unless it is done, not due or in somebody else's hands."""
    if not may_be_claimed(now).filter(pk=pk).update(claimed_until=now + LEASE):
        return
    row = ScheduledPublication.objects.get(pk=pk)
    try:
        with transaction.atomic():
            act(row)
    except Exception as error:
        fail(row, error, now)


def act(row: ScheduledPublication) -> None:
    """Publish or take down, and say so in the row, both or neither."""
    if not is_wanted(row):
        row.delete()
        return
    if row.action == Action.PUBLISH and row.revision:
        row.revision.publish(log_action="wagtail.publish.scheduled")
    else:
        row.page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    close(row, State.DONE, "")


def is_wanted(row: ScheduledPublication) -> bool:
    """Whether it is still what the page says: somebody may have published, cancelled or put it off meanwhile."""
    if row.action == Action.PUBLISH:
        return row.revision is not None and row.revision.approved_go_live_at == row.due_at
    return bool(row.page.live and row.page.expire_at == row.due_at)


def fail(row: ScheduledPublication, error: Exception, now: dt.datetime) -> None:
    """Keep the failure where it is seen, and try again later: a review may come in, a database may come back."""
    expected = isinstance(error, NotCleared)
    if not expected:
        log.error("page %s is due to be published and could not be", row.page_id, exc_info=error)
    wait = min(FIRST_WAIT * 2**row.attempts, LONGEST_WAIT)
    row.attempts += 1
    row.next_attempt_at = now + wait
    close(row, State.FAILED, str(error) if expected else f"{type(error).__name__}: {error}")


def close(row: ScheduledPublication, state: str, error: str) -> None:
    row.state, row.error, row.claimed_until = state, error[:500], None
    row.save(update_fields=["state", "error", "claimed_until", "attempts", "next_attempt_at"])


def try_again(row: ScheduledPublication, now: dt.datetime) -> None:
    """Let the next attempt be due at once."""
    ScheduledPublication.objects.filter(pk=row.pk, state=State.FAILED).update(next_attempt_at=now)


def failed_for(user: Any) -> list[ScheduledPublication]:
    """The failures that are `user`'s to deal with: the office's all, a department's those in its columns."""
    failed = list(ScheduledPublication.objects.filter(state=State.FAILED).select_related("page"))
    if not failed or is_in(user, OFFICE):
        return failed
    department = department_of(user)
    mine = columns_of_department(department) if department else set()
    routes = routes_of([row.page for row in failed], china_today())
    return [row for row, route in zip(failed, routes, strict=True) if route.column and route.column.pk in mine]


def columns_of_department(department: Department) -> set[int]:
    """The own columns in which it, or a collective that it belongs to, leads or publishes."""
    rows = assignments_in_force(Portal.objects.own(), china_today())
    parts = {"parts__department__in": acts_as(department), "parts__role__in": [Role.LEAD, Role.PUBLISHER]}
    return set(rows.filter(**parts).values_list("column_id", flat=True))
