"""The server that the other tests believe in."""

import time
from http.client import HTTPConnection
from pathlib import Path

from monitoring.fetching import Gate, Outcome
from tests.portal_server import PortalServer, never_answers


def test_it_serves_a_folder_and_nothing_above_it(tmp_path: Path, gate: Gate) -> None:
    (tmp_path / "secret.txt").write_text("x")
    (tmp_path / "site" / "a").mkdir(parents=True)
    (tmp_path / "site" / "a" / "index.html").write_bytes("<p>公开".encode("gb18030"))
    with PortalServer.directory(tmp_path / "site") as portal:
        answer = gate.get(f"{portal.url}/a/")
        assert (answer.body.decode("gb18030"), answer.headers["content-type"]) == ("<p>公开", "text/html")
        assert raw_status(portal, "/%2e%2e/secret.txt") == 404
        assert raw_status(portal, "/../secret.txt") == 404


def raw_status(portal: PortalServer, target: str) -> int:
    connection = HTTPConnection("127.0.0.1", portal.port)
    connection.request("GET", target)
    status = connection.getresponse().status
    connection.close()
    return status


def test_pages_stand_by_path_with_or_without_their_query(portal: PortalServer, gate: Gate) -> None:
    portal.pages |= {"/list": "all", "/list?p=2": "second"}
    assert [gate.get(f"{portal.url}/list{query}").body for query in ("", "?p=1", "?p=2")] == [b"all", b"all", b"second"]
    assert gate.get(f"{portal.url}/none").outcome is Outcome.GONE
    assert portal.requests[0] == ("GET", "/list")


def test_it_stops_quickly_though_a_visitor_waits(hasty: Gate) -> None:
    with PortalServer({"/": never_answers}) as portal:
        hasty.get(f"{portal.url}/")
        started = time.monotonic()
    assert time.monotonic() - started < 0.5
