"""Bytes are read in the order of standards 9.4."""

import pytest

from monitoring.reading.charset import read_text

TEXT = "东江省交通运输厅关于做好农村公路养护工作的通知,体臺湾喆"


def page(label: str, codec: str) -> bytes:
    return f'<html><head><meta charset="{label}"></head><body>{TEXT * 5}</body></html>'.encode(codec)


@pytest.mark.parametrize(
    ("body", "header", "charset"),
    [
        (page("utf-8", "utf-8"), "text/html; charset=ISO-8859-1", "utf-8"),
        (page("gb2312", "gbk"), "text/html; charset=utf-8", "gb18030"),
        (page("gb2312", "utf-8"), "", "utf-8"),
        (page("utf-8", "gbk"), "", "gb18030"),
        (page("nonsense", "gbk"), "text/html; charset=gb2312", "gb18030"),
        (page("iso-8859-1", "gbk"), "", "gb18030"),
        (b"\xef\xbb\xbf" + page("gbk", "utf-8"), "", "utf-8"),
        (b"\xff\xfe" + page("gbk", "utf-16-le"), "", "utf-16-le"),
        (b"<p>plain</p>", "", "utf-8"),
    ],
)
def test_the_codec_that_reads_it_is_found(body: bytes, header: str, charset: str) -> None:
    reading = read_text(body, header)
    assert reading.charset == charset
    assert not reading.garbled
    assert TEXT in reading.text or "plain" in reading.text


def test_titles_cut_inside_a_character_do_not_change_the_codec() -> None:
    body = page("gb2312", "gbk").replace(b"</body>", b"\xb9\xd8</body>")
    assert read_text(body).charset == "gb18030"


def test_bytes_of_no_codec_are_garbled() -> None:
    assert read_text(bytes(range(128, 256)) * 50).garbled
