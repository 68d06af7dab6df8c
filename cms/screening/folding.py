"""Text as the rules compare it: one width of digits and letters, one kind of dash and space, nothing invisible."""

import re
import unicodedata

_FULL_WIDTH = {
    ord(wide): ord(wide) - 0xFEE0
    for first, last in (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ"))
    for wide in map(chr, range(ord(first), ord(last) + 1))
}
_FOLDED = (
    _FULL_WIDTH
    | dict.fromkeys(map(ord, "‐‑‒–—―−－﹣"), "-")
    | dict.fromkeys(map(ord, "＊∗﹡"), "*")
    | dict.fromkeys((0xA0, 0x202F, 0x205F, 0x3000, *range(0x2000, 0x200B)), " ")
    | dict.fromkeys((0xAD, 0xFE0F, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065)))
    # Neither NUL nor a lone surrogate can be stored.
    | dict.fromkeys((*range(9), *range(0x0E, 0x20), 0x7F, *range(0xD800, 0xE000)))
    | dict.fromkeys(map(ord, "\r\v\f\x85\u2028\u2029"), "\n")
)
# Circled numbers and superscripts are no such digits: ①138… must not become one number.
_OTHER_DIGIT = re.compile(r"[^\D0-9]")


def fold(text: str) -> str:
    """`text` for the rules. Whatever the script, digits are ASCII afterwards."""
    return _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text.translate(_FOLDED))
