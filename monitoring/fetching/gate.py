"""The one gate for every outbound request of the product."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from monitoring.fetching.answer import Answer, Outcome
from monitoring.fetching.bodies import NOTHING, read_body
from monitoring.fetching.errors import Ended
from monitoring.fetching.pace import Pace
from monitoring.fetching.policy import Policy
from monitoring.fetching.resolving import Resolver, resolve
from monitoring.fetching.trip import Reply, Trip
from monitoring.fetching.urls import parse
from monitoring.fetching.wire import Wire

# Bytes: enough to know a firewall's page, and mostly the whole body of a redirect, so that its connection can be kept.
_GLANCE = 8 * 1024
# Besides a good answer, what is settled before the method is sent: GET would meet the same.
_ENOUGH = {
    Outcome.OK,
    Outcome.DNS,
    Outcome.CONNECT,
    Outcome.TLS_INVALID,
    Outcome.TLS_OLD,
    Outcome.BLOCKED,
    Outcome.FAILED,
}


class Gate:
    """Asks live sites politely and safely. Never raises for anything that a URL or the network does.

    One gate serves all threads of an inspection. `sleep` and `clock` (seconds) carry the pace alone. `resolver` is for
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
        self._lies_to_head: set[str] = set()

    def get(self, url: str) -> Answer:
        """The page at `url`, redirects followed, its body up to `max_body`."""
        return self._travel(Trip(url, "GET", whole=True))

    def head(self, url: str) -> Answer:
        """What the server says about `url`. Many servers answer HEAD wrongly: believe no fault from it."""
        return self._travel(Trip(url, "HEAD", whole=False))

    def look(self, url: str) -> Answer:
        """Whether `url` works, at the least cost: HEAD, and where that settles nothing the first 8 KiB of GET."""
        host = _host(url)
        head = None if host in self._lies_to_head else self.head(url)
        if head and (head.outcome in _ENOUGH or head.status == 429):
            return head
        answer = self._travel(Trip(url, "GET", whole=False))
        if head and answer.outcome is Outcome.OK:
            self._lies_to_head.add(host)
        return answer

    def close(self) -> None:
        """Close the connections that were kept open."""
        self._wire.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _travel(self, trip: Trip) -> Answer:
        try:
            return self._follow(trip)
        except Ended as end:
            return trip.answer(end.outcome, end.detail)
        except Exception as error:
            return trip.answer(Outcome.FAILED, f"our own failure: {type(error).__name__}: {error}")

    def _follow(self, trip: Trip) -> Answer:
        trip.start()
        reply = self._ask_politely(trip)
        while reply.location:
            trip.turn(reply.location, self._policy.max_redirects)
            reply = self._ask_politely(trip)
        return trip.judged(reply)

    def _ask_politely(self, trip: Trip) -> Reply:
        host = _host(trip.here)
        self._pace.wait(host)
        reply = self._ask(trip)
        if self._pace.hear(host, reply.status, reply.headers):
            self._pace.wait(host)
            reply = self._ask(trip)
            self._pace.hear(host, reply.status, reply.headers)
        return reply

    def _ask(self, trip: Trip) -> Reply:
        started = time.monotonic()
        try:
            raw = self._wire.send(trip.method, trip.here, trip.cookies, self._policy.deadline - trip.spent)
            headers = {name.lower(): value for name, value in raw.headers.items()}
            reply = Reply(raw.status, headers, NOTHING)
            limit = self._policy.max_body if trip.whole and not reply.location else _GLANCE
            return reply._replace(body=read_body(raw, limit, self._policy.max_ratio))
        finally:
            trip.spent += time.monotonic() - started


def _host(url: str) -> str:
    address = parse(url)
    return address.host if address else ""
