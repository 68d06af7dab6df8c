"""The rules for texts. One rule, one file: a folded line in, hits out; no settings, no database."""

from typing import NamedTuple

from cms.screening.masking import Kept


class Hit(NamedTuple):
    """Something found at `start` to `end` of a line; `kept` for numbers that the excerpt masks."""

    code: str
    start: int
    end: int
    kept: Kept | None = None
