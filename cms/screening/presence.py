"""What every article must say about itself: who supplied it, and when it was published."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from wagtail.models import Page

from cms.screening.codes import issue
from cms.screening.issues import Issue

SLACK = dt.timedelta(minutes=10)


def presence_issues(page: Page, now: dt.datetime) -> Iterator[Issue]:
    """Source and date of a page that has fields for them."""
    fields = {field.name: str(field.verbose_name) for field in page._meta.concrete_fields}
    if "source" in fields and not str(getattr(page, "source", None) or "").strip():
        yield issue("source-missing", fields["source"])
    if "published_at" in fields:
        yield from date_issues(page, fields["published_at"], now)


def date_issues(page: Page, label: str, now: dt.datetime) -> Iterator[Issue]:
    """A list sorts by this date, so one ahead of its time would stay on top."""
    published_at: Any = getattr(page, "published_at", None)
    if not published_at:
        yield issue("date-missing", label)
    elif published_at > max(now, page.go_live_at or now) + SLACK:
        yield issue("date-ahead", label, published_at.isoformat(" ", "minutes"))
