"""A responsibility table out of the database, as the rows and cells of a file."""

from collections.abc import Sequence

from column_assignments.duties import ColumnClass, Role
from column_assignments.models import Assignment, ResponsibilityTable
from column_assignments.models.columns import LEVEL_SEPARATOR
from column_assignments.table.comparing import names, step_words
from column_assignments.table.rows import (
    CLASS_WORDS,
    FORMULA_STARTS,
    HEADINGS,
    LEVELS,
    ROLE_HEADINGS,
    TableRow,
)


def table_rows(table: ResponsibilityTable) -> list[TableRow]:
    """The table's rows in their order, complete; the line is where each would stand in the exported file."""
    assignments = table.assignments.select_related("column").prefetch_related("parts__department")
    return [as_row(number, assignment) for number, assignment in enumerate(assignments, 2)]


def as_row(line: int, assignment: Assignment) -> TableRow:
    """One assignment as a row. A row stored before tables named classes has the class of its column."""
    parts = list(assignment.parts.all())
    return TableRow(
        line=line,
        levels=tuple(assignment.column.path.split(LEVEL_SEPARATOR)),
        content=assignment.description,
        frequency=assignment.frequency,
        departments={role: tuple(part.department.name for part in parts if part.role == role) for role in Role},
        address=assignment.address,
        column_class=ColumnClass(assignment.column_class or assignment.column.column_class),
        steps=assignment.review_steps,
    )


def as_cells(rows: Sequence[TableRow]) -> list[list[str]]:
    """All headings and cells. Nothing is left out: what a file does not say stays as a later version has it."""
    return [list(HEADINGS), *([inert(cell) for cell in row_cells(row)] for row in rows)]


def row_cells(row: TableRow) -> list[str]:
    """One row's cells in the order of the headings."""
    return [
        *[*row.levels, "", ""][: len(LEVELS)],
        row.content,
        row.frequency,
        *(names(row, role) for role in ROLE_HEADINGS),
        row.address or "",
        CLASS_WORDS[row.column_class] if row.column_class else "",
        step_words(row),
    ]


def inert(cell: str) -> str:
    """A cell that no spreadsheet program takes for a formula.

    No import lets such a cell in, but a name given elsewhere may begin like one.
    """
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
