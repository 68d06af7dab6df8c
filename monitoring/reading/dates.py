"""Dates in text and addresses (standards 9.2). All text given here is normalised; all times are China's, naive."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from .text import normalise

_T = TypeVar("_T")
_CHINA = dt.timezone(dt.timedelta(hours=8))
_YEARS = range(1990, 2101)

_TIME = (
    r"(?:[\sT,]*(?P<half>上午|下午|晚上|晚|中午|凌晨)?\s*(?P<hour>\d{1,2})\s*[:时點点]\s*(?P<minute>\d{1,2})(?!\d)"
    r"(?:\s*[:分]\s*(?P<second>\d{1,2})(?:\.\d+)?)?(?P<zone>\s*(?:Z|[+-]\d\d:?\d\d))?)?"
)
_FULL = r"(?<!\d)(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})(?![\d])\s*[日号]?"
_HAN = (
    r"(?P<y>[一二][〇○OΟО0零一二三四五六七八九]{3})年(?P<m>[元〇○O零一二三四五六七八九十]{1,3})月"
    r"(?P<d>[〇○O零一二三四五六七八九十廿卅]{1,4})[日号]"
)
_DAY_FIRST = r"(?<!\d)(?P<d>\d{1,2})[日]?\s*[/|]?\s*(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})(?!\d)月?"
_YEAR_LAST = r"(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})日?[\s/|-]*(?P<y>\d{4})年?"
_YEAR_APART = r"(?P<y>\d{4})年?[\s/|.-]+(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})日?"
_MONTH_APART = r"(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})月?[\s/|.-]+(?P<d>\d{1,2})日?"
_DAY_MONTH_YEAR = r"(?P<d>\d{1,2})日?\s+(?P<m>\d{1,2})月\s*(?P<y>\d{4})年?"
_COMPACT = r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)"
_NO_YEAR = r"(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<m2>\d\d)[/.](?P<d2>\d\d)|(?P<m3>\d{1,2})月\s*(?P<d3>\d{1,2})日?"
_DAY_OVER_MONTH = r"(?P<d>\d{1,2})日?\s+(?P<m>\d{1,2})月"
_AGO = r"(?P<today>今天|今日|刚刚|\d+\s*(?:小时|分钟|秒)前)|(?P<yesterday>昨天|昨日)|(?P<before>前天)|(?P<n>\d{1,3})\s*天前"
_SHORT_YEAR = r"(?P<y>\d\d)[-/.年](?P<m>\d\d)[-/.月](?P<d>\d\d)日?"
_JAVA = r"[A-Z][a-z]{2} (?P<mon>[A-Z][a-z]{2}) (?P<d>\d{1,2}) (?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d) \w+ (?P<y>\d{4})"

_ANYWHERE = (re.compile(_FULL + _TIME), re.compile(_HAN + _TIME))
_ALONE = tuple(
    re.compile(f"(?:{pattern}){_TIME}")
    for pattern in (_FULL, _HAN, _DAY_FIRST, _YEAR_LAST, _YEAR_APART, _MONTH_APART, _DAY_MONTH_YEAR, _COMPACT)
)
_SHORT_YEAR_ALONE = re.compile(_SHORT_YEAR + _TIME)
_ALONE_WITHOUT_YEAR = tuple(re.compile(f"(?:{pattern}){_TIME}") for pattern in (_NO_YEAR, _DAY_OVER_MONTH))
_AGO_ALONE = re.compile(rf"(?:{_AGO})(?:\s*\d\d?:\d\d)?")
_JAVA_ANYWHERE = re.compile(_JAVA)
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"

_LABEL = r"(?:(?:发布|公布|公开|更新|发表|发文|上传|添加|录入|刊发|信息)?(?:日期|时间|于)\s*[::]?\s*)?"
_SHELL = re.compile(
    rf"^[\s\[\](){{}}<>«»【】〔〕《》「」|·•:,;*~-]*{_LABEL}[\[(【〔]?|[\s\[\](){{}}<>«»【】〔〕《》「」|·•:,;*~-]+$"
)
_WEEKDAY = re.compile(r"\s*\(?(?:星期|周)[一二三四五六日天]\)?\s*")
_EPOCH = re.compile(r"\s*(\d{10})(\d{3})?\s*")
_DIGITS = {c: n for n, group in enumerate(("〇○OΟО0零", "一元", *"二三四五六七八九")) for c in group}

_IN_PATH = (
    re.compile(r"/t(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)_"),
    re.compile(r"/(?P<y>\d{4})[/-](?P<m>\d{1,2})[/-](?P<d>\d{1,2})/"),
    re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d\d)-?/?(?P<d>\d\d)(?!\d)"),
    re.compile(r"(?<![\dA-Za-z])(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?:[0-2]\d[0-5]\d[0-5]\d)?(?![\dA-Za-z])"),
)


@dataclass(frozen=True)
class Found:
    """A date in a text and where it stands. `has_year` is False if the year was inferred from the day of reading."""

    moment: dt.datetime
    start: int
    end: int
    has_year: bool = True


def find_dates(text: str) -> list[Found]:
    """Every date with a year, in the order of the text."""
    found = [Found(moment, m.start(), m.end()) for m, moment in _matches(text)]
    return sorted(found, key=lambda one: one.start)


def _matches(text: str) -> Iterator[tuple[re.Match[str], dt.datetime]]:
    for pattern in _ANYWHERE:
        for match in pattern.finditer(text):
            if moment := _moment(match):
                yield match, moment


def lone_date(text: str, today: dt.date) -> Found | None:
    """The date that a text consists of, but for brackets, a label and a weekday: `[05-01]`, `05/2026.03`, `昨天`."""
    bare = _WEEKDAY.sub(" ", _SHELL.sub("", text)).strip()
    if not 2 <= len(bare) <= 40:
        return None
    for pattern in _ALONE:
        if (match := pattern.fullmatch(bare)) and (moment := _moment(match)):
            return Found(moment, 0, len(text))
    if (match := _SHORT_YEAR_ALONE.fullmatch(bare)) and (moment := _moment(match)):
        return Found(moment, 0, len(text))
    moment = _without_year(bare, today) or _ago(bare, today)
    return Found(moment, 0, len(text), has_year=False) if moment else None


def date_in_url(url: str, today: dt.date) -> dt.date | None:
    """The day that an address carries, such as t20240929_123.html or /art/2023/5/15/; never a later day than today."""
    path = re.sub(r"^\w+://[^/]*|[?#].*$", "", url)
    for pattern in _IN_PATH:
        for match in pattern.finditer(path):
            moment = _moment(match)
            if moment and moment.date() <= today:
                return moment.date()
    return None


def parse_moment(value: str) -> dt.datetime | None:
    """The moment in a value that is meant as one, such as a page tag or a field of a record."""
    text = normalise(value)
    if found := find_dates(text):
        return found[0].moment
    if match := _COMPACT_ALONE.fullmatch(text) or _JAVA_ANYWHERE.search(text):
        return _moment(match)
    if match := _EPOCH.fullmatch(text):
        return _checked(dt.datetime.fromtimestamp(int(match[1]), _CHINA).replace(tzinfo=None))
    return None


_COMPACT_ALONE = re.compile(_COMPACT + r"(?:\s*(?P<hour>\d\d):?(?P<minute>\d\d):?(?P<second>\d\d))?")


def nearest_year(day: dt.date, hint: dt.date | None, today: dt.date) -> dt.date:
    """A day without a year, given its latest possible year: the year that an address dated within 45 days tells."""
    if hint is None:
        return day
    years = (_day(hint.year + shift, day.month, day.day) for shift in (-1, 0, 1))
    close = [one for one in years if one and abs((one - hint).days) <= 45 and one <= today]
    return min(close, key=lambda one: abs((one - hint).days), default=day)


def _without_year(text: str, today: dt.date) -> dt.datetime | None:
    for pattern in _ALONE_WITHOUT_YEAR:
        if match := pattern.fullmatch(text):
            parts = match.groupdict()
            month = parts["m"] or parts.get("m2") or parts.get("m3") or ""
            day = parts["d"] or parts.get("d2") or parts.get("d3") or ""
            latest = _latest(int(month), int(day), today)
            return dt.datetime.combine(latest, _time(match)) if latest else None
    return None


def _latest(month: int, day: int, today: dt.date) -> dt.date | None:
    """The latest such day that is not after today; eight years reach back over a 29 February."""
    days = (_day(today.year - back, month, day) for back in range(9))
    return next((one for one in days if one and one <= today), None)


def _ago(text: str, today: dt.date) -> dt.datetime | None:
    match = _AGO_ALONE.fullmatch(text)
    if not match:
        return None
    back = 0 if match["today"] else 1 if match["yesterday"] else 2 if match["before"] else int(match["n"])
    return dt.datetime.combine(today - dt.timedelta(days=back), dt.time())


def _moment(match: re.Match[str]) -> dt.datetime | None:
    parts = match.groupdict()
    month = _MONTHS.find(parts["mon"]) // 3 + 1 if "mon" in parts else _number(parts["m"])
    day = _day(_year(parts["y"]), month, _number(parts["d"]))
    if day is None:
        return None
    moment = dt.datetime.combine(day, _time(match))
    zone = (parts.get("zone") or "").strip()
    return _checked(_in_china(moment, zone)) if zone else moment


def _in_china(moment: dt.datetime, zone: str) -> dt.datetime:
    if zone == "Z":
        return moment + dt.timedelta(hours=8)
    sign = -1 if zone[0] == "-" else 1
    offset = sign * dt.timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return moment - offset + dt.timedelta(hours=8)


def _time(match: re.Match[str]) -> dt.time:
    """Midnight if the text tells no time, or none that exists."""
    parts = match.groupdict()
    hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    if parts.get("half") in ("下午", "晚上", "晚") and hour < 12:
        hour += 12
    return _or_none(lambda: dt.time(hour, minute, second)) or dt.time()


def _year(text: str) -> int:
    year = int(text) if text.isdecimal() else int("".join(str(_DIGITS[c]) for c in text))
    return year + (0 if year > 99 else 1900 if year >= 90 else 2000)


def _number(text: str) -> int:
    """十二, 廿一, 二十, 三十一, ○五 or plain digits."""
    if text.isdecimal():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int("".join(str(_DIGITS[c]) for c in text))
    return 10 * (_DIGITS.get(tens, 1) if tens else 1) + (_DIGITS.get(ones, 99) if ones else 0)


def _day(year: int, month: int, day: int) -> dt.date | None:
    return _or_none(lambda: dt.date(year, month, day)) if year in _YEARS else None


def _checked(moment: dt.datetime) -> dt.datetime | None:
    return moment if moment.year in _YEARS else None


def _or_none(make: Callable[[], _T]) -> _T | None:
    try:
        return make()
    except (ValueError, OverflowError):
        return None
