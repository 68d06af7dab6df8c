"""Responsibility tables as files, good ones for tests to spoil."""

import csv
import io
from collections.abc import Sequence

import openpyxl
import pytest

from column_assignments.classifying import label_key, read_data
from column_assignments.table.files import read_cells
from column_assignments.table.rows import REQUIRED, BadTableError, TableRow, parse_rows

GOOD = {"一级栏目": "政务公开", "二级栏目": "人事信息", "更新频度": "适时更新", "负责部门": "厅人事处"}
OTHER = GOOD | {"二级栏目": "领导讲话", "负责部门": "厅办公室"}
LABELS = {label_key(rule["label"]) for rule in read_data("update-rules.csv")}

Row = dict[str, str]


def lines(*rows: Row, headings: Sequence[str] = REQUIRED) -> list[list[str]]:
    """Headings and rows as cells."""
    return [list(headings), *([row.get(heading, "") for heading in headings] for row in rows)]


def as_csv(cells: Sequence[Sequence[str]], encoding: str = "utf-8") -> bytes:
    """Cells as a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(cells)
    return text.getvalue().encode(encoding)


def as_xlsx(cells: Sequence[Sequence[str]], *merged: str) -> bytes:
    """Cells as a workbook, with the areas `merged` merged."""
    book, file = openpyxl.Workbook(), io.BytesIO()
    for line in cells:
        book.worksheets[0].append(line)
    for area in merged:
        book.worksheets[0].merge_cells(area)
    book.save(file)
    return file.getvalue()


def table(*rows: Row, headings: Sequence[str] = REQUIRED) -> bytes:
    """Rows as a CSV file in UTF-8."""
    return as_csv(lines(*rows, headings=headings))


def read(data: bytes) -> list[TableRow]:
    """The rows of a file, by the update rules that come with the product."""
    return parse_rows(read_cells(data), LABELS)


def refusals(data: bytes) -> list[str]:
    """Why a file is refused, line by line."""
    with pytest.raises(BadTableError) as refused:
        read(data)
    return [str(problem) for problem in refused.value.problems]
