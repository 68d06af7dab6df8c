"""The three kinds of people who sign in, told apart by their group, and the department each works for."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractUser, Group, Permission
from django.db.models import QuerySet

from column_assignments.models import Department, Member
from column_assignments.models.departments import POSTS

# Every department needs these; who needs a secrecy reviewer is said by the table's review steps.
NEEDED_POSTS = ("head", "deputy", "contact")

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
        "add_department",
        "change_department",
        "change_column",
        "change_updaterule",
        "view_stepdeadline",
        "change_stepdeadline",
        *(
            f"{action}_{name}"
            for name in ("watchedword", "dutyphone")
            for action in ("view", "add", "change", "delete")
        ),
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


def join(user: Any, department: Department) -> Member:
    """Let `user` work for `department` from now on, and for no other, as one of the editors."""
    member, _made = Member.objects.update_or_create(user=user, defaults={"department": department})
    user.groups.add(Group.objects.get(name=EDITORS))
    return member


def with_holders(departments: "QuerySet[Department]") -> "QuerySet[Department]":
    """The departments with what `empty_posts` and `left_posts` ask for, in one query."""
    return departments.select_related(*(f"{post}__member" for post in POSTS))


def works_for(user: Any, department: Department) -> bool:
    """Whether `user` can sign in and belongs to `department`."""
    member = getattr(user, "member", None)
    return user.is_active and member is not None and member.department_id == department.pk


def empty_posts(department: Department, needed: Iterable[str] = NEEDED_POSTS) -> list[str]:
    """The posts among `needed` that nobody holds."""
    return [post for post in needed if getattr(department, f"{post}_id") is None]


def left_posts(department: Department) -> list[str]:
    """The posts whose holder does not work there any more."""
    return [
        post
        for post in POSTS
        if getattr(department, f"{post}_id") is not None and not works_for(getattr(department, post), department)
    ]


def post_title(post: str) -> str:
    """A post's name in the language of the page."""
    return str(POSTS[post])
