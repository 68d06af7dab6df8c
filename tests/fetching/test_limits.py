"""No server can hold the gate longer, or fill it more, than the policy says."""

import gzip
import time
from dataclasses import replace

import pytest

from monitoring.fetching import Gate, Outcome
from tests.fetching.conftest import LOCAL
from tests.portal_server import PortalServer, Reply, drips_body, drips_header, endless, gzip_bomb


@pytest.mark.parametrize("page", [drips_header, drips_body])
def test_a_drip_ends_at_the_deadline(page: object, portal: PortalServer, hasty: Gate) -> None:
    portal.pages["/"] = page  # type: ignore[assignment]
    started = time.monotonic()
    assert hasty.get(f"{portal.url}/").outcome is Outcome.TIMEOUT
    assert time.monotonic() - started < 1.0


def test_an_endless_body_is_cut_and_what_was_read_is_kept(portal: PortalServer, gate: Gate) -> None:
    portal.pages["/"] = endless
    answer = gate.get(f"{portal.url}/")
    assert (answer.outcome, len(answer.body)) == (Outcome.TOO_BIG, LOCAL.max_body)
    assert "100000 bytes" in answer.detail


def test_a_bomb_is_cut_at_the_limit(portal: PortalServer, gate: Gate) -> None:
    portal.pages["/"] = gzip_bomb()
    answer = gate.get(f"{portal.url}/")
    assert (answer.outcome, len(answer.body)) == (Outcome.TOO_BIG, LOCAL.max_body)


def test_a_bomb_is_cut_at_the_ratio(portal: PortalServer) -> None:
    portal.pages["/"] = gzip_bomb()
    answer = Gate(replace(LOCAL, max_body=50_000_000)).get(f"{portal.url}/")
    assert answer.outcome is Outcome.TOO_BIG
    assert len(answer.body) < 20_000_000


def test_a_body_of_just_the_limit_is_whole(portal: PortalServer, gate: Gate) -> None:
    portal.pages["/"] = b"x" * LOCAL.max_body
    assert gate.get(f"{portal.url}/").outcome is Outcome.OK


def test_an_error_page_that_is_too_big_is_still_an_error(portal: PortalServer, gate: Gate) -> None:
    portal.pages["/"] = Reply(b"x" * LOCAL.max_body * 2, 404)
    assert gate.get(f"{portal.url}/").outcome is Outcome.GONE


@pytest.mark.parametrize("packing", ["gzip", "x-gzip", "GZIP"])
def test_a_packed_page_arrives_unpacked(packing: str, portal: PortalServer, gate: Gate) -> None:
    portal.pages["/"] = Reply(gzip.compress(b"<p>page"), headers={"Content-Encoding": packing})
    assert gate.get(f"{portal.url}/").body == b"<p>page"
