"""The gate is polite: one host at a time, and silent when it is asked to be."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitoring.fetching import Gate, Outcome, Policy
from monitoring.fetching.errors import Ended
from monitoring.fetching.pace import Pace, retry_after
from tests.fetching.conftest import LOCAL
from tests.portal_server import PortalServer, Reply, Visit, redirect


class Clock:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0
        self.naps: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.naps.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def polite(clock: Clock, **changes: float) -> Gate:
    return Gate(replace(LOCAL, **changes), sleep=clock.sleep, clock=clock)  # type: ignore[arg-type]


def busy_once(status: int, retry: str) -> Callable[[Visit], Reply]:
    seen: list[Visit] = []

    def page(visit: Visit) -> Reply:
        seen.append(visit)
        return Reply("<p>") if len(seen) > 1 else Reply("", status, {"Retry-After": retry} if retry else {})

    return page


def test_a_long_silence_is_reported_and_kept(portal: PortalServer, clock: Clock) -> None:
    portal.pages["/"] = Reply("", 503, {"Retry-After": "3600"})
    gate = polite(clock)
    answers = [gate.get(f"{portal.url}/{path}") for path in ("", "other")]
    assert [answer.outcome for answer in answers] == [Outcome.REFUSED, Outcome.REFUSED]
    assert (len(portal.requests), clock.naps) == (1, [])
    assert "3600 s" in answers[1].detail


def test_the_silence_of_one_host_is_not_that_of_another(portal: PortalServer, clock: Clock) -> None:
    portal.pages["/"] = Reply("", 429, {"Retry-After": "3600"})
    gate = polite(clock)
    gate.get(f"{portal.url}/")
    with PortalServer({"/": "<p>"}, host="127.0.0.2") as other:
        assert gate.get(f"{other.url}/").outcome is Outcome.OK


@pytest.mark.parametrize("status", [429, 503])
def test_a_short_silence_is_waited_for(status: int, portal: PortalServer, clock: Clock) -> None:
    portal.pages["/"] = busy_once(status, "7")
    assert polite(clock).get(f"{portal.url}/").outcome is Outcome.OK
    assert clock.naps == [7.0]


def test_a_server_that_stays_busy_is_asked_twice_at_most(portal: PortalServer, clock: Clock) -> None:
    portal.pages["/"] = Reply("", 503, {"Retry-After": "1"})
    assert polite(clock).get(f"{portal.url}/").outcome is Outcome.REFUSED
    assert len(portal.requests) == 2


def test_too_many_requests_without_a_time_slow_the_gate_down(portal: PortalServer, clock: Clock) -> None:
    portal.pages["/"] = busy_once(429, "")
    gate = polite(clock, interval=1.0)
    outcomes = [gate.get(f"{portal.url}/").outcome for _ in range(3)]
    assert outcomes == [Outcome.REFUSED, Outcome.OK, Outcome.OK]
    assert clock.naps == [1.0, 2.0]


def test_requests_to_a_host_start_an_interval_apart(portal: PortalServer, clock: Clock) -> None:
    portal.pages |= {"/a": redirect("/b"), "/b": "<p>"}
    answer = polite(clock, interval=2.0).get(f"{portal.url}/a")
    assert clock.naps == [2.0]
    assert answer.elapsed < 2.0, "our own waiting is not the site's slowness"


def test_threads_are_given_different_turns() -> None:
    clock = Clock()
    pace = Pace(Policy(interval=1.0), clock.naps.append, clock)
    for _ in range(3):
        pace.wait("h")
    assert clock.naps == [1.0, 2.0]


def test_a_wait_beyond_the_limit_is_refused() -> None:
    pace = Pace(Policy(max_wait=5), lambda seconds: None, lambda: 0.0)
    assert not pace.hear("h", 503, {"retry-after": "6"})
    with pytest.raises(Ended):
        pace.wait("h")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("Mon, 99 Foo 2026", None),
        ("0", 0),
        (" 120 ", 120),
        ("9" * 400, 86400),
        ("Sun, 22 Nov 2026 08:00:30 GMT", 30),
        ("Sun, 22 Nov 2026 07:00:00 GMT", 0),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: float | None) -> None:
    assert retry_after(value, datetime(2026, 11, 22, 8, 0, tzinfo=UTC)) == seconds
