"""Where a column stands whose address nobody wrote down: found by its name among the site's links.

The name has to lead to one address. Where it leads to several, the parent's directory may decide; if it does not,
there is no address, and the column is not judged.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from column_assignments.duties import Duty
from monitoring.checks.seen import Seen
from monitoring.inspecting.looking import Looker
from monitoring.inspecting.targets import Register
from monitoring.reading.facts import Link, LinkKind

EDGES = " \t\u3000\xa0·•>»›《》【】[]|"


def with_addresses(duties: Sequence[Duty], home: Seen, looker: Looker, register: Register) -> tuple[Duty, ...]:
    """The duties, those without an address with the one that their name leads to, if there is exactly one."""
    finder = _Finder(home.page.links if home.page else (), looker, register)
    known = {duty.url for duty in duties if duty.url}
    found = {duty.column: finder.address(duty.column) for duty in duties if not duty.url}
    claims = [url for url in found.values() if url]
    clear = {column: url for column, url in found.items() if claims.count(url) == 1 and url not in known}
    return tuple(duty if duty.url else replace(duty, url=clear.get(duty.column, "")) for duty in duties)


class _Finder:
    def __init__(self, links: Iterable[Link], looker: Looker, register: Register) -> None:
        self._home = tuple(links)
        self._looker = looker
        self._register = register
        self._links_of: dict[str, tuple[Link, ...]] = {}

    def address(self, path: str) -> str:
        """The address of the column at `path`, "" if its name leads nowhere or to several places."""
        *above, name = path.split("/")
        candidates = self._named(self._home, name)
        if len(candidates) == 1 and not above:
            return candidates[0]
        parent = self.address("/".join(above)) if above else ""
        if parent and not candidates:
            candidates = self._named(self._links(parent), name)
        if len(candidates) > 1 and parent:
            candidates = [url for url in candidates if url != parent and url.startswith(_directory(parent))]
        return candidates[0] if len(candidates) == 1 else ""

    def _named(self, links: Iterable[Link], name: str) -> list[str]:
        urls = [link.url for link in links if link.kind is LinkKind.PAGE and link.text.strip(EDGES) == name]
        return sorted({url for url in urls if self._register.is_own(url)})

    def _links(self, url: str) -> tuple[Link, ...]:
        if url not in self._links_of:
            page = self._looker.page(url).page
            self._links_of[url] = page.links if page else ()
        return self._links_of[url]


def _directory(url: str) -> str:
    """The directory of an address, or an address no column lies under where it is the site's own root."""
    directory = url.rsplit("/", 1)[0] + "/"
    return directory if urlsplit(directory).path != "/" else "\0"
