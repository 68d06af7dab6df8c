"""Responsibility tables as files: CSV and XLSX, read to cells and written from cells."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from column_assignments.table.limits import ROW_LIMIT, SIZE_LIMIT, UNPACKED_LIMIT, WIDTH_LIMIT
from column_assignments.table.rows import BadTableError, Problem
from column_assignments.table.workbooks import ZIP_START, read_workbook

__all__ = ["ROW_LIMIT", "SIZE_LIMIT", "UNPACKED_LIMIT", "WIDTH_LIMIT", "read_cells", "read_file", "write_cells"]

OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MARKUP_STARTS = (b"<html", b"<!doctype", b"<?xml", b"<table")
WIDTHS = {"内容说明": 40, "栏目网址": 40, "负责部门": 24, "配合部门": 24, "一级栏目": 12, "栏目类别": 12}


def read_file(path: Path) -> bytes:
    """A file's bytes, refused unread where it is too large; OSError if it cannot be read."""
    with path.open("rb") as file:
        return within_limit(file.read(SIZE_LIMIT + 1))


def within_limit(data: bytes) -> bytes:
    if len(data) > SIZE_LIMIT:
        raise BadTableError([Problem(0, f"文件超过 {SIZE_LIMIT // 2**20} MB")])
    return data


def read_cells(data: bytes) -> list[list[str]]:
    """The cells of a CSV or XLSX file as text, headings first; BadTableError says why not."""
    refuse_other_kinds(within_limit(data))
    lines = read_workbook(data) if data.startswith(ZIP_START) else read_csv(data)
    cells, problems = [], []
    for number, line in enumerate(lines, 1):
        if number > ROW_LIMIT or len(line) > WIDTH_LIMIT:
            raise BadTableError([Problem(0, f"工作表超过 {ROW_LIMIT} 行或 {WIDTH_LIMIT} 列")])
        # The blanks around a cell are dropped, and with them the sign by which a tab would run as a command.
        if any(isinstance(cell, str) and cell.startswith(("\t", "\r")) for cell in line):
            problems.append(Problem(number, "单元格以制表符或回车开头; 请删去"))
        cells.append([clean(cell) for cell in line])
    if problems:
        raise BadTableError(problems)
    return cells


def refuse_other_kinds(data: bytes) -> None:
    """Name the kinds of file that people take for a table."""
    if data.startswith(OLE_START):
        reason = "工作簿有打开密码; 请取消密码" if ENCRYPTED in data else "旧版 Excel (.xls) 文件; 请另存为 XLSX"
        raise BadTableError([Problem(0, reason)])
    if data[:64].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(MARKUP_STARTS):
        raise BadTableError([Problem(0, "是网页或 XML 文件, 不是表格; 请用 Excel 打开后另存为 XLSX")])


def clean(value: Any) -> str:
    """A cell's text without the blanks around it, full-width ones included; lines end in one way."""
    if value is None:
        return ""
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\u3000", " ").replace("\xa0", " ").strip()


def read_csv(data: bytes) -> Iterator[list[str]]:
    """CSV in UTF-8 or, as Excel writes it on a Chinese Windows, in GBK."""
    text = decode(data)
    if "\0" in text:
        raise BadTableError([Problem(0, "不是文本文件; 请另存为 CSV (UTF-8 或 GBK) 或 XLSX")])
    try:
        yield from csv.reader(io.StringIO(text, newline=""), strict=True)
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


def write_cells(path: Path, cells: Iterable[Sequence[str]], title: str = "") -> None:
    """Write CSV or XLSX by the name's ending; ValueError for another ending, OSError where nothing can be written."""
    path.write_bytes(file_bytes(path.suffix, list(cells), title))


def file_bytes(ending: str, cells: Sequence[Sequence[str]], title: str = "") -> bytes:
    """A file of the kind that `ending` names (.csv or .xlsx). `title` heads each printed page of a workbook."""
    match ending.lower():
        case ".csv":
            return csv_bytes(cells)
        case ".xlsx":
            return xlsx_bytes(cells, title)
        case other:
            raise ValueError(f"{other!r}: name a file that ends in .csv or .xlsx")


def csv_bytes(cells: Iterable[Sequence[str]]) -> bytes:
    """CSV that Excel opens in the right encoding."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(cells)
    return text.getvalue().encode("utf-8-sig")


def xlsx_bytes(cells: Sequence[Sequence[str]], title: str = "") -> bytes:
    """A workbook that an office would hand around: headings fixed, filter on, printed on landscape A4."""
    file = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(file, options) as book:
        write_sheet(book, cells)
        print_setup(book.worksheets()[0], title)
    return file.getvalue()


def write_sheet(book: xlsxwriter.Workbook, cells: Sequence[Sequence[str]]) -> None:
    sheet = book.add_worksheet("责任分工表")
    border = {"border": 1, "text_wrap": True, "valign": "vcenter"}
    head, body = book.add_format(border | {"bold": True, "bg_color": "#DCE6F1"}), book.add_format(border)
    for number, line in enumerate(cells):
        for place, text in enumerate(line):
            sheet.write_string(number, place, text, body if number else head)
    for place, heading in enumerate(cells[0]):
        sheet.set_column(place, place, WIDTHS.get(heading, 18))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(cells) - 1, len(cells[0]) - 1)


def print_setup(sheet: Any, title: str) -> None:
    """The title stands in the page header, because in a cell it would keep the file from being imported again."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    if title:
        sheet.set_header(f"&C&14{title[:100].replace('&', '&&')}")
    sheet.set_footer("&C第 &P 页, 共 &N 页")
