"""A responsibility table out of the database, as the rows and cells of a file."""

from collections.abc import Sequence

from column_assignments.duties import Role
from column_assignments.models import Assignment, ResponsibilityTable
from column_assignments.models.columns import LEVEL_SEPARATOR
from column_assignments.table.rows import HEADINGS, LEVELS, ROLE_HEADINGS, TableRow


def table_rows(table: ResponsibilityTable) -> list[TableRow]:
    """The table's rows in their order; the line is where each would stand in the exported file."""
    assignments = table.assignments.select_related("column").prefetch_related("parts__department")
    return [as_row(number, assignment) for number, assignment in enumerate(assignments, 2)]


def as_row(line: int, assignment: Assignment) -> TableRow:
    """One assignment as a row."""
    parts = list(assignment.parts.all())
    return TableRow(
        line=line,
        levels=tuple(assignment.column.path.split(LEVEL_SEPARATOR)),
        content=assignment.description,
        frequency=assignment.frequency,
        departments={role: tuple(part.department.name for part in parts if part.role == role) for role in Role},
        address=assignment.column.url,
    )


def as_cells(rows: Sequence[TableRow]) -> list[list[str]]:
    """Headings and cells; the column of addresses only where there is one to write."""
    width = len(HEADINGS) if any(row.address for row in rows) else len(HEADINGS) - 1
    return [line[:width] for line in [list(HEADINGS), *map(row_cells, rows)]]


def row_cells(row: TableRow) -> list[str]:
    """One row's cells in the order of the headings."""
    levels = [*row.levels, "", ""][: len(LEVELS)]
    return [
        *levels,
        row.content,
        row.frequency,
        *("、".join(row.departments[role]) for role in ROLE_HEADINGS),
        row.address or "",
    ]
