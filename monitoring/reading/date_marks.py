"""The dates in one string, or in a run of strings, that stand for themselves and not in a sentence."""

import datetime as dt
import re
from dataclasses import dataclass

from bs4.element import NavigableString

from .dates import Found, find_dates, lone_date, parse_moment
from .text import attribute

# Text beside a date that still reads as a label and not as a sentence: 来源:省厅 浏览:33 2026-03-05.
_BESIDE = 40
_LONGEST_WITH_DATE = 300
_SENTENCE = re.compile(r"[。;!?]|\w{8,},\w{4,}")
HINT = re.compile(r"\d|[一二][〇○OΟО0零一二三四五六七八九]{3}年|[今昨]|前天|刚刚")
FRAGMENT = re.compile(
    r"\W*(?:\d{1,2}日?|\d{1,2}月|\d{4}年?|\d{4}\s*[-/.年]\s*\d{1,2}月?|\d{1,2}\s*[-/.月]\s*\d{1,2}日?|[-/.|]|[年月日])\W*"
)
# A date that is the edge of a title counts if it is set apart from it.
_AT_END = re.compile(r"(?:[\s·|]+|\S*?(?=[\[【〔]))[\[(【〔]?\s*(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)[\s\])】〕]*$")
_CLOSING = re.compile(r"\((\d{4}[-/.]\d{1,2}[-/.]\d{1,2})\)$")
_GLUED = re.compile(r"[^\d\s./-](\d{4}[-/]\d{1,2}[-/]\d{1,2})$")
_AT_START = re.compile(r"^[\[(【〔]?\s*(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)(?:\s*[\])】〕]+|\s+)")


Fragment = tuple[int, NavigableString, str]  # place, string, its normalised text


@dataclass(frozen=True)
class DateMark:
    """A date in the text: its place, the string that begins it, what it says and the text before it in its string.

    `strings` are the ids of the strings it is read from, `whole` whether they say nothing else.
    """

    place: int
    node: NavigableString
    found: Found
    before: str = ""
    strings: tuple[int, ...] = ()
    whole: bool = True


def join(parts: list[Fragment], today: dt.date) -> DateMark | None:
    """The one date that a run of fragments makes; a bare number is none, nor are two without a year or a sign."""
    text = " ".join(part[2] for part in parts)
    found = lone_date(text, today) or lone_date(text.replace(" ", ""), today)
    if not found or (len(parts) == 1 and text.isdigit() and len(text) < 8):
        return None
    if len(parts) > 1 and not found.has_year and not re.search("[年月日]", text):
        return None
    place, node, _ = parts[0]
    return DateMark(place, node, _stated(node, found), "", tuple(id(part[1]) for part in parts))


def read_marks(node: NavigableString, place: int, text: str, in_link: bool, today: dt.date) -> list[DateMark]:
    """The dates of one string that stand for themselves: alone, beside a label, or set apart at a title's edge."""
    if len(text) > _LONGEST_WITH_DATE:
        return []
    strings = (id(node),)
    if len(text) <= 80 and (found := lone_date(text, today)):
        return [DateMark(place, node, _stated(node, found), text[: found.start] or text, strings)]
    dates = find_dates(text)
    rest = len(text) - sum(one.end - one.start for one in dates)
    if in_link or rest > _BESIDE or _SENTENCE.search(text):
        dates = [one for one in dates if _is_at_edge(text, one)][:1]
    return [DateMark(place, node, one, text[: one.start], strings, whole=False) for one in dates]


def _is_at_edge(text: str, one: Found) -> bool:
    for pattern in (_AT_END, _CLOSING, _GLUED, _AT_START):
        match = pattern.search(text)
        if match and match.start(1) == one.start:
            return True
    return False


def _stated(node: NavigableString, found: Found) -> Found:
    """`<time datetime>` states what its text abbreviates."""
    parent = node.parent
    if found.has_year or parent is None or parent.name != "time":
        return found
    moment = parse_moment(attribute(parent, "datetime"))
    return Found(moment, found.start, found.end) if moment else found
