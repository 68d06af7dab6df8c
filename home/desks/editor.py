"""The editor's desk (编辑): what my department owes, by when; what waits for me; what was found in its columns."""

import datetime as dt
from typing import Any

from django.urls import reverse

from cms.approval.waiting import waiting_for
from cms.owed import Owed, last_inspection, owed_by, owed_on
from cms.scheduling import failed_for
from column_assignments.duties import DutyKind, Role
from column_assignments.models import Department, Portal
from column_assignments.obligations import acts_as
from monitoring.responsible import with_owners
from monitoring.visibility import findings_for

FINDINGS_SHOWN = 10
# Duties that are not fulfilled by an article.
NOT_WRITTEN = (DutyKind.REVIEW, DutyKind.FUNCTION, DutyKind.REPLY)


def editor_desk(user: Any, department: Department, now: dt.datetime, day: dt.date) -> dict[str, Any]:
    """The desk of somebody who works for `department`; `day` is that of `now` in China."""
    portal = Portal.objects.own()
    acting = acts_as(department)
    duties = [duty_row(row, acting, day) for row in owed_by(department, owed_on(portal, day))]
    findings = findings_for(user, day).standing().filter(sample=False)
    return {
        "department": department,
        "inspection": last_inspection(portal),
        "duties": duties,
        "pressing": sum(duty["is_pressing"] for duty in duties),
        "waiting": waiting_for(user, now),
        "failed": failed_for(user),
        "findings": with_owners(findings[:FINDINGS_SHOWN], day),
        "findings_total": findings.count(),
        "today": day,
    }


def duty_row(row: Owed, acting: set[int], day: dt.date) -> dict[str, Any]:
    """One duty with how it stood when it was last looked at, and what to do about it."""
    roles = row.roles_of(acting)
    return {
        "column": row.assignment.column,
        "frequency": row.assignment.frequency,
        "leads": Role.LEAD in roles,
        "publishes": Role.PUBLISHER in roles,
        "verdict": row.seen.verdict if row.seen else "",
        "reason": row.seen.reason if row.seen else "",
        "newest": row.seen.newest if row.seen else None,
        "due": row.due,
        "days_left": (row.due - day).days if row.due else None,
        "done_on": row.done_on,
        "is_pressing": row.is_pressing(day),
        "is_reviewed": row.is_reviewed,
        "has_events": row.duty.rule.kind is DutyKind.EVENT,
        "write": reverse("wagtailadmin_pages:add", args=("cms", "articlepage", row.page)) if is_written(row) else "",
        "edit": reverse("wagtailadmin_pages:edit", args=(row.page,)) if row.page and not is_written(row) else "",
        "explore": reverse("wagtailadmin_explore", args=(row.page,)) if row.page else "",
    }


def is_written(row: Owed) -> bool:
    """Whether a new article in the column is what is owed."""
    return row.page is not None and row.duty.rule.kind not in NOT_WRITTEN
