"""Files that want to do harm are refused with a reason, quickly and without filling the memory."""

import contextlib
import io
import resource
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from column_assignments.models import Portal
from column_assignments.table.files import ENCRYPTED, OLE_START, read_cells, read_file
from column_assignments.table.limits import ELEMENT_LIMIT, PART_LIMIT, PARTS_LIMIT, ROW_LIMIT, SIZE_LIMIT
from column_assignments.table.rows import BadTableError
from tests.table.sheets import GOOD, OTHER, as_csv, as_xlsx, lines, read, refusals, table

SHEET = "xl/worksheets/sheet1.xml"
GOOD_BOOK = as_xlsx(lines(GOOD, OTHER))
SECONDS = 10


@contextmanager
def quickly() -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < SECONDS


def book_with(**parts: bytes) -> bytes:
    """A good workbook in which `sheet`, `styles` or `strings` is something else."""
    names = {"sheet": SHEET, "styles": "xl/styles.xml", "strings": "xl/sharedStrings.xml", "media": "xl/media/a.xml"}
    file = io.BytesIO()
    replaced = {names[part]: data for part, data in parts.items()}
    with (
        zipfile.ZipFile(io.BytesIO(GOOD_BOOK)) as good,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in dict.fromkeys([*good.namelist(), *replaced]):
            archive.writestr(name, replaced.get(name) or good.read(name))
    return file.getvalue()


def sheet(rows: str, rest: str = "") -> bytes:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{namespace}">{rest}<sheetData>{rows}</sheetData></worksheet>'.encode()


def lying(data: bytes, name: str, declared: int) -> bytes:
    """A workbook that declares another size for a part, with the checksum of as much."""
    spoilt = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = archive.getinfo(name)
        checksum = zlib.crc32(archive.open(name).read(declared))
    local = entry.header_offset
    spoilt[local + 14 : local + 18] = struct.pack("<L", checksum)
    spoilt[local + 22 : local + 26] = struct.pack("<L", declared)
    central = data.rindex(name.encode()) - 46
    assert data[central : central + 4] == b"PK\x01\x02"
    spoilt[central + 16 : central + 20] = struct.pack("<L", checksum)
    spoilt[central + 24 : central + 28] = struct.pack("<L", declared)
    return bytes(spoilt)


@pytest.mark.parametrize("formula", ["=1+1", "=HYPERLINK(A1)", "=cmd|' /C calc'!A0"])
def test_a_formula_is_refused_by_the_name_of_its_cell(formula: str) -> None:
    assert refusals(as_xlsx([*lines(GOOD), ["x", formula]])) == ["第3行: 单元格 B3 是公式; 请粘贴为数值"]


def test_a_formula_with_a_stored_value_is_refused_all_the_same() -> None:
    data = book_with(sheet=sheet('<row r="1"><c r="A1" t="str"><f>1+1</f><v>一级栏目</v></c></row>'))
    assert refusals(data) == ["第1行: 单元格 A1 是公式; 请粘贴为数值"]


def test_an_error_value_is_refused_by_the_name_of_its_cell() -> None:
    data = book_with(sheet=sheet('<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>'))
    assert refusals(data) == ["第1行: 单元格 A1 是错误值 #REF!"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
@pytest.mark.parametrize("heading", ["一级栏目", "二级栏目", "内容说明", "负责部门", "配合部门"])
@pytest.mark.parametrize("kind", [as_csv, "text in a workbook"])
def test_a_cell_that_begins_like_a_formula_is_refused(kind: object, heading: str, start: str) -> None:
    cells = lines(GOOD | {heading: f"{start}1+1"})
    if kind is as_csv:
        data = as_csv(cells)
    else:
        book, file = openpyxl.Workbook(), io.BytesIO()
        for row, line in enumerate(cells, 1):
            for column, text in enumerate(line, 1):
                book.worksheets[0].cell(row, column, text).data_type = "s"
        book.save(file)
        data = file.getvalue()
    (reason,) = refusals(data)
    assert reason.startswith(f"第2行: {heading}“{start}1+1”以“{start}”开头")


@pytest.mark.parametrize("start", ["\t", "\r", "\t=1"])
def test_a_cell_that_begins_with_a_tab_or_a_return_is_refused(start: str) -> None:
    assert refusals(table(GOOD | {"内容说明": start + "x"})) == ["第2行: 单元格以制表符或回车开头; 请删去"]


def test_the_second_department_of_a_cell_may_not_begin_so_either() -> None:
    assert refusals(table(GOOD | {"负责部门": "甲处、=1"}))[0].startswith("第2行: 负责部门“=1”")


@pytest.mark.parametrize("sign", ["\x01", "\x07", "\x1b", "\x7f", "\x85"])
def test_invisible_signs_are_refused(sign: str) -> None:
    assert refusals(table(GOOD | {"内容说明": f"a{sign}b"})) == ["第2行: 内容说明含有不可见的控制字符"]


def test_a_workbook_with_a_password_and_an_old_one_are_named() -> None:
    assert refusals(OLE_START + b"\0" * 600 + ENCRYPTED) == ["工作簿有打开密码; 请取消密码"]
    assert refusals(OLE_START + b"\0" * 600) == ["旧版 Excel (.xls) 文件; 请另存为 XLSX"]


def test_an_encrypted_zip_is_named() -> None:
    data = bytearray(GOOD_BOOK)
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusals(bytes(data)) == ["工作簿有打开密码; 请取消密码"]


@pytest.mark.parametrize(
    "start", [b"<html>", b"<?xml version='1.0'?>", b"\xef\xbb\xbf <TABLE>", b"\r\n<!DOCTYPE html>"]
)
def test_a_page_that_calls_itself_a_table_is_named(start: bytes) -> None:
    assert refusals(start + b"<td>1</td>")[0].startswith("是网页或 XML 文件")


def test_a_part_that_unpacks_to_more_than_it_declares_is_cut_off() -> None:
    with quickly():
        assert refusals(lying(book_with(strings=b" " * 30_000_000), "xl/sharedStrings.xml", 100))


def test_a_part_that_declares_what_it_unpacks_to_is_refused_unpacked() -> None:
    with quickly():
        assert refusals(book_with(sheet=b" " * 300_000_000)) == ["工作簿解压后过大"]
        assert refusals(book_with(styles=b" " * (PART_LIMIT + 1))) == ["工作簿的“xl/styles.xml”过大; 请另存为 CSV"]


def test_a_workbook_of_many_parts_is_refused() -> None:
    file = io.BytesIO(GOOD_BOOK)
    with zipfile.ZipFile(file, "a") as archive:
        for number in range(PARTS_LIMIT):
            archive.writestr(f"{number}.xml", b"")
    assert refusals(file.getvalue())[0].startswith("工作簿内含")


def test_a_part_that_stands_there_twice_is_refused() -> None:
    file = io.BytesIO(GOOD_BOOK)
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, b"")
    assert refusals(file.getvalue()) == [f"工作簿内有两个“{SHEET}”"]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_another_compression_is_refused(method: int) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("xl/workbook.xml", b"x")  # the file begins like a workbook
        archive.writestr("a.xml", b" " * 1000, method)
    assert refusals(file.getvalue())[0].startswith("工作簿的压缩方式不被接受")


ENTITIES = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNAL = b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("declaration", [ENTITIES, EXTERNAL])
@pytest.mark.parametrize("part", ["sheet", "strings", "styles", "media"])
def test_entities_are_refused_in_every_part(part: str, declaration: bytes) -> None:
    assert refusals(book_with(**{part: declaration + sheet("")})) == ["工作簿含有 XML 实体声明, 拒绝读取"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_entities_in_another_encoding_are_refused(encoding: str) -> None:
    text = "<?xml version='1.0' encoding='utf-16'?>" + ENTITIES.decode() + "<a>&b;</a>"
    assert refusals(book_with(sheet=text.encode(encoding)))


HUGE = [
    '<row r="1048576"><c r="A1048576" t="n"><v>1</v></c></row>',
    '<row r="99999999999999999999"><c t="n"><v>1</v></c></row>',
    '<row r="1"><c r="XFD1" t="n"><v>1</v></c></row>',
    '<row r="1"><c r="ZZZZZZZ1" t="n"><v>1</v></c></row>',
    '<row r="5"><c r="A5"/></row><row r="2"><c r="A2"/></row>',
    '<row r="2"><c r="A2"/></row><row r="2"><c r="A2"/></row>',
    '<row r="2"><c r="A7"/></row>',
    "<row>" + "<c/>" * 51 + "</row>",
    "<row/>" * ROW_LIMIT + "<row><c/></row>",
    "<row>" + "<c/>" * ELEMENT_LIMIT + "</row>",
]


@pytest.mark.parametrize("rows", HUGE, ids=range(len(HUGE)))
def test_a_sheet_without_end_or_order_is_refused(rows: str) -> None:
    with quickly():
        assert refusals(book_with(sheet=sheet(rows)))[0].startswith("工作")


def test_dimensions_that_are_not_true_do_not_matter() -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD_BOOK)) as archive:
        good = archive.read(SHEET)
    start = good.index(b"<dimension")
    end = good.index(b">", start) + 1
    for reference in (b"A1:XFD1048576", b"A1:A1"):
        told = good[:start] + b'<dimension ref="%s"/>' % reference + good[end:]
        assert len(read(book_with(sheet=told))) == 2


def test_nesting_without_end_is_refused() -> None:
    with quickly():
        assert refusals(book_with(sheet=b"<a>" * 100_000)) == ["工作簿内容过多"]


def test_thousands_of_empty_lines_are_passed_over() -> None:
    with quickly():
        assert len(read(table(GOOD, *[{}] * (ROW_LIMIT - 10), OTHER))) == 2


@pytest.mark.parametrize("data", [b"\n" * 1_000_000, b"," * 1_000_000, b"a\n" * 500_000, b'"' * 1_000_001])
def test_a_text_without_end_is_refused(data: bytes) -> None:
    with quickly():
        assert refusals(as_csv(lines(GOOD)) + data)


def test_the_largest_table_that_is_allowed_is_read_in_seconds() -> None:
    rows = [GOOD | {"二级栏目": str(number), "内容说明": "内容" * 20} for number in range(ROW_LIMIT - 1)]
    data = as_xlsx(lines(*rows))
    with quickly():
        assert len(read(data)) == ROW_LIMIT - 1


def test_a_file_of_100_mb_is_refused_without_reading_it(tmp_path: Path, elsewhere: Portal) -> None:
    file = tmp_path / "large.csv"
    with file.open("wb") as opened:
        opened.truncate(100 * 2**20)
    with quickly(), pytest.raises(BadTableError, match="文件超过 10 MB"):
        read_file(file)
    with pytest.raises(CommandError, match="文件超过 10 MB"):
        call_command("import_table", str(file), "--portal", elsewhere.name)


def test_a_file_that_never_ends_is_refused() -> None:
    with quickly(), pytest.raises(BadTableError, match="文件超过 10 MB"):
        read_file(Path("/dev/zero"))


def lying_bomb() -> bytes:
    """600 MB that call themselves 100 bytes."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/workbook.xml", "w") as part,
    ):
        for _ in range(600):
            part.write(b" " * 2**20)
    assert len(file.getvalue()) < SIZE_LIMIT
    return lying(file.getvalue(), "xl/workbook.xml", 100)


BOMBS = {
    "lying": lying_bomb,
    "strings": lambda: book_with(strings=b"<sst>" + b"<si/>" * (ELEMENT_LIMIT - 10_000) + b"</sst>"),
    "cells": lambda: book_with(sheet=sheet(("<row>" + "<c/>" * 50 + "</row>") * ROW_LIMIT)),
    "styles": lambda: book_with(styles=b"<styleSheet>" + b"<xf/>" * 300_000 + b"</styleSheet>"),
}
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (800 * 2**20, 800 * 2**20))
from column_assignments.table.files import read_cells
from column_assignments.table.rows import BadTableError
try:
    read_cells(open(sys.argv[1], "rb").read())
except BadTableError as error:
    print(error)
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_AS"), reason="needs limits on memory")
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_stays_within_800_mb(tmp_path: Path, bomb: str) -> None:
    file = tmp_path / "bomb.xlsx"
    file.write_bytes(BOMBS[bomb]())
    done = subprocess.run([sys.executable, "-c", LIMITED, str(file)], capture_output=True, timeout=60, check=False)
    assert (done.returncode, b"MemoryError" in done.stderr) == (0, False), done.stderr[-500:]


def only_bad_table_errors(data: bytes) -> None:
    with contextlib.suppress(BadTableError):
        read(data)


@settings(max_examples=300, deadline=None)
@given(data=st.one_of(st.binary(max_size=300), st.binary(max_size=100).map(lambda end: b"PK\x03\x04" + end)))
def test_no_bytes_lead_to_another_error(data: bytes) -> None:
    only_bad_table_errors(data)


@settings(max_examples=200, deadline=None)
@given(place=st.integers(0, len(GOOD_BOOK) - 1), spoilt=st.binary(min_size=1, max_size=6), kept=st.booleans())
def test_no_spoilt_workbook_leads_to_another_error(place: int, spoilt: bytes, kept: bool) -> None:
    only_bad_table_errors(GOOD_BOOK[:place] + spoilt + GOOD_BOOK[place + (len(spoilt) if kept else 0) :])


def element(name: str, attributes: dict[str, str], inside: list[str]) -> str:
    said = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{said}>{''.join(inside)}</{name}>"


attributes = st.dictionaries(st.sampled_from("rst"), st.text("A1R9-.²e", max_size=4), max_size=3)
elements = st.recursive(
    st.text("1A<&é.-e", max_size=5).map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")),
    lambda inner: st.tuples(
        st.sampled_from(["row", "c", "v", "f", "is", "t", "mergeCells", "mergeCell", "dimension"]), attributes,
        st.lists(inner, max_size=3),
    ).map(lambda part: element(*part)),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(inside=st.lists(elements, max_size=4).map("".join))
def test_no_sheet_leads_to_another_error(inside: str) -> None:
    only_bad_table_errors(book_with(sheet=sheet(inside)))


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=200))
def test_no_text_leads_to_another_error(text: str) -> None:
    for data in (text.encode(errors="surrogatepass"), as_csv(lines(GOOD)) + text.encode(errors="surrogatepass")):
        only_bad_table_errors(data)
    assert read_cells(as_csv(lines(GOOD)))
