"""Responsibility tables as files: CSV and XLSX, read to cells and written from cells."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

from column_assignments.table.rows import BadTableError, Problem

# Far above any real table; a larger file is a mistake or an attack.
SIZE_LIMIT = 10 * 1024 * 1024
UNPACKED_LIMIT = 20 * 1024 * 1024
ROW_LIMIT, WIDTH_LIMIT = 20_000, 50

ZIP_START = b"PK\x03\x04"


def read_cells(data: bytes) -> list[list[str]]:
    """The cells of a CSV or XLSX file as text, headings first; BadTableError says why not."""
    if len(data) > SIZE_LIMIT:
        raise BadTableError([Problem(0, f"文件超过 {SIZE_LIMIT // 2**20} MB")])
    return read_xlsx(data) if data.startswith(ZIP_START) else read_csv(data)


def clean(value: Any) -> str:
    """A cell's text without the blanks around it, full-width ones included."""
    return "" if value is None else str(value).replace("\u3000", " ").replace("\xa0", " ").strip()


def read_csv(data: bytes) -> list[list[str]]:
    """CSV in UTF-8 or, as Excel writes it on a Chinese Windows, in GBK."""
    text = decode(data)
    if "\0" in text:
        raise BadTableError([Problem(0, "不是文本文件; 请另存为 CSV (UTF-8 或 GBK) 或 XLSX")])
    try:
        return [[clean(cell) for cell in line] for line in csv.reader(io.StringIO(text, newline=""), strict=True)]
    except csv.Error as error:
        raise BadTableError([Problem(0, f"CSV 格式有误: {error}")]) from error


def decode(data: bytes) -> str:
    """The text of a CSV file in one of the two encodings that occur."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadTableError([Problem(0, "编码既不是 UTF-8 也不是 GBK; 请在 Excel 中另存为“CSV UTF-8”")])


def read_xlsx(data: bytes) -> list[list[str]]:
    """The first sheet of a workbook. Merged cells are refused: which rows they speak for is a guess."""
    try:
        if sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(data)).infolist()) > UNPACKED_LIMIT:
            raise BadTableError([Problem(0, "工作簿解压后过大")])
        sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    except BadTableError:
        raise
    except Exception as error:  # openpyxl lets many kinds through for a broken workbook
        raise BadTableError([Problem(0, f"不是可读的 XLSX 工作簿: {error}")]) from error
    if merged := sorted(sheet.merged_cells.ranges, key=lambda area: (area.min_row, area.min_col)):
        raise BadTableError(
            [Problem(area.min_row, f"合并单元格 {area.coord}; 请取消合并, 每行填写完整") for area in merged]
        )
    if sheet.max_row > ROW_LIMIT or sheet.max_column > WIDTH_LIMIT:
        raise BadTableError([Problem(0, f"工作表超过 {ROW_LIMIT} 行或 {WIDTH_LIMIT} 列")])
    return [[clean(cell) for cell in line] for line in sheet.iter_rows(values_only=True)]


def write_cells(path: Path, cells: Iterable[Sequence[str]]) -> None:
    """Write CSV or XLSX by the name's ending; ValueError for another ending."""
    match path.suffix.lower():
        case ".csv":
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file, lineterminator="\r\n").writerows(cells)
        case ".xlsx":
            write_xlsx(path, list(cells))
        case other:
            raise ValueError(f"{other or path.name!r}: name a file that ends in .csv or .xlsx")


def write_xlsx(path: Path, cells: Sequence[Sequence[str]]) -> None:
    """A workbook that an office would hand around: headings fixed, filter on, printed on landscape A4."""
    try:
        with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            write_sheet(book, cells)
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(str(error)) from error


def write_sheet(book: xlsxwriter.Workbook, cells: Sequence[Sequence[str]]) -> None:
    sheet = book.add_worksheet("责任分工表")
    border = {"border": 1, "text_wrap": True, "valign": "vcenter"}
    head, body = book.add_format(border | {"bold": True, "bg_color": "#DCE6F1"}), book.add_format(border)
    for number, line in enumerate(cells):
        for place, text in enumerate(line):
            sheet.write_string(number, place, text, body if number else head)
    for place, width in enumerate((12, 18, 18, 40, 18, 24, 24, 18, 40)[: len(cells[0])]):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(cells) - 1, len(cells[0]) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
