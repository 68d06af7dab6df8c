"""CSV and text files."""

import codecs
from collections.abc import Iterator

from cms.screening.attachments.parts import Part, Remark
from monitoring.reading.charset import read_text

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_plain(data: bytes) -> Iterator[Part | Remark]:
    """The lines. Cells of a CSV file stay together: no rule takes a number across a comma."""
    text = data.decode("utf-16", "replace") if data.startswith(_UTF16) else read_text(data).text
    if "\0" in text:
        yield Remark("attachment-unreadable")
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield Part("line", number, "", line)
