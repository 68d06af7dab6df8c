import pytest

from tests.inspecting.portals import (
    article,
    codes,
    duty,
    healthy,
    html,
    inspect,
    inspected,
    link_to,
    nobody_listens,
    reply,
    spoiled,
)
from tests.portal_server import PortalServer, never_answers, redirect

NEWS, NOTICES = "/zwdt/gzdt/", "/zwgk/tzgg/"
PDF = reply(200, "%PDF-1.4", Content_Type="application/pdf")


def with_news(more: str) -> dict:  # type: ignore[type-arg]
    return spoiled({f"{NEWS}0.html": article(0, 1, more)})


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        ('<a href="/x.html">旧闻</a>', "broken-link"),
        ('<img src="x.jpg">', "broken-image"),
        ('<a href="x.doc">附件:申请表.doc</a>', "broken-attachment"),
        ('<script src="/x.js"></script>', "broken-link"),
    ],
)
def test_a_dead_target_is_one_finding_of_its_kind(markup: str, code: str) -> None:
    with PortalServer(with_news(markup)) as portal:
        [finding] = inspect(portal, duty(NEWS, portal.url))["findings"]
        assert (finding["code"], finding["state"], finding["column"]) == (code, "open", "政务公开/工作动态")
        assert finding["found_on"] == [f"{portal.url}{NEWS}0.html"]
        assert finding["departments"] == {"lead": ["厅办公室"], "publisher": ["通信中心"]}


def test_without_confirmation_a_finding_is_only_suspected() -> None:
    with PortalServer(with_news('<a href="/x.html">旧闻</a>')) as portal:
        [finding] = inspect(portal, duty(NEWS, portal.url), confirm=False)["findings"]
    assert finding["state"] == "suspected"


def test_a_dead_link_in_the_frame_is_one_finding_against_no_department() -> None:
    pages = {path: str(page).replace("<p>主办", '<a href="/old/">信访</a><p>主办') for path, page in healthy().items()}
    with PortalServer(pages) as portal:
        report = inspect(portal, duty(NEWS, portal.url))
    [finding] = report["findings"]
    assert finding["found_on_total"] == report["pages"]
    assert finding["column"] == ""
    assert finding["departments"] == {"lead": [], "publisher": []}


def test_a_link_on_many_pages_names_the_first_twenty() -> None:
    pages = {f"/p/{n}.html": html("页", link_to("/x.html")) for n in range(30)}
    everything = "".join(link_to(path) for path in pages)
    with PortalServer(spoiled({"/": str(healthy()["/"]) + everything, **pages})) as portal:
        [finding] = inspect(portal, duty(NEWS, portal.url))["findings"]
    assert (len(finding["found_on"]), finding["found_on_total"]) == (20, 30)


def test_redirects_that_end_well_are_fine_and_circles_are_not() -> None:
    pages = {"/a": redirect("/b"), "/b": redirect(NEWS), "/c": redirect("/d"), "/d": redirect("/c")}
    with PortalServer(with_news(link_to("/a") + link_to("/c")) | pages) as portal:
        [finding] = inspect(portal, duty(NEWS, portal.url))["findings"]
    assert (finding["code"], finding["url"]) == ("redirect-loop", f"{portal.url}/c")


def test_a_page_that_says_not_found_with_status_200_is_a_soft_404() -> None:
    lost = html("页面不存在", "<h1>很抱歉,您访问的页面不存在或已删除</h1>")
    with PortalServer(with_news(link_to("/lost.html")) | {"/lost.html": lost}) as portal:
        assert codes(inspect(portal, duty(NEWS, portal.url))) == ["soft-404"]


def test_the_sites_own_way_to_say_not_found_is_learned() -> None:
    class Odd(PortalServer):
        def page(self, address: str):  # type: ignore[no-untyped-def]
            return self.pages.get(address) or html("某厅", "<p>您要的东西搬家了,请从首页重新进入本站各栏目</p>")

    with Odd(with_news(link_to("/gone/12.html"))) as portal:
        report = inspect(portal, duty(NEWS, portal.url))
    assert codes(report) == ["soft-404"]
    assert report["coverage"]["not_found_page"] == "known-page"


def test_an_attachment_that_turns_out_an_error_page_is_broken() -> None:
    lost = html("页面不存在", "<h1>很抱歉,您访问的页面不存在或已删除</h1>")
    with PortalServer(with_news('<a href="/f/x.pdf">附件.pdf</a>') | {"/f/x.pdf": lost}) as portal:
        [finding] = inspect(portal, duty(NEWS, portal.url))["findings"]
    assert finding["code"] == "broken-attachment"
    assert "不存在" in finding["evidence"]["title"]


def test_an_attachment_that_opens_is_fine() -> None:
    with PortalServer(with_news('<a href="/f/x.pdf">附件.pdf</a>') | {"/f/x.pdf": PDF}) as portal:
        assert inspect(portal, duty(NEWS, portal.url))["findings"] == []


def test_other_sites_are_looked_at_and_not_crawled() -> None:
    with PortalServer({"/": html("外站", link_to("/inside.html"))}, host="127.0.0.2") as other:
        with PortalServer(with_news(link_to(f"{other.url}/") + link_to(f"{other.url}/gone"))) as portal:
            [finding] = inspect(portal, duty(NEWS, portal.url))["findings"]
        assert finding["url"] == f"{other.url}/gone"
        assert "/inside.html" not in [path for _, path in other.requests]


def test_a_dead_host_is_broken_once_another_site_answers() -> None:
    dead = nobody_listens("127.0.0.3")
    with PortalServer({"/": "外站"}, host="127.0.0.2") as other, PortalServer() as portal:
        portal.pages |= with_news(link_to(f"{other.url}/") + link_to(f"{dead}/"))
        [finding] = inspect(portal, duty(NEWS, portal.url))["findings"]
    assert (finding["code"], finding["url"]) == ("broken-link", f"{dead}/")


def test_another_site_that_never_answers_is_not_called_broken() -> None:
    slow = PortalServer({"/": never_answers}, host="127.0.0.2")
    with slow, PortalServer({"/": "外站"}, host="127.0.0.4") as other, PortalServer() as portal:
        portal.pages |= with_news(link_to(f"{other.url}/") + link_to(f"{slow.url}/"))
        [finding] = inspect(portal, duty(NEWS, portal.url), deadline=0.4)["findings"]
    assert (finding["code"], finding["state"]) == ("link-unconfirmed", "suspected")


def test_a_link_on_two_columns_belongs_to_none() -> None:
    pages = with_news(link_to("/x.html")) | {f"{NOTICES}0.html": article(0, 2, link_to("/x.html"))}
    with PortalServer(pages) as portal:
        [finding] = inspect(portal, duty(NEWS, portal.url), duty(NOTICES, portal.url))["findings"]
    assert (finding["column"], finding["found_on_total"]) == ("", 2)


def test_a_calendar_without_end_is_bounded() -> None:
    class Calendar(PortalServer):
        def page(self, address: str):  # type: ignore[no-untyped-def]
            n = int(address.partition("?d=")[2] or 0)
            return super().page(address) if "?d=" not in address else html("日历", link_to(f"/cal?d={n + 1}"))

    with Calendar(with_news(link_to("/cal?d=1"))) as portal:
        report = inspect(portal, duty(NEWS, portal.url), max_depth=10)
    assert report["coverage"]["not_checked"] == {"too-deep": 1}


def test_session_numbers_do_not_make_new_pages() -> None:
    pages = with_news("".join(link_to(f"/s.jsp?id=1&sid={n}") for n in range(9))) | {"/s.jsp": html("页", "正文")}
    with PortalServer(pages) as portal:
        inspect(portal, duty(NEWS, portal.url))
        asked = [path for _, path in portal.requests if path.startswith("/s.jsp")]
    assert len(asked) == 1


def test_the_budget_is_kept_and_said() -> None:
    with PortalServer(healthy()) as portal:
        report = inspect(portal, duty(NEWS, portal.url), budget_pages=2)
    assert report["coverage"]["budget_reached"]
    assert report["coverage"]["not_checked"]["budget"] > 0
    assert report["columns"][0]["verdict"] == "fresh"


@pytest.mark.parametrize("status", [404, 412, 500])
def test_only_what_was_seen_to_be_fine_can_settle_a_finding(status: int) -> None:
    with PortalServer(with_news(link_to("/x.html")) | {"/x.html": reply(status)}) as portal:
        report = inspected(portal, duty(NEWS, portal.url))
        assert f"{portal.url}{NEWS}" in report.checked
        assert f"{portal.url}/x.html" in report.unchecked
        assert not report.checked & report.unchecked
