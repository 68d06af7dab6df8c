"""What a date is called on the page: publication, or one of the other days in a document's life (standards 9.2)."""

import re
from enum import IntEnum

from bs4 import Tag
from bs4.element import NavigableString

from .date_marks import DateMark
from .text import ancestor, is_visible, normalise, words


class Role(IntEnum):
    """How far a date is the publication date; the highest wins."""

    OTHER = 0  # in force, expires, an event
    SIGNED = 1  # 成文日期, 决定日期: before the publication; all that some registers show
    PLAIN = 2
    ISSUED = 3  # 发文日期 stands for it where nothing better does
    PUBLISHED = 4


_DAY = r"\w{0,4}?(?:(?:日期|时间|日|期|期限)[^\w]*|\s*:\s*)$"
_OTHER = re.compile(
    r"(?:实施|施行|生效|执行|失效|废止|截止|截至|结束|终止|到期|有效|开标|开始|起止|活动|会议|报名|征集|出生|任职|成立|始建)"
    + _DAY
)
_SIGNED = re.compile(r"(?:成文|签发|签署|印发|制定|通过|立项|批准|决定|处罚|许可|生成|形成)" + _DAY)
_FROM_OR_TO = re.compile(r"(?:自|从|至|到|截至|截止)[^\w]*$")
_PUBLISHED = re.compile(
    r"(?:发布|发佈|發布|發佈|公布|公开|上网|发表|刊发|发稿|上传|挂网|推送)(?:日期|时间|時間|于|日)?[^\w]*$"
)
_ISSUED = re.compile(r"(?:发文|更新|录入|添加|编辑)(?:日期|时间|日|于)?[^\w]*$")


def date_role(mark: DateMark) -> Role:
    """By the words before the date: in its string, in the string before, or at the head of its table column."""
    own = _own_words(mark)
    if _FROM_OR_TO.search(own):
        return Role.OTHER
    for label in (own, _words_before(mark.node), _column_head(mark.node)):
        if label:
            role = role_of(label)
            if role is not Role.PLAIN:
                return role
    return Role.PLAIN


def role_of(label: str) -> Role:
    """What a label such as `发布时间:` makes of the date behind it."""
    label = label[-30:]
    if _PUBLISHED.search(label):
        return Role.PUBLISHED
    if _ISSUED.search(label):
        return Role.ISSUED
    if _OTHER.search(label):
        return Role.OTHER
    return Role.SIGNED if _SIGNED.search(label) else Role.PLAIN


def _own_words(mark: DateMark) -> str:
    return re.sub(r"[\d\s年月日/.:,\[\]()-]+$", "", mark.before)


def _words_before(node: NavigableString) -> str:
    """The string before, if it reads as a label: short, and not part of a link."""
    previous = node.previous_element
    for _ in range(12):
        if previous is None or (isinstance(previous, Tag) and previous.name in ("tr", "li", "a", "h1", "h2", "h3")):
            return ""
        if isinstance(previous, NavigableString) and is_visible(previous) and (text := normalise(previous)):
            return "" if len(text) > 12 or ancestor(previous, ("a",), 4) else text
        previous = previous.previous_element
    return ""


def _column_head(node: NavigableString) -> str:
    """The text of the cell in the table's first row that stands above a date."""
    cell = ancestor(node, ("td", "li"))
    row = ancestor(cell, ("tr",)) if cell is not None and cell.name == "td" else None
    table = ancestor(row, ("table",)) if row is not None else None
    if cell is None or row is None or table is None:
        return ""
    head = table.find("tr")
    if head is None or head is row:
        return ""
    place = next((n for n, one in enumerate(row.find_all(["td", "th"], recursive=False)) if one is cell), -1)
    heads = head.find_all(["td", "th"], recursive=False)
    return normalise(words(heads[place])) if 0 <= place < len(heads) else ""
