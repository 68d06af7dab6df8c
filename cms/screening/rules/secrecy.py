"""Secrecy markings (密级标志) and marks of internal use: the mark itself, not texts that speak of secrets."""

import re
from collections.abc import Iterator

from cms.screening.rules import Hit

_LEVEL = r"(?:绝 {0,4}密|机 {0,4}密|秘 {0,4}密)"
_QUOTED = "“\"‘'「『《"
# State secrets marking rules (国家秘密定密管理, 保密法 art. 17): level, star, term. Exam papers say 启用前 for the term.
_STAR = re.compile(rf"{_LEVEL}[ ]{{0,4}}[★☆✩✭]")
_TERM = re.compile(
    rf"(?<![\u4e00-\u9fff]){_LEVEL} {{0,4}}(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}}) {{0,2}}(?:年|个月)"
)
_LABEL = re.compile(rf"密 {{0,4}}级 {{0,4}}[:：] {{0,4}}{_LEVEL}")
_ALONE = re.compile(rf"^\W{{0,4}}{_LEVEL}(?:级|件|文件|资料)?\W{{0,4}}$")
_INTERNAL = re.compile(
    r"内部资料(?!性)|内部文件|内部明电|内部传阅|仅供内部|仅限内部|内部使用|注意保存|注意保密"
    r"|(?:不得|严禁|请勿|禁止)(?:外传|外泄|对外提供)|此件不(?:予)?公开|本件不(?:予)?公开"
)
# A mark stands by itself on a line or in brackets at its end; a sentence that holds the words is longer.
MARK_LENGTH = 16


def secrecy_marks(line: str) -> Iterator[Hit]:
    """The marks of a line. One in quotation marks is spoken of."""
    for pattern in (_STAR, _TERM, _LABEL, _ALONE):
        for match in pattern.finditer(line):
            yield Hit(f"{'possible-' if is_quoted(match) else ''}secrecy-mark", *match.span())
    short = len(line.strip()) <= MARK_LENGTH
    for match in _INTERNAL.finditer(line):
        certain = (short or is_bracketed(match)) and not is_quoted(match)
        yield Hit(f"{'' if certain else 'possible-'}secrecy-mark", *match.span())


def is_quoted(match: re.Match[str]) -> bool:
    return match.string[: match.start()].rstrip()[-1:] in tuple(_QUOTED)


def is_bracketed(match: re.Match[str]) -> bool:
    """（此件不公开）, （内部资料，注意保存）"""
    line, start, end = match.string, match.start(), match.end()
    return line[max(0, start - 6) : start].rfind("（") != -1 and "）" in line[end : end + 6]
