"""What is owed: portals' columns, departments, the responsibility table, update rules, assessments."""

from column_assignments.models.assessments import Assessment
from column_assignments.models.columns import Column, Portal
from column_assignments.models.departments import Department, Member
from column_assignments.models.rules import UpdateRule
from column_assignments.models.tables import Assignment, AssignmentDepartment, ResponsibilityTable

__all__ = [
    "Assessment",
    "Assignment",
    "AssignmentDepartment",
    "Column",
    "Department",
    "Member",
    "Portal",
    "ResponsibilityTable",
    "UpdateRule",
]
