"""What goes over the wire."""

import pytest

from monitoring.fetching import Gate
from tests.portal_server import PortalServer, Reply, Visit


def test_no_proxy_password_or_authority_is_taken_from_the_environment(
    portal: PortalServer, gate: Gate, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    (netrc := tmp_path / "netrc").write_text("machine 127.0.0.1 login a password b")  # type: ignore[operator]
    monkeypatch.setenv("NETRC", str(netrc))
    portal.pages["/"] = lambda visit: str(visit.headers.get("Authorization"))
    assert gate.get(f"{portal.url}/").body == b"None"


def test_the_gate_says_who_asks(portal: PortalServer, gate: Gate) -> None:
    portal.pages["/"] = lambda visit: visit.headers["User-Agent"]
    assert gate.get(f"{portal.url}/").body.startswith(b"Lanmu/")


@pytest.mark.parametrize("target", ["/a//b", "//a", "/%e4%b8%AD", "/a%2fb?q=%2b&r=1;2", "/%7Ea/%2E", "/?q=a?b/c"])
def test_the_target_is_sent_as_it_stands(target: str, portal: PortalServer, gate: Gate) -> None:
    gate.get(portal.url + target)
    assert portal.requests[0][1].lower() == target.replace("/%2E", "/").lower()


def test_a_connection_is_kept_for_the_next_request(portal: PortalServer, gate: Gate) -> None:
    ports = []
    portal.pages["/"] = lambda visit: ports.append(visit.client_address) or "<p>"
    gate.get(f"{portal.url}/")
    gate.head(f"{portal.url}/")
    gate.get(f"{portal.url}/")
    assert len(set(ports)) == 1


def test_a_kept_connection_that_broke_is_no_fault_of_the_site(portal: PortalServer, gate: Gate) -> None:
    asked: list[Visit] = []

    def closes_at_the_second_request(visit: Visit) -> Reply | None:
        visit.close_connection = visit in asked
        asked.append(visit)
        return None if visit.close_connection else Reply("<p>")

    portal.pages["/"] = closes_at_the_second_request
    assert [gate.get(f"{portal.url}/").status for _ in range(2)] == [200, 200]
    assert len(asked) == 3
