"""What a file may leave out: addresses, classes, review steps. Left out, they stay as they are known."""

import pytest

from column_assignments.models import Portal, UpdateRule
from column_assignments.obligations import duties_in_force
from column_assignments.table.exporting import as_cells, table_rows
from column_assignments.table.importing import Imported, import_table, read_table
from column_assignments.table.rows import HEADINGS, REQUIRED
from tests.conftest import TODAY
from tests.table.sheets import GOOD, OTHER, Row, as_csv, refusals, table

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


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ({}, ["", "数据标准", "部门审核、保密审查、办公室审核"]),
        ({"栏目网址": "http://a.example/"}, ["http://a.example/", "数据标准", "部门审核、保密审查、办公室审核"]),
        ({"栏目类别": "通知公告", "审核步骤": "免审"}, ["", "通知公告", "免审"]),
    ],
)
def test_an_export_leaves_nothing_unsaid(elsewhere: Portal, said: Row, written: list[str]) -> None:
    take(elsewhere, GOOD | said)
    cells = as_cells(table_rows(elsewhere.tables.get()))
    assert cells[0] == list(HEADINGS)
    assert cells[1][len(REQUIRED) :] == written


@pytest.mark.parametrize(
    "later", [{"栏目网址": "http://a.example/"}, {"栏目类别": "通知公告"}, {"审核步骤": "免审"}], ids=str
)
def test_an_export_brings_its_version_back(elsewhere: Portal, later: Row) -> None:
    take(elsewhere, GOOD, OTHER)
    first = table_rows(elsewhere.tables.get())
    take(elsewhere, GOOD | later, OTHER)
    assert table_rows(elsewhere.tables.latest("pk")) != first
    again = read_table(as_csv(as_cells(first)))
    assert import_table(elsewhere, again, effective_on=TODAY, source="again.csv", today=TODAY).changed
    assert table_rows(elsewhere.tables.latest("pk")) == first


def test_the_exported_henan_table_changes_nothing(portal: Portal) -> None:
    again = read_table(as_csv(as_cells(table_rows(portal.tables.get()))))
    assert not import_table(portal, again, effective_on=TODAY, source="again.csv", today=TODAY).changed


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
