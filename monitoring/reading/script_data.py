"""Entries that stand in a page's own scripts as object or array literals, for the page to draw."""

import datetime as dt
import html
import re

from bs4 import BeautifulSoup

from .dates import date_in_url, parse_moment
from .facts import DateSource, Item
from .links import Addresses
from .text import attribute, squash

_LONGEST_SCRIPT = 1_500_000
_MOST = 2000
_OBJECT = re.compile(r"\{[^{}]{15,4000}\}")
_PAIR = re.compile(r"""["']?(\w{1,30})["']?\s*:\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(\d{8,13}))""")
_ARRAY = re.compile(
    r"""[\[(](\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*(?:,\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\d+|null)\s*){1,15})[\])]"""
)
_STRING = re.compile(r""""((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'""")
_TITLE = re.compile(r"title|biaoti|subject|^bt$|^name$|^tit$|^topic$", re.IGNORECASE)
_ADDRESS = re.compile(r"url|href|link|path", re.IGNORECASE)
_DATE = re.compile(r"pub|date|time|rq$|sj$|fbsj|day", re.IGNORECASE)
_NOT_PUBLICATION = re.compile(r"expire|end|deadline|effect|sign|write|create|modif|update|cwrq|ssrq", re.IGNORECASE)
_LOOKS_ADDRESSED = re.compile(
    r"^(?:https?:)?/|^\.{1,2}/|\.(?:s?html?|jsp|aspx?|do|php|pdf|docx?)(?:\?|$)", re.IGNORECASE
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\(.)")


def script_items(soup: BeautifulSoup, addresses: Addresses, today: dt.date) -> tuple[Item, ...]:
    """Titles with dates and addresses in literals; none unless there are at least two alike in one script."""
    for script in soup.find_all("script", src=False):
        code = (script.string or "")[:_LONGEST_SCRIPT]
        if attribute(script, "type") in ("text/template", "text/html", "text/x-template", "application/ld+json"):
            continue
        items = _objects(code, addresses, today) or _arrays(code, addresses, today)
        if len(items) >= 2:
            return tuple(items)
    return ()


def _objects(code: str, addresses: Addresses, today: dt.date) -> list[Item]:
    items = []
    for match in _OBJECT.finditer(code):
        fields = {pair[1]: _unescaped(pair[2] or pair[3] or pair[4] or "") for pair in _PAIR.finditer(match[0])}
        title = next((value for name, value in fields.items() if _TITLE.search(name) and _HAN.search(value)), "")
        url = next(
            (value for name, value in fields.items() if _ADDRESS.search(name) and _LOOKS_ADDRESSED.search(value)), ""
        )
        item = _item(title, url, _publication(fields), addresses, today)
        if item:
            items.append(item)
    return items[:_MOST]


def _publication(fields: dict[str, str]) -> str:
    """The field named after publication, else after a date, else after some other date."""
    dated = [name for name, value in fields.items() if _DATE.search(name) and parse_moment(value)]
    dated.sort(key=lambda name: (bool(_NOT_PUBLICATION.search(name)), not re.search("pub|fb", name, re.IGNORECASE)))
    return fields[dated[0]] if dated else ""


def _arrays(code: str, addresses: Addresses, today: dt.date) -> list[Item]:
    items = []
    for match in _ARRAY.finditer(code):
        values = [_unescaped(one[1] if one[1] is not None else one[2]) for one in _STRING.finditer(match[1])]
        url = next((one for one in values if _LOOKS_ADDRESSED.search(one)), "")
        date = next((one for one in values if len(one) <= 30 and parse_moment(one)), "")
        titles = [one for one in values if one not in (url, date) and len(_HAN.findall(one)) >= 4]
        item = _item(max(titles, key=len, default=""), url, date, addresses, today)
        if item:
            items.append(item)
    return items[:_MOST]


def _item(title: str, url: str, date: str, addresses: Addresses, today: dt.date) -> Item | None:
    moment = parse_moment(date)
    if not title or not (moment or url):
        return None
    target = addresses.absolute(url)
    if moment:
        return Item(title, target, moment.date(), DateSource.ROW)
    day = date_in_url(target, today)
    return Item(title, target, day, DateSource.URL) if day else None


def _unescaped(text: str) -> str:
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2], text)
    return squash(html.unescape(re.sub(r"<[^>]*>", "", plain)).encode("utf-8", "ignore").decode())
