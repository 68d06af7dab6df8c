"""Workbooks (XLSX): every row of every sheet, hidden ones too, and the comments and text boxes."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

import openpyxl
from lxml import etree

from cms.screening.attachments.parts import Part

_NOTES = re.compile(r"xl/(?:comments\d*|(?:comments|threadedComments|drawings)/[^/]+)\.xml")


def read_xlsx(data: bytes, names: Sequence[str]) -> Iterator[Part]:
    """The rows with a line for each cell, then what is written beside the cells. `names` are the archive's."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        hidden = sheet.sheet_state != "visible"
        yield Part("sheet", 0, sheet.title, sheet.title)
        # The file's own word on how large a sheet is can be wrong, and would hide what lies outside.
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            if text := "\n".join(filter(None, map(cell_text, row))):
                yield Part("hidden-row" if hidden else "row", number, sheet.title, text)
    yield from notes(data, [name for name in names if _NOTES.fullmatch(name)])


def cell_text(value: Any) -> str:
    """A cell as text. Long numbers typed as numbers are stored as floats."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def notes(data: bytes, names: Sequence[str]) -> Iterator[Part]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    for number, name in enumerate(names, 1):
        root = etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
        texts = [node.text for node in root.iter("{*}t", "{*}text") if node.text]
        if texts:
            yield Part("comment", number, "", "\n".join(texts))
