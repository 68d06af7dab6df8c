"""Screening of texts: pieces with their places in, issues out."""

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import islice
from typing import NamedTuple

from cms.screening.codes import issue
from cms.screening.folding import fold
from cms.screening.issues import Issue
from cms.screening.masking import Kept, excerpt, masked
from cms.screening.rules import Hit
from cms.screening.rules.bank_cards import bank_cards
from cms.screening.rules.identity import identity_numbers
from cms.screening.rules.mobiles import mobile_numbers
from cms.screening.rules.secrecy import secrecy_marks
from cms.screening.rules.words import Word, WordList

# A list of thousands of people is one mistake, and the list of issues is read by a person.
ISSUES_A_CODE = 50
# The same thing over and over is one issue, but costs as much as many.
TRIES_A_CODE = 2000
WORD_CODES = {"forbidden": "forbidden-word", "wrong": "wrong-word", "suggested": "better-word"}


class Piece(NamedTuple):
    """A text and where it stands, as people say it. Its lines are screened one by one."""

    place: str
    text: str


def screen(pieces: Iterable[Piece], words: Iterable[Word], phones: Collection[str]) -> list[Issue]:
    """The issues of all pieces, each once for its place, at most ISSUES_A_CODE of a code.

    `phones` are the duty phones that may stand, eleven digits each.
    """
    report, word_list = Report(), WordList(words)
    for piece in pieces:
        for line in fold(piece.text).split("\n"):
            for hit in [*numbers(line, phones), *marks(line)]:
                report.add(hit.code, piece.place, line, hit.start, hit.end, kept=hit.kept)
            for start, end, word in word_list.find(line):
                report.add(WORD_CODES[word.kind], piece.place, line, start, end, word=word)
    return list(report.issues)


class Report:
    """The issues so far, in the order in which they were found."""

    def __init__(self) -> None:
        self.issues: dict[Issue, None] = {}
        self._counts, self._tries = Counter[str](), Counter[str]()

    def add(
        self, code: str, place: str, line: str, start: int, end: int, kept: Kept | None = None, word: Word | None = None
    ) -> None:
        """Note one issue; nothing is made of those above the limits, so that a hostile text costs little."""
        self._tries[code] += 1
        if self._counts[code] >= ISSUES_A_CODE or self._tries[code] > TRIES_A_CODE:
            return
        values = {name: masked(value) for name, value in word._asdict().items()} if word else {}
        found = issue(code, place, excerpt(line, start, end, kept), **values)
        if found not in self.issues:
            self._counts[code] += 1
            self.issues[found] = None


def numbers(line: str, phones: Collection[str]) -> list[Hit]:
    """Personal numbers, so many of a kind at most. The first rule to claim a number has it: some identity-card numbers
    pass for bank cards."""
    hits: list[Hit] = []
    for rule in (identity_numbers(line), bank_cards(line), mobile_numbers(line, phones)):
        for hit in islice(rule, ISSUES_A_CODE):
            if all(hit.end <= other.start or other.end <= hit.start for other in hits):
                hits.append(hit)
    return hits


def marks(line: str) -> list[Hit]:
    """Secrecy marks, one for a line: 绝密★启用前 is a mark by several patterns."""
    hits = sorted(islice(secrecy_marks(line), ISSUES_A_CODE), key=lambda hit: (hit.code != "secrecy-mark", hit.start))
    return hits[:1]
