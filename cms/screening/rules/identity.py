"""Identity-card numbers (居民身份证, GB 11643): 18 characters with a check digit, or the old 15."""

import re
from collections.abc import Iterator

from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from cms.screening.masking import Kept
from cms.screening.rules import Hit

# Provinces of GB/T 2260, the special regions' residence permits, and 9 for foreigners' permanent residence. Not the whole
# division code: cards keep codes long abolished, and no list of those is complete. The check digit and the birth date leave
# one chance number in thousands.
_PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9[1-8]")
# A lookahead, so that a number which only begins in an earlier one is tried too. The century is asked for here, because
# lists of small figures pass for the rest at every place.
_GAP = "[ -]{0,3}"
_NEW = re.compile(
    rf"(?<!\d)(?<!\d\.)(?<!\*\*)(?=(\d(?:{_GAP}\d){{5}}{_GAP}(?:1{_GAP}9|2{_GAP}0)(?:{_GAP}\d){{9}}{_GAP}[\dXx])(?!\d|\*\*))"
)
_OLD = re.compile(r"(?<![\d.*A-Za-z-])\d{15}(?![\d*A-Za-z]|[.-]\d)")
_SHOWN = Kept(6, 4)


def identity_numbers(line: str) -> Iterator[Hit]:
    """Every identity-card number of the line."""
    for match in _NEW.finditer(line):
        if is_new(re.sub("[ -]", "", match[1])):
            yield Hit("identity-number", *match.span(1), _SHOWN)
    for match in _OLD.finditer(line):
        if is_old(match[0]):
            yield Hit("old-identity-number", *match.span(), _SHOWN)


def is_new(number: str) -> bool:
    """Whether 18 characters have the right check digit, a province and a birth date."""
    number = number.upper()
    if not _PROVINCE.match(number) or not has_birth_date(number):
        return False
    return bool(number[-1] == ric.calc_check_digit(number))


def is_old(number: str) -> bool:
    """Whether 15 digits have a known division and a birth date; there is no check digit to ask."""
    try:
        return bool(ric.get_birth_place(f"{number[:6]}19{number[6:]}0"))
    except (ValidationError, ValueError):
        return False


def has_birth_date(number: str) -> bool:
    try:
        return bool(ric.get_birth_date(number))
    except (ValidationError, ValueError):
        return False
