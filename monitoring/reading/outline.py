"""Where things stand on a page: links, dates and text by their order, so that any element's share is counted at once."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable

from bs4 import Tag
from bs4.element import NavigableString

from .date_marks import FRAGMENT, HINT, DateMark, Fragment, join, read_marks
from .text import is_gone, is_visible, normalise

MOST_DATES = 6000
_MOST_ANCHORS = 20_000
_LONGEST_RUN = 12
_PHRASE = 20
_WITHIN_TEXT = (
    "p",
    "span",
    "font",
    "strong",
    "b",
    "em",
    "i",
    "u",
    "o:p",
    "section",
    "small",
    "big",
    "center",
    "sup",
    "sub",
)
_NODES = (Tag, NavigableString)
_CELLS = ("td", "th", "li", "dd", "dt", "tr")


class Outline:
    """One walk through an element's descendants. Places count every node in the order of the document."""

    def __init__(self, root: Tag, today: dt.date, is_content: Callable[[Tag], bool]) -> None:
        self.root = root
        self.today = today
        self.anchors: list[Tag] = []
        self.dates: list[DateMark] = []
        self._is_content = is_content
        self._spans: dict[int, tuple[int, int]] = {}
        self._anchor_places: list[int] = []
        self._date_places: list[int] = []
        self._text_places: list[int] = []
        self._text_sums: list[int] = [0]
        self._linked_sums: list[int] = [0]
        self._prose: list[tuple[int, NavigableString, int]] = []
        self._run: list[Fragment] = []
        self._walk()
        self._end_run()
        self._date_places = [mark.place for mark in self.dates]

    def anchors_in(self, tag: Tag) -> list[Tag]:
        """The content anchors within an element, itself included."""
        first, last = self._slice(self._anchor_places, tag)
        return [anchor for anchor in self.anchors[first:last] if not is_gone(anchor)]

    def count_anchors(self, tag: Tag) -> int:
        first, last = self._slice(self._anchor_places, tag)
        return last - first

    def dates_in(self, tag: Tag) -> list[DateMark]:
        first, last = self._slice(self._date_places, tag)
        return self.dates[first:last]

    def count_dates(self, tag: Tag) -> int:
        first, last = self._slice(self._date_places, tag)
        return last - first

    def text_length(self, tag: Tag) -> int:
        """Visible characters within an element."""
        first, last = self._slice(self._text_places, tag)
        return self._text_sums[last] - self._text_sums[first]

    def linked_length(self, tag: Tag) -> int:
        """Visible characters within an element that are part of a content anchor."""
        first, last = self._slice(self._text_places, tag)
        return self._linked_sums[last] - self._linked_sums[first]

    def longest_text(self, rows: list[Tag]) -> int:
        """Characters of the longest running text: phrases outside links and rows whose paragraphs share one element."""
        spans = sorted(self._spans[id(row)] for row in rows)
        starts = [start for start, _ in spans]
        lengths: Counter[int] = Counter()
        for place, node, length in self._prose:
            before = bisect_right(starts, place) - 1
            if before < 0 or spans[before][1] <= place:
                lengths[id(_container(node))] += length
        return max(lengths.values(), default=0)

    def text_before(self, place: int) -> int:
        """Visible characters outside links before a place."""
        last = bisect_left(self._text_places, place)
        return self._text_sums[last] - self._linked_sums[last]

    def place(self, tag: Tag) -> int:
        return self._spans[id(tag)][0]

    def span(self, tag: Tag) -> tuple[int, int]:
        """The places from the element itself to its end, the end not included."""
        return self._spans[id(tag)]

    def count_nodes(self, tag: Tag) -> int:
        """Elements and strings within an element; more than any page has if the element is unknown."""
        start, end = self._spans.get(id(tag), (0, 10**9))
        return end - start

    def knows(self, tag: Tag | None) -> bool:
        return tag is not None and id(tag) in self._spans

    def _slice(self, places: list[int], tag: Tag) -> tuple[int, int]:
        start, end = self._spans.get(id(tag), (0, 0))
        return bisect_left(places, start), bisect_left(places, end)

    def _walk(self) -> None:
        """Iterative, since an unclosed tag in every row nests a page thousands of levels deep."""
        place = 0
        stack: list[tuple[Tag | NavigableString, Tag | None, bool]] = [(self.root, None, False)]
        while stack:
            node, anchor, leaving = stack.pop()
            if leaving:
                self._spans[id(node)] = (self._spans[id(node)][0], place + 1)
                continue
            place += 1
            if isinstance(node, Tag):
                self._spans[id(node)] = (place, place)
                anchor = self._enter(node, place, anchor)
                stack.append((node, anchor, True))
                stack.extend((child, anchor, False) for child in reversed(node.contents) if isinstance(child, _NODES))
            else:
                self._read(node, place, anchor)
        self._spans[id(self.root)] = (0, place + 1)

    def _enter(self, tag: Tag, place: int, anchor: Tag | None) -> Tag | None:
        if tag.name in _CELLS:
            self._end_run()
        if tag.name == "a" and len(self.anchors) < _MOST_ANCHORS and self._is_content(tag):
            self.anchors.append(tag)
            self._anchor_places.append(place)
            return tag
        return anchor

    def _read(self, node: NavigableString, place: int, anchor: Tag | None) -> None:
        if not is_visible(node) or not (text := normalise(node)):
            return
        self._text_places.append(place)
        self._text_sums.append(self._text_sums[-1] + len(text))
        self._linked_sums.append(self._linked_sums[-1] + (len(text) if anchor is not None else 0))
        if anchor is None and len(text) >= _PHRASE:
            self._prose.append((place, node, len(text)))
        if len(self.dates) >= MOST_DATES:
            return
        if len(text) <= 16 and FRAGMENT.fullmatch(text):
            self._run.append((place, node, text))
            return
        self._end_run()
        if HINT.search(text):
            self.dates.extend(read_marks(node, place, text, anchor is not None, self.today))

    def _end_run(self) -> None:
        """Read a run of fragments, such as `05` and `2026-03` in elements of their own, as the dates they make."""
        run, self._run = self._run[:_LONGEST_RUN], []
        while run:
            joined = ((size, join(run[:size], self.today)) for size in range(min(5, len(run)), 0, -1))
            size, mark = next(((size, mark) for size, mark in joined if mark), (1, None))
            if mark:
                self.dates.append(mark)
            run = run[size:]


def _container(node: NavigableString) -> Tag | None:
    """The element around a string that is more than a paragraph or a piece of one."""
    tag = node.parent
    for _ in range(12):
        if tag is None or tag.name not in _WITHIN_TEXT:
            break
        tag = tag.parent
    return tag
