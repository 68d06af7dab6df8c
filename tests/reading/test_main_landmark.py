"""A page that marks its content with `<main>` is taken at its word, and never accused for what stands elsewhere."""

import datetime as dt

from monitoring.reading import Page, PageKind, read_page

TODAY = dt.date(2026, 11, 22)
MENU = '<nav><a href="/">首页</a> <a href="/a/">政务公开</a> <a href="/b/">通知公告</a></nav>'
NOTICE = "<p>本站正在试运行, 欢迎通过页面下方的联系方式提出意见和建议。</p>"
LIST = '<ul><li><a href="/b/1.html">关于做好春运工作的通知</a> 2026-11-18</li></ul>' * 3


def read(main: str, outside: str = "") -> Page:
    body = f"<!DOCTYPE html><html><head><title>通知公告</title></head><body>{MENU}{NOTICE}{main}{outside}</body></html>"
    return read_page(body.encode(), "http://127.0.0.1/b/", today=TODAY)


def test_a_list_outside_a_small_main_does_not_make_the_column_blank() -> None:
    assert read("<main><h1>通知公告</h1></main>", LIST).kind is not PageKind.BLANK


def test_an_empty_main_is_no_landmark() -> None:
    assert read("<main></main>", LIST).newest == dt.date(2026, 11, 18)


def test_a_main_that_says_there_is_nothing_is_blank_whatever_stands_around_it() -> None:
    assert read("<main><h1>通知公告</h1><p>暂无内容</p></main>").kind is PageKind.BLANK


def test_the_list_in_the_main_is_read() -> None:
    assert read(f"<main><h1>通知公告</h1>{LIST}</main>").newest == dt.date(2026, 11, 18)
