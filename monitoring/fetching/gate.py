"""The one gate for every outbound request of the product."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import quote

from requests.cookies import RequestsCookieJar

from monitoring.fetching.answer import FAULTS, Answer, Outcome
from monitoring.fetching.bodies import Body, read_body
from monitoring.fetching.errors import Ended
from monitoring.fetching.guard import checked
from monitoring.fetching.judging import judge
from monitoring.fetching.pace import Pace
from monitoring.fetching.policy import Policy
from monitoring.fetching.resolving import Resolver, resolve
from monitoring.fetching.urls import request_url
from monitoring.fetching.wire import Wire

_REDIRECTS = {301, 302, 303, 307, 308}
# Enough for a title or a firewall's sign, and for keeping the connection behind a redirect.
_PEEK = 8 * 1024
# Decided before a method was sent; GET would meet the same.
_WHATEVER_METHOD = {
    Outcome.OK,
    Outcome.DNS,
    Outcome.CONNECT,
    Outcome.TLS_INVALID,
    Outcome.TLS_OLD,
    Outcome.BLOCKED,
    Outcome.FAILED,
}


@dataclass
class _Trip:
    """One request on its way through redirects. Cookies live as long as the trip: portals set one and come back."""

    url: str
    method: str
    limit: int
    here: str
    hops: list[str] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)
    cookies: RequestsCookieJar = field(default_factory=RequestsCookieJar)
    spent: float = 0.0

    def answer(self, outcome: Outcome, detail: str, reply: "_Reply | None" = None) -> Answer:
        got = reply or _Reply(None, {}, Body(b""))
        hops, spent = tuple(self.hops), round(self.spent, 3)
        return Answer(self.url, outcome, self.here, got.status, got.headers, got.body.data, hops, spent, detail)


@dataclass(frozen=True)
class _Reply:
    status: int | None
    headers: dict[str, str]
    body: Body


class Gate:
    """Asks live sites politely and safely. Never raises for anything that a URL or the network does.

    One gate serves all threads of an inspection. `sleep` and `clock` (seconds) carry the pace alone; `resolver` is for
    tests: it takes a host name, gives its addresses in text and raises `socket.gaierror`.
    """

    def __init__(
        self,
        policy: Policy,
        sleep: Callable[[float], object] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        resolver: Resolver = resolve,
    ) -> None:
        self._policy = policy
        self._pace = Pace(policy, sleep, clock)
        self._wire = Wire(policy, resolver)
        self._no_head: set[str] = set()
        self._headers = {
            "User-Agent": policy.user_agent,
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
            "Accept-Language": "zh-CN,zh;q=0.9",
            "Accept-Encoding": "gzip, deflate",
        }

    def get(self, url: str) -> Answer:
        """The page at `url`, redirects followed, its body up to `max_body`."""
        return self._travel(url, "GET", self._policy.max_body)

    def head(self, url: str) -> Answer:
        """What the server says about `url`. Many servers answer HEAD wrongly: believe no fault from it."""
        return self._travel(url, "HEAD", 0)

    def look(self, url: str) -> Answer:
        """Whether `url` works, at the least cost: HEAD, and where that settles nothing the first 8 KiB of GET."""
        host = _host(url)
        head = None if host in self._no_head else self.head(url)
        if head and head.outcome in _WHATEVER_METHOD:
            return head
        answer = self._travel(url, "GET", _PEEK)
        if head and head.outcome in FAULTS and answer.outcome is Outcome.OK:
            self._no_head.add(host)
        return answer

    def close(self) -> None:
        """Close the connections that were kept open."""
        self._wire.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _travel(self, url: str, method: str, limit: int) -> Answer:
        trip = _Trip(url, method, limit, here=url)
        try:
            return self._follow(trip)
        except Ended as end:
            return trip.answer(end.outcome, end.detail)
        except Exception as error:
            return trip.answer(Outcome.FAILED, f"our own failure: {type(error).__name__}: {error}")

    def _follow(self, trip: _Trip) -> Answer:
        trip.here = str(checked(trip.url))
        while True:
            reply = self._ask_politely(trip)
            location = reply.headers.get("location", "").strip()
            if reply.status not in _REDIRECTS or not location:
                return self._judged(trip, reply)
            self._turn(trip, location)

    def _turn(self, trip: _Trip, location: str) -> None:
        """Go to where the redirect points, unless it leads in a circle: the same address with nothing new to say."""
        trip.seen.add((trip.here, _state(trip)))
        target = request_url(trip.here, _ascii(location))
        if target is None:
            raise Ended(Outcome.BLOCKED, f"redirects to what is no web address: {location[:200]}")
        trip.hops.append(trip.here)
        trip.here = target
        checked(target)
        if (target, _state(trip)) in trip.seen:
            raise Ended(Outcome.REDIRECT_LOOP, f"redirects back to {target}")
        if len(trip.hops) > self._policy.max_redirects:
            raise Ended(Outcome.REDIRECT_LOOP, f"more than {self._policy.max_redirects} redirects")

    def _ask_politely(self, trip: _Trip) -> _Reply:
        host = _host(trip.here)
        self._pace.wait(host)
        reply = self._ask(trip)
        if self._pace.hear(host, reply.status or 0, reply.headers):
            self._pace.wait(host)
            reply = self._ask(trip)
            self._pace.hear(host, reply.status or 0, reply.headers)
        return reply

    def _ask(self, trip: _Trip) -> _Reply:
        started = time.monotonic()
        try:
            left = self._policy.deadline - trip.spent
            raw = self._wire.send(trip.method, trip.here, self._headers, trip.cookies, left)
            headers = {name.lower(): value for name, value in raw.headers.items()}
            if trip.method == "HEAD":
                return _Reply(raw.status, headers, read_body(raw, 0, 1))
            limit = _PEEK if raw.status in _REDIRECTS else trip.limit
            return _Reply(raw.status, headers, read_body(raw, limit, self._policy.max_ratio))
        finally:
            trip.spent += time.monotonic() - started

    def _judged(self, trip: _Trip, reply: _Reply) -> Answer:
        outcome, detail = judge(reply.status or 0, reply.headers, reply.body.data)
        if outcome is Outcome.OK and reply.body.cut and trip.limit != _PEEK:
            outcome, detail = Outcome.TOO_BIG, f"the body is {reply.body.cut}"
        return trip.answer(outcome, detail, reply)


def _host(url: str) -> str:
    return url
