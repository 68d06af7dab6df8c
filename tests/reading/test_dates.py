"""Dates in text and addresses (standards 9.2)."""

import datetime as dt

import pytest

from monitoring.reading.dates import date_in_url, find_dates, lone_date, nearest_year, parse_moment
from monitoring.reading.text import normalise

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-09-29", "2026-09-29T00:00:00"),
        ("2026-09-29 14:46", "2026-09-29T14:46:00"),
        ("2026-10-04 01:39:11.0", "2026-10-04T01:39:11"),
        ("2019-3-27 19:26:37", "2019-03-27T19:26:37"),
        ("2015年03月11日", "2015-03-11T00:00:00"),
        ("2006年08月22日12:54", "2006-08-22T12:54:00"),
        ("2014.07.17", "2014-07-17T00:00:00"),
        ("2020/12/31 14:29:32", "2020-12-31T14:29:32"),
        ("[2024-05-01]", "2024-05-01T00:00:00"),
        ("（2024年5月1日）", "2024-05-01T00:00:00"),
        ("２０２４－０５－０１", "2024-05-01T00:00:00"),
        ("2024\u3000年\xa05月\u200b1日", "2024-05-01T00:00:00"),
        ("二O一一年十二月二十日", "2011-12-20T00:00:00"),
        ("二〇二六年三月五日", "2026-03-05T00:00:00"),
        ("二○二六年十一月廿一日", "2026-11-21T00:00:00"),
        ("05 2026-03", "2026-03-05T00:00:00"),
        ("05/2026.03", "2026-03-05T00:00:00"),
        ("03-05 2026", "2026-03-05T00:00:00"),
        ("2026 03-05", "2026-03-05T00:00:00"),
        ("20240501", "2024-05-01T00:00:00"),
        ("[24-05-01]", "2024-05-01T00:00:00"),
        ("发布时间：2024-05-01 下午 3:20", "2024-05-01T15:20:00"),
        ("2024-05-01 星期三", "2024-05-01T00:00:00"),
        ("2024-05-01T16:00:00Z", "2024-05-02T00:00:00"),
        ("02-28", "2026-02-28T00:00:00"),
        ("12-04", "2025-12-04T00:00:00"),
        ("02-29", "2024-02-29T00:00:00"),
        ("3月5日", "2026-03-05T00:00:00"),
        ("昨天", "2026-11-21T00:00:00"),
    ],
)
def test_a_date_is_read(text: str, moment: str) -> None:
    found = lone_date(normalise(text), TODAY)
    assert found is not None
    assert found.moment.isoformat() == moment


@pytest.mark.parametrize(
    "text",
    ["1/12", "3.15", "2024-13-01", "2024-02-30", "1949-10-01", "2101-01-01", "2021-00050", "共35页", "", "29-02"],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert lone_date(normalise(text), TODAY) is None


def test_dates_in_a_sentence_stand_in_its_order() -> None:
    found = find_dates("自2024年5月1日起,至2025年4月30日止")
    assert [one.moment.date().isoformat() for one in found] == ["2024-05-01", "2025-04-30"]


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/x/202409/t20240929_123.html", "2024-09-29"),
        ("/art/2023/5/15/art_1_2.html", "2023-05-15"),
        ("/jtt/c111636/2023/9/14/0123456789abcdef0123456789abcdef.shtml", "2023-09-14"),
        ("/wzpc/20210802/0123456789abcdef0123456789abcdef.html", "2021-08-02"),
        ("/2024-05/01/content_1.htm", "2024-05-01"),
        ("/202409/abc.html", None),
        ("/content/post_20240909123.html", None),
        ("/x/t20991231_1.html", None),
        ("/x.jsp?day=2024-05-01", None),
    ],
)
def test_an_address_tells_its_day(path: str, day: str | None) -> None:
    found = date_in_url(f"http://www.dj.gov.cn{path}", TODAY)
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2026/07/15 10:00", "2026-07-15T10:00:00"),
        ("2026-03-05T10:00:00+08:00", "2026-03-05T10:00:00"),
        ("Thu Mar 05 10:22:00 CST 2026", "2026-03-05T10:22:00"),
        ("1772676000000", "2026-03-05T10:00:00"),
        ("20260305102200", "2026-03-05T10:22:00"),
    ],
)
def test_a_tag_tells_its_moment(value: str, moment: str) -> None:
    assert parse_moment(value) == dt.datetime.fromisoformat(moment)


def test_a_dated_address_tells_the_year_of_a_day_without_one() -> None:
    latest = dt.date(2026, 10, 21)
    assert nearest_year(latest, dt.date(2023, 10, 20), TODAY) == dt.date(2023, 10, 21)
    assert nearest_year(latest, dt.date(2023, 1, 1), TODAY) == latest
    assert nearest_year(latest, None, TODAY) == latest
