"""A table that somebody looked at becomes the table, if nobody else was faster."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from column_assignments.models import Portal, ResponsibilityTable
from column_assignments.table.exporting import row_cells
from column_assignments.table.importing import Imported, import_table
from column_assignments.table.rows import HEADINGS, BadTableError, TableRow, parse_rows


class TableChangedError(Exception):
    """The table in force on the day is not the one that the change was made from; `current` is it, None for none."""

    def __init__(self, current: ResponsibilityTable | None) -> None:
        super().__init__(str(current))
        self.current = current


def adopt(
    portal: Portal, base: int | None, rows: Sequence[TableRow], *, effective_on: dt.date, **told: Any
) -> Imported:
    """Import `rows`, made from the version `base` (its id, None for no table); `told` as for `import_table`.

    Raises TableChangedError, and stores nothing, where another version is in force on the day by now.
    """
    with transaction.atomic():
        locked = Portal.objects.select_for_update().get(pk=portal.pk)
        current = ResponsibilityTable.objects.in_force(locked, effective_on)
        if (current.pk if current else None) != base:
            raise TableChangedError(current)
        return import_table(locked, rows, effective_on=effective_on, **told)


def row_problems(row: TableRow) -> list[str]:
    """What an import would refuse in one complete row."""
    try:
        parse_rows([HEADINGS, row_cells(row)], None)
    except BadTableError as error:
        return [problem.reason for problem in error.problems]
    return []


def replaced(rows: Sequence[TableRow], row: TableRow) -> list[TableRow]:
    """The rows with `row` instead of the one of its column."""
    return [row if other.levels == row.levels else other for other in rows]


def added(rows: Sequence[TableRow], row: TableRow) -> list[TableRow]:
    """The rows with `row` after the last of those that share most of its levels, at the end if none does."""
    shared = [common_levels(row, other) for other in rows]
    place = len(rows)
    if most := max(shared, default=0):
        place = max(number for number, count in enumerate(shared, 1) if count == most)
    return [*rows[:place], row, *rows[place:]]


def common_levels(row: TableRow, other: TableRow) -> int:
    """How many levels two rows share, counted from the first."""
    count = 0
    for one, two in zip(row.levels, other.levels, strict=False):
        if one != two:
            break
        count += 1
    return count


def removed(rows: Sequence[TableRow], levels: tuple[str, ...]) -> list[TableRow]:
    """The rows without the one of the column at `levels`."""
    return [row for row in rows if row.levels != levels]
