"""What is due is published and taken down, each page on its own; a failure is seen and tried again."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.models import ArticlePage, Decision, ScheduledPublication
from cms.scheduling import LEASE, carry_out, due, failed_for
from cms.tasks import publish_one, publish_scheduled
from tests.cms.pages import article, is_refused
from tests.cms.reviewing import REVIEWERS, approve, draft, is_live, person, submitted
from tests.conftest import OWN_COLUMN, SignIn

SOON, JUST_NOW = dt.timedelta(hours=1), -dt.timedelta(minutes=1)
State = ScheduledPublication.State


def schedule(page: ArticlePage, wait: dt.timedelta) -> None:
    """Let the newest text of `page` be due in `wait`, as if it had been scheduled earlier."""
    revision, at = page.get_latest_revision(), timezone.now() + wait
    revision.content["go_live_at"] = at.isoformat()
    revision.approved_go_live_at = at
    revision.save()


def scheduled(path: str, wait: dt.timedelta, **fields: str) -> ArticlePage:
    """An article that has passed its reviews and is due in `wait`."""
    page = submitted(path, author="owner", go_live_at=timezone.now() + SOON, **fields)
    approve(page, *REVIEWERS)
    assert page.revisions.filter(approved_go_live_at__isnull=False).exists()
    schedule(page, wait)
    return page


def row_of(page: Page) -> ScheduledPublication:
    return ScheduledPublication.objects.get(page=page)


def unapproved() -> ArticlePage:
    """A text that is due although its review is not over."""
    page = submitted(OWN_COLUMN)
    schedule(page, JUST_NOW)
    return page


def test_nothing_is_published_ahead_of_its_approval(db: None) -> None:
    page = unapproved()
    publish_scheduled.delay()
    assert not is_live(page)
    row = row_of(page)
    assert (row.state, row.attempts) == (State.FAILED, 1)
    assert "部门审核" in row.error


def test_nothing_is_published_before_its_time(db: None) -> None:
    page = scheduled(OWN_COLUMN, SOON)
    publish_scheduled.delay()
    assert not is_live(page)
    assert not ScheduledPublication.objects.exists()


def test_what_is_due_is_published_once(db: None) -> None:
    page = scheduled(OWN_COLUMN, JUST_NOW)
    publish_scheduled.delay()
    first = Page.objects.values_list("last_published_at", flat=True).get(pk=page.pk)
    publish_scheduled.delay()
    publish_one.delay(row_of(page).pk)
    assert is_live(page)
    assert row_of(page).state == State.DONE
    assert Page.objects.values_list("last_published_at", flat=True).get(pk=page.pk) == first
    assert page.revisions.filter(approved_go_live_at__isnull=False).count() == 0


def test_one_page_that_cannot_be_published_does_not_hold_up_the_rest(
    db: None, caplog: pytest.LogCaptureFixture
) -> None:
    broken, good = scheduled(OWN_COLUMN, JUST_NOW), scheduled(OWN_COLUMN, JUST_NOW, title="另一篇")
    revision = broken.get_latest_revision()
    revision.content["published_at"] = "no time"
    revision.save(update_fields=["content"])
    publish_scheduled.delay()
    assert is_live(good)
    assert row_of(broken).state == State.FAILED
    assert f"page {broken.pk} is due" in caplog.text


def test_a_failure_waits_longer_each_time(db: None) -> None:
    page, now = unapproved(), timezone.now()
    waits = []
    for _attempt in range(9):
        for pk in due(now):
            carry_out(pk, now)
        next_attempt = row_of(page).next_attempt_at
        assert next_attempt is not None
        assert due(now) == []
        waits.append((next_attempt - now).total_seconds() / 60)
        now = next_attempt
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_a_failure_succeeds_once_the_review_is_over(db: None) -> None:
    page = draft(OWN_COLUMN)
    schedule(page, JUST_NOW)
    publish_scheduled.delay()
    assert row_of(page).state == State.FAILED
    page.get_workflow().start(page, person("owner"))
    for name, step in zip(REVIEWERS, ("department", "secrecy", "office"), strict=True):
        Decision.objects.create(
            content=Decision.objects.get(page=page, outcome="submitted").content,
            page=page,
            title=page.title,
            column=OWN_COLUMN,
            outcome="approved",
            step=step,
            by=person(name),
            by_name=name,
            at=timezone.now(),
        )
    carry_out(row_of(page).pk, timezone.now() + SOON)
    assert is_live(page)


def test_what_was_published_meanwhile_is_no_failure_any_more(db: None) -> None:
    page = unapproved()
    publish_scheduled.delay()
    approve(page, *REVIEWERS)
    assert is_live(page)
    carry_out(row_of(page).pk, timezone.now() + SOON)
    assert not ScheduledPublication.objects.exists()


def test_a_schedule_that_was_cancelled_is_forgotten(db: None) -> None:
    page = unapproved()
    publish_scheduled.delay()
    page.revisions.update(approved_go_live_at=None)
    carry_out(row_of(page).pk, timezone.now() + SOON)
    assert not ScheduledPublication.objects.exists()
    assert not is_live(page)


def test_a_row_in_another_workers_hands_is_left_to_it(db: None) -> None:
    page, now = scheduled(OWN_COLUMN, JUST_NOW), timezone.now()
    [pk] = due(now)
    ScheduledPublication.objects.filter(pk=pk).update(claimed_until=now + LEASE)
    carry_out(pk, now)
    assert not is_live(page)
    carry_out(pk, now + LEASE)  # the worker was killed
    assert is_live(page)


def test_what_has_expired_goes(db: None) -> None:
    page = article(OWN_COLUMN, expire_at=timezone.now() + JUST_NOW)
    publish_scheduled.delay()
    publish_scheduled.delay()
    assert not is_live(page)
    assert row_of(page).state == State.DONE


@pytest.mark.parametrize("who", ["foreigner", "foreign_reviewer", "inspector", "anonymous"])
def test_a_foreign_failure_is_not_retried(sign_in: SignIn, who: str) -> None:
    page = unapproved()
    publish_scheduled.delay()
    url = reverse("approval:retry", args=(row_of(page).pk,))
    assert is_refused(sign_in(who), url, {"x": "y"})
    assert row_of(page).attempts == 1


@pytest.mark.parametrize("who", ["owner", "office"])
def test_a_failure_is_seen_and_retried(sign_in: SignIn, who: str) -> None:
    page = unapproved()
    publish_scheduled.delay()
    client, row = sign_in(who), row_of(page)
    listing = client.get(reverse("approval:scheduled")).content.decode()
    assert row.error in listing
    assert client.get(reverse("approval:retry", args=(row.pk,))).status_code == 405
    client.post(reverse("approval:retry", args=(row.pk,)))
    assert row_of(page).attempts == 2


def test_failures_are_shown_to_those_they_concern(db: None) -> None:
    unapproved()
    publish_scheduled.delay()
    assert len(failed_for(person("owner"))) == len(failed_for(person("office"))) == 1
    assert failed_for(person("foreigner")) == failed_for(person("inspector")) == []
