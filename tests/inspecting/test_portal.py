import pytest

from monitoring.inspecting.discover import discover_columns
from monitoring.inspecting.portal import PortalSpec, netloc_of
from monitoring.inspecting.targets import Register, key_of
from monitoring.reading.facts import LinkKind
from tests.inspecting.portals import (
    FORM,
    codes,
    column,
    duty,
    healthy,
    html,
    inspect,
    link_to,
    reply,
    rows,
    spoiled,
    with_articles,
    without_channel,
)
from tests.portal_server import PortalServer

NEWS, CHANNEL, LETTERS = "/zwdt/gzdt/", "/zwgk/ysqgk/", "/hdjl/tzxx/"


def test_a_home_page_without_news_for_two_weeks_is_stale() -> None:
    old = {"/": html("首页", f"<h3>工作动态</h3>{rows(NEWS, 20, 21, 22)}"), **with_articles(NEWS, 20, 21, 22)}
    pages = {path: page for path, page in spoiled(old).items() if not path.startswith("/zwgk/tzgg/")}
    pages = {path: str(page).replace('<li><a href="/zwgk/tzgg/">通知公告</a></li>', "") for path, page in pages.items()}
    with PortalServer(pages) as portal:
        assert codes(inspect(portal, duty(CHANNEL, portal.url))) == ["homepage-stale"]


def test_a_form_without_an_element_is_incomplete() -> None:
    short = FORM.replace("证件号码", "备注")
    with PortalServer(spoiled({CHANNEL: html("依申请公开", short)})) as portal:
        report = inspect(portal, duty(NEWS, portal.url))
    [finding] = report["findings"]
    assert (finding["code"], finding["state"]) == ("request-form-incomplete", "open")
    assert report["channels"][0]["missing"] == ["identity"]


def test_a_form_one_step_behind_the_guide_is_found() -> None:
    guide = html("依申请公开", f"<p>申请指南</p>{link_to('/apply/form.html', '在线申请')}")
    with PortalServer(spoiled({CHANNEL: guide, "/apply/form.html": html("在线申请", FORM)})) as portal:
        report = inspect(portal, duty(NEWS, portal.url))
        assert report["channels"][0] == {
            "kind": "request",
            "url": f"{portal.url}/apply/form.html",
            "verdict": "ok",
            "missing": [],
        }


def test_a_dead_channel_is_one_finding() -> None:
    with PortalServer(spoiled({CHANNEL: reply(404)})) as portal:
        report = inspect(portal, duty(NEWS, portal.url), duty(CHANNEL, portal.url))
    [finding] = report["findings"]
    assert (finding["code"], finding["severity"]) == ("request-channel-down", "critical")
    assert finding["column"] == "政务公开/依申请公开"
    assert finding["found_on_total"] > 3


def test_a_portal_without_a_channel_misses_it() -> None:
    with PortalServer(without_channel()) as portal:
        report = inspect(portal, duty(NEWS, portal.url))
    assert codes(report) == ["request-channel-missing"]


@pytest.mark.parametrize("is_column", [True, False])
def test_a_dead_letter_box_is_one_finding(is_column: bool) -> None:
    with PortalServer(spoiled({LETTERS: reply(500)})) as portal:
        duties = [duty(NEWS, portal.url), *([duty(LETTERS, portal.url)] if is_column else [])]
        report = inspect(portal, *duties)
    assert codes(report) == ["message-channel-down"]


def test_columns_of_an_unknown_portal_are_found_and_not_judged() -> None:
    sections = {
        "/zwdt/": html("政务动态", rows(NEWS, 1, 2, 3)),
        "/": str(healthy()["/"]) + link_to("/zwdt/", "政务动态"),
    }
    with PortalServer(spoiled(sections | with_articles(NEWS, 90, 95, 99))) as portal:
        report = inspect(portal)
    found = {column["column"]: column for column in report["columns"]}
    assert {"政务动态", "政务动态/工作动态", "通知公告"} <= set(found)
    assert found["政务动态/工作动态"]["verdict"] == "not-judged"
    assert found["政务动态/工作动态"]["reason"] == "no-duty-known"
    assert (found["政务动态/工作动态"]["newest"], found["政务动态/工作动态"]["items"]) == ("2026-08-24", 3)


def test_a_blank_column_of_an_unknown_portal_is_blank() -> None:
    with PortalServer(spoiled({NEWS: column(NEWS).replace('<ul class="list"></ul>', "<p>暂无内容</p>")})) as portal:
        report = inspect(portal)
    assert codes(report) == ["column-blank"]


def test_the_report_has_exactly_the_keys_that_others_rely_on() -> None:
    with PortalServer(spoiled({NEWS: reply(404)})) as portal:
        report = inspect(portal, duty(NEWS, portal.url))
    keys = "portal date pages links seconds columns findings channels coverage"
    assert list(report) == keys.split()
    assert set(report["columns"][0]) == {"column", "url", "verdict", "reason", "newest", "items", "due", "departments"}
    finding = "code severity state url found_on found_on_total column departments evidence"
    assert set(report["findings"][0]) == set(finding.split())
    assert set(report["channels"][0]) == {"kind", "url", "verdict", "missing"}


def test_hosts_are_compared_without_the_schemes_own_port() -> None:
    assert netloc_of("http://A.example:80/x") == netloc_of("https://a.example:443/") == "a.example"
    assert netloc_of("http://a.example:8080/") == "a.example:8080"
    assert netloc_of("http://a.example:port/") == ""


def test_a_home_page_that_leads_elsewhere_does_not_make_that_the_portal() -> None:
    spec = PortalSpec("某厅", "http://jtt.example.gov.cn/")
    assert "casino.example" not in spec.own_hosts("http://casino.example/")
    assert "www.jtt.example.gov.cn" in spec.own_hosts("http://www.jtt.example.gov.cn/")


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://a/x;jsessionid=1A2B?id=1", "http://a/x?id=1"),
        ("http://a/x?PHPSESSID=abc&id=1", "http://a/x?id=1"),
        ("http://a/x?inside=1", "http://a/x?inside=1"),
    ],
)
def test_session_numbers_are_no_part_of_an_address(url: str, key: str) -> None:
    assert key_of(url) == key


def test_addresses_that_repeat_themselves_are_left_out() -> None:
    register = Register(frozenset({"a"}), 40)
    assert register.add("http://a/x/x/x/x/x/i.html", LinkKind.PAGE, 1)[0].left_out == "repeats-itself"
    assert register.add("http://a/x/y/z/i.html", LinkKind.PAGE, 1)[0].left_out == ""


def test_nothing_is_discovered_where_nothing_was_seen() -> None:
    assert discover_columns(Register(frozenset({"a"}), 40)) == ()
