"""A small healthy portal, page by page, for tests to spoil; and an inspection of it."""

import datetime as dt
import socket
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from column_assignments.duties import ColumnClass, Duty, DutyKind, Limit, Role, UpdateRule
from monitoring.fetching.gate import Gate
from monitoring.fetching.policy import Policy
from monitoring.inspecting import PortalSpec, Report, inspect_portal, report_json
from tests.portal_server import Page, PortalServer, Reply

TODAY = dt.date(2026, 11, 22)
COLUMNS = {
    "/zwdt/gzdt/": "工作动态",
    "/zwgk/tzgg/": "通知公告",
    "/zwgk/ysqgk/": "依申请公开",
    "/hdjl/tzxx/": "厅长信箱",
}
SITE_TAGS = '<meta name="SiteName" content="某省交通运输厅"><meta name="SiteIDCode" content="4100000062">'
FORM = """<form action="/zwgk/ysqgk/submit" method="post"><h2>政府信息公开申请表</h2>
<p><label for="a">申请人姓名</label><input id="a" name="a"></p>
<p><label for="b">证件号码</label><input id="b" name="b"></p>
<p><label for="c">联系电话</label><input id="c" name="c"></p>
<p><label for="d">所需信息的内容描述</label><textarea id="d" name="d"></textarea></p>
<p><label for="e">获取信息的方式</label><input id="e" name="e"></p><input type="submit" value="提交"></form>"""
LETTERS = """<form action="/hdjl/tzxx/send" method="post"><p>姓名<input name="n"></p><p>电话<input name="t"></p>
<p>留言标题<input name="s"></p>
<p>留言内容<textarea name="x"></textarea></p><input type="submit" value="提交留言"></form>"""
RULE = UpdateRule("动态更新", ColumnClass.NEWS, DutyKind.PUBLISH, Limit(7, "d"), Limit(14, "d"), source="V4a")
DEPARTMENTS = {Role.LEAD: ("厅办公室",), Role.PUBLISHER: ("通信中心",)}


def day(ago: int) -> dt.date:
    return TODAY - dt.timedelta(days=ago)


def html(title: str, main: str, head: str = "", frame: str = "") -> str:
    nav = "".join(f'<li><a href="{path}">{name}</a></li>' for path, name in COLUMNS.items())
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}-某省交通运输厅</title>'
        f"{SITE_TAGS}{head}</head>"
        f'<body><div class="header"><a href="/">首页</a></div><div class="nav"><ul>{nav}</ul></div>'
        f'<div class="main">{main}</div>'
        f'<div class="footer">{frame}<p>主办:某省交通运输厅 网站标识码:4100000062</p></div>'
        "</body></html>"
    )


def rows(path: str, *ages: int) -> str:
    entries = (
        f'<li><a href="{path}{n}.html">某市公路养护工程第{n}批项目通过验收</a><span>{day(ago)}</span></li>'
        for n, ago in enumerate(ages)
    )
    return f'<ul class="list">{"".join(entries)}</ul>'


def column(path: str, *ages: int, more: str = "") -> str:
    name = COLUMNS.get(path, "其他栏目")
    head = f'<meta name="ColumnName" content="{name}">'
    return html(
        name, f'<div class="position">您现在的位置:首页 &gt; {name}</div><h2>{name}</h2>{rows(path, *ages)}{more}', head
    )


def article(n: int, ago: int, more: str = "") -> str:
    head = f'<meta name="ArticleTitle" content="第{n}批项目通过验收"><meta name="PubDate" content="{day(ago)} 09:00">'
    text = "项目建设单位按期完成全部建设内容,经专家组现场检查和资料审查,同意通过验收。" * 6
    return html(f"第{n}批项目通过验收", f"<h1>某市公路养护工程第{n}批项目通过验收</h1><p>{text}</p>{more}", head)


def with_articles(path: str, *ages: int, more: str = "") -> dict[str, Page]:
    pages: dict[str, Page] = {path: column(path, *ages, more=more)}
    return pages | {f"{path}{n}.html": article(n, ago) for n, ago in enumerate(ages)}


def healthy() -> dict[str, Page]:
    """Two lists, the request channel with a whole form, a letter box; nothing is wrong with it."""
    news, notices = "/zwdt/gzdt/", "/zwgk/tzgg/"
    blocks = f"<h3>工作动态</h3>{rows(news, 1, 2, 3, 5)}<h3>通知公告</h3>{rows(notices, 2, 4, 6)}"
    return {
        "/": html("首页", blocks),
        "/zwgk/ysqgk/": html("依申请公开", FORM),
        "/hdjl/tzxx/": html("厅长信箱", LETTERS),
        **with_articles(news, 1, 2, 3, 5),
        **with_articles(notices, 2, 4, 6),
    }


def duty(path: str, base: str = "", *, rule: UpdateRule = RULE, name: str = "") -> Duty:
    return Duty(name or f"政务公开/{COLUMNS.get(path, path)}", f"{base}{path}" if base else "", rule, DEPARTMENTS)


def inspect(
    portal: PortalServer, *duties: Duty, confirm: bool = True, deadline: float = 5.0, **of_spec: Any
) -> dict[str, Any]:
    """The report on a portal as other programs get it."""
    spec = PortalSpec("某省交通运输厅", f"{portal.url.rstrip('/')}/", duties, **of_spec)
    policy = replace(Policy.for_portal(spec.url, allow_private=True), deadline=deadline)
    with Gate(policy) as gate:
        return report_json(inspect_portal(spec, gate, today=TODAY, confirm=confirm, pause=0.01))


def inspected(portal: PortalServer, *duties: Duty) -> Report:
    """The report as the database gets it."""
    spec = PortalSpec("某省交通运输厅", f"{portal.url}/", duties)
    with Gate(Policy.for_portal(spec.url, allow_private=True)) as gate:
        return inspect_portal(spec, gate, today=TODAY, confirm=True, pause=0.01)


def codes(report: Mapping[str, Any]) -> list[str]:
    return sorted(finding["code"] for finding in report["findings"])


def reply(status: int = 200, body: str = "", **headers: str) -> Reply:
    return Reply(body, status, {name.replace("_", "-"): value for name, value in headers.items()})


def in_turn(*pages: Page) -> Page:
    """The pages one after the other, the last for ever."""
    left = list(pages)
    return lambda visit: _made(left.pop(0) if len(left) > 1 else left[0])


def _made(page: Page) -> Reply | str | bytes:
    assert not callable(page)
    return page


def spoiled(pages: Mapping[str, Page]) -> dict[str, Page]:
    return healthy() | dict(pages)


def link_to(url: str, text: str = "相关链接") -> str:
    return f'<p><a href="{url}">{text}</a></p>'


def nobody_listens(host: str = "127.0.0.1") -> str:
    """An address at which nobody listens: its port was free a moment ago."""
    with socket.socket() as free:
        free.bind((host, 0))
        return f"http://{host}:{free.getsockname()[1]}"


def verdicts(report: Mapping[str, Any]) -> list[str]:
    return [column["verdict"] for column in report["columns"]]


def without_channel() -> dict[str, Page]:
    """The portal without any trace of the request channel."""
    kept = {path: page for path, page in healthy().items() if path != "/zwgk/ysqgk/"}
    entry = f'<li><a href="/zwgk/ysqgk/">{COLUMNS["/zwgk/ysqgk/"]}</a></li>'
    return {path: str(page).replace(entry, "") for path, page in kept.items()}


def dated_by_address(path: str, *, published: str) -> dict[str, Page]:
    """A list whose rows show no dates, under addresses of last August; its pages state when they were published."""
    addresses = [f"{path}202608/t20260801_{n}.html" for n in range(12, 16)]
    entries = "".join(
        f'<li><a href="{url}">某市公路养护工程第{n}批通过验收</a></li>' for n, url in enumerate(addresses)
    )
    text = f"<h1>某市公路养护工程通过验收</h1><p>{'专家组现场检查和资料审查,同意通过验收。' * 20}</p>"
    page = html("某市公路养护工程通过验收", text, f'<meta name="PubDate" content="{published}">')
    return {path: html(COLUMNS[path], f'<ul class="list">{entries}</ul>'), **dict.fromkeys(addresses, page)}
