"""Bytes to page facts: the one way in."""

import datetime as dt
import re
from collections import Counter
from functools import partial

from bs4 import BeautifulSoup, Tag

from . import document, emptiness, kinds, published
from .charset import Reading, read_text
from .facts import DateSource, Form, Item, Page, PageKind
from .forms import read_forms, words_of
from .frame import Frame, plain_names, take_away
from .items import distinct, find_rows, is_content_anchor, undated_list
from .links import Addresses, read_links
from .outline import Outline
from .rows import Row
from .script_data import script_items
from .tags import read_tags, read_title
from .text import attribute, is_gone, shortened, words
from .titles import anchor_title, is_generic

_LONGEST_TEXT = 200_000
_END = re.compile(rb"</(?:html|body)\s*>", re.IGNORECASE)
_BINARY = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"\x1f\x8b")
_NOT_TEXT = re.compile(r"\s*(?:image|audio|video|font|application/(?!xhtml|xml|octet-stream|x-httpd))", re.IGNORECASE)
_ROW_TAGS = ("li", "tr", "dd", "dt", "a")
_WITHOUT_ITEMS = (PageKind.ARTICLE, PageKind.REFUSED, PageKind.BLANK)
_LISTS = (PageKind.LIST, PageKind.HOME, PageKind.SEARCH)
_DATED_BY_ITSELF = (PageKind.ARTICLE, PageKind.OTHER)


def read_page(body: bytes, url: str, *, today: dt.date, content_type: str = "", status: int = 200) -> Page:
    """The facts of a page as of `today`, from the bytes that `url` answered. Never raises; bounded in time and memory.

    `content_type` is the header as sent, with its charset. Unreadable bytes give a page of the kind OTHER.
    """
    reading = Reading("", "utf-8", 0.0)
    try:
        reading = read_text(body[: document.MOST_BYTES], content_type)
        if body.startswith(_BINARY) or _NOT_TEXT.match(content_type):
            return Page(url, PageKind.OTHER, reading.charset, garbled=reading.garbled)
        return _PageReader(body, reading, url, today, status).page()
    except Exception as error:  # the tree is built from anybody's bytes: one odd page must not end a day's inspection
        return Page(url, PageKind.OTHER, reading.charset, error=f"{type(error).__name__}: {error}"[:300])


class _PageReader:
    def __init__(self, body: bytes, reading: Reading, url: str, today: dt.date, status: int) -> None:
        self.reading = reading
        self.url = url
        self.today = today
        self.status = status
        self.is_whole = len(body) <= document.MOST_BYTES and bool(_END.search(body[-20_000:]))
        self.soup = document.parse(reading.text)
        self.told = document.drop_unshown(self.soup)
        document.fill_in(self.soup)
        self.addresses = Addresses(self.soup, url, reading.charset)
        self.tags = read_tags(self.soup)
        self.title = read_title(self.soup)
        self.root: Tag = document.main_landmark(self.soup) or self.soup.body or self.soup

    def page(self) -> Page:
        links = read_links(self.soup, self.addresses)
        forms = read_forms(self.soup, self.addresses, self._heading())
        holes = emptiness.empty_places(self.root)
        frame = take_away(self._outline, self.addresses, plain_names(self._names()))
        main = self._outline()
        rows = find_rows(main, self.addresses, frame.pager_places)
        undated = [] if rows else undated_list(main, self.addresses)
        items = distinct(rows or undated)
        if not rows and (scripted := script_items(self.soup, self.addresses, self.today)):
            items, undated = scripted, []
        stated = published.from_tag(self.tags) or published.from_label(main, _dates_of_rows(main, rows))
        frame.holes = [tag for tag in holes if not is_gone(tag)]
        signs = self._signs(main, frame, rows, items, len(undated), forms, stated)
        kind = kinds.kind_of(signs)
        items = () if kind in _WITHOUT_ITEMS or (undated and kind not in _LISTS) else items
        moment, source = self._published(kind, stated)
        return Page(
            url=self.url,
            kind=kind,
            charset=self.reading.charset,
            title=self.title,
            tags=self.tags,
            items=items,
            newest=max((one.date for one in items if one.date and one.date <= self.today), default=None),
            published=moment,
            published_source=source,
            links=links,
            forms=forms,
            text=signs.main_text,
            garbled=self.reading.garbled,
        )

    def _outline(self) -> Outline:
        return Outline(self.root, self.today, partial(is_content_anchor, addresses=self.addresses))

    def _heading(self) -> str:
        """What the page says of itself: title, column, headings, path."""
        headings = self.soup.find_all(["h1", "h2", "h3", "legend", "caption"], limit=20)
        path = list(self.soup.find_all(class_=re.compile("crumb|position|location|weizhi|dqwz|path"), limit=3))
        said = f"{self.title} {self.tags.get('columnname', '')} {words_of(headings)} {words_of(path)}"
        return shortened(said, 2000)

    def _names(self) -> list[str]:
        """The names under which the page itself goes: its column, and the parts of its title."""
        headings = [words(one) for one in self.soup.find_all("h1", limit=3)]
        return [self.tags.get("columnname", ""), *re.split(r"[-_|–—>,]+", self.title), *headings]

    def _signs(
        self,
        main: Outline,
        frame: Frame,
        rows: list[Row],
        items: tuple[Item, ...],
        undated: int,
        forms: tuple[Form, ...],
        stated: published.Stated | None,
    ) -> kinds.Signs:
        names = self._names()
        entries = sum(not is_generic(anchor_title(one, set())) for one in main.anchors[:500])
        return kinds.Signs(
            url=self.url,
            status=self.status,
            title=self.title,
            names=tuple(name.strip() for name in names),
            tags_article=bool(self.tags.get("articletitle")),
            published_by=stated[1] if stated else DateSource.NONE,
            items=items,
            undated=undated,
            forms=forms,
            remains=emptiness.what_remains(self.root, self.soup, frame, plain_names(names), self.told, entries),
            prose=_prose(main, rows),
            body=main.longest_text([row.tag for row in rows]),
            main_text=shortened(words(self.root), _LONGEST_TEXT),
            is_whole=self.is_whole,
            has_frame=frame.links >= 3 or "columnname" in self.tags or "sitename" in self.tags,
            scripts=_scripts(self.soup),
        )

    def _published(self, kind: PageKind, stated: published.Stated | None) -> tuple[dt.datetime | None, DateSource]:
        """A list's labels are those of its rows, so only its tag tells its own date."""
        if stated and (stated[1] is DateSource.TAG or kind in _DATED_BY_ITSELF):
            return stated
        by_url = published.from_url(self.url, self.today) if kind in _DATED_BY_ITSELF else None
        return by_url or (None, DateSource.NONE)


def _dates_of_rows(main: Outline, rows: list[Row]) -> set[int]:
    """The places of the dates that belong to entries and so tell nothing of the page."""
    sizes = Counter(id(row.block) for row in rows)
    listed = {id(row.tag): row.tag for row in rows if sizes[id(row.block)] > 1 or row.tag.name in _ROW_TAGS}
    return {mark.place for tag in listed.values() for mark in main.dates_in(tag)}


def _prose(main: Outline, rows: list[Row]) -> int:
    """The characters of the main block outside links and rows."""
    tags = {id(row.tag): row.tag for row in rows}
    in_rows = sum(main.text_length(tag) - main.linked_length(tag) for tag in tags.values())
    return max(0, main.text_length(main.root) - main.linked_length(main.root) - in_rows)


def _scripts(soup: BeautifulSoup) -> str:
    codes = (one.string or "" for one in soup.find_all("script", limit=100) if not attribute(one, "src"))
    return "\n".join(code[:20_000] for code in codes)[:200_000]
