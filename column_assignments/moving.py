"""What follows a reorganisation on its day: people, posts and memberships of collectives."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from column_assignments.models import Department, DepartmentChange, Member
from column_assignments.models.departments import POSTS


def move_people(day: dt.date) -> int:
    """Let everybody work where the reorganisations up to `day` put them; how many moved. Doing it again moves nobody."""
    due = DepartmentChange.objects.filter(effective_on__lte=day, people_moved_at=None, withdrawn_at=None)
    return sum(map(take_over, due))


@transaction.atomic
def take_over(change: DepartmentChange) -> int:
    """Put one reorganisation into effect, unless another worker was faster; how many people moved."""
    waiting = DepartmentChange.objects.filter(pk=change.pk, people_moved_at=None, withdrawn_at=None)
    if not waiting.update(people_moved_at=timezone.now()):
        return 0
    follow_memberships(change)
    moved = move_members(change)
    fill_posts(change)
    return moved


def follow_memberships(change: DepartmentChange) -> None:
    """The results belong to the collectives of the sources; where a collective was changed, they have its members."""
    results = list(change.results.all())
    for source in change.sources.all():
        for collective in Department.objects.filter(members=source):
            collective.members.add(*results)
        for result in results:
            result.members.add(*source.members.exclude(pk=result.pk))


def move_members(change: DepartmentChange) -> int:
    """People of the sources work for a result, also those who came after the reorganisation was recorded."""
    moves, default = change.people.get("moves", {}), change.people["default"]
    moved = 0
    for member in Member.objects.filter(department__in=change.sources.all()):
        target = moves.get(str(member.user_id), default)
        if member.department_id != target:
            member.department_id = target
            member.save()
            moved += 1
    return moved


def fill_posts(change: DepartmentChange) -> None:
    """A renamed department keeps its posts; after a merge or split those hold them whom the office named."""
    source = change.sources.all()[0]
    for result in change.results.all():
        named = change.people.get("posts", {}).get(str(result.pk), {})
        if change.kind == DepartmentChange.Kind.RENAME:
            named = {post: getattr(source, f"{post}_id") for post in POSTS} | named
        working = set(result.people.filter(user__is_active=True).values_list("user_id", flat=True))
        held = {f"{post}_id": user for post, user in named.items() if post in POSTS and user in working}
        Department.objects.filter(pk=result.pk).update(**held)
