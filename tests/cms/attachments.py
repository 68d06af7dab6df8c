"""Attachments for tests, made on the spot: good ones to read, bad ones to survive."""

import io
import zipfile
from collections.abc import Mapping, Sequence

import docx
import openpyxl
from openpyxl.comments import Comment
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

MOBILE = "13800138000"


def saved(file: object) -> bytes:
    """What a library's `save` writes."""
    buffer = io.BytesIO()
    file.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def a_docx(text: str = "", *, cell: str = "", header: str = "", comment: str = "") -> bytes:
    """A Word document with `text` in a paragraph, and the rest in their places."""
    document = docx.Document()
    paragraph = document.add_paragraph(text)
    if cell:
        document.add_table(1, 2).cell(0, 1).text = cell
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if comment:
        document.add_comment(paragraph.add_run("见批注"), text=comment, author="某人", initials="某")
    return saved(document)


def an_xlsx(*rows: Sequence[object], title: str = "名单", hidden: str = "", comment: str = "") -> bytes:
    """A workbook with `rows` in its first sheet and `hidden` in a cell of a hidden one."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    if hidden:
        sheet = book.create_sheet("底稿")
        sheet.sheet_state = "hidden"
        sheet["C7"] = hidden
    if comment:
        book.active["A1"].comment = Comment(comment, "某人")
    return saved(book)


def a_pdf(*pages: str, password: str | None = None, annotation: str = "") -> bytes:
    """A PDF with a page for each ASCII text; "" makes a page with a picture alone."""
    writer = PdfWriter()
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    fonts = DictionaryObject({NameObject("/F1"): names(font)})
    for text in pages:
        page = writer.add_blank_page(595, 842)
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        if not text:
            page["/Resources"][NameObject("/XObject")] = DictionaryObject()
        stream = DecodedStreamObject()
        shown = "".join(f"({line}) Tj 0 -20 Td " for line in text.split("\n"))
        stream.set_data(f"BT /F1 12 Tf 50 700 Td {shown}ET".encode("ascii"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    if annotation:
        from pypdf.annotations import FreeText

        writer.add_annotation(0, FreeText(text=annotation, rect=(50, 550, 200, 650)))
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128", owner_password="owner")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert len(PdfReader(io.BytesIO(buffer.getvalue())).trailer)
    return buffer.getvalue()


def names(values: Mapping[str, str]) -> DictionaryObject:
    return DictionaryObject({NameObject(key): NameObject(value) for key, value in values.items()})


def repacked(data: bytes, **parts: bytes) -> bytes:
    """An office file with some of its parts put in the place of others; keys are paths with __ for / and _ for the dot."""
    new = {key.replace("__", "/")[::-1].replace("_", ".", 1)[::-1]: value for key, value in parts.items()}
    old, buffer = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in old.namelist():
            if name not in new:
                archive.writestr(name, old.read(name))
        for name, value in new.items():
            archive.writestr(name, value)
    return buffer.getvalue()


ENTITY_BOMB = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">%s]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&z;</w:t></w:r></w:p>
</w:body></w:document>""" % b"".join(
    b'<!ENTITY %c "%s">' % (letter, (b"&%c;" % (letter - 1)) * 50) for letter in range(ord("b"), ord("z") + 1)
)
