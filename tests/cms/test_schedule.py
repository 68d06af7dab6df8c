"""What is due is published and expired, each page on its own."""

import datetime as dt

import pytest
from django.utils import timezone

from cms.models import ArticlePage
from cms.tasks import publish_scheduled
from tests.cms.pages import article
from tests.conftest import FOREIGN_COLUMN, OWN_COLUMN

SOON, JUST_NOW = dt.timedelta(hours=1), -dt.timedelta(minutes=1)


def scheduled(path: str, wait: dt.timedelta) -> ArticlePage:
    """A draft approved to go live in `wait`."""
    page = article(path, live=False)
    page.go_live_at = timezone.now() + SOON
    revision = page.save_revision()
    revision.publish()
    # As if the approval had been given earlier.
    at = timezone.now() + wait
    revision.content["go_live_at"] = at.isoformat()
    revision.approved_go_live_at = at
    revision.save(update_fields=["content", "approved_go_live_at"])
    return page


def is_live(page: ArticlePage) -> bool:
    page.refresh_from_db()
    return bool(page.live)


def test_nothing_is_published_before_its_time(db: None) -> None:
    page = scheduled(OWN_COLUMN, SOON)
    publish_scheduled.delay()
    assert not is_live(page)


def test_what_is_due_is_published_once(db: None) -> None:
    page = scheduled(OWN_COLUMN, JUST_NOW)
    publish_scheduled.delay()
    publish_scheduled.delay()
    assert is_live(page)
    assert page.revisions.filter(approved_go_live_at__isnull=False).count() == 0


def test_one_page_that_cannot_be_published_does_not_hold_up_the_rest(
    db: None, caplog: pytest.LogCaptureFixture
) -> None:
    broken, good = scheduled(OWN_COLUMN, JUST_NOW), scheduled(FOREIGN_COLUMN, JUST_NOW)
    revision = broken.get_latest_revision()
    revision.content["published_at"] = "no time"
    revision.save(update_fields=["content"])
    publish_scheduled.delay()
    assert is_live(good)
    assert f"page {broken.pk} is due" in caplog.text


def test_what_has_expired_goes(db: None) -> None:
    page = article(OWN_COLUMN, expire_at=timezone.now() + JUST_NOW)
    publish_scheduled.delay()
    assert not is_live(page)
