"""Reorganisations (机构调整): departments renamed, merged or split on a day, and the table from that day on."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from column_assignments.duties import Role
from column_assignments.models import Department, DepartmentChange, Portal, ResponsibilityTable
from column_assignments.obligations import tables_of
from column_assignments.reorganisation_checks import objections
from column_assignments.table.comparing import Change, compare
from column_assignments.table.exporting import table_rows
from column_assignments.table.importing import import_table
from column_assignments.table.rows import TableRow

# (path of the column, role) → the department after; what is not named goes to the first of them.
Choices = Mapping[tuple[str, Role], str]


@dataclass(frozen=True)
class Reorganisation:
    """What the office decided. The first of `results` takes whatever `choices` and `moves` leave open.

    `moves` says for whom people work afterwards (user → result), `posts` who holds which post there
    (result → post → user); users by primary key, results by name.
    """

    kind: DepartmentChange.Kind
    effective_on: dt.date
    sources: tuple[Department, ...]
    results: tuple[str, ...]
    why: str
    choices: Choices = field(default_factory=dict)
    moves: Mapping[int, str] = field(default_factory=dict)
    posts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def successors(self) -> dict[str, str]:
        """The name that stands where a name stood, unless a choice says otherwise."""
        return {source.name: self.results[0] for source in self.sources}

    @property
    def title(self) -> str:
        """In one line."""
        before, after = "、".join(source.name for source in self.sources), "、".join(self.results)
        return _("Reorganisation: %(before)s → %(after)s") % {"before": before, "after": after}


@dataclass(frozen=True)
class NewVersion:
    """A version of a portal's table that a reorganisation changes, from `first_day` on."""

    portal: Portal
    first_day: dt.date
    before: tuple[TableRow, ...]
    after: tuple[TableRow, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """The rows that change."""
        return compare(self.before, self.after).changed


def reorganised(
    rows: Iterable[TableRow], successors: Mapping[str, str], choices: Choices | None = None
) -> list[TableRow]:
    """The rows with each department that `successors` names replaced; every row and its order stay."""
    return [reorganised_row(row, successors, choices or {}) for row in rows]


def reorganised_row(row: TableRow, successors: Mapping[str, str], choices: Choices) -> TableRow:
    """One row after it. A department that comes to lead does not support itself besides."""
    after = {
        role: tuple(
            dict.fromkeys(
                choices.get((row.path, role), successors[name]) if name in successors else name for name in names
            )
        )
        for role, names in row.departments.items()
    }
    if any(name in successors for name in row.departments.get(Role.SUPPORT, ())):
        after[Role.SUPPORT] = tuple(name for name in after[Role.SUPPORT] if name not in after.get(Role.LEAD, ()))
    return replace(row, departments=after)


def new_versions(plan: Reorganisation) -> list[NewVersion]:
    """What becomes of each version that names a source and binds on the day or later, on every portal."""
    return [
        NewVersion(portal, spell.first_day, before, tuple(reorganised(before, plan.successors, plan.choices)))
        for portal in Portal.objects.all()
        for spell in tables_of(portal, plan.effective_on, dt.date.max)
        if parts_of(plan, before := tuple(table_rows(spell.table)))
    ]


def parts_of(plan: Reorganisation, rows: Iterable[TableRow]) -> list[tuple[str, Role]]:
    """(path, role) wherever a source has a part, in the order of the rows."""
    sources = plan.successors.keys()
    return [
        (row.path, role) for row in rows for role, names in row.departments.items() if not sources.isdisjoint(names)
    ]


@transaction.atomic
def reorganise(plan: Reorganisation, by: Any) -> DepartmentChange:
    """Record it and make the versions of the table; people follow on the day (`moving.move_people`).

    Raises ValidationError with what speaks against it. Versions before the day stay as they are.
    """
    lock_tables()
    sources = list(Department.objects.select_for_update().filter(pk__in=[source.pk for source in plan.sources]))
    if reasons := objections(plan):
        raise ValidationError(reasons)
    ended = Department.objects.filter(name__in=plan.results).exclude(ended_on=None)
    former_ends = {str(department.pk): str(department.ended_on) for department in ended}
    results = [result_department(name, plan) for name in plan.results]
    change = DepartmentChange.objects.create(
        kind=plan.kind,
        effective_on=plan.effective_on,
        why=plan.why,
        made_by=by,
        people=people_plan(plan, results) | {"ended": former_ends},
    )
    change.sources.set(sources)
    change.results.set(results)
    for source in set(sources) - set(results):
        source.ended_on = plan.effective_on
        source.save(update_fields=["ended_on"])
    change.tables.set(store_versions(new_versions(plan), plan.title, plan.why, by))
    return change


def lock_tables() -> None:
    """Let nobody else change a table until the transaction ends; before the first is read, as an import does it."""
    list(Portal.objects.select_for_update().order_by("pk"))


def result_department(name: str, plan: Reorganisation) -> Department:
    """The department of that name: one of the sources, one that ended and comes back, or a new one."""
    known = Department.objects.filter(name=name).first()
    if known is None:
        return Department.objects.create(name=name, kind=plan.sources[0].kind)
    if known.ended_on is not None:
        known.ended_on = None
        known.save(update_fields=["ended_on"])
    return known


def people_plan(plan: Reorganisation, results: Sequence[Department]) -> dict[str, Any]:
    """Who goes where, in the shape of `DepartmentChange.people` but for "ended"."""
    keys = {result.name: result.pk for result in results}
    return {
        "default": keys[plan.results[0]],
        "moves": {str(user): keys[name] for user, name in plan.moves.items()},
        "posts": {str(keys[name]): dict(posts) for name, posts in plan.posts.items()},
    }


def store_versions(versions: Iterable[NewVersion], source: str, why: str, by: Any) -> list[ResponsibilityTable]:
    """Make them the tables in force from their days; where nothing changes there is no new one."""
    stored = [
        import_table(
            version.portal, version.after, effective_on=version.first_day, source=source, made_by=by, why=why
        ).table
        for version in versions
    ]
    return [table for table in stored if table is not None]
