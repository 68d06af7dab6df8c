"""Mobile numbers (手机号码): eleven digits from 13 to 19, in one piece or as 3-4-4."""

import re
from collections.abc import Collection, Iterator

from cms.screening.masking import Kept
from cms.screening.rules import Hit

# Not behind or before a digit, a decimal point or the letters of a serial number; not an amount.
_NUMBER = re.compile(
    r"(?<!\d)(?<!\d\.)(?<!\d[A-Za-z])(?<!\d[A-Za-z]{2})(?:(?:\+|00)?86[ -]{0,3}|0)?"
    r"(?P<number>1[3-9]\d(?P<one>[ -]{0,3})\d{4}(?P<two>[ -]{0,3})\d{4})"
    r"(?!\d|\.\d|\*|[A-Za-z]\d| {0,3}(?:元|万|亿|吨|公里|千米|平方|立方|千瓦))"
)
_NUMBER_BEFORE = re.compile(r"\d[ -]{1,3}$")
_NUMBER_AFTER = re.compile(r"[ -]{1,3}\d")
_SHOWN = Kept(3, 4)


def mobile_numbers(line: str, duty_phones: Collection[str]) -> Iterator[Hit]:
    """Every mobile number of the line that is not among the duty phones, which are given as eleven digits each."""
    for match in _NUMBER.finditer(line):
        if re.sub("[ -]", "", match["number"]) not in duty_phones:
            code = "mobile-number" if is_plain(match) else "possible-mobile-number"
            yield Hit(code, *match.span("number"), _SHOWN)


def is_plain(match: re.Match[str]) -> bool:
    """Whether it is one number for certain, and not some cells of a table of figures."""
    if not match["one"] and not match["two"]:
        return True
    before, after = match.string[max(0, match.start() - 4) : match.start()], match.string[match.end() : match.end() + 4]
    alone = not _NUMBER_BEFORE.search(before) and not _NUMBER_AFTER.match(after)
    return alone and bool(match["one"] and match["two"])
