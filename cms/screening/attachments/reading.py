"""Which reader reads a file, by what its bytes are: names lie."""

import io
import re
import time
import zipfile
from collections.abc import Iterator

from cms.screening.attachments.parts import Part, Remark, UnreadError

# A file's own budget. The process that reads has harder limits (__main__) for what does not come back here in time.
SECONDS, CHARACTERS = 15, 5_000_000
# Unpacked bytes of an office file, all of it and its largest part of XML.
UNPACKED, UNPACKED_XML, MEMBERS = 200 * 2**20, 40 * 2**20, 10_000

_OLE, _ZIP, _PDF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK", b"%PDF-"
_EMBEDDED = re.compile(r"(?:word|xl)/embeddings/.")


def read(data: bytes, extension: str) -> Iterator[Part | Remark]:
    """The texts of a file, as far as time and length allow, and remarks on what could not be read. Never raises."""
    began, length, parts = time.monotonic(), 0, 0
    try:
        for part in reader_for(data, extension):
            yield part
            parts += isinstance(part, Part)
            length += len(part.text) if isinstance(part, Part) else 0
            if length > CHARACTERS or time.monotonic() - began > SECONDS:
                yield Remark("attachment-cut")
                return
    except UnreadError as error:
        yield Remark(error.code)
    except Exception:  # the libraries let any kind through for a broken file
        yield Remark("attachment-unreadable")
    else:
        if not parts:
            yield Remark("attachment-without-text")


def reader_for(data: bytes, extension: str) -> Iterator[Part | Remark]:
    """The reader for the file. Each brings a large library along, and a process reads one file."""
    if _PDF in data[:1024]:
        from cms.screening.attachments.pdf import read_pdf

        return read_pdf(data)
    if data.startswith(_ZIP):
        return office_reader(data)
    if data.startswith(_OLE):
        # An office file under a password is a container of the old kind.
        raise UnreadError(
            "attachment-locked" if "EncryptedPackage".encode("utf-16-le") in data else "attachment-not-read"
        )
    if extension in {"csv", "txt"}:
        from cms.screening.attachments.plain import read_plain

        return read_plain(data)
    raise UnreadError("attachment-unreadable" if extension in {"docx", "xlsx", "pdf"} else "attachment-not-read")


def office_reader(data: bytes) -> Iterator[Part | Remark]:
    names = checked_names(data)
    if any(_EMBEDDED.match(name) for name in names):
        yield Remark("attachment-holds-files")
    if any(name.startswith("word/") for name in names):
        from cms.screening.attachments.documents import read_docx

        yield from read_docx(data)
    elif "xl/workbook.xml" in names:
        from cms.screening.attachments.workbooks import read_xlsx

        yield from read_xlsx(data, names)
    else:
        raise UnreadError("attachment-not-read")


def checked_names(data: bytes) -> list[str]:
    """The names in an archive, once it is known that they unpack to something of sane size."""
    members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    xml = [member.file_size for member in members if member.filename.endswith((".xml", ".rels"))]
    if (
        len(members) > MEMBERS
        or max(xml, default=0) > UNPACKED_XML
        or sum(part.file_size for part in members) > UNPACKED
    ):
        raise UnreadError("attachment-unreadable")
    return [member.filename for member in members]
