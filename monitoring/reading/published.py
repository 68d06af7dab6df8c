"""When a page was published, by the order of trust of standards 9.1: tag, label in its head, address."""

import datetime as dt
import re
from collections.abc import Mapping

from bs4 import Tag

from .date_marks import DateMark
from .dates import date_in_url, parse_moment
from .facts import DateSource
from .labels import Role, date_role, role_of
from .outline import Outline
from .text import normalise

_TAG_NAMES = (
    "pubdate",
    "publishdate",
    "publishedtime",
    "article:published_time",
    "pub_date",
    "publish_date",
    "releasedate",
)
_BARE = re.compile(r"(?:^|[^\u4e00-\u9fff])(?:日期|时间)\s*[::]?[^\w]*$")

Stated = tuple[dt.datetime, DateSource]


def from_tag(tags: Mapping[str, str]) -> Stated | None:
    """The page tag PubDate, under any of the names it goes by."""
    for name in _TAG_NAMES:
        if moment := parse_moment(tags.get(name, "")):
            return moment, DateSource.TAG
    return None


def from_label(outline: Outline, skipped: set[int]) -> Stated | None:
    """The date under a label such as 发布时间 in the head of the article; never 成文日期 and its kind.

    The best label wins wherever it stands; a bare 日期 or 时间 counts only above the text, where no event is meant.
    `skipped` are the places of dates that belong to entries.
    """
    labelled = [(date_role(mark), mark) for mark in outline.dates if mark.found.has_year and mark.place not in skipped]
    for role in (Role.PUBLISHED, Role.ISSUED):
        for one, mark in labelled:
            if one is role and role_of_own_line(mark) not in (Role.OTHER, Role.SIGNED):
                return mark.found.moment, DateSource.LABEL
    head = (mark for role, mark in labelled if role is Role.PLAIN and _is_in_head(outline, mark))
    first = next(head, None)
    return (first.found.moment, DateSource.LABEL) if first else None


def role_of_own_line(mark: DateMark) -> Role:
    return role_of(re.sub(r"[\d\s年月日/.:,-]+$", "", mark.before))


def _is_in_head(outline: Outline, mark: DateMark) -> bool:
    """Whether a date stands before the first long text, alone or under a bare label."""
    if outline.text_before(mark.place) > 400:
        return False
    own = re.sub(r"[\d\s年月日/.,-]+$", "", mark.before)
    return bool(_BARE.search(own)) or _stands_in_info_line(mark.node.parent)


def _stands_in_info_line(tag: Tag | None) -> bool:
    """Whether the line says where the page comes from, too: 来源, 字体, 浏览."""
    for _ in range(3):
        if tag is None or tag.name in ("body", "li", "tr", "a"):
            return False
        line = normalise(tag.get_text(" "))
        if len(line) > 200:
            return False
        if re.search(r"来源|信息来源|字体|字号|浏览|阅读|点击|作者|打印|访问", line):
            return True
        tag = tag.parent
    return False


def from_url(url: str, today: dt.date) -> Stated | None:
    """The day in the address; the time of day is unknown."""
    day = date_in_url(url, today)
    return (dt.datetime.combine(day, dt.time()), DateSource.URL) if day else None
