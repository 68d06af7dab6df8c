"""Bank card numbers (银行卡, ISO/IEC 7812): 16 to 19 digits with a Luhn digit that begin as a card of some bank does."""

import re
from collections.abc import Iterator

from stdnum import luhn

from cms.screening.masking import Kept
from cms.screening.rules import Hit

# As on the card, in fours, or the bank's own six first; separators of every other kind are tables of figures.
_NUMBER = re.compile(
    r"(?<!\d)(?<!\d\.)(?<!\*\*)"
    r"(?=(\d{16,19}|\d{4}(?:[ -]{1,3}\d{4}){3}(?:[ -]{1,3}\d{1,3})?|\d{6}[ -]{1,3}\d{10,13})(?![\d]|\*\*|\.\d))"
)
# The same without a number that only stands behind it.
_FOURS = re.compile(r"\d{4}(?:[ -]{1,3}\d{4}){3}")
# Cards of Chinese banks by their first digits; the international ranges hold division codes (41…) and amounts as well.
_CHINESE = re.compile(r"62|955[89]|601382|601428|436742|456351|690755")
_INTERNATIONAL = re.compile(r"(?:4|5[1-5]|35)\d+")
_SAID = re.compile("卡号|银行卡|[账帐][号户]|开户")
_SAID_WITHIN = 30
_SHOWN = Kept(6, 4)


def bank_cards(line: str) -> Iterator[Hit]:
    """Every bank card number of the line; one whose range is ambiguous is a card where the line calls it so."""
    for match in _NUMBER.finditer(line):
        start, written = match.start(1), match[1]
        shorter = _FOURS.match(written)
        for candidate in dict.fromkeys([written, shorter[0] if shorter else written]):
            number = re.sub("[ -]", "", candidate)
            code = code_of(number, line[max(0, start - _SAID_WITHIN) : start])
            if code and luhn.is_valid(number):
                yield Hit(code, start, start + len(candidate), _SHOWN)
                break


def code_of(number: str, before: str) -> str:
    """The code for digits that may be a card, with what stands before them; "" for no bank's."""
    if _CHINESE.match(number):
        return "bank-card"
    if len(number) == 16 and _INTERNATIONAL.match(number):
        return "bank-card" if _SAID.search(before) else "possible-bank-card"
    return ""
