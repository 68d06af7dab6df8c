"""No bytes whatever break the reader: neither an exception nor a page that names our own failure."""

import datetime as dt

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from monitoring.reading import read_page

TODAY = dt.date(2026, 11, 22)
URL = "http://127.0.0.1/a/index.html"

tags = st.sampled_from(
    [
        "a",
        "ul",
        "li",
        "table",
        "tr",
        "td",
        "div",
        "span",
        "p",
        "h1",
        "form",
        "input",
        "select",
        "option",
        "script",
        "style",
        "main",
        "nav",
        "iframe",
        "base",
        "meta",
        "dl",
        "dt",
        "dd",
    ]
)
words = st.sampled_from(
    [
        "通知公告",
        "2026-11-20",
        "11-20",
        "二〇二六年三月五日",
        "首页",
        "更多",
        "暂无内容",
        "<![CDATA[",
        "&nbsp;",
        "\x00",
        "🚧",
        "",
    ]
)
attributes = st.sampled_from(
    [
        'href="./t20261120_1.html"',
        "href='//'",
        'href="http://["',
        "title='关于'",
        "type=text/xml",
        "charset=gbk",
        "=",
        "",
    ]
)
pieces = st.one_of(
    st.builds("<{} {}>".format, tags, attributes), st.builds("</{}>".format, tags), words, st.text(max_size=12)
)
pages = st.lists(pieces, max_size=60).map("".join)
bounded = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@bounded
@given(st.binary(max_size=600))
@example(b"\xff\xfe<\x00")
@example(b"<?xml")
def test_bytes_are_read_or_given_up(body: bytes) -> None:
    assert read_page(body, URL, today=TODAY).error == ""


@bounded
@given(pages, st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_marked_up_nonsense_is_read(page: str, codec: str) -> None:
    body = page.encode(codec, "surrogatepass" if codec == "utf-8" else "replace")
    assert read_page(body, URL, today=TODAY).error == ""


@bounded
@given(pages)
def test_nothing_dated_after_today_is_the_newest(page: str) -> None:
    newest = read_page(page.encode("utf-8", "replace"), URL, today=TODAY).newest
    assert newest is None or newest <= TODAY


def test_a_page_of_fifty_thousand_nested_tags_is_read() -> None:
    assert read_page(b"<div>" * 50_000 + "内容".encode(), URL, today=TODAY).error == ""
