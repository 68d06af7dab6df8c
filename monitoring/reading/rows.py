"""Dates and the links they stand beside: the rows of lists, whatever their markup.

A row is the smallest element that holds a date and a link. Where one element holds many of both (a flat list), they are
paired in their order.
"""

import datetime as dt
import re
from dataclasses import dataclass
from itertools import pairwise

from bs4 import Tag

from .date_marks import DateMark
from .dates import date_in_url, nearest_year
from .facts import DateSource, Item
from .labels import Role, date_role
from .links import Addresses
from .outline import Outline
from .text import ancestor, normalise, words
from .titles import anchor_title, is_generic, row_title, without_edge_date

_MOST_LINKS_BESIDE_A_DATE = 5
# A card shows a summary; an article with a date and an attachment shows its whole text.
_MOST_TEXT = 500
_HIGHEST_CLIMB = 60
_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
_TODAY_LINE = re.compile(r"今天是|今日是|当前(?:时间|日期)|系统时间|北京时间|欢迎您")
_NEIGHBOUR = re.compile(r"^\W*[上下前后]一?[篇条则个]")


@dataclass(frozen=True)
class Row:
    """An entry and where it stands.

    `holder` is the smallest element with its date and its link, `block` the element that holds all the rows, and `tag`
    the child of the block that is this row.
    """

    item: Item
    place: int
    holder: Tag
    tag: Tag
    block: Tag


def dated_rows(outline: Outline, addresses: Addresses) -> list[Row]:
    """The entries that show a date, in the order of the page."""
    holders = _smallest_holders(outline)
    claimed: set[int] = set()
    rows: list[Row] = []
    for holder in sorted(holders, key=outline.place, reverse=True):
        anchors = [one for one in outline.anchors_in(holder) if id(one) not in claimed]
        marks = [one for one in outline.dates_in(holder) if id(one) not in claimed]
        claimed.update(map(id, (*anchors, *marks)))
        rows.extend(_read_holder(outline, addresses, holder, anchors, marks))
    return sorted(rows, key=lambda row: row.place)


def _smallest_holders(outline: Outline) -> list[Tag]:
    holders: dict[int, Tag] = {}
    for mark in outline.dates:
        tag = _smallest_with(outline, mark.node.parent, 1)
        if tag is not None:
            tag = _beyond_source(outline, tag)
            holders[id(tag)] = tag
    return list(holders.values())


def _smallest_with(outline: Outline, tag: Tag | None, least: int) -> Tag | None:
    for _ in range(_HIGHEST_CLIMB):
        if tag is None or not outline.knows(tag):
            return None
        if outline.count_anchors(tag) >= least:
            return tag
        tag = tag.parent
    return None


def _beyond_source(outline: Outline, tag: Tag) -> Tag:
    """A line with no link but a short one, such as that of the source, belongs to the entry around it."""
    anchors = outline.anchors_in(tag) if outline.count_anchors(tag) <= 2 else []
    if not anchors or any(len(words(one)) >= 6 or one.get("title") for one in anchors):
        return tag
    wider = _smallest_with(outline, tag.parent, len(anchors) + 1)
    is_same_entry = wider is not None and outline.count_dates(wider) == outline.count_dates(tag)
    return (
        wider
        if wider is not None and is_same_entry and outline.count_anchors(wider) <= _MOST_LINKS_BESIDE_A_DATE
        else tag
    )


def _read_holder(
    outline: Outline, addresses: Addresses, holder: Tag, anchors: list[Tag], marks: list[DateMark]
) -> list[Row]:
    parts = _parts(outline, anchors, marks)
    if not parts or _is_prose(outline, holder, len(parts)):
        return []
    said = normalise(words(holder))
    if _NEIGHBOUR.match(said) or (len(said) < 200 and _TODAY_LINE.search(said)):
        return []
    rows = []
    for links, dates in parts:
        row = _read_part(outline, addresses, holder, links, dates, alone=len(parts) == 1)
        if row:
            rows.append(row)
    return rows


def _is_prose(outline: Outline, holder: Tag, parts: int) -> bool:
    text = outline.text_length(holder) - outline.linked_length(holder)
    return text > _MOST_TEXT * min(parts, 3) and text > 60 * parts + _MOST_TEXT


def _parts(outline: Outline, anchors: list[Tag], marks: list[DateMark]) -> list[tuple[list[Tag], list[DateMark]]]:
    """Links and dates cut into entries. Each entry begins where the order of the first one begins again."""
    tokens: list[tuple[int, Tag | DateMark]] = [(outline.place(one), one) for one in anchors]
    tokens += [(one.place, one) for one in marks]
    tokens.sort(key=lambda token: token[0])
    parts: list[tuple[list[Tag], list[DateMark]]] = []
    last: Tag | DateMark | None = None
    for _, token in tokens:
        first = tokens[0][1]
        if not parts or (
            isinstance(token, DateMark) == isinstance(first, DateMark)
            and isinstance(token, Tag) != isinstance(last, Tag)
        ):
            parts.append(([], []))
        links, dates = parts[-1]
        if isinstance(token, Tag):
            links.append(token)
        else:
            dates.append(token)
        last = token
    return _zipped(parts) or [part for part in parts if part[0] and part[1]]


def _zipped(parts: list[tuple[list[Tag], list[DateMark]]]) -> list[tuple[list[Tag], list[DateMark]]]:
    """All titles in one cell and all dates in the next."""
    if len(parts) != 1 or len(parts[0][0]) != len(parts[0][1]) or len(parts[0][0]) < 3:
        return []
    return [([link], [date]) for link, date in zip(*parts[0], strict=True)]


def _read_part(
    outline: Outline, addresses: Addresses, holder: Tag, links: list[Tag], dates: list[DateMark], *, alone: bool
) -> Row | None:
    if len(links) > _MOST_LINKS_BESIDE_A_DATE:
        return None
    tag, block = _place_in_list(outline, holder) if alone else (holder, holder)
    strings = {one for date in dates if date.whole for one in date.strings}
    anchor, title = main_anchor(links, strings)
    if is_generic(title):
        title = row_title(holder, strings)
    if not all(date.whole for date in dates):
        title = without_edge_date(title)
    if len(title) < 2 or is_generic(title):
        return None
    url = addresses.target(anchor)
    day = _best_day(dates, url, outline.today)
    if day is None:
        return None
    return Row(Item(title, url, day, DateSource.ROW), outline.place(anchor), holder, tag, block)


def _place_in_list(outline: Outline, holder: Tag) -> tuple[Tag, Tag]:
    """The row that a holder is part of, and the element around it that holds other dates too."""
    tag, dates = holder, outline.count_dates(holder)
    for _ in range(_HIGHEST_CLIMB):
        parent = tag.parent
        if parent is None or not outline.knows(parent):
            break
        if outline.count_dates(parent) != dates:
            return tag, parent
        tag = parent
    return holder, holder.parent or holder


def main_anchor(links: list[Tag], dates: set[int]) -> tuple[Tag, str]:
    """The link that is the entry: the one in a heading, else the longest; of several to one target the first."""
    titles = [(link, anchor_title(link, dates)) for link in links]
    named = [one for one in titles if not is_generic(one[1])] or titles
    headed = [one for one in named if len(one[1]) >= 6 and ancestor(one[0], _HEADINGS, 4)]
    best = (headed or [max(named, key=lambda one: len(one[1]))])[0]
    target = best[0].get("href")
    return next((one for one in named if target and one[0].get("href") == target and len(one[1]) >= 4), best)


def _best_day(dates: list[DateMark], url: str, today: dt.date) -> dt.date | None:
    """The publication day among the dates of one row: by their labels, then the latest that is not to come."""
    roles = [(date_role(mark), mark) for mark in dates]
    for (_, before), (_, after) in pairwise(roles):
        if re.search(r"(?:至|到|—|–|~|--|-)\s*$", after.before) and before.node is after.node:
            roles = [(Role.OTHER if mark is after else role, mark) for role, mark in roles]
    best = max(role for role, _ in roles)
    if best is Role.OTHER:
        return None
    days = [_day(mark, url, today) for role, mark in roles if role is best]
    past = [day for day in days if day <= today]
    return max(past) if past else min(days)


def _day(mark: DateMark, url: str, today: dt.date) -> dt.date:
    day = mark.found.moment.date()
    return day if mark.found.has_year else nearest_year(day, date_in_url(url, today), today)
