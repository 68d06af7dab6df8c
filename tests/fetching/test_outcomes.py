"""Every ending is an outcome, with a sentence."""

import errno
import socket
from dataclasses import replace

import pytest

from monitoring.fetching import FAULTS, Gate, Outcome
from monitoring.fetching.errors import Ended
from monitoring.fetching.sockets import _ended
from tests.fetching.conftest import LOCAL
from tests.portal_server import PortalServer, Reply, Visit, ends_early, never_answers, resets


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (401, Outcome.LOGIN),
        (403, Outcome.REFUSED),
        (412, Outcome.REFUSED),
        (429, Outcome.REFUSED),
        (521, Outcome.REFUSED),
        (567, Outcome.REFUSED),
        (999, Outcome.REFUSED),
        (511, Outcome.FAILED),
        (404, Outcome.GONE),
        (410, Outcome.GONE),
        (400, Outcome.CLIENT_ERROR),
        (405, Outcome.CLIENT_ERROR),
        (406, Outcome.CLIENT_ERROR),
        (500, Outcome.SERVER_ERROR),
        (502, Outcome.SERVER_ERROR),
        (503, Outcome.SERVER_ERROR),
        (200, Outcome.OK),
        (206, Outcome.OK),
    ],
)
def test_a_status_means(status: int, outcome: Outcome, portal: PortalServer, gate: Gate) -> None:
    portal.pages["/"] = Reply("<p>some text of a page", status)
    answer = gate.get(f"{portal.url}/")
    assert (answer.outcome, answer.status) == (outcome, status)
    assert (str(status) in answer.detail) is (outcome is not Outcome.OK)


def test_nobody_listens(portal: PortalServer, gate: Gate) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        answer = gate.get(f"http://127.0.0.1:{free.getsockname()[1]}/")
    assert answer.outcome is Outcome.CONNECT
    assert "refused" in answer.detail


@pytest.mark.parametrize("page", [ends_early, resets])
def test_a_body_that_breaks_off_is_a_reset(page: object, portal: PortalServer, gate: Gate) -> None:
    portal.pages["/"] = page  # type: ignore[assignment]
    assert gate.get(f"{portal.url}/").outcome is Outcome.RESET


@pytest.mark.parametrize("sent", [b"", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200])
def test_what_is_no_answer_is_a_reset(sent: bytes, portal: PortalServer, gate: Gate) -> None:
    def page(visit: Visit) -> None:
        visit.close_connection = True
        visit.wfile.write(sent)

    portal.pages["/"] = page
    assert gate.get(f"{portal.url}/").outcome is Outcome.RESET


def test_a_body_that_cannot_be_unpacked_is_a_reset(portal: PortalServer, gate: Gate) -> None:
    portal.pages["/"] = Reply("plain", headers={"Content-Encoding": "gzip"})
    assert gate.get(f"{portal.url}/").outcome is Outcome.RESET


def test_a_packing_that_we_do_not_know_is_our_own_failure(portal: PortalServer, gate: Gate) -> None:
    portal.pages["/"] = Reply(b"\x0b\x02", headers={"Content-Encoding": "br"})
    answer = gate.get(f"{portal.url}/")
    assert (answer.outcome, answer.status) == (Outcome.FAILED, 200)


def test_no_answer_is_a_timeout(portal: PortalServer, hasty: Gate) -> None:
    portal.pages["/"] = never_answers
    assert hasty.get(f"{portal.url}/").outcome is Outcome.TIMEOUT


@pytest.mark.parametrize(
    ("numbers", "outcome"),
    [
        ([errno.ENETUNREACH], Outcome.FAILED),
        ([errno.EMFILE], Outcome.FAILED),
        ([errno.EHOSTUNREACH], Outcome.CONNECT),
        ([errno.ETIMEDOUT], Outcome.TIMEOUT),
        ([errno.ENETUNREACH, errno.ECONNREFUSED], Outcome.CONNECT),
    ],
)
def test_only_what_the_other_side_does_is_its_fault(numbers: list[int], outcome: Outcome) -> None:
    end: Ended = _ended("h", 80, [OSError(number, "x") for number in numbers])
    assert end.outcome is outcome
    assert (end.outcome in FAULTS) is (outcome is not Outcome.FAILED)


@pytest.mark.parametrize("url", ["", "not a url", "http://", "\x00", "http://[", "mailto:x", "http://\ud800/", "//x"])
def test_no_url_makes_it_raise(url: str, gate: Gate) -> None:
    for ask in (gate.get, gate.head, gate.look):
        answer = ask(url)
        assert (answer.outcome, answer.url) == (Outcome.BLOCKED, url)


def test_a_mistake_of_our_own_is_an_outcome_too(portal: PortalServer) -> None:
    def broken(seconds: float) -> None:
        raise ZeroDivisionError("pace")

    gate = Gate(replace(LOCAL, interval=1.0), sleep=broken)
    answers = [gate.get(f"{portal.url}/") for _ in range(2)]
    assert (answers[1].outcome, answers[1].status) == (Outcome.FAILED, None)
    assert "ZeroDivisionError" in answers[1].detail


def test_an_answer_carries_headers_in_lower_case_and_what_it_took(portal: PortalServer, gate: Gate) -> None:
    portal.pages["/"] = Reply("<p>好", headers={"X-Thing": "a", "Content-Type": "TEXT/HTML; charset=x"})
    answer = gate.get(f"{portal.url}/")
    assert (answer.headers["x-thing"], answer.content_type, answer.is_html) == ("a", "text/html", True)
    assert 0 < answer.elapsed < 5
