from dataclasses import replace

import pytest

from monitoring.fetching import Gate, Outcome
from tests.fetching.conftest import LOCAL
from tests.portal_server import PortalServer, Reply, Visit, gzip_bomb, redirect


def test_a_circle_is_told_at_its_second_round(portal: PortalServer, gate: Gate) -> None:
    portal.pages |= {"/a": redirect("/b"), "/b": redirect("/a")}
    answer = gate.get(f"{portal.url}/a")
    assert answer.outcome is Outcome.REDIRECT_LOOP
    assert [path for _, path in portal.requests] == ["/a", "/b"]


def test_an_endless_chain_is_cut(portal: PortalServer, gate: Gate) -> None:
    portal.pages["/"] = lambda visit: redirect(f"/?{len(portal.requests)}")
    answer = gate.get(f"{portal.url}/")
    assert answer.outcome is Outcome.REDIRECT_LOOP
    assert len(portal.requests) == LOCAL.max_redirects + 1


def test_all_hops_share_one_deadline(portal: PortalServer) -> None:
    portal.pages["/"] = lambda visit: visit.server.stopping.wait(0.2) or redirect(f"/?{len(portal.requests)}")
    answer = Gate(replace(LOCAL, deadline=0.5)).get(f"{portal.url}/")
    assert (answer.outcome, len(answer.hops)) == (Outcome.TIMEOUT, 2)
    assert answer.elapsed == pytest.approx(0.5, abs=0.3)


def test_a_redirect_to_nowhere_is_the_servers_mistake(portal: PortalServer, gate: Gate) -> None:
    portal.pages["/"] = Reply("", 302)
    assert gate.get(f"{portal.url}/").outcome is Outcome.SERVER_ERROR


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_the_hops_lead_to_the_final_address(status: int, portal: PortalServer, gate: Gate) -> None:
    portal.pages |= {"/a": redirect("b?x=1#part", status), "/b": redirect("/c"), "/c": "<p>here"}
    answer = gate.get(f"{portal.url}/a")
    assert (answer.url, answer.final_url) == (f"{portal.url}/a", f"{portal.url}/c")
    assert answer.hops == (f"{portal.url}/a", f"{portal.url}/b?x=1")
    assert (answer.outcome, answer.body) == (Outcome.OK, b"<p>here")


def test_an_answer_without_redirect_has_no_hops(portal: PortalServer, gate: Gate) -> None:
    portal.pages["/"] = "<p>"
    assert gate.get(portal.url).hops == ()


def test_a_cookie_set_on_the_way_comes_back_within_the_trip(portal: PortalServer, gate: Gate) -> None:
    """Portals answer a first request with a session and the same address; without the cookie that is a circle."""
    portal.pages["/"] = lambda visit: "<p>in" if "sid=1" in visit.headers.get("Cookie", "") else session()
    assert gate.get(f"{portal.url}/").body == b"<p>in"


def session() -> Reply:
    return redirect("/", Set_Cookie="sid=1; path=/")


def test_a_circle_that_sets_the_same_cookie_again_is_a_circle(portal: PortalServer, gate: Gate) -> None:
    portal.pages["/"] = session()
    assert gate.get(f"{portal.url}/").outcome is Outcome.REDIRECT_LOOP
    assert len(portal.requests) == 2


def test_no_cookie_is_kept_for_the_next_request(portal: PortalServer, gate: Gate) -> None:
    cookies: list[str | None] = []

    def page(visit: Visit) -> Reply:
        cookies.append(visit.headers.get("Cookie"))
        return Reply("<p>", headers={"Set-Cookie": "sid=1; path=/"})

    portal.pages["/"] = page
    gate.get(f"{portal.url}/")
    gate.get(f"{portal.url}/")
    assert cookies == [None, None]


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_location_in_raw_bytes_is_asked_for_byte_by_byte(codec: str, portal: PortalServer, gate: Gate) -> None:
    portal.pages["/"] = redirect("/公开.html".encode(codec).decode("latin-1"))
    gate.get(f"{portal.url}/")
    escaped = "".join(f"%{byte:02X}" for byte in "公开".encode(codec))
    assert portal.requests[-1] == ("GET", f"/{escaped}.html")


def test_the_body_of_a_redirect_is_not_unpacked(portal: PortalServer, gate: Gate) -> None:
    portal.pages |= {
        "/a": replace(gzip_bomb(8), status=302, headers={**gzip_bomb(8).headers, "Location": "/b"}),
        "/b": "<p>",
    }
    assert gate.get(f"{portal.url}/a").outcome is Outcome.OK
