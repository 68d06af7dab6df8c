"""The duties in force on a day, and the tables in force in a time, out of the database."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.db.models import QuerySet

from column_assignments.calendar import CHINA
from column_assignments.classifying import rule_book, rule_for
from column_assignments.collectives import collectives_of_members, reached
from column_assignments.duties import Duty, DutyKind, Records, Role
from column_assignments.models import Assignment, Department, Portal, ResponsibilityTable, UpdateRule
from column_assignments.recorded import records_of


def assignments_in_force(portal: Portal, day: dt.date) -> "QuerySet[Assignment]":
    """The rows of the table that binds on `day`, with columns and departments at hand; none without a table."""
    return assignments_of(ResponsibilityTable.objects.in_force(portal, day))


def assignments_of(table: ResponsibilityTable | None) -> "QuerySet[Assignment]":
    """The rows of a table, with columns and departments at hand; none without a table."""
    return Assignment.objects.filter(table=table).select_related("column").prefetch_related("parts__department")


@dataclass(frozen=True)
class TableSpell:
    """A version of the table and the days on which it binds, both inclusive."""

    table: ResponsibilityTable
    first_day: dt.date
    last_day: dt.date


def tables_of(portal: Portal, first: dt.date, last: dt.date) -> list[TableSpell]:
    """The versions in force from `first` to `last`, in order. Days before the first version are in none of them."""
    # Of two versions for one day the one imported last binds (`in_force`).
    by_day = {
        max(table.effective_on, first): table
        for table in ResponsibilityTable.objects.filter(portal=portal, effective_on__lte=last).order_by(
            "effective_on", "id"
        )
    }
    starts = list(by_day)
    ends = [*(start - dt.timedelta(days=1) for start in starts[1:]), last][: len(starts)]
    return [TableSpell(by_day[start], start, end) for start, end in zip(starts, ends, strict=True)]


def owed_since(portal: Portal, day: dt.date) -> dict[int, dt.date]:
    """For each column owed on `day`, by primary key: the day from which it has owed this kind of duty without a break.

    A version counts from its first day, but not before it was entered: nobody could have known of it. One that was
    entered later for an earlier day moves nothing that was known before.
    """
    spells = tables_of(portal, dt.date.min, day)
    kinds = kinds_by_table(portal, day)
    since: dict[int, dt.date] = {}
    unbroken = kinds.get(spells[-1].table.pk, {}) if spells else {}
    for spell in reversed(spells):
        asked = kinds.get(spell.table.pk, {})
        unbroken = {column: kind for column, kind in unbroken.items() if asked.get(column) == kind}
        known = max(spell.first_day, spell.table.imported_at.astimezone(CHINA).date())
        since |= {column: min(known, since.get(column, known)) for column in unbroken}
    return since


def kinds_by_table(portal: Portal, day: dt.date) -> dict[int, dict[int, DutyKind]]:
    """Which kind of duty each version with a day up to `day` asks for: table → column → kind, by primary key."""
    book = rule_book(rule.value() for rule in UpdateRule.objects.all())
    rows = Assignment.objects.filter(table__portal=portal, table__effective_on__lte=day).values_list(
        "table_id", "column_id", "frequency", "column_class", "column__column_class"
    )
    # Versions are many and their pairs few.
    kind_of = cache(lambda label, column_class: rule_for(book, label, column_class).kind)
    kinds: dict[int, dict[int, DutyKind]] = {}
    for table, column, label, said, known in rows:
        kinds.setdefault(table, {})[column] = kind_of(label, said or known)
    return kinds


def duties_in_force(portal: Portal, day: dt.date) -> list[Duty]:
    """The duties of a portal on `day`, in the order of the table, each with what is on record about it."""
    book = rule_book(rule.value() for rule in UpdateRule.objects.all())
    records = records_in_force(portal, day)
    return [
        Duty(
            column=assignment.column.path,
            url=address_of(assignment, portal),
            rule=rule_for(book, assignment.frequency, assignment.column_class or assignment.column.column_class),
            departments=departments_by_role(assignment),
            records=records.get(assignment.column_id, Records()),
        )
        for assignment in assignments_in_force(portal, day)
    ]


def address_of(assignment: Assignment, portal: Portal) -> str:
    """The column's list page: as the table gives it, but on the own portal where its page is, if it has one."""
    column = assignment.column
    return column.url or assignment.address if portal.is_own else assignment.address or column.url


def records_in_force(portal: Portal, day: dt.date) -> Mapping[int, Records]:
    """What is on record about a portal's columns as of `day`, by the column's primary key.

    Only the own portal's departments work here and can put on record that a text is right; elsewhere a duty has no
    start from which their silence would count.
    """
    return records_of(portal, day, owed_since(portal, day) if portal.is_own else {})


def departments_by_role(assignment: Assignment) -> dict[Role, tuple[str, ...]]:
    """The names of an assignment's departments."""
    parts = list(assignment.parts.all())
    return {role: tuple(part.department.name for part in parts if part.role == role) for role in Role}


def assigned_to(department: Department, portal: Portal, day: dt.date) -> "QuerySet[Assignment]":
    """The rows in which `department`, or a collective that contains it, leads or publishes on `day`."""
    return (
        assignments_in_force(portal, day)
        .filter(parts__department__in=acts_as(department), parts__role__in=[Role.LEAD, Role.PUBLISHER])
        .distinct()
    )


def acts_as(department: Department) -> set[int]:
    """The department and the collectives that contain it, however deep, by primary key."""
    return reached({department.pk}, collectives_of_members())
