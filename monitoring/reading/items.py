"""The entries of a page: dated rows, the undated rows among them, or an undated list of articles."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable

from bs4 import Tag

from .dates import date_in_url, lone_date
from .facts import DateSource, Item
from .links import ATTACHMENTS, Addresses, extension
from .outline import Outline
from .rows import Row, dated_rows, main_anchor
from .text import attribute, is_gone, marks, normalise, words
from .titles import anchor_title, is_generic

MOST_ITEMS = 5000
_ANY_DAY = dt.date(2024, 12, 31)
_SIDE = re.compile(
    r"[ _-](?:side\w*|aside|right\w*|left\w*|hot\w*|rank\w*|phb|rec|recommend\w*|related|xg\w*)(?=[ _-])"
)
_ROW_TAGS = ("li", "tr", "dd", "dt", "a", "article")
_ARTICLE_TITLE = 9
_COLUMN_ADDRESS = re.compile(r"^$|^[^?]*/(?:(?:index|default|list)\w*\.\w+)?$|/col/col\d+/")
_MOST_TEXT_OF_ONE = 200


def is_content_anchor(tag: Tag, addresses: Addresses) -> bool:
    """Whether a link can be an entry: it leads somewhere, and says more than a date."""
    if not (tag.get("href") or tag.get("onclick")):
        return False
    text = normalise(words(tag, "")) or normalise(attribute(tag, "title")) or _picture_text(tag)
    if not text or "{{" in text or (len(text) <= 24 and re.search(r"\d", text) and lone_date(text, _ANY_DAY)):
        return False
    return bool(addresses.target(tag)) or (len(text) >= 8 and attribute(tag, "href") != "#")


def _picture_text(tag: Tag) -> str:
    picture = tag.find("img", alt=True)
    return normalise(attribute(picture, "alt")) if picture else ""


def find_rows(outline: Outline, addresses: Addresses, pager_places: Iterable[Tag]) -> list[Row]:
    """The entries of the main block that show dates, with the undated rows that stand among them."""
    blocks = _by_block(_repeated_or_alike(outline, dated_rows(outline, addresses)))
    blocks = _without_side_boxes(outline, _paged(outline, blocks, pager_places))
    rows = [row for block in blocks.values() for row in (*block, *_undated_among(outline, addresses, block))]
    return sorted(rows, key=lambda row: row.place)


def distinct(rows: Iterable[Row]) -> tuple[Item, ...]:
    """The items, each once: a title and address that stand twice count where they show a date."""
    items: dict[tuple[str, str], Item] = {}
    for row in rows:
        key = (row.item.title, row.item.url)
        if key not in items or (items[key].date is None and row.item.date):
            items[key] = row.item
    return tuple(items.values())[:MOST_ITEMS]


def _by_block(rows: list[Row]) -> dict[int, list[Row]]:
    blocks: dict[int, list[Row]] = {}
    for row in rows:
        blocks.setdefault(id(row.block), []).append(row)
    return blocks


def _repeated_or_alike(outline: Outline, rows: list[Row]) -> list[Row]:
    """Rows that stand among others of their kind, and one or two that look like a row."""
    kinds = Counter((id(row.block), row.tag.name) for row in rows)
    return [row for row in rows if kinds[id(row.block), row.tag.name] > 2 or _is_row_like(outline, row)]


def _is_row_like(outline: Outline, row: Row) -> bool:
    """Whether a single dated link is an entry, and not a remark such as 更新日期 or a signature above an attachment."""
    if len(row.item.title) < 6 or extension(row.item.url) in ATTACHMENTS:
        return row.holder.name in _ROW_TAGS and len(row.item.title) >= 6
    tags = (row.holder, *(parent for parent, _ in zip(row.holder.parents, range(2), strict=False)))
    if any(tag.name in _ROW_TAGS for tag in tags):
        return True
    return outline.text_length(row.holder) - outline.linked_length(row.holder) <= _MOST_TEXT_OF_ONE


def _paged(outline: Outline, blocks: dict[int, list[Row]], places: Iterable[Tag]) -> dict[int, list[Row]]:
    """A pager belongs to the list beside it, and a page with a paged list is about that list."""
    for place in places:
        tag: Tag | None = None if is_gone(place) else place
        for _ in range(6):
            if tag is None or not outline.knows(tag):
                break
            inside = {key: rows for key, rows in blocks.items() if _is_within(outline, rows[0], tag)}
            if inside:
                most = max(map(len, blocks.values()))
                return inside if max(map(len, inside.values())) * 2 >= most else blocks
            tag = tag.parent
    return blocks


def _is_within(outline: Outline, row: Row, tag: Tag) -> bool:
    first, last = outline.span(tag)
    return first <= row.place < last


def _without_side_boxes(outline: Outline, blocks: dict[int, list[Row]]) -> dict[int, list[Row]]:
    """One long list with a few short boxes beside it is a list page; boxes of a size are a hub."""
    if not 2 <= len(blocks) <= 4:
        return blocks
    main = max(blocks.values(), key=len)
    rest = [rows for rows in blocks.values() if rows is not main]
    if len(main) < 2 * max(map(len, rest)):
        return blocks
    return {key: rows for key, rows in blocks.items() if rows is main or not _is_beside(outline, rows[0], main[0])}


def _is_beside(outline: Outline, row: Row, main: Row) -> bool:
    """Whether a row stands in an element that is named as a side and does not hold the main list."""
    tag: Tag | None = row.block
    for _ in range(12):
        if tag is None or not outline.knows(tag) or _is_within(outline, main, tag):
            return False
        if tag.name == "aside" or _SIDE.search(marks(tag)):
            return True
        tag = tag.parent
    return False


def _undated_among(outline: Outline, addresses: Addresses, rows: list[Row]) -> list[Row]:
    """Rows beside dated ones that show no date."""
    kinds = Counter(row.tag.name for row in rows if row.tag is not row.block)
    if len(rows) < 2 or not kinds or is_gone(rows[0].block):
        return []
    name = kinds.most_common(1)[0][0]
    found = []
    for tag in rows[0].block.find_all(name, recursive=False):
        if outline.count_dates(tag) == 0 and (row := _undated(outline, addresses, tag, 3)):
            found.append(row)
    return found


def _undated(outline: Outline, addresses: Addresses, tag: Tag, most_links: int, shortest: int = 5) -> Row | None:
    anchors = outline.anchors_in(tag)
    if not 1 <= len(anchors) <= most_links or outline.text_length(tag) > 400:
        return None
    anchor, title = main_anchor(anchors, set())
    if is_generic(title) or len(title) < shortest or tag.parent is None:
        return None
    url = addresses.target(anchor)
    day = date_in_url(url, outline.today)
    source = DateSource.URL if day else DateSource.NONE
    return Row(Item(title, url, day, source), outline.place(anchor), tag, tag, tag.parent)


def undated_list(outline: Outline, addresses: Addresses) -> list[Row]:
    """The largest set of siblings that are each one long link: a list of articles without dates."""
    best: list[Row] = []
    for rows in _sibling_links(outline, addresses).values():
        titles = [len(row.item.title) for row in rows]
        prose = outline.text_length(rows[0].block) - outline.linked_length(rows[0].block)
        is_list = len(rows) >= 3 and sum(titles) >= _ARTICLE_TITLE * len(rows) and prose <= 60 * len(rows)
        documents = sum(not _COLUMN_ADDRESS.search(row.item.url) for row in rows)
        if is_list and 2 * documents > len(rows) > len(best):
            best = rows
    return best


def _sibling_links(outline: Outline, addresses: Addresses) -> dict[tuple[int, str], list[Row]]:
    groups: dict[tuple[int, str], list[Row]] = {}
    for anchor in outline.anchors:
        tag = _alone_up_to(outline, anchor)
        if tag.parent is None or len(anchor_title(anchor, set())) < 4:
            continue
        row = _undated(outline, addresses, tag, 1, shortest=4)
        if row:
            groups.setdefault((id(tag.parent), tag.name), []).append(row)
    return groups


def _alone_up_to(outline: Outline, anchor: Tag) -> Tag:
    """The largest element that holds this link and no other."""
    tag = anchor
    for _ in range(20):
        parent = tag.parent
        if parent is None or not outline.knows(parent) or outline.count_anchors(parent) > 1:
            return tag
        tag = parent
    return tag
