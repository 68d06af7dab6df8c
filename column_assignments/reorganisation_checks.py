"""What speaks against a reorganisation before it is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from column_assignments.duties import Role
from column_assignments.models import Department, DepartmentChange, Member
from column_assignments.table.rows import ROLE_HEADINGS, department_problems, split_names, text_problems

if TYPE_CHECKING:
    from column_assignments.reorganising import Reorganisation

Kind = DepartmentChange.Kind


def objections(plan: Reorganisation) -> list[str]:
    """Everything that speaks against it, in words for the office; empty if nothing does."""
    first = [*count_objections(plan), *name_objections(plan)]
    return first or [*source_objections(plan), *result_objections(plan), *people_objections(plan)]


def count_objections(plan: Reorganisation) -> Iterator[str]:
    sources, results = len(set(plan.sources)), len(set(plan.results))
    if len(plan.results) > results:
        yield _("A name stands twice among the departments after.")
    if plan.kind == Kind.RENAME and (sources, results) != (1, 1):
        yield _("One department is renamed, to one name.")
    if plan.kind == Kind.MERGE and (sources < 2 or results != 1):
        yield _("Two departments or more are merged into one.")
    if plan.kind == Kind.SPLIT and (sources != 1 or results < 2):
        yield _("One department is split into two or more.")
    if not plan.why.strip():
        yield _("Say why, for instance by which document.")


def name_objections(plan: Reorganisation) -> Iterator[str]:
    """Names that no table could hold."""
    heading = ROLE_HEADINGS[Role.LEAD]
    for name in plan.results:
        yield from text_problems({heading: name})
        yield from department_problems({heading: name})
        if split_names(name) != (name,):
            yield _("“%(name)s” is not the name of one department.") % {"name": name}
    if plan.kind == Kind.RENAME and plan.results == tuple(source.name for source in plan.sources):
        yield _("The new name is the old one.")


def source_objections(plan: Reorganisation) -> Iterator[str]:
    for source in plan.sources:
        if source.ended_on is not None:
            yield _("%(name)s ends on %(day)s already.") % {"name": source, "day": source.ended_on}
        elif changes_later(source, plan):
            yield _("%(name)s takes part in a reorganisation on a later day; withdraw that one first.") % {
                "name": source
            }
    kinds = {source.kind == Department.Kind.COLLECTIVE for source in plan.sources}
    if len(kinds) > 1:
        yield _("A collective and a department cannot become one.")


def result_objections(plan: Reorganisation) -> Iterator[str]:
    for result in Department.objects.filter(name__in=plan.results).exclude(pk__in=[s.pk for s in plan.sources]):
        if result.ended_on is None:
            yield _("%(name)s exists already; to join it, merge the departments into it.") % {"name": result}
        elif changes_later(result, plan):
            yield _("%(name)s takes part in a reorganisation on a later day; withdraw that one first.") % {
                "name": result
            }


def changes_later(department: Department, plan: Reorganisation) -> bool:
    """Whether another reorganisation of it takes effect after this one would."""
    takes_part = Q(sources=department) | Q(results=department)
    return DepartmentChange.objects.filter(takes_part, effective_on__gt=plan.effective_on, withdrawn_at=None).exists()


def people_objections(plan: Reorganisation) -> Iterator[str]:
    """Choices that lead nowhere, and posts for people who will not work there."""
    named = {*plan.choices.values(), *plan.moves.values(), *plan.posts}
    for name in sorted(named - set(plan.results)):
        yield _("%(name)s is none of the departments after.") % {"name": name}
    staying = Member.objects.filter(department__in=plan.sources, user__is_active=True).values_list("user_id", flat=True)
    for result, posts in plan.posts.items():
        for user in posts.values():
            if user not in staying or plan.moves.get(user, plan.results[0]) != result:
                yield _("A post of %(name)s goes to somebody who will not work there.") % {"name": result}
