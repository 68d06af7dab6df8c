"""The visit: the portal's own pages breadth first up to the budget, and every distinct link once.

Workers fetch and read; everything that is remembered is written by the one thread that hands out the work.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace

from monitoring.checks.seen import SNIPPET, Seen
from monitoring.fetching.answer import Answer, Outcome
from monitoring.inspecting.frames import page_with_frames
from monitoring.inspecting.looking import Looker
from monitoring.inspecting.portal import PortalSpec
from monitoring.inspecting.robots import Robots
from monitoring.inspecting.targets import Register, Target
from monitoring.reading.facts import LinkKind, Page, PageKind

# Pages done, links looked at, queued, phase.
Progress = Callable[[int, int, int, str], None]
# Pages that others are judged by keep their links and forms; so do those near the home page, where columns stand.
KEPT_DEPTH = 2
KEPT_KINDS = frozenset({PageKind.LIST, PageKind.BLANK, PageKind.REQUEST_FORM, PageKind.HOME})


def no_progress(pages: int, links: int, queued: int, phase: str) -> None:
    """For callers that do not watch."""


class Visit:
    """One visit to one portal. After `run`, `register` holds what was seen of every target."""

    def __init__(self, spec: PortalSpec, looker: Looker, register: Register, robots: Robots) -> None:
        self.register = register
        self.pages = 0
        self.links = 0
        self.budget_reached = False
        self._spec = spec
        self._looker = looker
        self._robots = robots
        self._to_read: deque[Target] = deque()
        self._to_look: deque[Target] = deque()
        self._columns: set[str] = set()
        self._read: set[str] = set()
        self._queued: Counter[int] = Counter()

    def start(self, home: Seen, columns: Iterable[str]) -> None:
        """Enter the home page, already seen, and the columns' pages, which are read first and wherever they are."""
        target, _ = self.register.add(home.answer.url, LinkKind.PAGE, 0)
        for url in columns:
            column, is_new = self.register.add(url, LinkKind.PAGE, 1)
            self._columns.add(column.url)
            if is_new:
                column.left_out = ""
                self._queue(column)
        self._take(target, home)

    def run(self, pool: ThreadPoolExecutor, workers: int, progress: Progress) -> None:
        """Visit until nothing is left or the budget is used up."""
        pending: dict[Future[Seen], Target] = {}
        while True:
            while len(pending) < 2 * workers and (target := self._next()):
                pending[pool.submit(self.look, target)] = target
            if not pending:
                return
            done, _ = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                self._take(pending.pop(future), future.result())
            progress(self.pages, self.links, len(self._to_read) + len(self._to_look), "pages")

    def _next(self) -> Target | None:
        """Links in turn with pages, so that a slow portal and slow other sites are waited for at the same time."""
        first, second = (self._to_look, self._to_read) if self.links < self.pages else (self._to_read, self._to_look)
        queue = first or second
        return queue.popleft() if queue else None

    def look(self, target: Target) -> Seen:
        """Look at a target as its kind asks for; safe from any thread."""
        try:
            if target.url in self._columns:
                return page_with_frames(self._looker, target.url, self.register.is_own)
            return self._looker.page(target.url) if target.is_page else self._looker.link(target.url, target.kind)
        except Exception as error:  # a page that breaks our reader is our failure, and one page only
            return Seen(Answer(target.url, Outcome.FAILED, detail=f"{type(error).__name__}: {error}"))

    def _take(self, target: Target, seen: Seen) -> None:
        self.links += 1
        arrived = seen.answer.final_url or seen.answer.url
        if seen.page and self.register.is_own(arrived):
            self.pages += 1
            if arrived not in self._read:
                self._read.add(arrived)
                for new in self.register.add_links(arrived, seen.page.links, target.depth):
                    self._queue(new)
        target.seen = seen if self._keeps(target, seen) else replace(seen, page=seen.page and _slim(seen.page))

    def _queue(self, target: Target) -> None:
        if target.left_out:
            return
        if target.internal and not self._robots.allows(target.url):
            target.left_out = "robots"
        elif target.is_page or target.url in self._columns:
            self._queue_within(self._to_read, target, self._spec.budget_pages)
        else:
            self._queue_within(self._to_look, target, self._spec.budget_links)

    def _queue_within(self, queue: deque[Target], target: Target, budget: int) -> None:
        number = self._queued[id(queue)]
        if number >= budget and target.url not in self._columns:
            target.left_out = "budget"
            self.budget_reached = True
            return
        self._queued[id(queue)] += 1
        queue.append(target)

    def _keeps(self, target: Target, seen: Seen) -> bool:
        page = seen.page
        if page is None or target.url in self._columns or target.depth == 0:
            return True
        return page.kind is PageKind.REQUEST_FORM or (target.depth <= KEPT_DEPTH and page.kind in KEPT_KINDS)


def _slim(page: Page) -> Page:
    """Without what only a page that is judged by itself is asked for: a large portal has to fit into memory."""
    return replace(page, links=(), items=(), forms=(), text=page.text[:SNIPPET])
