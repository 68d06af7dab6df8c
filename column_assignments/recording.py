"""Who may put something on record about a column: its departments, and the office."""

import datetime as dt
from typing import Any

from column_assignments.duties import Role
from column_assignments.models import Assignment, Column
from column_assignments.obligations import acts_as, assignments_in_force
from column_assignments.people import INSPECTORS, OFFICE, department_of, is_in


def parts_of(user: Any, column: Column, day: dt.date) -> set[str]:
    """The roles of the user's department in `column` on `day`."""
    department = department_of(user)
    if department is None:
        return set()
    assignments = assignments_in_force(column.portal, day).filter(column=column)
    acting = acts_as(department)
    return {part.role for row in assignments for part in row.parts.all() if part.department_id in acting}


def may_look(user: Any, column: Column, day: dt.date) -> bool:
    """Every department with a part in the column, the office and the inspectors."""
    return is_in(user, OFFICE) or is_in(user, INSPECTORS) or bool(parts_of(user, column, day))


def may_record(user: Any, column: Column, day: dt.date) -> bool:
    """A department that leads or publishes the column, and the office."""
    return is_in(user, OFFICE) or bool(parts_of(user, column, day) & {Role.LEAD, Role.PUBLISHER})


def assignment_of(column: Column, day: dt.date) -> Assignment | None:
    """The row of the table in force that names the column."""
    return assignments_in_force(column.portal, day).filter(column=column).first()
