"""The workbook, read back."""

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from column_assignments.assessment.sheets import SAMPLE_NOTE, ScoreSheets, from_json, to_json
from column_assignments.assessment.workbook import write_workbook
from tests.assessment.quarters import checks, days, finding, roles, scored

HOSTILE = '=cmd|"/c calc"!A1'
NAMES = ["总览", "部门排名", "栏目得分", "扣分明细", "未计入"]


def made(sample: bool = False) -> ScoreSheets:
    columns = {HOSTILE: "ffoo", "@栏目": "uu", "+B": "f"}
    owners = roles(
        (HOSTILE, "-厅办公室", "office", "lead"),
        ("@栏目", "厅规划处", "office", "lead"),
        ("+B", "通信中心", "affiliated", "lead"),
    )
    found = [
        finding("broken-link", HOSTILE, finding="1", evidence="https://example.gov.cn/a"),
        finding("broken-link", HOSTILE, finding="2", evidence="javascript:alert(1)"),
        finding("broken-link", HOSTILE, finding="3", evidence="http://example.gov.cn/" + "x" * 3000),
    ]
    return scored(columns, days=days(sample, **columns), roles=owners, findings=found, checks=checks("broken-link"))


def read(sheets: ScoreSheets, folder: Path) -> Workbook:
    write_workbook(sheets, folder / "q.xlsx")
    return load_workbook(folder / "q.xlsx")


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    return read(made(), tmp_path)


def headings(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[3]}


def values(sheet: Worksheet, heading: str) -> list[object]:
    index = headings(sheet)[heading]
    return [sheet.cell(row, index).value for row in range(4, sheet.max_row + 1)]


def test_no_text_becomes_a_formula(book: Workbook) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert HOSTILE in values(book["栏目得分"], "栏目")
    assert "@栏目" in values(book["栏目得分"], "栏目")


def test_only_short_web_addresses_are_links(book: Workbook) -> None:
    cells = [cell for row in book["扣分明细"].iter_rows() for cell in row if cell.hyperlink]
    assert [cell.value for cell in cells] == ["https://example.gov.cn/a"]


def test_it_has_its_five_sheets(book: Workbook) -> None:
    assert book.sheetnames == NAMES


def test_scores_are_numbers_and_no_basis_is_a_word(book: Workbook) -> None:
    assert dict(zip(values(book["栏目得分"], "栏目"), values(book["栏目得分"], "得分"), strict=True)) == {
        "+B": 100.0, HOSTILE: 54.9, "@栏目": "无依据"
    }  # fmt: skip


def test_days_are_dates(book: Workbook) -> None:
    assert all(isinstance(value, dt.datetime) for value in values(book["扣分明细"], "日期"))


@pytest.mark.parametrize("name", NAMES[1:])
def test_tables_are_frozen_filtered_and_fit_the_paper(book: Workbook, name: str) -> None:
    sheet = book[name]
    assert sheet.freeze_panes == "B4"
    assert sheet.auto_filter.ref.startswith("A3:")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$3:$3"


def test_the_overview_tells_the_rules_and_shows_a_chart(book: Workbook) -> None:
    sheet = book["总览"]
    text = "".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert "巡查覆盖" in text
    assert "最新巡查" in text
    assert "无依据，不给分" in text
    assert "提案" in text
    assert len(sheet._charts) == 1


def test_scores_are_coloured_by_band(book: Workbook) -> None:
    assert sum(len(rules.rules) for rules in book["部门排名"].conditional_formatting) == 4


def test_real_facts_carry_no_warning(book: Workbook) -> None:
    text = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert SAMPLE_NOTE not in text
    assert "示例" not in text


def test_simulated_facts_are_marked_on_every_sheet_and_row(tmp_path: Path) -> None:
    book = read(made(sample=True), tmp_path)
    assert all(sheet["A2"].value == SAMPLE_NOTE for sheet in book)
    assert values(book["栏目得分"], "示例") == ["是"] * 3


def test_the_same_sheets_give_the_same_bytes(tmp_path: Path) -> None:
    write_workbook(made(), tmp_path / "a.xlsx")
    write_workbook(from_json(to_json(made())), tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_an_empty_quarter_can_be_printed(tmp_path: Path) -> None:
    book = read(scored({}), tmp_path)
    assert book.sheetnames == NAMES
    assert "全部无依据" in str([cell.value for cell in book["总览"]["B"]])
