"""Our policy answers as Wagtail's does, only in fewer words."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import GroupPagePermission, Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from cms.models import ArticlePage, ColumnPage
from cms.permissions import ColumnPermissionPolicy, above, visible_to, without_covered
from tests.cms.pages import article
from tests.conftest import FOREIGN_COLUMN, OWN_COLUMN

ACTIONS = ("add", "change", "publish", "lock", "unlock", "bulk_delete")
# Pages by their place in the tree, so that an example means the same in every run.
GRANTS = st.lists(st.tuples(st.integers(0, 200), st.sampled_from(ACTIONS)), max_size=8)


def holder(grants: list[tuple[int, str]]) -> Any:
    """Somebody who holds just these grants."""
    pages = list(Page.objects.order_by("path"))
    user = get_user_model().objects.create(username="holder")
    user.groups.add(group := Group.objects.create(name="holders"))
    for place, action in set(grants):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{action}_page")
        GroupPagePermission.objects.get_or_create(group=group, page=pages[place % len(pages)], permission=permission)
    return user


def fresh(user: Any) -> Any:
    """The same person in another request: policies keep what they read on the user."""
    return get_user_model().objects.get(pk=user.pk)


def keys(pages: Any) -> set[int]:
    return set(pages.values_list("pk", flat=True))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(grants=GRANTS, actions=st.sets(st.sampled_from(ACTIONS), min_size=1), owns=st.booleans())
def test_the_answers_are_wagtails(db: None, grants: list[tuple[int, str]], actions: set[str], owns: bool) -> None:
    get_user_model().objects.filter(username="holder").delete()
    Group.objects.filter(name="holders").delete()
    user = holder(grants)
    if owns:
        Page.objects.filter(pk__in=Page.objects.order_by("?").values("pk")[:40]).update(owner=user)
    ours, stock = ColumnPermissionPolicy(), PagePermissionPolicy()
    asked: list[Callable[[PagePermissionPolicy], Any]] = [
        lambda policy: keys(policy.instances_user_has_any_permission_for(fresh(user), actions)),
        lambda policy: keys(policy.explorable_instances(fresh(user))),
        lambda policy: policy.explorable_root_instance(fresh(user)),
    ]
    for question in asked:
        assert question(ours) == question(stock)


def test_wagtail_asks_our_policy(db: None) -> None:
    for model in (Page, ColumnPage, ArticlePage):
        assert type(policy_registry.get_by_type(model)) is ColumnPermissionPolicy


@pytest.mark.parametrize("name", ["inspector", "office"])
def test_who_holds_no_grant_explores_nothing(db: None, name: str) -> None:
    user = get_user_model().objects.get(username=name)
    assert not ColumnPermissionPolicy().explorable_instances(user).exists()


def test_somebody_inactive_may_nothing(db: None) -> None:
    user = get_user_model().objects.get(username="owner")
    user.is_active = False
    assert not ColumnPermissionPolicy().instances_user_has_any_permission_for(user, {"change"}).exists()


def test_what_may_be_named_is_ones_own_and_all_above_it(db: None) -> None:
    own, foreign = article(OWN_COLUMN), article(FOREIGN_COLUMN)
    visible = keys(visible_to(get_user_model().objects.get(username="owner")))
    assert own.pk in visible
    assert foreign.pk not in visible
    assert keys(own.get_ancestors()) <= visible
    assert foreign.get_parent().pk not in visible


@given(st.sets(st.lists(st.sampled_from(["0001", "0002", "000A"]), min_size=1, max_size=4).map("".join)))
def test_what_is_covered_by_another_path_goes(paths: set[str]) -> None:
    kept = set(without_covered(paths))
    assert all(any(path.startswith(other) for other in kept) for path in paths)
    assert not any(a != b and a.startswith(b) for a in kept for b in kept)


def test_above_is_every_beginning() -> None:
    assert above(["000100020003"]) == {"0001", "00010002"}
