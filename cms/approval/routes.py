"""Which reviews a text passes at its place and who may carry them out, as the table in force says."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.models import Page, Revision

from cms.models import ColumnPage
from column_assignments.duties import ReviewStep, Role
from column_assignments.models import Assignment, Column, Department, Member
from column_assignments.obligations import assignments_in_force
from column_assignments.people import OFFICE

# Where the table says nothing (the home page, a heading without a duty) the office alone answers for a text.
WITHOUT_A_ROW = (ReviewStep.OFFICE,)
ALWAYS = dt.datetime.min.replace(tzinfo=dt.UTC)

Reviewers = Mapping[ReviewStep, Mapping[int, str]]


@dataclass(frozen=True)
class Route:
    """The way of one text through the reviews.

    `reviewers` says for each step who may take it: user → the department for which the person acts, by primary key.
    `wrote` says since when each author has written at it: all who did since it was last published.
    """

    column: Column | None
    steps: tuple[ReviewStep, ...]
    reviewers: Reviewers
    wrote: Mapping[int, dt.datetime] = field(default_factory=dict)

    def authors(self, until: dt.datetime | None = None) -> set[int]:
        """Who had written at the text by then; by now without a time."""
        return {user for user, since in self.wrote.items() if until is None or since <= until}

    def step_without_reviewer(self, excluded: set[int]) -> ReviewStep | None:
        """The first step for which nobody is left if no two steps are taken by one person; None if all can be taken."""
        for end in range(1, len(self.steps) + 1):
            if not self.can_be_taken(self.steps[:end], excluded):
                return self.steps[end - 1]
        return None

    def can_be_taken(self, steps: Sequence[ReviewStep], excluded: set[int]) -> bool:
        """Whether different people can take all of `steps`."""
        if not steps:
            return True
        free = set(self.reviewers[steps[0]]) - excluded
        return any(self.can_be_taken(steps[1:], excluded | {user}) for user in free)


def route_of(page: Page, day: dt.date, place: Page | None = None) -> Route:
    """The way of `page` through the reviews on `day`, as it stands or as it would stand below `place`."""
    return routes_of([page], day, None if place is None else [place])[0]


def routes_of(pages: Sequence[Page], day: dt.date, places: Sequence[Page] | None = None) -> list[Route]:
    """A route for each page, in the same order; the number of queries does not depend on theirs."""
    lines = lines_of(places or pages)
    rows = assignments_of({column for line in lines for column in line}, day)
    columns = [owing(line, rows) for line in lines]
    office = dict.fromkeys(office_people(), OFFICE)
    works_in = departments_of(post for row in rows.values() for unit, _ in units(row) for post in posts(unit))
    written = writers_of(pages)
    return [
        route_in(column, rows.get(column.pk) if column else None, office, works_in, wrote)
        for column, wrote in zip(columns, written, strict=True)
    ]


def route_in(
    column: Column | None,
    row: Assignment | None,
    office: Mapping[int, str],
    works_in: Mapping[int, int],
    wrote: Mapping[int, dt.datetime],
) -> Route:
    if row is None:
        return Route(column, WITHOUT_A_ROW, {ReviewStep.OFFICE: office}, wrote)
    own = (ReviewStep.DEPARTMENT, ReviewStep.SECRECY)
    reviewers = {step: department_reviewers(row, step, works_in) for step in own}
    return Route(column, row.review_steps, {**reviewers, ReviewStep.OFFICE: office}, wrote)


def department_reviewers(row: Assignment, step: ReviewStep, works_in: Mapping[int, int]) -> dict[int, str]:
    """Who takes a step that belongs to the lead departments: user → department."""
    found: dict[int, str] = {}
    for unit, staffed_by in units(row):
        holders = posts(unit)
        head, deputy, secrecy = (post if post and works_in.get(post) in staffed_by else None for post in holders)
        takers = (head, deputy) if step is ReviewStep.DEPARTMENT else (secrecy or deputy,)
        for user in takers:
            if user is not None:
                found.setdefault(user, unit.name)
    return found


def posts(unit: Department) -> tuple[int | None, int | None, int | None]:
    """The holders of the posts that review."""
    return unit.head_id, unit.deputy_id, unit.secrecy_reviewer_id


def units(row: Assignment) -> list[tuple[Department, set[int]]]:
    """The lead departments, a collective followed by its members, each with the departments its people may be of."""
    found: list[tuple[Department, set[int]]] = []
    for lead in (part.department for part in row.parts.all() if part.role == Role.LEAD):
        members = list(lead.members.all())
        found.append((lead, {lead.pk, *(member.pk for member in members)}))
        found += [(member, {member.pk}) for member in members]
    return found


def owing(line: Sequence[Column], rows: Mapping[int, Assignment]) -> Column | None:
    """The nearest column that the table names: what stands below it without a row of its own belongs to it."""
    named = (column for column in line if column.pk in rows)
    return next(named, line[0] if line else None)


def columns_of(pages: Sequence[Page]) -> list[Column | None]:
    """`cms.columns.column_of` for many pages at once, in two queries."""
    return [line[0] if line else None for line in lines_of(pages)]


def lines_of(pages: Sequence[Page]) -> list[list[Column]]:
    """For each page the columns at and above it, the nearest first; two queries."""
    above = [[page.path[:end] for end in range(len(page.path), 0, -page.steplen)] for page in pages]
    paths = {path for line in above for path in line}
    keys = dict(ColumnPage.objects.filter(path__in=paths).values_list("path", "translation_key"))
    columns = {
        column.page.translation_key: column
        for column in Column.objects.filter(page__translation_key__in=set(keys.values())).select_related(
            "portal", "page"
        )
    }
    return [[columns[keys[path]] for path in line if keys.get(path) in columns] for line in above]


def assignments_of(columns: set[Column], day: dt.date) -> dict[int, Assignment]:
    """The rows of the table in force, by column."""
    return {
        row.column_id: row
        for portal in {column.portal for column in columns}
        for row in assignments_in_force(portal, day)
        .filter(column__in=columns)
        .prefetch_related("parts__department__members")
    }


def office_people() -> set[int]:
    """The office's people, and those above all groups."""
    people = get_user_model().objects.filter(is_active=True).filter(Q(groups__name=OFFICE) | Q(is_superuser=True))
    return set(people.values_list("pk", flat=True))


def departments_of(users: Iterable[int | None]) -> dict[int, int]:
    """Where those work who have not left: user → department."""
    people = Member.objects.filter(user__in={user for user in users if user}, user__is_active=True)
    return dict(people.values_list("user", "department"))


def writers_of(pages: Sequence[Page]) -> list[dict[int, dt.datetime]]:
    """For each page its authors since it was last published, with the time since when; a new page's maker is one.

    A revision may be older by its number than by its time, where somebody has written over it.
    """
    # Out of the database, because a page that is being published names its new revision already.
    stored = {
        pk: (live, owner, published)
        for pk, live, owner, published in Page.objects.filter(
            pk__in=[page.pk for page in pages if page.pk]
        ).values_list("pk", "live_revision_id", "owner_id", "last_published_at")
    }
    written: dict[int, dict[int, dt.datetime]] = defaultdict(dict)
    revisions = Revision.page_revisions.filter(object_id__in=[str(pk) for pk in stored]).exclude(user=None)
    for page, pk, user, at in revisions.order_by("pk").values_list("object_id", "pk", "user_id", "created_at"):
        live, _owner, published = stored[int(page)]
        if pk > (live or 0) or (published is not None and at > published):
            written[int(page)].setdefault(user, at)
    return [made_by(page, stored) | written.get(page.pk or 0, {}) for page in pages]


def made_by(page: Page, stored: Mapping[int, tuple[int | None, int | None, Any]]) -> dict[int, dt.datetime]:
    """The maker of a page that was never published."""
    live, owner, _published = stored.get(page.pk, (None, page.owner_id, None))
    return {owner: ALWAYS} if owner and not live else {}
