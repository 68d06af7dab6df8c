"""Attachments of a page: each read in a process of its own, within a budget for all of them."""

import json
import logging
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument

from cms.screening.attachments.parts import Part, Remark
from cms.screening.codes import issue
from cms.screening.issues import Issue
from cms.screening.texts import Piece

log = logging.getLogger(__name__)

SIZE_LIMIT = 50 * 2**20
# For one file, and for all files of a page: the editor waits at the screen.
SECONDS_A_FILE, SECONDS_A_PAGE = 10, 15

PARTS = {
    "paragraph": _("attachment “%(file)s”, paragraph %(number)s"),
    "header": _("attachment “%(file)s”, header or footer"),
    "comment": _("attachment “%(file)s”, comment"),
    "footnote": _("attachment “%(file)s”, footnote"),
    "sheet": _("attachment “%(file)s”, name of sheet “%(within)s”"),
    "row": _("attachment “%(file)s”, sheet “%(within)s”, row %(number)s"),
    "hidden-row": _("attachment “%(file)s”, hidden sheet “%(within)s”, row %(number)s"),
    "page": _("attachment “%(file)s”, page %(number)s"),
    "line": _("attachment “%(file)s”, line %(number)s"),
}
WHOLE = _("attachment “%(file)s”")


def screen_files(documents: Iterable[AbstractDocument]) -> tuple[list[Piece], list[Issue]]:
    """The texts of the files, and what is wrong with the files themselves."""
    pieces: list[Piece] = []
    issues: list[Issue] = []
    until = time.monotonic() + SECONDS_A_PAGE
    for document in documents:
        for found in look_into(document, min(SECONDS_A_FILE, until - time.monotonic())):
            if isinstance(found, Piece):
                pieces.append(found)
            else:
                issues.append(found)
    return pieces, issues


def look_into(document: AbstractDocument, seconds: float) -> Iterator[Piece | Issue]:
    """What one document holds; its title is on the page as well as its file's name."""
    name = document.title or document.filename
    place = str(WHOLE) % {"file": name}
    yield Piece(place, f"{document.title}\n{document.filename}")
    data = bytes_of(document)
    if isinstance(data, str):
        yield issue(data, place, limit=str(SIZE_LIMIT // 2**20))
    elif seconds <= 0:
        yield issue("attachments-left", place)
    else:
        for part in read_apart(data, document.file_extension, seconds):
            yield issue(part.code, place) if isinstance(part, Remark) else piece_of(part, name)


def bytes_of(document: AbstractDocument) -> bytes | str:
    """The file, or the code of the issue that there is none to read."""
    try:
        size = document.file.size
        if not size:
            return "attachment-empty"
        if size > SIZE_LIMIT:
            return "attachment-too-large"
        with document.file.open("rb") as file:
            data: bytes = file.read()
        return data
    except (OSError, ValueError):
        log.warning("the file of document %s cannot be opened", document.pk)
        return "attachment-missing"


def read_apart(data: bytes, extension: str, seconds: float) -> list[Part | Remark]:
    """What another process reads in the file; what it had read when it was stopped counts as well."""
    command = [sys.executable, "-m", "cms.screening.attachments", extension.lower()]
    try:
        done = subprocess.run(  # noqa: S603 — our own command; the extension is one word of its arguments
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            cwd=settings.BASE_DIR,
            env={"OPENBLAS_NUM_THREADS": "1"},  # its threads reserve more memory than the limit
            check=False,
        )
        output, is_whole = done.stdout, done.returncode == 0
    except subprocess.TimeoutExpired as error:
        output, is_whole = error.output or b"", False
    # A line without its end was cut off with the process.
    rows = [json.loads(line) for line in output.split(b"\n")[:-1]]
    parts = [Part(*row) if len(row) > 1 else Remark(*row) for row in rows]
    return parts if is_whole else [*parts, Remark("attachment-unreadable")]


def piece_of(part: Part, name: str) -> Piece:
    return Piece(str(PARTS[part.kind]) % {"file": name, "within": part.within, "number": part.number}, part.text)
