"""The word list (词表): the longest watched word at a place counts; one that may stand hides those inside it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cms.screening.folding import fold

ALLOWED = "allowed"


class Word(NamedTuple):
    """One entry: `kind` is forbidden, wrong, suggested or allowed."""

    word: str
    kind: str
    instead: str = ""
    note: str = ""


class WordList:
    """The entries by how they begin: one look-up for each place of a text, however many words there are."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._starting: dict[str, list[tuple[str, Word]]] = defaultdict(list)
        for word in words:
            if folded := fold(word.word).strip():
                self._starting[folded[:2]].append((folded, word))
        for entries in self._starting.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        firsts = sorted({start[0] for start in self._starting})
        self._first = re.compile(f"[{re.escape(''.join(firsts))}]") if firsts else None

    def find(self, line: str) -> Iterator[tuple[int, int, Word]]:
        """(start, end, word) for each word of a folded line that must not stay as it is."""
        at = 0
        while self._first and (found := self._first.search(line, at)):
            at = found.start()
            if entry := self._longest(line, at):
                text, word = entry
                if word.kind != ALLOWED:
                    yield at, at + len(text), word
                at += len(text)
            else:
                at += 1

    def _longest(self, line: str, at: int) -> tuple[str, Word] | None:
        for start in (line[at : at + 2], line[at]):
            for entry in self._starting.get(start, ()):
                if line.startswith(entry[0], at):
                    return entry
        return None
