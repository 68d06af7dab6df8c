"""What an inspection must never accuse anybody of."""

import pytest

from column_assignments.duties import Duty
from monitoring.fetching.gate import Gate
from monitoring.fetching.policy import Policy
from monitoring.inspecting import PortalSpec, inspect_portal, report_json
from tests.inspecting.portals import (
    FORM,
    RULE,
    TODAY,
    codes,
    column,
    dated_by_address,
    duty,
    healthy,
    html,
    in_turn,
    inspect,
    link_to,
    nobody_listens,
    reply,
    rows,
    spoiled,
    verdicts,
    with_articles,
    without_channel,
)
from tests.portal_server import PortalServer

NEWS = "/zwdt/gzdt/"


def test_a_healthy_portal_has_no_findings() -> None:
    with PortalServer(healthy()) as portal:
        report = inspect(portal, duty(NEWS, portal.url), duty("/zwgk/tzgg/", portal.url))
    assert report["findings"] == []
    assert verdicts(report) == ["fresh", "fresh"]
    assert {channel["verdict"] for channel in report["channels"]} == {"ok"}


def test_a_healthy_portal_that_nobody_set_up_has_no_findings() -> None:
    with PortalServer(healthy()) as portal:
        assert inspect(portal)["findings"] == []


@pytest.mark.parametrize("status", [403, 412, 521])
def test_a_portal_that_turns_programs_away_is_refused_and_not_down(status: int) -> None:
    with PortalServer({"/": reply(status)}) as portal:
        report = inspect(portal, duty(NEWS, portal.url))
    assert (report["findings"], verdicts(report)) == ([], ["refused"])


def test_a_column_that_turns_programs_away_is_refused() -> None:
    with PortalServer(spoiled({NEWS: reply(412)})) as portal:
        report = inspect(portal, duty(NEWS, portal.url))
    assert (report["findings"], verdicts(report)) == ([], ["refused"])


def test_our_own_gate_is_not_the_portals_fault() -> None:
    with PortalServer(healthy()) as portal:
        spec = PortalSpec("某厅", f"{portal.url}/", (duty(NEWS, portal.url),))
        report = report_json(inspect_portal(spec, Gate(Policy()), today=TODAY, confirm=True, pause=0))
    assert (report["findings"], verdicts(report)) == ([], ["not-judged"])


def test_a_home_page_that_opens_at_the_second_look_is_not_down() -> None:
    with PortalServer(spoiled({"/": in_turn(reply(500), healthy()["/"])})) as portal:
        assert inspect(portal, duty(NEWS, portal.url))["findings"] == []


def test_a_link_that_works_at_the_second_look_is_not_broken() -> None:
    pages = spoiled(
        {NEWS: column(NEWS, 1, 2, 3, more=link_to("/x.html")), "/x.html": in_turn(reply(500), html("好", "好"))}
    )
    with PortalServer(pages) as portal:
        assert inspect(portal, duty(NEWS, portal.url))["findings"] == []


def test_a_column_that_opens_at_the_second_look_is_not_unreachable() -> None:
    with PortalServer(spoiled({NEWS: in_turn(reply(500), column(NEWS, 1, 2, 3))})) as portal:
        report = inspect(portal, duty(NEWS, portal.url))
    assert (report["findings"], verdicts(report)) == ([], ["fresh"])


def test_a_column_filled_at_the_second_look_is_not_blank() -> None:
    with PortalServer(spoiled({NEWS: in_turn(column(NEWS), column(NEWS, 1, 2, 3))})) as portal:
        report = inspect(portal, duty(NEWS, portal.url))
    assert (report["findings"], verdicts(report)) == ([], ["fresh"])


def test_other_sites_are_not_broken_while_none_answers() -> None:
    dead = "".join(link_to(f"{nobody_listens(host)}/") for host in ("127.0.0.2", "127.0.0.3"))
    with PortalServer(spoiled({NEWS: column(NEWS, 1, 2, 3, more=dead)})) as portal:
        report = inspect(portal, duty(NEWS, portal.url))
    assert report["findings"] == []
    assert report["coverage"]["not_checked"] == {"our-line": 2}


@pytest.mark.parametrize("status", [401, 403, 412, 429, 521])
def test_other_sites_that_turn_programs_away_are_not_broken(status: int) -> None:
    with PortalServer({"/": reply(status)}, host="127.0.0.2") as other, PortalServer(healthy()) as portal:
        portal.pages[NEWS] = column(NEWS, 1, 2, 3, more=link_to(f"{other.url}/"))
        assert inspect(portal, duty(NEWS, portal.url))["findings"] == []


def test_what_robots_forbids_is_left_alone() -> None:
    robots = reply(200, "User-agent: *\nDisallow: /zwdt/\n", Content_Type="text/plain")
    with PortalServer(spoiled({"/robots.txt": robots, NEWS: reply(404)})) as portal:
        report = inspect(portal, duty(NEWS, portal.url))
        asked = [path for _, path in portal.requests]
    assert (report["findings"], verdicts(report)) == ([], ["refused"])
    assert not [path for path in asked if path.startswith("/zwdt/")]
    assert report["coverage"]["not_checked"]["robots"] > 0


def test_a_portal_that_robots_forbids_is_refused() -> None:
    robots = reply(200, "User-agent: Lanmu\nDisallow: /\n", Content_Type="text/plain")
    with PortalServer(spoiled({"/robots.txt": robots})) as portal:
        report = inspect(portal, duty(NEWS, portal.url))
    assert (report["findings"], verdicts(report)) == ([], ["refused"])


def test_a_channel_is_not_missing_while_the_budget_hides_pages() -> None:
    with PortalServer(without_channel()) as portal:
        report = inspect(portal, duty(NEWS, portal.url), budget_pages=1)
    assert report["coverage"]["budget_reached"]
    assert report["channels"][0]["verdict"] == "cannot-judge"
    assert "request-channel-missing" not in codes(report)


def test_a_name_that_leads_to_two_places_leads_nowhere() -> None:
    home = str(healthy()["/"]) + link_to("/other/gzdt/", "工作动态")
    with PortalServer(spoiled({"/": home, **with_articles("/other/gzdt/", 99)})) as portal:
        report = inspect(portal, duty(NEWS))
    assert report["columns"][0]["reason"] == "no-address-known"
    assert report["findings"] == []


def test_days_in_addresses_are_checked_against_the_pages_themselves() -> None:
    with PortalServer(healthy() | dated_by_address(NEWS, published="2026-11-20 08:00")) as portal:
        report = inspect(portal, duty(NEWS, portal.url))
    assert (report["findings"], verdicts(report)) == ([], ["fresh"])


def test_a_form_behind_a_log_in_is_not_accused() -> None:
    wall = html("登录", '<form><p>用户名<input name="u"></p><p>密码<input type="password" name="p"></p></form>')
    with PortalServer(spoiled({"/zwgk/ysqgk/": wall})) as portal:
        report = inspect(portal, duty(NEWS, portal.url))
    assert (report["findings"], report["channels"][0]["verdict"]) == ([], "cannot-judge")


def test_a_portal_that_goes_down_on_the_way_is_one_finding() -> None:
    home = in_turn(healthy()["/"], reply(502))
    late = {path: reply(502) for path in (f"{NEWS}0.html", f"{NEWS}1.html", "/zwgk/tzgg/")}
    with PortalServer(spoiled({"/": home, **late})) as portal:
        report = inspect(portal, duty(NEWS, portal.url), duty("/zwgk/tzgg/", portal.url))
    assert codes(report) == ["site-unreachable"]


def test_nothing_is_ever_sent_but_get_and_head() -> None:
    with PortalServer(healthy()) as portal:
        inspect(portal, duty(NEWS, portal.url))
        methods = {method for method, _ in portal.requests}
        asked = {path for _, path in portal.requests}
    assert methods <= {"GET", "HEAD"}
    assert "submit" in FORM
    assert not [path for path in asked if path.endswith(("/submit", "/send"))]


def test_a_column_on_another_site_is_not_unreachable_while_our_line_may_be_down() -> None:
    elsewhere = f"{nobody_listens('127.0.0.2')}/gk/"
    also_silent = link_to(f"{nobody_listens('127.0.0.3')}/")
    with PortalServer(spoiled({NEWS: column(NEWS, 1, 2, 3, more=also_silent)})) as portal:
        report = inspect(portal, duty(NEWS, portal.url), Duty("政务公开/公开平台", elsewhere, RULE))
    assert (report["findings"], verdicts(report)) == ([], ["fresh", "not-judged"])


def test_a_home_page_is_not_stale_if_lists_date_what_it_links() -> None:
    titles = "".join(link_to(f"{NEWS}{n}.html", f"某市公路养护工程第{n}批项目通过验收") for n in range(2))
    home = html("首页", f"<h3>通知公告</h3>{rows('/zwgk/tzgg/', 40, 41, 42)}<h3>要闻</h3>{titles}")
    undated = {f"{NEWS}{n}.html": html("验收", "<p>通过验收</p>") for n in range(4)}
    with PortalServer(spoiled({**undated, "/": home})) as portal:
        assert "homepage-stale" not in codes(inspect(portal, duty(NEWS, portal.url)))
