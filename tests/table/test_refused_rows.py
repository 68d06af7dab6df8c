"""Every bad row is named with its line and the reason, and all of them at once."""

import pytest

from column_assignments.table.rows import HEADINGS, REQUIRED
from tests.table.sheets import GOOD, OTHER, as_csv, lines, read, refusals, table


def test_an_unknown_frequency_is_refused() -> None:
    assert refusals(table(GOOD, OTHER | {"更新频度": "经常更新"})) == ["第3行: 不认识的更新频度“经常更新”"]


def test_a_missing_frequency_is_refused() -> None:
    assert refusals(table(GOOD | {"更新频度": ""})) == ["第2行: 缺少更新频度"]


def test_a_row_without_an_owner_is_refused() -> None:
    assert refusals(table(GOOD | {"负责部门": ""})) == ["第2行: 缺少负责部门"]


@pytest.mark.parametrize("cell", ["、", " , ;", "\u3000"])
def test_separators_alone_are_no_owner(cell: str) -> None:
    assert refusals(table(GOOD | {"负责部门": cell})) == ["第2行: 缺少负责部门"]


def test_a_duplicate_row_is_refused_and_both_lines_are_named() -> None:
    assert refusals(table(GOOD, OTHER, GOOD)) == ["第4行: 栏目“政务公开/人事信息”与第2行重复"]


def test_a_third_level_without_a_second_is_refused() -> None:
    assert refusals(table(GOOD | {"二级栏目": "", "三级栏目": "任免"})) == ["第2行: 有三级栏目, 缺少二级栏目"]


def test_a_row_without_a_first_level_is_refused() -> None:
    assert refusals(table(GOOD | {"一级栏目": ""})) == ["第2行: 缺少一级栏目"]


def test_a_slash_in_a_name_is_refused() -> None:
    assert refusals(table(GOOD | {"二级栏目": "通知/公告"})) == ["第2行: 栏目名称“通知/公告”含有“/”"]


def test_a_column_name_that_is_too_long_is_refused() -> None:
    assert refusals(table(GOOD | {"二级栏目": "长" * 101})) == [f"第2行: 栏目名称超过 100 字: “{'长' * 20}…”"]


def test_a_department_name_that_is_too_long_is_refused() -> None:
    (reason,) = refusals(table(GOOD | {"发布部门": "处" * 101}))
    assert reason.startswith("第2行: 发布部门名称超过 100 字")


def test_a_department_named_twice_in_one_role_is_refused() -> None:
    assert refusals(table(GOOD | {"负责部门": "厅人事处、厅人事处"})) == ["第2行: 负责部门“厅人事处”重复"]


def test_a_frequency_that_the_database_cannot_hold_is_refused() -> None:
    assert refusals(table(GOOD | {"更新频度": "适时更新" + "、" * 60}))[0].startswith("第2行: ")


def test_a_content_that_no_cell_of_a_workbook_can_hold_is_refused() -> None:
    assert refusals(table(GOOD | {"内容说明": "长" * 32_768}))[0].startswith("第2行: ")


def test_more_cells_than_headings_are_refused() -> None:
    cells = lines(GOOD)
    cells[1] += ["", "多余"]
    assert refusals(as_csv(cells)) == ["第2行: 比表头多出 2 个单元格"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "www.example.com", "ftp://a.example/", "http://", "/list/"])
def test_an_address_that_is_no_web_address_is_refused(address: str) -> None:
    (reason,) = refusals(table(GOOD | {"栏目网址": address}, headings=HEADINGS))
    assert reason == f"第2行: 栏目网址“{address}”不是 http 或 https 地址"


def test_all_bad_rows_are_named_in_their_order() -> None:
    bad = table(GOOD | {"负责部门": ""}, OTHER | {"更新频度": "随便", "一级栏目": ""})
    assert [reason.split(":")[0] for reason in refusals(bad)] == ["第2行", "第3行", "第3行"]


@pytest.mark.parametrize("missing", REQUIRED)
def test_a_missing_heading_is_refused(missing: str) -> None:
    headings = [heading for heading in REQUIRED if heading != missing]
    assert refusals(table(GOOD, headings=headings)) == [f"第1行: 缺少表头“{missing}”"]


def test_an_unknown_heading_is_refused() -> None:
    assert refusals(table(GOOD, headings=[*REQUIRED, "备注"])) == ["第1行: 不认识的表头“备注”"]


def test_a_heading_given_twice_is_refused() -> None:
    assert refusals(table(GOOD, headings=[*REQUIRED, "更新频度"])) == ["第1行: 表头“更新频度”出现了两次"]


def test_a_frequency_is_known_in_either_order_of_its_parts() -> None:
    (row,) = read(table(GOOD | {"更新频度": "适时更新、日常维护"}))
    assert row.frequency == "适时更新、日常维护"


def test_headings_may_stand_in_any_order() -> None:
    (row,) = read(table(GOOD, headings=REQUIRED[::-1]))
    assert row.levels == ("政务公开", "人事信息")


def test_empty_lines_are_passed_over_and_still_counted() -> None:
    assert [row.line for row in read(table({}, GOOD, {}, OTHER))] == [3, 5]
