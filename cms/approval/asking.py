"""What stands against publishing or submitting a text, asked before anything is saved."""

import datetime as dt
from typing import Any

from wagtail.models import Page

from cms.approval.acting import blocking, obstacles
from cms.approval.routes import route_of
from cms.approval.standing import standing_on
from cms.gate import digest, missing_reviews, screen


def against_publishing(page: Page, place: Page | None, user: Any, day: dt.date) -> list[str]:
    """In words; `place` is the parent of a page that is not saved yet."""
    content = digest(page)
    standing = standing_on(content)
    if standing.is_entered:
        return []
    return missing_reviews(standing, route_of(page, day, place)) or blocking(screen(page, content, user))


def against_submitting(page: Page, place: Page | None, user: Any, day: dt.date) -> list[str]:
    """In words; `place` is the parent of a page that is not saved yet."""
    route = route_of(page, day, place)
    return obstacles(page, user, route, place) or blocking(screen(page, digest(page), user))
