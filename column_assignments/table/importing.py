"""Rows of a responsibility table into the database."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from column_assignments.calendar import china_today
from column_assignments.classifying import suggest_class
from column_assignments.duties import ColumnClass, DutyKind
from column_assignments.models import (
    Assignment,
    AssignmentDepartment,
    Column,
    Department,
    Portal,
    ResponsibilityTable,
    UpdateRule,
)
from column_assignments.models.columns import LEVEL_SEPARATOR
from column_assignments.signals import table_imported
from column_assignments.table.comparing import Difference
from column_assignments.table.files import read_cells
from column_assignments.table.planning import Plan, known_labels, plan
from column_assignments.table.rows import TableRow, parse_rows
from column_assignments.taking_effect import take_effect

COLLECTIVE = re.compile("各|有关|相关|的部门|的单位")
# The source of a rule that stands for a label which somebody accepted without one.
ACCEPTED = "导入时未归类"


@dataclass(frozen=True)
class Imported:
    """What an import did, or in a trial would do. `changed` is False if the table in force says the same already.

    `table` is the new version, if one was stored.
    """

    rows: int
    departments: int
    changed: bool
    difference: Difference = field(default=Difference(), compare=False)
    warnings: tuple[str, ...] = field(default=(), compare=False)
    table: ResponsibilityTable | None = field(default=None, compare=False)


def read_table(data: bytes, *, accept_labels: bool = False) -> list[TableRow]:
    """The rows of a CSV or XLSX file, checked against the update rules on record. Raises BadTableError.

    With `accept_labels` a frequency label without a rule passes; the import makes it one that needs classification.
    """
    return parse_rows(read_cells(data), None if accept_labels else known_labels())


def import_table(
    portal: Portal,
    rows: Sequence[TableRow],
    *,
    effective_on: dt.date,
    source: str,
    dry_run: bool = False,
    made_by: Any = None,
    why: str = "",
    today: dt.date | None = None,
) -> Imported:
    """Make `rows` the portal's table from `effective_on`, all or nothing; nothing is stored where nothing changes.

    Columns follow at once what binds on `today`, by default the day of the clock.
    """
    with transaction.atomic():
        list(Portal.objects.select_for_update().filter(pk=portal.pk))  # one import at a time
        planned = plan(portal, rows, effective_on)
        changed = planned.base is None or bool(planned.difference)
        table = None
        if changed and not dry_run:
            table = store(portal, planned, effective_on, source=source[-300:], made_by=made_by, why=why[:500])
            take_effect(portal, today or china_today())
    if table:
        table_imported.send(sender=ResponsibilityTable, portal=portal)
    return Imported(len(planned.rows), len(planned.departments), changed, planned.difference, planned.warnings, table)


def store(portal: Portal, planned: Plan, effective_on: dt.date, **told: Any) -> ResponsibilityTable:
    """Write a new version of the table; columns, departments and rules are made where they are new."""
    table = ResponsibilityTable.objects.create(portal=portal, effective_on=effective_on, **told)
    await_classification(planned.unknown_labels)
    columns = {column.path: column for column in portal.columns.all()}
    departments = find_departments(planned.departments)
    assignments = Assignment.objects.bulk_create(
        Assignment(
            table=table,
            column=find_column(portal, row, position, columns),
            position=position,
            description=row.content,
            frequency=row.frequency,
            address=row.address or "",
            column_class=row.column_class or "",
            steps=" ".join(row.steps or ()),
        )
        for position, row in enumerate(planned.rows, 1)
    )
    AssignmentDepartment.objects.bulk_create(
        AssignmentDepartment(assignment=assignment, department=departments[name], role=role, position=place)
        for assignment, row in zip(assignments, planned.rows, strict=True)
        for role, names in row.departments.items()
        for place, name in enumerate(names)
    )
    return table


def await_classification(labels: Iterable[str]) -> None:
    """Rules by which a duty with one of `labels` is never overdue, until the office says what the label means."""
    for label in labels:
        for column_class in ColumnClass:
            UpdateRule.objects.get_or_create(
                label=label,
                column_class=column_class,
                defaults={"kind": DutyKind.UNCLASSIFIED, "source": ACCEPTED},
            )


def find_column(portal: Portal, row: TableRow, position: int, known: dict[str, Column]) -> Column:
    """The row's column with its parents, made and added to `known` where they are new."""
    column = find_level(portal, row.levels[:1], None, position, known)
    for level in range(2, len(row.levels) + 1):
        column = find_level(portal, row.levels[:level], column, position, known)
    return column


def find_level(
    portal: Portal, names: tuple[str, ...], parent: Column | None, position: int, known: dict[str, Column]
) -> Column:
    """The column at the path `names`, made where it is new; its place is that of the first row below it."""
    path = LEVEL_SEPARATOR.join(names)
    if path not in known:
        known[path] = Column.objects.create(
            portal=portal,
            path=path,
            parent=parent,
            name=names[-1],
            position=position,
            column_class=suggest_class(names),
        )
    return known[path]


def find_departments(names: Iterable[str]) -> dict[str, Department]:
    """The departments of those names, made with a guessed kind where they are new."""
    known = {department.name: department for department in Department.objects.filter(name__in=list(names))}
    for name in names:
        if name not in known:
            known[name] = Department.objects.create(name=name, kind=guess_kind(name))
    return known


def guess_kind(name: str) -> Department.Kind:
    """A new department's kind by its name; an office corrects it in the admin."""
    if COLLECTIVE.search(name):
        return Department.Kind.COLLECTIVE
    return Department.Kind.OFFICE if name.startswith("厅") else Department.Kind.AFFILIATED
