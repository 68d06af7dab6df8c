"""A column's page as a visitor sees it: with the list that stands in a frame, and with the dates of its entries."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from monitoring.checks.seen import Seen
from monitoring.fetching.answer import Outcome
from monitoring.inspecting.looking import Looker
from monitoring.reading.facts import DateSource, Item, LinkKind, Page, PageKind

FRAMES = 3
ARTICLES = 3


def page_with_frames(looker: Looker, url: str, is_own: Callable[[str], bool]) -> Seen:
    """Look at a page and, if it shows no list itself, at the frames it consists of."""
    seen = looker.page(url)
    page = seen.page
    if page is None or seen.outcome is not Outcome.OK or page.items or page.kind is PageKind.ARTICLE:
        return seen
    frames = [link.url for link in page.links if link.kind is LinkKind.FRAME][:FRAMES]
    unread = 0
    for frame in frames:
        inner = looker.page(frame).page if is_own(frame) else None
        if inner and inner.items:
            return replace(seen, page=_with_list_of(page, inner))
        unread += inner is None or inner.kind not in (PageKind.BLANK, PageKind.OTHER)
        page = _with_text_of(page, inner) if inner else page
    return replace(seen, page=page, frames_unread=unread)


def _with_list_of(page: Page, inner: Page) -> Page:
    return replace(
        page, kind=PageKind.LIST, items=inner.items, newest=inner.newest, garbled=page.garbled or inner.garbled
    )


def _with_text_of(page: Page, inner: Page) -> Page:
    if page.kind is PageKind.BLANK and inner.kind is not PageKind.BLANK:
        return replace(page, kind=inner.kind, text=inner.text)
    return page


def with_dates_of_articles(looker: Looker, seen: Seen) -> Seen:
    """Replace dates that only addresses show by those that the entries' own pages state.

    Lists show the newest first, so the first entries are asked, and those whose address is the newest.
    """
    page = seen.page
    if page is None:
        return seen
    by_day = sorted((item for item in page.items if item.date), key=_day, reverse=True)
    asked = {item.url: item for item in (*page.items[:ARTICLES], *by_day[:ARTICLES])}
    stated = {url: _stated(looker, item) for url, item in asked.items()}
    items = tuple(stated.get(item.url, item) for item in page.items)
    days = [item.date for item in items if item.date and item.date <= looker.today]
    return replace(seen, page=replace(page, items=items, newest=max(days, default=None)))


def _day(item: Item) -> dt.date:
    return item.date or dt.date.min


def _stated(looker: Looker, item: Item) -> Item:
    page = looker.page(item.url).page
    if page is None or page.published is None or page.published_source not in (DateSource.TAG, DateSource.LABEL):
        return item
    return replace(item, date=page.published.date(), date_source=page.published_source)
