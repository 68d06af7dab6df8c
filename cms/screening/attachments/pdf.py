"""PDF files: the text of each page, its annotations and form fields."""

import io
import re
from collections.abc import Iterator
from itertools import pairwise

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

from cms.screening.attachments.parts import Part, Remark, UnreadError

_CJK = "[\u3400-\u9fff]"
_SPLIT = re.compile(rf"{_CJK}\n{_CJK}|\d\n\d")
# A line this long in proportion to the longest was broken by the margin, not by its writer.
FULL_LINE = 0.8


def read_pdf(data: bytes) -> Iterator[Part | Remark]:
    """A part for each page with text; a remark if others hold pictures alone, or if the file holds files."""
    try:
        reader = opened(data)
        if reader.attachments:
            yield Remark("attachment-holds-files")
        yield from pages(reader)
    except (FileNotDecryptedError, DependencyError) as error:
        raise UnreadError("attachment-locked") from error


def opened(data: bytes) -> PdfReader:
    """The file, ready to read: many official ones are locked against changes only, with no password for reading."""
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadError("attachment-locked")
    return reader


def pages(reader: PdfReader) -> Iterator[Part | Remark]:
    pictures = broken = False
    for number, page in enumerate(reader.pages, 1):
        try:
            text = "\n".join([unwrapped(page.extract_text().strip()), *annotations(page)]).strip()
        except (FileNotDecryptedError, DependencyError):
            raise
        except Exception:  # one broken page does not hide the others
            broken = True
            continue
        if text:
            yield Part("page", number, "", text)
        pictures = pictures or (not text and "/XObject" in page.get("/Resources", {}))
    if broken:
        yield Remark("attachment-unreadable")
    if pictures:
        yield Remark("attachment-without-text")


def annotations(page: PageObject) -> Iterator[str]:
    """What is written in comments and in the fields of a form."""
    for annotation in page.annotations or []:
        content = annotation.get_object()
        for key in ("/Contents", "/V"):
            if isinstance(content.get(key), str):
                yield content[key]


def unwrapped(text: str) -> str:
    """`text` with the lines joined again that the margin broke inside a word or a number."""
    lines = text.split("\n")
    full = FULL_LINE * max(map(len, lines))
    joined = lines[:1]
    for before, line in pairwise(lines):
        if len(before) >= full and _SPLIT.fullmatch(f"{before[-1:]}\n{line[:1]}"):
            joined[-1] += line
        else:
            joined.append(line)
    return "\n".join(joined)
