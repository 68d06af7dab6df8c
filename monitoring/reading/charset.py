"""Bytes to text, in the order of standards 9.4."""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

# A column of titles that an old database cut inside a character stays below this; a wrong codec does not.
ACCEPTED_SHARE = 0.02
_META_REACH = 4096
# What Chinese pages without a true label are written in. General detectors take short GBK pages for Korean or Cyrillic.
_DETECTED = ("utf-8", "gb18030", "big5")

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_META = re.compile(rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)

_READ_AS = {"gb2312": "gb18030", "gbk": "gb18030", "hz": "gb18030", "utf-16": "utf-8", "utf-16-le": "utf-8"}
_KNOWN = re.compile(r"utf-8|utf-16|gb18030|gbk|gb2312|big5|euc[_-]|shift_jis|cp9\d\d|cp125[013-8]|koi8|iso8859-[2-9]")


class Reading(NamedTuple):
    """A page as text; `share` is the share of unreadable characters among those outside ASCII, 0 to 1."""

    text: str
    charset: str
    share: float

    @property
    def garbled(self) -> bool:
        return self.share > ACCEPTED_SHARE


def read_text(body: bytes, content_type: str = "") -> Reading:
    """The page's text by the first label that reads it well, else by the codec that reads it least badly."""
    if _is_utf8(body):
        return _decode(body, "utf-8")
    labels = list(_labels(body, content_type))
    for charset in labels:
        reading = _decode(body, charset)
        if not reading.garbled:
            return reading
    return min((_decode(body, charset) for charset in (*labels, *_DETECTED)), key=lambda reading: reading.share)


def _is_utf8(body: bytes) -> bool:
    """Chinese in another codec is never valid UTF-8 by chance, so this outranks a label that says otherwise."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(body)
    except UnicodeDecodeError:
        return False
    return not text.isascii()


def _labels(body: bytes, content_type: str) -> Iterator[str]:
    """The codecs that the page and its header name, in order of trust."""
    for bom, charset in _BOMS:
        if body.startswith(bom):
            yield charset
    head = _COMMENT.sub(b"", body[:_META_REACH])
    for label in (*_META.findall(head), *_XML.findall(head)):
        yield from codec(label.decode("ascii", "ignore"))
    for header_label in _HEADER.findall(content_type):
        yield from codec(header_label)


def codec(label: str) -> list[str]:
    """The codec for a label, as a list of one; empty for unknown, latin-1 and ascii, which say nothing."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return []
    return [_READ_AS.get(name, name)] if _KNOWN.match(name) else []


def _decode(body: bytes, charset: str) -> Reading:
    text = body.decode(charset, "replace").removeprefix("\ufeff")
    beyond_ascii = sum(not character.isascii() for character in text) if not text.isascii() else 0
    share = text.count("\ufffd") / beyond_ascii if beyond_ascii else 0.0
    return Reading(text, charset, share)
