"""What is owed: portals' columns, departments, the responsibility table, update rules, records, assessments."""

from column_assignments.models.assessments import Assessment
from column_assignments.models.columns import Column, Portal
from column_assignments.models.departments import Department, DepartmentChange, Member
from column_assignments.models.records import Event, Exemption, Review
from column_assignments.models.rules import UpdateRule
from column_assignments.models.tables import Assignment, AssignmentDepartment, ResponsibilityTable
from column_assignments.models.uploads import TableUpload

__all__ = [
    "Assessment",
    "Assignment",
    "AssignmentDepartment",
    "Column",
    "Department",
    "DepartmentChange",
    "Event",
    "Exemption",
    "Member",
    "Portal",
    "ResponsibilityTable",
    "Review",
    "TableUpload",
    "UpdateRule",
]
