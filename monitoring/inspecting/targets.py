"""Every distinct target that the portal links, once, with the places where it stands."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from monitoring.checks.seen import Seen
from monitoring.inspecting.portal import netloc_of
from monitoring.reading.facts import Link, LinkKind

PLACES = 20
TEXTS = 4
SESSION = re.compile(r"j?session_?id|phpsessid|aspsessionid\w*|cfid|cftoken|sid", re.I)
PATH_SESSION = re.compile(r";(jsessionid|phpsessid)=[^/?#;]*", re.I)
# Limits for addresses that a program can make up without end: calendars, filters, relative links that nest.
MAX_SEGMENTS = 20
MAX_SAME_SEGMENT = 3
MAX_QUERIES = 300
MAX_LENGTH = 1000
PAGES = frozenset({LinkKind.PAGE, LinkKind.FRAME})


@dataclass(slots=True)
class Target:
    """A target. `depth` is the shortest way from the home page in links; `left_out` says why it was not looked at."""

    url: str
    kind: LinkKind
    internal: bool
    depth: int = 0
    texts: list[str] = field(default_factory=list)
    found_on: list[str] = field(default_factory=list)
    found_on_total: int = 0
    left_out: str = ""
    seen: Seen | None = None

    def stands_on(self, page_url: str, text: str) -> None:
        """Remember one more page that links this target, and the text of the link."""
        self.found_on_total += 1
        if len(self.found_on) < PLACES:
            self.found_on.append(page_url)
        if text and len(self.texts) < TEXTS and text not in self.texts:
            self.texts.append(text)

    @property
    def is_page(self) -> bool:
        """Whether it is to be read, not only looked at."""
        return self.internal and self.kind in PAGES


class Register:
    """All targets of one inspection. For one thread only."""

    def __init__(self, hosts: frozenset[str], max_depth: int) -> None:
        self.hosts = hosts
        self.targets: dict[str, Target] = {}
        self._by_key: dict[str, Target] = {}
        self._queries: Counter[str] = Counter()
        self._max_depth = max_depth

    def is_own(self, url: str) -> bool:
        """Whether an address lies on the portal."""
        return netloc_of(url) in self.hosts

    def add(self, url: str, kind: LinkKind, depth: int) -> tuple[Target, bool]:
        """The target at `url`, and whether it is new."""
        known = self.targets.get(url)
        if known:
            return known, False
        key = key_of(url)
        target = self._by_key.get(key)
        is_new = target is None
        if target is None:
            target = Target(url, kind, self.is_own(url), depth)
            target.left_out = self._trap(target)
            self._by_key[key] = target
        self.targets[url] = target
        return target, is_new

    def add_links(self, page_url: str, links: Iterable[Link], depth: int) -> list[Target]:
        """Enter the links of a page that stands `depth` links from the home page; returns the new targets."""
        new = []
        here = set()
        for link in links:
            target, is_new = self.add(link.url, link.kind, depth + 1)
            if is_new:
                new.append(target)
            if id(target) not in here:
                here.add(id(target))
                target.stands_on(page_url, link.text.strip())
        return new

    def all(self) -> list[Target]:
        """Every distinct target, in the order of discovery."""
        return list(self._by_key.values())

    def by_text(self) -> dict[str, list[Target]]:
        """The targets under each text that links them."""
        found: defaultdict[str, list[Target]] = defaultdict(list)
        for target in self._by_key.values():
            for text in target.texts:
                found[text].append(target)
        return found

    def _trap(self, target: Target) -> str:
        """Why an address is left out: it may be one of endlessly many."""
        if len(target.url) > MAX_LENGTH:
            return "too-long"
        if not target.is_page:
            return ""
        parts = urlsplit(target.url)
        segments = Counter(segment for segment in parts.path.split("/") if segment)
        if target.depth > self._max_depth:
            return "too-deep"
        if segments.total() > MAX_SEGMENTS:
            return "too-long"
        if segments and max(segments.values()) > MAX_SAME_SEGMENT:
            return "repeats-itself"
        if parts.query:
            self._queries[parts.netloc + parts.path] += 1
            if self._queries[parts.netloc + parts.path] > MAX_QUERIES:
                return "too-many-queries"
        return ""


def key_of(url: str) -> str:
    """The address without what names a visitor and no page."""
    path_free = PATH_SESSION.sub("", url)
    parts = urlsplit(path_free)
    if not SESSION.search(parts.query):
        return path_free
    kept = [(name, value) for name, value in parse_qsl(parts.query, True) if not SESSION.fullmatch(name)]
    return urlunsplit(parts._replace(query=urlencode(kept)))
