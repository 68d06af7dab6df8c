"""The three kinds of people who sign in, told apart by their group, and the department each works for."""

from typing import Any

from django.contrib.auth.models import AbstractUser, Group, Permission

from column_assignments.models import Department

INSPECTORS = "巡查员"
OFFICE = "厅办公室考评"
EDITORS = "信息编辑"

# What a group may do beside signing in; page rights are given per column by the table in force.
PERMISSIONS = {
    INSPECTORS: ("view_finding", "view_inspection", "view_observation"),
    OFFICE: (
        "view_finding",
        "view_inspection",
        "view_observation",
        "view_assessment",
        "view_assignment",
        "change_department",
        "change_column",
        "change_updaterule",
    ),
    EDITORS: (),
}


def make_groups() -> None:
    """Make the groups with their permissions; harmless when they are there."""
    for name, codenames in PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(Permission.objects.filter(codename__in=("access_admin", *codenames)))


def is_in(user: Any, group: str) -> bool:
    """Whether `user` belongs to one of the groups above, or is above them all."""
    if not isinstance(user, AbstractUser):
        return False
    return user.is_superuser or user.groups.filter(name=group).exists()


def sees_everything(user: Any) -> bool:
    """Inspectors and the office look at all departments; everybody else at their own."""
    return is_in(user, INSPECTORS) or is_in(user, OFFICE)


def department_of(user: Any) -> Department | None:
    """The department that `user` works for."""
    return Department.objects.filter(people__user_id=user.pk).first()
