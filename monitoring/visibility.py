"""Who may see what was found; lists and single pages ask the same question."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from column_assignments.models import Assignment, Column, ResponsibilityTable
from column_assignments.obligations import acts_as
from column_assignments.people import department_of, sees_everything
from monitoring.models import Finding, Observation
from monitoring.models.findings import FindingQuerySet


def findings_for(user: Any, day: dt.date) -> FindingQuerySet:
    """All findings for inspectors and the office; for others those in columns where their department has a part."""
    findings: FindingQuerySet = Finding.objects.select_related("portal", "column")
    return findings if sees_everything(user) else findings.filter(column__in=columns_of(user, day))


def observations_for(user: Any, day: dt.date) -> "QuerySet[Observation]":
    """The observations of the same columns."""
    seen = Observation.objects.select_related("inspection__portal", "column")
    return seen if sees_everything(user) else seen.filter(column__in=columns_of(user, day))


def columns_of(user: Any, day: dt.date) -> "QuerySet[Column]":
    """The columns in which the user's department has a part on `day`; none for people of no department."""
    department = department_of(user)
    if department is None:
        return Column.objects.none()
    mine = Assignment.objects.filter(table__in=tables_in_force(day), parts__department__in=acts_as(department))
    return Column.objects.filter(pk__in=mine.values("column"))


def tables_in_force(day: dt.date) -> list[ResponsibilityTable]:
    """The table that binds on `day`, for each portal."""
    latest = {}
    for table in ResponsibilityTable.objects.filter(effective_on__lte=day).order_by("effective_on", "pk"):
        latest[table.portal_id] = table
    return list(latest.values())
