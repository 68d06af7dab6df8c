"""The editor's desk (编辑): what my department owes, by when, and what was found in its columns."""

import datetime as dt
from typing import Any

from django.urls import reverse

from cms.models import ColumnPage
from column_assignments.duties import Role
from column_assignments.models import Assignment, Department, Portal
from column_assignments.obligations import assigned_to
from monitoring.models import Inspection, Observation
from monitoring.responsible import with_owners
from monitoring.visibility import findings_for

FINDINGS_SHOWN = 10


def editor_desk(user: Any, department: Department, day: dt.date) -> dict[str, Any]:
    """The desk of somebody who writes for `department`: duties by due date, findings, age of the data."""
    portal = Portal.objects.own()
    inspection = Inspection.objects.filter(portal=portal, state=Inspection.State.DONE, sample=False).first()
    assignments = list(assigned_to(department, portal, day))
    columns = [assignment.column_id for assignment in assignments]
    seen = {row.column_id: row for row in Observation.objects.filter(inspection=inspection, column__in=columns)}
    pages = dict(ColumnPage.objects.filter(column__in=columns).values_list("column_id", "pk"))
    duties = [
        duty_row(assignment, department, seen.get(assignment.column_id), pages.get(assignment.column_id))
        for assignment in assignments
    ]
    findings = findings_for(user, day).standing().filter(sample=False)
    return {
        "department": department,
        "inspection": inspection,
        "duties": sorted(duties, key=lambda duty: (duty["due"] or dt.date.max, duty["position"])),
        "findings": with_owners(findings[:FINDINGS_SHOWN], day),
        "findings_total": findings.count(),
        "today": day,
    }


def duty_row(
    assignment: Assignment, department: Department, seen: Observation | None, page: int | None
) -> dict[str, Any]:
    """One duty with how it stood when it was last looked at, and where to write for it."""
    roles = {part.role for part in assignment.parts.all() if part.department_id == department.pk}
    return {
        "column": assignment.column,
        "position": assignment.position,
        "frequency": assignment.frequency,
        "leads": Role.LEAD in roles,
        "publishes": Role.PUBLISHER in roles,
        "verdict": seen.verdict if seen else "",
        "reason": seen.reason if seen else "",
        "due": seen.due if seen else None,
        "newest": seen.newest if seen else None,
        "write": reverse("wagtailadmin_pages:add", args=("cms", "articlepage", page)) if page else "",
        "explore": reverse("wagtailadmin_explore", args=(page,)) if page else "",
    }
