"""Wagtail's rules for pages, asked in a number of words that does not grow with the columns of a person.

Wagtail strings one condition for each grant: 90 columns are a failure on SQLite and seconds on PostgreSQL. Here all
grants at one depth of the tree are one condition, `the beginning of the path is one of …`. The answers are Wagtail's;
tests/cms/test_permissions.py compares them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Substr
from django.db.models.lookups import In
from wagtail.models import GroupPagePermission, Page
from wagtail.permission_policies.pages import PagePermissionPolicy

EXPLORING = {"add", "change", "publish", "lock", "unlock", "bulk_delete"}


class ColumnPermissionPolicy(PagePermissionPolicy):
    """Which pages somebody may act on, for any number of columns; registered in cms.apps for all pages."""

    def get_all_permissions_for_user(self, user: Any) -> "QuerySet[GroupPagePermission]":
        """As Wagtail's, of each page only where it is: 300 grants read whole take longer than the rest of a view."""
        grants: QuerySet[GroupPagePermission] = super().get_all_permissions_for_user(user)
        place = [f"page__{field}" for field in ("path", "depth", "numchild")]
        return grants.only("group", "page", "permission", "permission__codename", *place)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> "QuerySet[Page]":
        """The pages on which `user` may do one of `actions`, as a lazy queryset of one condition a depth."""
        everything_or_nothing: QuerySet[Page] | None = self._base_queryset_for_user(user)
        if everything_or_nothing is not None:
            return everything_or_nothing
        return self.pages(self.granted(user, set(actions)))

    def pages(self, condition: Q) -> "QuerySet[Page]":
        """The pages under a condition, which is put where the search, that reads conditions, does not look."""
        keys = self.model._default_manager.filter(condition).values("pk")
        pages: QuerySet[Page] = self.model._default_manager.filter(pk__in=keys)
        return pages

    def granted(self, user: Any, actions: set[str]) -> Q:
        """Who may add may change what they own."""
        condition = below(self.paths(user, actions))
        if "change" in actions and "add" not in actions:
            condition |= below(self.paths(user, {"add"})) & Q(owner=user)
        return condition

    def paths(self, user: Any, actions: set[str]) -> set[str]:
        """Where in the tree `user` holds a grant for one of `actions`."""
        codenames = self._get_permission_codenames(actions)
        grants = self.get_cached_permissions_for_user(user)
        return {grant.page.path for grant in grants if grant.permission.codename in codenames}

    def explorable_instances(self, user: Any) -> "QuerySet[Page]":
        """The pages that `user` may act on, and those above them up to where they part."""
        everything_or_nothing: QuerySet[Page] | None = self._base_queryset_for_user(user)
        if everything_or_nothing is not None:
            return everything_or_nothing
        held = [grant.page for grant in self.get_cached_permissions_for_user(user)]
        top: Page = self.model._default_manager.first_common_ancestor_of(held)
        condition = self.granted(user, EXPLORING) | Q(path__in=above(page.path for page in held))
        return self.pages(condition & Q(path__startswith=top.path))


def below(paths: Iterable[str]) -> Q:
    """At or below one of `paths`."""
    by_length: dict[int, list[str]] = defaultdict(list)
    for path in without_covered(paths):
        by_length[len(path)].append(path)
    condition = Q(pk__in=[])
    for length, beginnings in sorted(by_length.items()):
        condition |= Q(In(Substr(F("path"), 1, length), beginnings))
    return condition


def without_covered(paths: Iterable[str]) -> Iterator[str]:
    """`paths` without those below another of them, sorted."""
    last = None
    for path in sorted(paths):
        if last is None or not path.startswith(last):
            last = path
            yield path


def above(paths: Iterable[str]) -> set[str]:
    """The paths of all pages above `paths`."""
    return {path[:end] for path in paths for end in range(Page.steplen, len(path), Page.steplen)}


def visible_to(user: Any) -> "QuerySet[Page]":
    """The pages of somebody's own columns and all above them, up to the root: what may be named to them."""
    policy = ColumnPermissionPolicy()
    paths = policy.paths(user, EXPLORING)
    return policy.pages(below(paths) | Q(path__in=above(paths)))
