"""Data on duties: which class a column has by its name, which rule a label and a class select."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from column_assignments.duties import ColumnClass, DutyKind, UpdateRule

# The column of disclosure on request (依申请公开) goes by this name in every table.
REQUEST_COLUMN = "依申请公开"

DATA = Path(__file__).parent / "data"

RuleBook = Mapping[tuple[tuple[str, ...], str], UpdateRule]


def read_data(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the files under `data/`."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def class_words() -> tuple[tuple[str, ColumnClass], ...]:
    """Words and the class that they suggest, in the order in which they are tried."""
    return tuple((row["word"], ColumnClass(row["column_class"])) for row in read_data("column-classes.csv"))


def suggest_class(names: Iterable[str]) -> ColumnClass:
    """A class for a column by its name, else by its parents' names; `names` goes from the first level down."""
    for name in reversed(list(names)):
        for word, column_class in class_words():
            if word in name:
                return column_class
    return ColumnClass.DATA


# 每月, 月更新 and 每月更新 are one label, 季度更新 and 每季更新 too.
SPELLING = re.compile(r"每?(.+?)度?(?:更新)?")


def label_key(label: str) -> tuple[str, ...]:
    """What a frequency label says, however it is spelt and ordered: 适时更新、日常维护 finds 日常维护、适时更新."""
    parts = [part for part in re.split(r"[、，,;；\s]+", label) if part]
    return tuple(sorted({match[1] if (match := SPELLING.fullmatch(part)) else part for part in parts}))


def rule_book(rules: Iterable[UpdateRule]) -> RuleBook:
    """The rules, to be looked up by label and class."""
    return {(label_key(rule.label), rule.column_class): rule for rule in rules}


def rule_for(book: RuleBook, label: str, column_class: str) -> UpdateRule:
    """The rule for a duty; an unclassified one, which is never overdue, where the data has none for the pair."""
    missing = UpdateRule(label, ColumnClass(column_class), DutyKind.UNCLASSIFIED, source="没有对应的更新规则, 待归类")
    return book.get((label_key(label), column_class), missing)
