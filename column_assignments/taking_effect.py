"""Columns follow the table in force: a version for a later day changes them on its day and not before."""

import datetime as dt

from django.db import transaction

from column_assignments.models import Assignment, Column, Portal, ResponsibilityTable


def take_effect(portal: Portal, day: dt.date) -> int:
    """Bring place, class and address of a portal's columns in line with the table in force on `day`; the number of
    columns that changed. Columns that the table does not name, and all of them without a table, stay as they are.

    On the installation's own portal the addresses come from its pages.
    """
    with transaction.atomic():
        table = ResponsibilityTable.objects.in_force(portal, day)
        columns = {column.pk: column for column in portal.columns.select_for_update()}
        before = {column.pk: followed(column) for column in columns.values()}
        placed: set[int] = set()
        for assignment in Assignment.objects.filter(table=table).order_by("position"):
            column = columns[assignment.column_id]
            place(column, assignment.position, columns, placed)
            column.column_class = assignment.column_class or column.column_class
            column.url = column.url if portal.is_own else assignment.address
        changed = [column for column in columns.values() if followed(column) != before[column.pk]]
        Column.objects.bulk_update(changed, ["position", "column_class", "url"], batch_size=200)
    return len(changed)


def followed(column: Column) -> tuple[int, str, str]:
    """What of a column follows the table."""
    return column.position, column.column_class, column.url


def place(column: Column | None, position: int, columns: dict[int, Column], placed: set[int]) -> None:
    """Give a column, and those above it, the place of the first row that needs them."""
    while column is not None and column.pk not in placed:
        column.position = position
        placed.add(column.pk)
        column = columns[column.parent_id] if column.parent_id else None
