"""What reading an attachment gives."""

from typing import NamedTuple


class Part(NamedTuple):
    """A piece of the file's text. `kind` is one of PARTS in cms.screening.files; `within` names a sheet."""

    kind: str
    number: int
    within: str
    text: str


class Remark(NamedTuple):
    """Why something of the file was not read: an issue's code (cms.screening.codes)."""

    code: str


class UnreadError(Exception):
    """The file can't be read at all; `code` says why, as a Remark does."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
