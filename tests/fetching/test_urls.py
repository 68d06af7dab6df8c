"""What a browser would ask for."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.fetching.urls import request_url

PAGE = "http://www.x.gov.cn/zwgk/index.html?id=1#top"


@pytest.mark.parametrize(
    "reference",
    [
        "mailto:a@x.gov.cn",
        "javascript:void(0)",
        "JavaScript:;",
        "tel:12345",
        "data:text/html,x",
        "ftp://x/",
        "about:blank",
        "http://",
        "http:// /",
        "https://?",
        "http://h:99999/",
        "http://h:8o/",
        "http://a b/",
        "http://[::1",
        "http://1.2.3.4.5/",
        "http://%00/",
        "http://[fe80::1%25eth0]/",
        "http://256.1.1.1/",
        "http://a<b/",
        "//",
        "///",
    ],
)
def test_what_no_browser_asks_a_web_server_for_is_none(reference: str) -> None:
    assert request_url(PAGE, reference) is None


def test_without_a_usable_base_only_a_whole_address_counts() -> None:
    assert request_url("", "a.html") is None
    assert request_url("javascript:x", "/a") is None
    assert request_url("", "http://x.cn/a") == "http://x.cn/a"


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("", "http://www.x.gov.cn/zwgk/index.html?id=1"),
        ("#a", "http://www.x.gov.cn/zwgk/index.html?id=1"),
        ("?p=2", "http://www.x.gov.cn/zwgk/index.html?p=2"),
        ("./t20240929_1.html", "http://www.x.gov.cn/zwgk/t20240929_1.html"),
        ("../../../a/./b/..", "http://www.x.gov.cn/a/"),
        ("%2e%2E/a", "http://www.x.gov.cn/a"),
        ("..\\rs\\index.htm", "http://www.x.gov.cn/rs/index.htm"),
        ("//Y.GOV.CN:80/a", "http://y.gov.cn/a"),
        ("https://y.gov.cn:443", "https://y.gov.cn/"),
        ("https://y.gov.cn:8443", "https://y.gov.cn:8443/"),
        ("http:a", "http://www.x.gov.cn/zwgk/a"),
        ("https:/y/a", "https://y/a"),
        ("http:///y/a", "http://y/a"),
        ("/a//b//", "http://www.x.gov.cn/a//b//"),
        ("http://y?a", "http://y/?a"),
        ("http://u:p@y/", "http://u:p@y/"),
    ],
)
def test_references_join_as_in_a_browser(reference: str, expected: str) -> None:
    assert request_url(PAGE, reference) == expected


@pytest.mark.parametrize("reference", [" /a.html\n", "\t/a\n.html", "/\ra.html\x00", "\u0001/a.html "])
def test_white_space_is_dropped_where_browsers_drop_it(reference: str) -> None:
    assert request_url(PAGE, reference) == "http://www.x.gov.cn/a.html"


def test_a_space_within_is_escaped() -> None:
    assert request_url(PAGE, "/a b.doc") == "http://www.x.gov.cn/a%20b.doc"


def test_escapes_are_kept_as_they_stand() -> None:
    assert request_url(PAGE, "/%e4%B8%ad%2F~%7E?a=%2b") == "http://www.x.gov.cn/%e4%B8%ad%2F~%7E?a=%2b"


def test_a_lone_percent_sign_spoils_no_other_escape() -> None:
    assert request_url(PAGE, "/%E4%zz%") == "http://www.x.gov.cn/%E4%25zz%25"


def test_the_charset_of_the_page_touches_the_query_alone() -> None:
    url = request_url(PAGE, "/中?q=中", charset="gb2312")
    assert url == "http://www.x.gov.cn/%E4%B8%AD?q=%D6%D0"


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "no-such-codec", "", "\x00", "base64", "idna"])
def test_other_charsets_write_utf_8(charset: str) -> None:
    assert request_url(PAGE, "?q=中", charset=charset) == "http://www.x.gov.cn/zwgk/index.html?q=%E4%B8%AD"


def test_what_a_charset_lacks_becomes_a_character_reference() -> None:
    assert request_url(PAGE, "?q=€", charset="iso-8859-1") == "http://www.x.gov.cn/zwgk/index.html?q=%26%238364%3B"


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("河南.中国", "xn--6krz30d.xn--fiqs8s"),
        ("河南。中国", "xn--6krz30d.xn--fiqs8s"),
        ("WWW.Ｘ.cn", "www.x.cn"),
        ("a_b.gov.cn", "a_b.gov.cn"),
        ("%77ww.cn", "www.cn"),
        ("0x7f.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("127。0。0。1", "127.0.0.1"),
        ("[0:0:0:0:0:0:0:1]", "[::1]"),
        ("[::ffff:127.0.0.1]", "[::ffff:7f00:1]"),
    ],
)
def test_hosts_are_read_as_browsers_read_them(host: str, expected: str) -> None:
    assert request_url("", f"http://{host}/") == f"http://{expected}/"


anything = st.text() | st.text("htps:/\\@[]%#?.0x12 中\n。ｘ\ud800&;=") | st.text("/.%2eEa").map("http://h/{}".format)
charsets = st.sampled_from(["utf-8", "gbk", "gb18030", "big5", "utf-16-le", "shift_jis", "rot13", "?"])


@settings(deadline=None)
@given(anything, anything, charsets)
def test_it_never_raises_and_leaves_its_own_output_alone(base: str, reference: str, charset: str) -> None:
    for start in (base, PAGE):
        url = request_url(start, reference, charset=charset)
        if url is not None:
            assert request_url(url, url) == request_url("", url) == url
            assert re.fullmatch(r"https?://[!\"$-\[\]-~]+", url)


@settings(deadline=None)
@given(st.text(), st.sampled_from(["utf-8", "gbk"]))
def test_what_is_recorded_is_what_urllib3_sends(path: str, charset: str) -> None:
    from urllib3.util.url import _encode_target

    url = request_url("http://h/a/b", f"./{path}", charset=charset)
    assert url is not None
    target = url.removeprefix("http://h")
    assert _encode_target(target).lower() == target.lower()
