"""Coverage both ways (覆盖检查): what the table in force leaves open, and who is missing."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy

from column_assignments.classifying import rule_book, rule_for
from column_assignments.collectives import behind
from column_assignments.duties import DutyKind, ReviewStep, Role
from column_assignments.models import Assignment, Column, Department, Member, Portal, UpdateRule
from column_assignments.models.choices import CLASS_CHOICES
from column_assignments.obligations import address_of, assignments_in_force
from column_assignments.people import NEEDED_POSTS, empty_posts, left_posts, post_title, with_holders


class GapKind(models.TextChoices):
    """What is missing, in the order in which it is shown."""

    NO_LIST_PAGE = "no-list-page", gettext_lazy("duties without a column on the portal")
    NO_DUTY = "no-duty", gettext_lazy("columns without a duty")
    TWO_LEADS = "two-leads", gettext_lazy("columns with more than one lead")
    UNCLASSIFIED = "unclassified", gettext_lazy("update frequencies that need classification")
    ENDED = "ended", gettext_lazy("departments named in the table after they ended")
    NO_MEMBERS = "no-members", gettext_lazy("collectives without members")
    EMPTY_POST = "empty-post", gettext_lazy("departments with an empty post")
    LEFT = "left", gettext_lazy("posts held by people who left")
    NO_PEOPLE = "no-people", gettext_lazy("departments for which nobody can sign in")


TO_DO = {
    GapKind.NO_LIST_PAGE: gettext_lazy("Publish the column, or enter the address of its list page."),
    GapKind.NO_DUTY: gettext_lazy("Add a row to the table, or take the column off the portal."),
    GapKind.TWO_LEADS: gettext_lazy("Name one lead; make the others supporting departments."),
    GapKind.UNCLASSIFIED: gettext_lazy("Add an update rule; until then these duties are not judged."),
    GapKind.ENDED: gettext_lazy("Record the reorganisation, or import a table that names the successor."),
    GapKind.NO_MEMBERS: gettext_lazy("Enter the departments for which it stands."),
    GapKind.EMPTY_POST: gettext_lazy("Name the people."),
    GapKind.LEFT: gettext_lazy("Name a successor."),
    GapKind.NO_PEOPLE: gettext_lazy("Add the department's people."),
}


@dataclass(frozen=True)
class Gap:
    """One thing to mend: at the column or department `pk`, or None where it concerns several."""

    kind: GapKind
    subject: str
    detail: str = ""
    pk: int | None = None

    @property
    def to_do(self) -> str:
        return str(TO_DO[self.kind])


def gaps(portal: Portal, day: dt.date) -> list[Gap]:
    """Everything that the table in force on `day` leaves open, by kind; a constant number of queries."""
    assignments = list(assignments_in_force(portal, day))
    found = [
        *duty_gaps(portal, assignments),
        *column_gaps(portal, assignments),
        *rule_gaps(assignments),
        *department_gaps(assignments, day),
    ]
    order = list(GapKind)
    return sorted(found, key=lambda gap: order.index(gap.kind))


def duty_gaps(portal: Portal, assignments: Iterable[Assignment]) -> Iterator[Gap]:
    """Rows without a list page or with several leads."""
    for assignment in assignments:
        column = assignment.column
        if not address_of(assignment, portal):
            yield Gap(GapKind.NO_LIST_PAGE, column.path, pk=column.pk)
        leads = [part.department.name for part in assignment.parts.all() if part.role == Role.LEAD]
        if len(leads) > 1:
            yield Gap(GapKind.TWO_LEADS, column.path, "、".join(leads), column.pk)


def column_gaps(portal: Portal, assignments: Iterable[Assignment]) -> Iterator[Gap]:
    """Leaf columns that no row names."""
    owed = {assignment.column_id for assignment in assignments}
    leaves = Column.objects.filter(portal=portal, children=None)
    yield from (Gap(GapKind.NO_DUTY, column.path, pk=column.pk) for column in leaves if column.pk not in owed)


def rule_gaps(assignments: Iterable[Assignment]) -> Iterator[Gap]:
    """Pairs of frequency label and class that no rule can judge, each with its columns."""
    book = rule_book(rule.value() for rule in UpdateRule.objects.all())
    pairs: dict[tuple[str, str], list[str]] = {}
    for assignment in assignments:
        column_class = assignment.column_class or assignment.column.column_class
        if rule_for(book, assignment.frequency, column_class).kind is DutyKind.UNCLASSIFIED:
            pairs.setdefault((assignment.frequency, column_class), []).append(assignment.column.path)
    for (label, column_class), paths in pairs.items():
        yield Gap(GapKind.UNCLASSIFIED, f"{label} × {CLASS_TITLES[column_class]}", "、".join(paths))


CLASS_TITLES = {str(value): title for value, title in CLASS_CHOICES}


def department_gaps(assignments: Iterable[Assignment], day: dt.date) -> Iterator[Gap]:
    """What is missing in the departments that the table names, and in those behind its collectives."""
    named = {part.department for assignment in assignments for part in assignment.parts.all()}
    for department in sorted(named, key=lambda department: department.pk):
        if department.ended_on is not None and department.has_ended(day):
            yield Gap(GapKind.ENDED, department.name, department.ended_on.isoformat(), department.pk)
    standing = behind([department for department in named if not department.has_ended(day)], day)
    for collective in sorted(named, key=lambda department: department.pk):
        if collective.pk in standing and not standing[collective.pk]:
            yield Gap(GapKind.NO_MEMBERS, collective.name, pk=collective.pk)
    present = {department.pk for departments in standing.values() for department in departments}
    yield from people_gaps(present, secrecy_leads(assignments))


def secrecy_leads(assignments: Iterable[Assignment]) -> set[int]:
    """The departments that lead where texts pass a secrecy review, by primary key."""
    return {
        part.department_id
        for assignment in assignments
        if ReviewStep.SECRECY in assignment.review_steps
        for part in assignment.parts.all()
        if part.role == Role.LEAD
    }


def people_gaps(departments: set[int], with_secrecy: set[int]) -> Iterator[Gap]:
    """Empty posts, posts of people who left, departments without anybody; both arguments by primary key."""
    peopled = set(Member.objects.filter(user__is_active=True).values_list("department_id", flat=True))
    for department in with_holders(Department.objects.filter(pk__in=departments)):
        needed = (*NEEDED_POSTS, "secrecy_reviewer") if department.pk in with_secrecy else NEEDED_POSTS
        if empty := empty_posts(department, needed):
            yield Gap(GapKind.EMPTY_POST, department.name, titles(empty), department.pk)
        if left := left_posts(department):
            holders = "、".join(f"{post_title(post)}: {getattr(department, post)}" for post in left)
            yield Gap(GapKind.LEFT, department.name, holders, department.pk)
        if department.pk not in peopled:
            yield Gap(GapKind.NO_PEOPLE, department.name, pk=department.pk)


def titles(posts: Iterable[str]) -> str:
    return "、".join(map(post_title, posts))
