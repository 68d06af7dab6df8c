"""Blocks of short links that lead around a site, and calendars."""

import re
from urllib.parse import urljoin

from bs4 import Tag

from .links import Addresses, is_same_page
from .outline import Outline
from .text import marks, normalise, visible_strings, words

_MOST_MARKED = 30
_CURRENT = re.compile(
    r"[ _-](?:on|cur|curr|current|active|selected|sel|hover|now|this|here|dq|checked)(?:\d?)(?=[ _-])"
)


class Menus:
    """Tells menus by where they lead, seen from the page they stand on."""

    def __init__(self, outline: Outline, addresses: Addresses) -> None:
        self.outline = outline
        self.addresses = addresses

    def is_menu(self, tag: Tag) -> bool:
        """A block of short links to the page's own neighbours, to itself or to the home page."""
        anchors = self.outline.anchors_in(tag)
        if tag.name in ("tr", "span", "p") or len(anchors) < 3 or self.outline.count_dates(tag):
            return False
        if tag.find(["textarea", "img"]):
            return False
        lengths = [len(words(anchor)) for anchor in anchors]
        if sum(lengths) * 10 < len(words(tag, "")) * 7 or sum(lengths) > 9 * len(anchors) or max(lengths) >= 18:
            return False
        if any(self._leads_here(anchor) for anchor in anchors):
            return sum(length >= 10 for length in lengths) * 3 <= len(lengths)
        is_marked = len(anchors) <= _MOST_MARKED and any(map(_is_marked, anchors))
        return max(lengths) < 10 and (is_marked or self._are_neighbours(anchors))

    def leads_home(self, anchor: Tag) -> bool:
        return is_same_page(self.addresses.target(anchor), urljoin(self.addresses.page, "/"))

    def _leads_here(self, anchor: Tag) -> bool:
        """Whether a link is to this very page or to the home page: only a menu has those."""
        return self.leads_home(anchor) or is_same_page(self.addresses.target(anchor), self.addresses.page)

    def _are_neighbours(self, anchors: list[Tag]) -> bool:
        """Whether all links lead to columns beside this page's own, such as /zwdt/x/ from /zwdt/y/."""
        above = urljoin(self.addresses.page, "../")
        if above.count("/") < 4:
            return False
        beside = (self.addresses.target(one) for one in anchors)
        return all(re.fullmatch(re.escape(above) + r"[^/]+/(?:index\.\w+)?", url) for url in beside)

    def is_calendar(self, tag: Tag) -> bool:
        """A block of the days of a month."""
        if tag.name not in ("table", "ul", "div") or self.outline.text_length(tag) > 300:
            return False
        numbers = [one for one in visible_strings(tag) if re.fullmatch(r"\s*\d{1,2}\s*", one)]
        return len({normalise(one) for one in numbers}) >= 25


def _is_marked(anchor: Tag) -> bool:
    """Whether the style marks a link as that of the page being read."""
    parent = anchor.parent
    return bool(_CURRENT.search(marks(anchor)) or (parent is not None and _CURRENT.search(marks(parent))))
