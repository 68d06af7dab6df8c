"""One look at one address: through the gate, then read. Never raises; our own errors are answers like others."""

import datetime as dt
import hashlib
import re
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol
from urllib.parse import urljoin

from monitoring.checks.seen import Seen
from monitoring.checks.soft_404 import Fingerprint, learn, says_not_found
from monitoring.fetching.answer import Answer, Outcome
from monitoring.fetching.urls import request_url
from monitoring.reading import read_page
from monitoring.reading.facts import LinkKind, Page, PageKind

# An address that no portal has, for learning how this one says so.
NOWHERE = "/lanmu-no-such-page-7f3a91c4e2/index.html"
REFRESH = re.compile(rb"""<meta[^>]+http-equiv\s*=\s*["']?refresh["']?[^>]*url\s*=\s*["']?([^"'>\s]+)""", re.I)
# A page that only sends its reader on says so in its first bytes.
REFRESH_WITHIN = 4096


class Fetcher(Protocol):
    """What an inspection needs of the gate."""

    def get(self, url: str) -> Answer:
        """The whole answer to a GET."""

    def look(self, url: str) -> Answer:
        """Whether the address answers, with as little traffic as will do."""


class Looker:
    """Looks at addresses as of a day. Thread-safe once `learn_not_found` has been called.

    `forbids` says which addresses the portal's robots.txt keeps us from.
    """

    def __init__(self, gate: Fetcher, today: dt.date) -> None:
        self.gate = gate
        self.today = today
        self.fingerprint: Fingerprint | None = None
        # Reading is all computation: threads that read at once only take turns, and lose time with every turn.
        self._reading = threading.Lock()
        self.forbids: Callable[[str], bool] = lambda url: False

    def learn_not_found(self, home: Seen) -> Answer:
        """Ask for an address that cannot exist and remember how the site answers."""
        answer = self._guarded(urljoin(home.answer.final_url or home.answer.url, NOWHERE), "get")
        self.fingerprint = learn(answer, self._read(answer), home.page)
        return replace(answer, body=b"")

    def page(self, url: str) -> Seen:
        """Fetch and read a page, led on once where it only sends its reader on."""
        answer = self._guarded(url, "get")
        page = self._read(answer)
        onward = _sent_on(answer, page)
        if onward and onward != url:
            second = self._guarded(onward, "get")
            answer = replace(second, url=url, hops=(*answer.hops, answer.final_url or url))
            page = self._read(answer)
        return self._seen(answer, page)

    def link(self, url: str, kind: LinkKind) -> Seen:
        """See whether a target is there; a page in place of a file is read, because it may say "not found"."""
        answer = self._guarded(url, "look")
        if kind in (LinkKind.ATTACHMENT, LinkKind.IMAGE) and answer.outcome is Outcome.OK and answer.is_html:
            return self.page(url)
        return self._seen(answer, None)

    def _guarded(self, url: str, way: str) -> Answer:
        if self.forbids(url):
            return Answer(url, Outcome.BLOCKED, detail="robots.txt forbids it")
        try:
            return self.gate.get(url) if way == "get" else self.gate.look(url)
        except Exception as error:  # one bad address must not end the inspection
            return Answer(url, Outcome.FAILED, detail=f"{type(error).__name__}: {error}")

    def _read(self, answer: Answer) -> Page | None:
        if answer.outcome is not Outcome.OK or not answer.is_html:
            return None
        with self._reading:
            return read_page(
                answer.body,
                answer.final_url or answer.url,
                today=self.today,
                content_type=answer.headers.get("content-type", ""),
                status=answer.status or 200,
            )

    def _seen(self, answer: Answer, page: Page | None) -> Seen:
        digest = hashlib.sha256(answer.body).hexdigest() if answer.body else ""
        not_found = says_not_found(answer, page, self.fingerprint)
        return Seen(replace(answer, body=b""), page, digest, not_found)


def _sent_on(answer: Answer, page: Page | None) -> str | None:
    if page is None or page.items or page.kind is PageKind.ARTICLE:
        return None
    match = REFRESH.search(answer.body[:REFRESH_WITHIN])
    if match is None:
        return None
    return request_url(answer.final_url or answer.url, match[1].decode("ascii", "ignore"))
