"""Collectives (各处室) stand for their members, which may be collectives themselves."""

import datetime as dt
from collections.abc import Iterable, Mapping

from column_assignments.models import Department, DepartmentChange

# What leads where, by primary key.
Links = Mapping[int, Iterable[int]]


def memberships() -> list[tuple[int, int]]:
    """(collective, member) for every membership, by primary key."""
    return list(Department.members.through.objects.values_list("from_department", "to_department"))


def collectives_of_members() -> dict[int, set[int]]:
    """Member → the collectives that name it, by primary key."""
    return linked((member, collective) for collective, member in memberships())


def members_of_collectives() -> dict[int, set[int]]:
    """Collective → the members that it names, by primary key."""
    return linked(memberships())


def linked(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    """Pairs by their first half."""
    links: dict[int, set[int]] = {}
    for near, far in pairs:
        links.setdefault(near, set()).add(far)
    return links


def reached(start: Iterable[int], links: Links) -> set[int]:
    """Everything that `links` lead to from `start`, itself included; circles do no harm."""
    found = fresh = set(start)
    while fresh:
        fresh = {far for near in fresh for far in links.get(near, ())} - found
        found = found | fresh
    return found


def departments_behind(department: Department, day: dt.date) -> set[Department]:
    """The departments that `department` stands for on `day`: its members, however deep; itself if it is none.

    A collective without members has nobody behind it. Members that ended, or that a reorganisation makes only later,
    are left out.
    """
    return behind([department], day)[department.pk]


def behind(departments: Iterable[Department], day: dt.date) -> dict[int, set[Department]]:
    """`departments_behind` for many, by primary key, in a constant number of queries."""
    links, not_yet = members_of_collectives(), beginning_after(day)
    known = {
        department.pk: department
        for department in Department.objects.exclude(kind=Department.Kind.COLLECTIVE)
        if not department.has_ended(day) and department.pk not in not_yet
    }
    return {
        department.pk: {known[pk] for pk in reached({department.pk}, links) if pk in known}
        if department.kind == Department.Kind.COLLECTIVE
        else {department}
        for department in departments
    }


def beginning_after(day: dt.date) -> set[int]:
    """The departments that begin with a reorganisation after `day`, by primary key."""
    later = DepartmentChange.objects.filter(effective_on__gt=day, withdrawn_at=None)
    later = later.prefetch_related("sources", "results")
    return {result.pk for change in later for result in change.results.all() if result not in set(change.sources.all())}
