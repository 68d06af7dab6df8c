"""The duties in force on a day, out of the database."""

import datetime as dt

from django.db.models import QuerySet

from column_assignments.classifying import rule_book, rule_for
from column_assignments.duties import Duty, Role
from column_assignments.models import Assignment, Department, Portal, ResponsibilityTable, UpdateRule


def assignments_in_force(portal: Portal, day: dt.date) -> "QuerySet[Assignment]":
    """The rows of the table that binds on `day`, with columns and departments at hand; none without a table."""
    table = ResponsibilityTable.objects.in_force(portal, day)
    return Assignment.objects.filter(table=table).select_related("column").prefetch_related("parts__department")


def duties_in_force(portal: Portal, day: dt.date) -> list[Duty]:
    """The duties of a portal on `day`, in the order of the table."""
    book = rule_book(rule.value() for rule in UpdateRule.objects.all())
    return [
        Duty(
            column=assignment.column.path,
            url=assignment.column.url,
            rule=rule_for(book, assignment.frequency, assignment.column.column_class),
            departments=departments_by_role(assignment),
        )
        for assignment in assignments_in_force(portal, day)
    ]


def departments_by_role(assignment: Assignment) -> dict[Role, tuple[str, ...]]:
    """The names of an assignment's departments."""
    parts = list(assignment.parts.all())
    return {role: tuple(part.department.name for part in parts if part.role == role) for role in Role}


def assigned_to(department: Department, portal: Portal, day: dt.date) -> "QuerySet[Assignment]":
    """The rows in which `department` leads or publishes on `day`."""
    return (
        assignments_in_force(portal, day)
        .filter(parts__department=department, parts__role__in=[Role.LEAD, Role.PUBLISHER])
        .distinct()
    )
