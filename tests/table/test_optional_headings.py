"""What a file may leave out: addresses, classes, review steps. Left out, they stay as they are known."""

import pytest

from column_assignments.models import Portal, UpdateRule
from column_assignments.obligations import duties_in_force
from column_assignments.table.exporting import as_cells, table_rows
from column_assignments.table.importing import Imported, import_table, read_table
from column_assignments.table.rows import HEADINGS, REQUIRED
from tests.conftest import TODAY
from tests.table.sheets import GOOD, OTHER, Row, refusals, table

ALL = "department secrecy office"


def take(portal: Portal, *rows: Row, headings: tuple[str, ...] = HEADINGS) -> Imported:
    return import_table(
        portal, read_table(table(*rows, headings=headings)), effective_on=TODAY, source="t.csv", today=TODAY
    )


def steps(portal: Portal) -> list[str]:
    return list(portal.tables.latest("pk").assignments.values_list("steps", flat=True))


@pytest.mark.parametrize("cell", ["部门", "免审、部门审核", "部门审核、x", "保密"])
def test_unknown_review_steps_are_refused(cell: str) -> None:
    assert refusals(table(GOOD | {"审核步骤": cell}, headings=HEADINGS))[0].startswith("第2行: ")


def test_an_unknown_class_is_refused_and_the_known_ones_are_named() -> None:
    (reason,) = refusals(table(GOOD | {"栏目类别": "新闻"}, headings=HEADINGS))
    assert reason.startswith("第2行: 不认识的栏目类别“新闻”")
    assert "动态要闻" in reason


@pytest.mark.parametrize(
    ("cell", "stored"),
    [
        ("", ALL),
        ("免审", ""),
        ("部门审核", "department"),
        ("办公室审核、部门审核", "department office"),
        ("部门审核，保密审查；办公室审核", ALL),
    ],
)
def test_review_steps_are_stored_in_their_order(elsewhere: Portal, cell: str, stored: str) -> None:
    take(elsewhere, GOOD | {"审核步骤": cell})
    assert steps(elsewhere) == [stored]


def test_steps_and_class_stay_where_a_later_file_says_nothing(elsewhere: Portal) -> None:
    said = GOOD | {"审核步骤": "免审", "栏目类别": "通知公告", "栏目网址": "http://a.example/"}
    take(elsewhere, said)
    assert not take(elsewhere, GOOD, headings=REQUIRED).changed
    take(elsewhere, GOOD, OTHER, headings=REQUIRED)
    assert steps(elsewhere) == ["", ALL]
    row = table_rows(elsewhere.tables.latest("pk"))[0]
    assert (row.address, row.column_class) == ("http://a.example/", "notice")


def test_without_need_no_optional_heading_is_written(elsewhere: Portal) -> None:
    take(elsewhere, GOOD)
    assert as_cells(table_rows(elsewhere.tables.get()))[0] == list(REQUIRED)


@pytest.mark.parametrize(
    ("heading", "cell"), [("栏目网址", "http://a.example/"), ("栏目类别", "通知公告"), ("审核步骤", "免审")]
)
def test_an_optional_heading_is_written_where_one_row_needs_it(elsewhere: Portal, heading: str, cell: str) -> None:
    take(elsewhere, GOOD | {heading: cell}, OTHER)
    cells = as_cells(table_rows(elsewhere.tables.get()))
    assert cells[0] == [*REQUIRED, heading]
    assert cells[1][-1] == cell


def test_an_accepted_label_needs_classification_and_is_never_overdue(elsewhere: Portal) -> None:
    data = table(GOOD | {"更新频度": "经常更新"}, OTHER)
    import_table(elsewhere, read_table(data, accept_labels=True), effective_on=TODAY, source="t.csv", today=TODAY)
    rule = duties_in_force(elsewhere, TODAY)[0].rule
    assert (rule.kind, rule.overdue, rule.source) == ("unclassified", None, "导入时未归类")
    assert UpdateRule.objects.filter(label="经常更新").count() == 6


def test_a_refused_table_leaves_no_rule_behind(elsewhere: Portal) -> None:
    data = table(GOOD | {"更新频度": "经常更新"})
    rows = read_table(data, accept_labels=True)
    import_table(elsewhere, rows, effective_on=TODAY, source="t.csv", dry_run=True)
    assert not UpdateRule.objects.filter(label="经常更新").exists()


@pytest.mark.parametrize("label", ["、", ";;"])
def test_a_label_of_signs_alone_is_refused_even_then(db: None, label: str) -> None:
    with pytest.raises(Exception, match="只有标点"):
        read_table(table(GOOD | {"更新频度": label}), accept_labels=True)
