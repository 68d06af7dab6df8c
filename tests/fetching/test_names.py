"""Names are resolved once, and the connection goes to the address that was vetted."""

import socket
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from monitoring.fetching import Gate, Outcome, own_network
from tests.fetching.names import OUTSIDE, Names, no_such_name, resolver_is_ill
from tests.portal_server import PortalServer, redirect


@pytest.fixture
def outside() -> Iterator[PortalServer]:
    with PortalServer({"/": "<p>public"}, host="127.0.0.2") as server:
        yield server


def test_a_name_that_turns_private_is_blocked(outside: PortalServer) -> None:
    names = Names(["127.0.0.2"], ["127.0.0.1"])
    gate = Gate(OUTSIDE, resolver=names)
    assert gate.get(f"http://www.test:{outside.port}/").body == b"<p>public"
    gate.close()
    assert gate.get(f"http://www.test:{outside.port}/").outcome is Outcome.BLOCKED
    assert len(names.asked) == 2


def test_a_second_private_address_blocks_the_name(outside: PortalServer) -> None:
    answer = Gate(OUTSIDE, resolver=Names(["127.0.0.2", "127.0.0.1"])).get(f"http://www.test:{outside.port}/")
    assert answer.outcome is Outcome.BLOCKED
    assert outside.requests == []


def test_a_redirect_to_a_private_address_is_blocked(outside: PortalServer, portal: PortalServer) -> None:
    outside.pages["/go"] = redirect(f"{portal.url}/secret")
    answer = Gate(OUTSIDE).get(f"{outside.url}/go")
    assert (answer.outcome, answer.hops) == (Outcome.BLOCKED, (f"{outside.url}/go",))
    assert portal.requests == []


@pytest.mark.parametrize("host", ["127.1", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]", "127.0.0.1."])
def test_no_spelling_of_this_machine_gets_through(host: str, portal: PortalServer) -> None:
    assert Gate(OUTSIDE).get(f"http://{host}:{portal.port}/").outcome is Outcome.BLOCKED
    assert portal.requests == []


@pytest.mark.parametrize("scheme", ["file:///etc/passwd", "mailto:x@y", "javascript:alert(1)", "ftp://h/"])
def test_a_redirect_off_the_web_is_blocked(scheme: str, outside: PortalServer) -> None:
    outside.pages["/go"] = redirect(scheme)
    assert Gate(OUTSIDE).get(f"{outside.url}/go").outcome is Outcome.BLOCKED


def test_a_name_is_resolved_once_and_kept_in_the_request(outside: PortalServer) -> None:
    names, hosts = Names(["127.0.0.2"]), []
    outside.pages["/"] = lambda visit: hosts.append(visit.headers["Host"]) or "<p>"
    with Gate(OUTSIDE, resolver=names) as gate:
        assert gate.get(f"http://WWW.test:{outside.port}/").outcome is Outcome.OK
    assert names.asked == ["www.test"]
    assert hosts == [f"www.test:{outside.port}"]


def test_a_name_that_does_not_exist_is_the_sites_fault() -> None:
    answer = Gate(OUTSIDE, resolver=Names(no_such_name())).get("http://gone.test/")
    assert (answer.outcome, answer.final_url) == (Outcome.DNS, "http://gone.test/")
    assert "gone.test does not resolve" in answer.detail


@pytest.mark.parametrize("host", ["www..test", "x" * 64 + ".test", ".".join(["abcdefgh"] * 30)])
def test_what_cannot_be_a_name_does_not_resolve(host: str) -> None:
    assert Gate(OUTSIDE).get(f"http://{host}/").outcome is Outcome.DNS


@pytest.mark.parametrize("answer", [resolver_is_ill(), socket.gaierror(socket.EAI_FAIL, "x"), OSError("x"), ["no ip"]])
def test_a_resolver_in_trouble_is_our_own_failure(answer: BaseException | list[str]) -> None:
    assert Gate(OUTSIDE, resolver=Names(answer)).get("http://www.test/").outcome is Outcome.FAILED


def test_a_resolver_that_hangs_is_left_behind() -> None:
    gate = Gate(replace(OUTSIDE, deadline=0.2), resolver=lambda host: time.sleep(1) or ["127.0.0.2"])
    started = time.monotonic()
    assert gate.get("http://www.test/").outcome is Outcome.FAILED
    assert time.monotonic() - started < 0.8


def test_the_next_address_is_tried_when_nobody_listens_at_the_first(outside: PortalServer) -> None:
    policy = replace(OUTSIDE, private_networks=own_network("http://127.0.0.3"))
    answer = Gate(policy, resolver=Names(["127.0.0.3", "127.0.0.2"])).get(f"http://www.test:{outside.port}/")
    assert answer.outcome is Outcome.OK
