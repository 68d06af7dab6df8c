"""What a browser would fetch or follow, and nothing else."""

import datetime as dt

from monitoring.reading import Link, LinkKind, read_page

TODAY = dt.date(2026, 11, 22)
URL = "http://www.dj.gov.cn/zwgk/index.html"


def links(html: str) -> dict[str, Link]:
    page = read_page(f"<html><body>{html}</body></html>".encode(), URL, today=TODAY)
    return {link.url.removeprefix("http://www.dj.gov.cn"): link for link in page.links}


def test_a_relative_reference_is_made_absolute_and_loses_its_fragment() -> None:
    assert list(links('<a href="./a.html#top">文</a><a href="a.html">文</a>')) == ["/zwgk/a.html"]


def test_the_base_is_honoured() -> None:
    assert list(links('<base href="/b/"><a href="a.html">文</a>')) == ["/b/a.html"]


def test_scripts_mails_and_fragments_are_no_links() -> None:
    html = '<a href="javascript:go()">a</a><a href="mailto:a@b.cn">b</a><a href="tel:1">c</a><a href="#">d</a>'
    assert links(html) == {}


def test_comments_and_strings_in_scripts_are_no_links() -> None:
    assert links('<!-- <a href="/old/">旧</a> --><script>var a="<a href=\'/never/\'>x</a>"</script>') == {}


def test_what_only_browsers_without_scripts_show_is_no_link() -> None:
    assert links('<noscript><a href="/plain/">x</a></noscript><template><a href="/t/">x</a></template>') == {}


def test_kinds_follow_tag_and_extension() -> None:
    html = (
        '<a href="/a.docx">附件</a><a href="/b.OFD?x=1">附件</a><a href="/c.jpg">图</a><a href="/d/">页</a>'
        '<img src="/e.png"><script src="/f.js"></script><link rel="stylesheet" href="/g.css"><iframe src="/h.html"></iframe>'
        '<link rel="canonical" href="/not-fetched/"><video src="/i.mp4"></video>'
    )
    kinds = {path: link.kind for path, link in links(html).items()}
    assert kinds == {
        "/a.docx": LinkKind.ATTACHMENT,
        "/b.OFD?x=1": LinkKind.ATTACHMENT,
        "/c.jpg": LinkKind.IMAGE,
        "/d/": LinkKind.PAGE,
        "/e.png": LinkKind.IMAGE,
        "/f.js": LinkKind.RESOURCE,
        "/g.css": LinkKind.RESOURCE,
        "/h.html": LinkKind.FRAME,
        "/i.mp4": LinkKind.ATTACHMENT,
    }


def test_the_text_is_the_first_that_any_place_shows() -> None:
    assert links('<a href="/a/"><img src="/a.png"></a><a href="/a/">公告</a>')["/a/"].text == "公告"


def test_a_refresh_is_followed() -> None:
    assert "/new/" in links('<meta http-equiv="refresh" content="3; url=/new/">')
