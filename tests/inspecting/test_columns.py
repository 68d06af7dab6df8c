from dataclasses import replace

from column_assignments.duties import ColumnClass, DutyKind, UpdateRule
from tests.inspecting.portals import (
    RULE,
    codes,
    column,
    dated_by_address,
    duty,
    healthy,
    html,
    inspect,
    link_to,
    reply,
    rows,
    spoiled,
    verdicts,
    with_articles,
)
from tests.portal_server import PortalServer

NEWS, NOTICES = "/zwdt/gzdt/", "/zwgk/tzgg/"


def test_an_old_list_is_overdue_with_its_evidence_and_departments() -> None:
    with PortalServer(spoiled(with_articles(NEWS, 20, 25, 30))) as portal:
        report = inspect(portal, duty(NEWS, portal.url))
    [finding] = report["findings"]
    assert (finding["code"], finding["severity"], finding["state"]) == ("column-overdue", "serious", "open")
    assert finding["departments"] == {"lead": ["厅办公室"], "publisher": ["通信中心"]}
    assert {"newest": "2026-11-02", "due": "2026-11-16", "source": "V4a"}.items() <= finding["evidence"].items()
    assert (report["columns"][0]["newest"], report["columns"][0]["due"]) == ("2026-11-02", "2026-11-16")


def test_a_column_soon_due_is_said_so() -> None:
    with PortalServer(spoiled(with_articles(NEWS, 10, 25, 30))) as portal:
        assert codes(inspect(portal, duty(NEWS, portal.url))) == ["column-due-soon"]


def test_an_empty_column_is_blank() -> None:
    with PortalServer(spoiled({NEWS: column(NEWS).replace('<ul class="list"></ul>', "<p>暂无内容</p>")})) as portal:
        report = inspect(portal, duty(NEWS, portal.url))
    assert (codes(report), verdicts(report)) == (["column-blank"], ["blank"])


def test_a_dead_column_is_one_finding_and_not_a_broken_link_as_well() -> None:
    with PortalServer(spoiled({NEWS: reply(404)})) as portal:
        report = inspect(portal, duty(NEWS, portal.url))
    [finding] = report["findings"]
    assert finding["code"] == "column-unreachable"
    assert finding["found_on_total"] > 3
    assert verdicts(report) == ["unreachable"]


def test_a_portal_that_is_down_is_one_finding() -> None:
    with PortalServer({"/": reply(503)}) as portal:
        report = inspect(portal, duty(NEWS, portal.url), duty(NOTICES, portal.url))
    assert (codes(report), verdicts(report)) == (["site-unreachable"], ["unreachable"] * 2)
    assert report["findings"][0]["state"] == "open"


def test_a_list_in_a_frame_is_read_there() -> None:
    framed = html("工作动态", '<iframe src="/inner/list.html"></iframe>')
    with PortalServer(spoiled({NEWS: framed, "/inner/list.html": column(NEWS, 20, 30, 40)})) as portal:
        report = inspect(portal, duty(NEWS, portal.url))
    assert (verdicts(report), report["columns"][0]["items"]) == (["overdue"], 3)


def test_a_page_that_sends_its_reader_on_is_judged_where_it_leads() -> None:
    sent = '<html><head><meta http-equiv="refresh" content="0;url=/real/list.html"></head><body></body></html>'
    with PortalServer(spoiled({NEWS: sent, "/real/list.html": column(NEWS, 1, 2, 3)})) as portal:
        assert verdicts(inspect(portal, duty(NEWS, portal.url))) == ["fresh"]


def test_days_in_addresses_are_enough_once_the_pages_state_theirs() -> None:
    with PortalServer(healthy() | dated_by_address(NEWS, published="2026-08-02 08:00")) as portal:
        report = inspect(portal, duty(NEWS, portal.url))
    assert (verdicts(report), report["columns"][0]["newest"]) == (["overdue"], "2026-08-02")


def test_a_column_without_an_address_is_found_by_its_name() -> None:
    with PortalServer(healthy()) as portal:
        report = inspect(portal, duty(NEWS))
        assert (verdicts(report), report["columns"][0]["url"]) == (["fresh"], f"{portal.url}{NEWS}")


def test_of_two_columns_of_one_name_the_parents_directory_decides() -> None:
    home = (
        str(healthy()["/"])
        + link_to("/zwdt/", "政务动态")
        + link_to("/other/", "其他")
        + link_to("/other/gz/", "工作动态")
    )
    pages = {"/": home, "/zwdt/": html("政务动态", rows(NEWS, 1, 2, 3)), **with_articles("/other/gz/", 1, 2)}
    with PortalServer(spoiled({**pages, "/other/": html("其他", rows("/other/gz/", 1, 2))})) as portal:
        report = inspect(portal, duty(NEWS, name="政务动态/工作动态"))
        assert report["columns"][0]["url"] == f"{portal.url}{NEWS}"


def test_a_label_that_is_no_time_asks_for_classification() -> None:
    rule = UpdateRule("及时设置栏目", ColumnClass.NEWS, DutyKind.UNCLASSIFIED)
    with PortalServer(spoiled(with_articles(NEWS, 900))) as portal:
        report = inspect(portal, duty(NEWS, portal.url, rule=rule))
    assert (report["findings"], report["columns"][0]["reason"]) == ([], "needs-classification")


def test_two_columns_at_one_address_are_both_judged() -> None:
    strict = replace(RULE, label="每日更新")
    with PortalServer(spoiled(with_articles(NEWS, 20, 25))) as portal:
        both = [duty(NEWS, portal.url), duty(NEWS, portal.url, rule=strict, name="政务公开/要闻")]
        assert codes(inspect(portal, *both)) == ["column-overdue"] * 2
