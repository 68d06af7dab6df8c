"""The first sheet of an XLSX workbook that nobody trusts.

A workbook is a ZIP of XML files. Both lie: about sizes, about dimensions, with entities. So its parts are first unpacked
piece by piece under limits and looked through by a parser that knows no entities; the library that reads the cells gets
only what passed.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

import openpyxl
from openpyxl.utils.cell import column_index_from_string

from column_assignments.table.limits import (
    DEPTH_LIMIT,
    ELEMENT_LIMIT,
    PART_LIMIT,
    PARTS_LIMIT,
    ROW_LIMIT,
    UNPACKED_LIMIT,
    WIDTH_LIMIT,
)
from column_assignments.table.rows import BadTableError, Problem

ZIP_START = b"PK\x03\x04"
CHUNK = 64 * 1024
XML_ENDINGS = (".xml", ".rels")
LARGE_PARTS = ("xl/worksheets/", "xl/sharedstrings")
ENCRYPTED_FLAG = 0x1
PLAIN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
COORDINATE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


class RefusedError(Exception):
    """A workbook goes beyond a limit; the text says which."""


def read_workbook(data: bytes) -> list[list[Any]]:
    """The values of the first sheet. Merged cells, formulas and error values are refused: what they say is a guess.

    Raises BadTableError, whatever the bytes are.
    """
    try:
        parts = unpack(data)
        looks = {name: look_through(part) for name, part in parts.items()}
        if sum(look.elements for look in looks.values()) > ELEMENT_LIMIT:
            raise RefusedError("工作簿内容过多")
        return first_sheet(parts, looks)
    except BadTableError:
        raise
    except RefusedError as error:
        raise BadTableError([Problem(0, str(error))]) from error
    except Exception as error:  # many kinds come through for a broken workbook
        reason = " ".join(str(error).split())[:200]
        raise BadTableError([Problem(0, f"不是可读的 XLSX 工作簿: {reason}")]) from error


def unpack(data: bytes) -> dict[str, bytes]:
    """The XML parts of a workbook by name. No part is unpacked further than the limits go, whatever size it declares."""
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > PARTS_LIMIT:
            raise RefusedError(f"工作簿内含 {len(entries)} 个文件, 超过 {PARTS_LIMIT} 个")
        if sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
            raise RefusedError("工作簿解压后过大")
        for entry in entries:
            if entry.flag_bits & ENCRYPTED_FLAG:
                raise RefusedError("工作簿有打开密码; 请取消密码")
            if entry.compress_type not in PLAIN_METHODS:
                raise RefusedError("工作簿的压缩方式不被接受; 请用 Excel 或 WPS 另存为 XLSX")
            if entry.filename in parts:
                raise RefusedError(f"工作簿内有两个“{entry.filename[:60]}”")
            if entry.filename.lower().endswith(XML_ENDINGS):
                parts[entry.filename] = unpack_part(archive, entry)
    return parts


def unpack_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """One part, piece by piece. The archive hands out no more than the entry declares, and the sum of that is known."""
    limit = UNPACKED_LIMIT if entry.filename.lower().startswith(LARGE_PARTS) else PART_LIMIT
    if entry.file_size > limit:
        raise RefusedError(f"工作簿的“{entry.filename[:60]}”过大; 请另存为 CSV")
    unpacked = io.BytesIO()
    with archive.open(entry) as part:
        while piece := part.read(CHUNK):
            unpacked.write(piece)
    return unpacked.getvalue()


@dataclass
class Look:
    """What was seen of one XML part without building it.

    `row` and `column` are where the last cell stands, `rows` and `columns` the highest that a cell claims. `fault` says
    why the part can be no sheet; other kinds of parts have elements of the same names.
    """

    elements: int = 0
    depth: int = 0
    row: int = 0
    column: int = 0
    rows: int = 0
    columns: int = 0
    fault: str = ""
    merged: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.depth += 1
        if self.elements > ELEMENT_LIMIT or self.depth > DEPTH_LIMIT:
            raise RefusedError("工作簿内容过多")
        match name.rpartition(":")[2]:
            case "row":
                self.start_row(attributes.get("r", ""))
            case "c":
                self.start_cell(attributes.get("r", ""))
            case "mergeCell":
                self.merged.append(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        self.depth -= 1

    def start_row(self, number: str) -> None:
        row = int(number) if number.isascii() and number.isdigit() else self.row + 1
        # A reader that goes down the sheet would leave such a row out without a word.
        if row <= self.row:
            self.fault = self.fault or f"工作表的行次序有误 (第{row}行)"
        self.row, self.column = row, 0

    def start_cell(self, coordinate: str) -> None:
        self.column += 1
        if coordinate:
            place = COORDINATE.fullmatch(coordinate)
            if place is None or int(place[2]) != self.row:
                self.fault = self.fault or f"工作表的单元格位置有误: {coordinate[:20]}"
                return
            self.column = column_index_from_string(place[1])
        self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)


def look_through(part: bytes) -> Look:
    """Go through one XML part; no document type, and so no entities, is let in."""
    look = Look()
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.StartElementHandler = look.start
    parser.EndElementHandler = look.end
    parser.Parse(part, True)
    return look


def refuse_doctype(*declaration: Any) -> None:
    raise RefusedError("工作簿含有 XML 实体声明, 拒绝读取")


def first_sheet(parts: dict[str, bytes], looks: dict[str, Look]) -> list[list[Any]]:
    """The values of the first sheet; only now the library sees the parts."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it leaves out (validations, colours) does not matter here
        book = openpyxl.load_workbook(packed(parts), read_only=True, keep_links=False)
        try:
            sheet: Any = book.worksheets[0]
            look = looks[str(sheet._worksheet_path).lstrip("/")]
            refuse_shape(look)
            if not look.rows:
                return []
            # The dimensions that a sheet declares need not be true; these were counted.
            return list(values(sheet.iter_rows(min_row=1, min_col=1, max_row=look.rows, max_col=look.columns)))
        finally:
            book.close()


def packed(parts: dict[str, bytes]) -> io.BytesIO:
    """The parts as an archive that tells the truth."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    file.seek(0)
    return file


def refuse_shape(look: Look) -> None:
    """Refuse a sheet that is too large, or whose merged cells leave open which rows they speak for."""
    if look.fault:
        raise RefusedError(look.fault)
    if look.rows > ROW_LIMIT or look.columns > WIDTH_LIMIT:
        raise RefusedError(f"工作表超过 {ROW_LIMIT} 行或 {WIDTH_LIMIT} 列; 请删去表格以外的行列")
    if look.merged:
        areas = sorted((first_row(area), area) for area in look.merged)
        raise BadTableError([Problem(row, f"合并单元格 {area[:30]}; 请取消合并, 每行填写完整") for row, area in areas])


def first_row(area: str) -> int:
    """The row in which an area such as A2:B4 begins; 0 if it is none."""
    place = COORDINATE.match(area)
    return int(place[2]) if place else 0


def values(lines: Iterator[Any]) -> Iterator[list[Any]]:
    """The values of each line of cells; formulas and error values are refused by the names of their cells."""
    problems = []
    for number, line in enumerate(lines, 1):
        for cell in line:
            kind = getattr(cell, "data_type", "n")
            if kind == "f":
                problems.append(Problem(number, f"单元格 {cell.coordinate} 是公式; 请粘贴为数值"))
            elif kind == "e":
                problems.append(Problem(number, f"单元格 {cell.coordinate} 是错误值 {str(cell.value)[:10]}"))
        yield [cell.value for cell in line]
    if problems:
        raise BadTableError(problems)
