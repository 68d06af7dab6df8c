"""Being turned away as a program is no fault of the page."""

import time

import pytest

from monitoring.fetching import Gate, Outcome
from monitoring.fetching.challenges import is_challenge
from tests.portal_server import PortalServer, Reply, challenge_412, challenge_521

COOKIE_SCRIPT = "<html><script>document.cookie='k=1';location.reload()</script></html>"
BLOCKED = "<html><h1>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</h1>"


@pytest.mark.parametrize(
    "reply",
    [
        challenge_412(),
        challenge_521(),
        Reply(COOKIE_SCRIPT, 202),
        Reply(COOKIE_SCRIPT, 200),
        Reply(COOKIE_SCRIPT, 503),
        Reply("<script>var arg1='A';setCookie('acw_sc__v2',1)</script>", 200),
        Reply(BLOCKED, 405),
        Reply(BLOCKED.encode("gb18030"), 404),
        Reply("Just a moment", 503, {"cf-mitigated": "challenge"}),
    ],
)
def test_a_challenge_is_a_refusal_whatever_its_status(reply: Reply, portal: PortalServer, gate: Gate) -> None:
    portal.pages["/"] = reply
    answer = gate.get(f"{portal.url}/")
    assert answer.outcome is Outcome.REFUSED
    assert "firewall" in answer.detail


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<p>短页",
        "<script>location.href='/index.html'</script>",
        '<div id="app"></div><script src="/app.js"></script>',
        f"<script>$_ts={{}}</script><p>{'正文' * 300}",
        f"<p>{'本站网站防火墙升级公告，访问被阻断属正常现象。' * 30}",
        "<script>document.cookie='seen=1';location.hash='a'</script><p>欢迎",
    ],
)
def test_a_page_is_a_page(page: str) -> None:
    assert not is_challenge({}, page.encode())


@pytest.mark.parametrize("piece", [b"<", b"<script", b"<!--", b"<style>", b"<a <b", b"</script"])
def test_looking_for_a_challenge_takes_linear_time(piece: bytes) -> None:
    page = (piece * 500_000)[: 500 * 1024]
    started = time.monotonic()
    is_challenge({}, page)
    assert time.monotonic() - started < 1.0
