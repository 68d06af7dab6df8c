"""Rows of a responsibility table into the database."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from column_assignments.classifying import label_key, suggest_class
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
from column_assignments.table.exporting import table_rows
from column_assignments.table.files import read_cells
from column_assignments.table.rows import TableRow, parse_rows

COLLECTIVE = re.compile("各|有关|相关|的部门|的单位")


@dataclass(frozen=True)
class Imported:
    """What an import did, or in a trial would do. `changed` is False if the table in force says the same already."""

    rows: int
    departments: int
    changed: bool


def read_table(data: bytes) -> list[TableRow]:
    """The rows of a CSV or XLSX file, checked against the update rules on record. Raises BadTableError."""
    labels = UpdateRule.objects.values_list("label", flat=True)
    return parse_rows(read_cells(data), {label_key(label) for label in labels})


def import_table(
    portal: Portal, rows: Sequence[TableRow], *, effective_on: dt.date, source: str, dry_run: bool = False
) -> Imported:
    """Make `rows` the portal's table from `effective_on`, all or nothing; nothing is stored where nothing changes."""
    names = {name for row in rows for part in row.departments.values() for name in part}
    changed = not is_in_force(portal, rows, effective_on)
    if changed and not dry_run:
        with transaction.atomic():
            store(portal, rows, effective_on, source)
        table_imported.send(sender=ResponsibilityTable, portal=portal)
    return Imported(len(rows), len(names), changed)


def is_in_force(portal: Portal, rows: Sequence[TableRow], day: dt.date) -> bool:
    """Whether the table in force on `day` says what `rows` say. Addresses count only where the file gives them."""
    current = ResponsibilityTable.objects.in_force(portal, day)
    if current is None:
        return False
    known = table_rows(current)
    return len(known) == len(rows) and all(map(says_the_same, rows, known))


def says_the_same(row: TableRow, known: TableRow) -> bool:
    """Whether a row of a file repeats a row on record."""
    same = (row.levels, row.content, row.frequency, row.departments) == (
        known.levels,
        known.content,
        known.frequency,
        known.departments,
    )
    return same and row.address in (None, known.address)


def store(portal: Portal, rows: Sequence[TableRow], effective_on: dt.date, source: str) -> ResponsibilityTable:
    """Write a new version of the table; columns and departments are made where they are new."""
    table = ResponsibilityTable.objects.create(portal=portal, effective_on=effective_on, source=source[-300:])
    for position, row in enumerate(rows, 1):
        assignment = Assignment.objects.create(
            table=table,
            column=find_column(portal, row, position),
            position=position,
            description=row.content,
            frequency=row.frequency,
        )
        AssignmentDepartment.objects.bulk_create(
            AssignmentDepartment(assignment=assignment, department=find_department(name), role=role, position=place)
            for role, names in row.departments.items()
            for place, name in enumerate(names)
        )
    return table


def find_column(portal: Portal, row: TableRow, position: int) -> Column:
    """The row's column with its parents, made where they are new."""
    column = find_level(portal, row.levels[:1], None, position)
    for level in range(2, len(row.levels) + 1):
        column = find_level(portal, row.levels[:level], column, position)
    if row.address is not None and row.address != column.url:
        column.url = row.address
        column.save(update_fields=["url"])
    return column


def find_level(portal: Portal, names: tuple[str, ...], parent: Column | None, position: int) -> Column:
    """The column at the path `names`, made where it is new; its place is that of the first row below it."""
    return Column.objects.get_or_create(
        portal=portal,
        path=LEVEL_SEPARATOR.join(names),
        defaults={
            "parent": parent,
            "name": names[-1],
            "position": position,
            "column_class": suggest_class(names),
        },
    )[0]


def find_department(name: str) -> Department:
    """The department of that name, made with a guessed kind where it is new."""
    return Department.objects.get_or_create(name=name, defaults={"kind": guess_kind(name)})[0]


def guess_kind(name: str) -> Department.Kind:
    """A new department's kind by its name; an office corrects it in the admin."""
    if COLLECTIVE.search(name):
        return Department.Kind.COLLECTIVE
    return Department.Kind.OFFICE if name.startswith("厅") else Department.Kind.AFFILIATED
