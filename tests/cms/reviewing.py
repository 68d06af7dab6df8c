"""Texts on their way through the reviews, for tests."""

from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import Page, TaskState

from cms.approval import acting
from cms.models import ArticlePage
from column_assignments.models import Assignment
from tests.cms.pages import article

REVIEWERS = ("reviewer", "secrecy", "office")


def person(name: str) -> Any:
    return get_user_model().objects.get(username=name)


def needs(path: str, *steps: str) -> None:
    """Let a column need these steps alone."""
    Assignment.objects.filter(column__path=path, column__portal__is_own=True).update(steps=" ".join(steps))


def draft(path: str, author: str = "owner", **fields: Any) -> ArticlePage:
    """An article that somebody has written and not submitted."""
    page = article(path, live=False, owner=person(author), **fields)
    page.save_revision(user=person(author))
    return page


def submitted(path: str, author: str = "owner", **fields: Any) -> ArticlePage:
    """An article whose author has submitted it."""
    page = draft(path, author, **fields)
    page.get_workflow().start(page, person(author))
    return page


def state_of(page: Page) -> TaskState:
    """The step at which a text is."""
    state: TaskState = TaskState.objects.for_instance(page).get(status=TaskState.STATUS_IN_PROGRESS)
    return state


def approve(page: Page, *names: str, reason: str = "同意") -> None:
    """Let people approve one step each, one after the other."""
    for name in names:
        acting.approve(state_of(page), person(name), reason, timezone.now())


def approved(path: str, author: str = "owner", **fields: Any) -> ArticlePage:
    """An article that has passed the three reviews and is live."""
    page = submitted(path, author, **fields)
    approve(page, *REVIEWERS)
    page.refresh_from_db()
    return page


def is_live(page: Page) -> bool:
    return bool(Page.objects.values_list("live", flat=True).get(pk=page.pk))


def title_shown(page: Page) -> str:
    """The title that the public reads."""
    return str(Page.objects.values_list("title", flat=True).get(pk=page.pk))
