"""Which files can be read, and how they are written."""

import io
import zipfile
from itertools import count
from pathlib import Path

import openpyxl
import pytest

from column_assignments.classifying import DATA
from column_assignments.table.files import ROW_LIMIT, SIZE_LIMIT, UNPACKED_LIMIT, write_cells
from column_assignments.table.rows import REQUIRED
from tests.table.sheets import GOOD, OTHER, as_csv, as_xlsx, lines, read, refusals, table

HENAN = DATA / "henan-2012-responsibility-table.csv"
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(A1)", "http://a.example/"]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b",,,\r\n,,,\r\n", as_xlsx([])], ids=count())
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert refusals(data) == ["文件是空的, 没有任何内容"]


@pytest.mark.parametrize("data", [table(), table({}, {}), as_xlsx(lines())], ids=count())
def test_a_file_of_headings_alone_is_refused(data: bytes) -> None:
    assert refusals(data) == ["只有表头, 没有任何栏目"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_an_encoding_that_is_neither_utf_8_nor_gbk_is_refused(encoding: str) -> None:
    (reason,) = refusals(as_csv(lines(GOOD), encoding))
    assert "请" in reason


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_refused(encoding: str) -> None:
    assert refusals(as_csv(lines(GOOD), encoding))


def test_big5_is_refused() -> None:
    assert refusals("一級欄目,二級欄目,更新頻度\r\n".encode("big5"))[0].startswith("第1行: 缺少表头")


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0", bytes(range(256)), b"\xd0\xcf\x11\xe0" + b"\0" * 99], ids=count()
)
def test_a_binary_file_is_refused(data: bytes) -> None:
    (reason,) = refusals(data)
    assert "UTF-8" in reason


def test_a_csv_file_with_a_quote_left_open_is_refused() -> None:
    assert refusals(table(GOOD) + b'"open')[0].startswith("CSV 格式有误")


def test_merged_cells_are_refused_and_their_lines_named() -> None:
    assert refusals(as_xlsx(lines(GOOD, OTHER, GOOD), "A2:A3", "B4:C4")) == [
        "第2行: 合并单元格 A2:A3; 请取消合并, 每行填写完整",
        "第4行: 合并单元格 B4:C4; 请取消合并, 每行填写完整",
    ]


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 200, as_xlsx(lines(GOOD))[:-40]], ids=count())
def test_a_broken_workbook_is_refused(data: bytes) -> None:
    assert refusals(data)[0].startswith("不是可读的 XLSX 工作簿")


def test_a_zip_file_that_is_no_workbook_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "no workbook")
    assert refusals(file.getvalue())[0].startswith("不是可读的 XLSX 工作簿")


def test_a_workbook_that_unpacks_to_far_more_is_refused_before_it_is_unpacked() -> None:
    file = io.BytesIO(as_xlsx(lines(GOOD)))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb.bin", bytes(UNPACKED_LIMIT))
    assert refusals(file.getvalue()) == ["工作簿解压后过大"]


def test_a_cell_far_below_the_table_is_refused() -> None:
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.worksheets[0].cell(ROW_LIMIT + 1, 1, "x")
    book.save(file)
    assert refusals(file.getvalue())[0].startswith("工作表超过")


def test_a_file_over_the_size_limit_is_refused_unread() -> None:
    assert refusals(table(GOOD) + b" " * SIZE_LIMIT) == ["文件超过 10 MB"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_csv_is_read_as_excel_writes_it(encoding: str) -> None:
    data = HENAN.read_text(encoding="utf-8").replace("\n", "\r\n").encode(encoding)
    assert read(data) == read(HENAN.read_bytes())


def test_the_henan_table_has_73_duties_in_five_sections() -> None:
    rows = read(HENAN.read_bytes())
    assert (len(rows), len({row.levels[0] for row in rows})) == (73, 5)


def test_a_workbook_says_the_same_as_the_csv_file() -> None:
    assert read(as_xlsx(lines(GOOD, OTHER))) == read(table(GOOD, OTHER))


def test_full_width_blanks_around_a_cell_are_dropped() -> None:
    assert read(table(GOOD | {"二级栏目": "\u3000人事信息\xa0 "})) == read(table(GOOD))


def test_what_looks_like_a_formula_stays_text_in_a_workbook(tmp_path: Path) -> None:
    write_cells(tmp_path / "t.xlsx", [list(REQUIRED), FORMULAS])
    cells = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0][2][: len(FORMULAS)]
    assert [(cell.data_type, cell.value, cell.hyperlink) for cell in cells] == [("s", text, None) for text in FORMULAS]


def test_csv_is_written_so_that_excel_knows_the_encoding(tmp_path: Path) -> None:
    write_cells(tmp_path / "t.csv", lines(GOOD))
    assert (tmp_path / "t.csv").read_bytes().startswith("\ufeff一级栏目".encode())


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.pdf"):
        write_cells(tmp_path / "t.pdf", lines(GOOD))
