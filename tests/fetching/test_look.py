"""Looking is cheap, and a fault is only believed from GET."""

from dataclasses import replace

import pytest

from monitoring.fetching import Gate, Outcome
from tests.fetching.conftest import LOCAL
from tests.portal_server import PortalServer, Reply, Visit, endless, never_answers, refuses_head, resets


@pytest.mark.parametrize("status", [400, 403, 404, 405, 410, 500, 501, 503])
def test_a_server_that_dislikes_head_is_asked_again_with_get(status: int, portal: PortalServer, gate: Gate) -> None:
    portal.pages["/"] = refuses_head(status)
    answer = gate.look(f"{portal.url}/")
    assert (answer.outcome, answer.status) == (Outcome.OK, 200)
    assert [method for method, _ in portal.requests] == ["HEAD", "GET"]


@pytest.mark.parametrize("hostile", [never_answers, resets])
def test_a_server_that_breaks_on_head_is_asked_again_with_get(
    hostile: object, portal: PortalServer, hasty: Gate
) -> None:
    portal.pages["/"] = lambda visit: hostile(visit) if visit.command == "HEAD" else "<p>"  # type: ignore[operator]
    assert hasty.look(f"{portal.url}/").outcome is Outcome.OK


def test_a_fault_comes_from_get(portal: PortalServer, gate: Gate) -> None:
    answer = gate.look(f"{portal.url}/gone")
    assert (answer.outcome, bool(answer.body)) == (Outcome.GONE, True)
    assert portal.requests[-1] == ("GET", "/gone")


def test_a_host_that_lied_to_head_is_not_asked_so_again(portal: PortalServer, gate: Gate) -> None:
    portal.pages["/"] = refuses_head(405)
    gate.look(f"{portal.url}/")
    gate.look(f"{portal.url}/")
    assert [method for method, _ in portal.requests] == ["HEAD", "GET", "GET"]


def test_too_many_requests_are_not_answered_with_another(portal: PortalServer, gate: Gate) -> None:
    portal.pages["/"] = Reply("", 429)
    assert gate.look(f"{portal.url}/").outcome is Outcome.REFUSED
    assert len(portal.requests) == 1


def test_a_good_answer_to_head_is_enough(portal: PortalServer, gate: Gate) -> None:
    portal.pages["/a.zip"] = Reply(b"x" * 1000)
    answer = gate.look(f"{portal.url}/a.zip")
    assert (answer.outcome, answer.body, answer.headers["content-length"]) == (Outcome.OK, b"", "1000")
    assert portal.requests == [("HEAD", "/a.zip")]


def test_a_big_file_is_not_downloaded(portal: PortalServer) -> None:
    def page(visit: Visit) -> Reply | None:
        return Reply("", 405) if visit.command == "HEAD" else endless(visit)

    portal.pages["/"] = page
    answer = Gate(replace(LOCAL, max_body=50_000_000)).look(f"{portal.url}/")
    assert (answer.outcome, len(answer.body)) == (Outcome.OK, 8192)


def test_what_head_cannot_change_is_not_asked_twice(gate: Gate) -> None:
    assert gate.look("http://10.0.0.1/").outcome is Outcome.BLOCKED


def test_head_has_no_body(portal: PortalServer, gate: Gate) -> None:
    portal.pages["/"] = Reply(b"packed", headers={"Content-Encoding": "br"})
    answer = gate.head(f"{portal.url}/")
    assert (answer.outcome, answer.body) == (Outcome.OK, b"")
