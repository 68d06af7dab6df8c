"""Excerpts that show where something stands without repeating it."""

import re
from typing import NamedTuple

# Nine digits are more than a date and fewer than any number that screening looks for.
_LONG_NUMBER = re.compile(r"\d(?:[ -]{0,3}\d){8,}(?:[ -]{0,3}[Xx])?")
_DIGIT = re.compile(r"[\dXx]")
CONTEXT = 12
# A number that reaches from the window's edge into the excerpt still has nine digits inside the window.
_WINDOW = CONTEXT + 48


class Kept(NamedTuple):
    """How many characters of a masked number may be seen."""

    first: int = 0
    last: int = 0


def masked(text: str) -> str:
    """`text` with every long number starred out, whatever it is."""
    return _LONG_NUMBER.sub(lambda number: _DIGIT.sub("*", number[0]), text)


def excerpt(line: str, start: int, end: int, kept: Kept | None = None) -> str:
    """What stands at `start` to `end` of a folded line with a little around it; the only digits left are `kept`."""
    low = max(0, start - _WINDOW)
    window = line[low : end + _WINDOW]
    shown = list(masked(window))
    if kept:
        digits = [at for at in range(start - low, end - low) if _DIGIT.match(window[at])]
        hidden = digits[kept.first : len(digits) - kept.last]
        for at in digits:
            shown[at] = "*" if at in hidden else window[at]
    first, last = max(0, start - low - CONTEXT), end - low + CONTEXT
    return " ".join("".join(shown[first:last]).split())
