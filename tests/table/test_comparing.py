"""What a table says that the one before did not."""

from dataclasses import replace

import pytest

from column_assignments.duties import ColumnClass, ReviewStep, Role
from column_assignments.table.comparing import Aspect, Change, compare
from column_assignments.table.rows import TableRow

OWNERS = {Role.LEAD: ("甲处",), Role.SUPPORT: (), Role.PUBLISHER: ()}
ALL = tuple(ReviewStep)


def row(name: str, **said: object) -> TableRow:
    known = TableRow(2, ("政务公开", name), "内容", "适时更新", OWNERS, "", ColumnClass.DATA, ALL)
    return replace(known, **said)  # type: ignore[arg-type]


A, B, C = row("甲"), row("乙"), row("丙")


def test_tables_that_say_the_same_do_not_differ() -> None:
    difference = compare([A, B], [A, replace(B, line=9)])
    assert not difference
    assert difference.summary() == "没有变化"


def test_new_and_gone_rows_are_named() -> None:
    difference = compare([A, B], [A, C])
    assert (difference.new, difference.gone, difference.changed, difference.reordered) == ((C,), (B,), (), False)


CHANGES = [
    ({"departments": OWNERS | {Role.LEAD: ("乙处",)}}, Aspect.LEAD, ("甲处", "乙处")),
    ({"departments": OWNERS | {Role.SUPPORT: ("乙处",)}}, Aspect.ROLES, ("", "配合 乙处")),
    ({"departments": OWNERS | {Role.PUBLISHER: ("乙处",)}}, Aspect.ROLES, ("", "发布 乙处")),
    ({"frequency": "每年更新"}, Aspect.FREQUENCY, ("适时更新", "每年更新")),
    ({"content": "别的"}, Aspect.CONTENT, ("内容", "别的")),
    ({"column_class": ColumnClass.NEWS}, Aspect.CLASS, ("数据标准", "动态要闻")),
    ({"steps": ()}, Aspect.STEPS, ("部门审核、保密审查、办公室审核", "免审")),
    ({"address": "http://a.example/"}, Aspect.ADDRESS, ("", "http://a.example/")),
]


@pytest.mark.parametrize(("said", "aspect", "texts"), CHANGES)
def test_a_changed_row_says_what_changed(said: dict[str, object], aspect: Aspect, texts: tuple[str, str]) -> None:
    (change,) = compare([A, B], [row("甲", **said), B]).changed
    assert change == Change(A, row("甲", **said))
    assert change.details() == [(aspect.value, *texts)]


def test_support_that_turns_publisher_is_a_change() -> None:
    before, after = (row("甲", departments=OWNERS | {role: ("乙处",)}) for role in (Role.SUPPORT, Role.PUBLISHER))
    assert compare([before], [after]).changed[0].aspects == (Aspect.ROLES,)


def test_another_order_of_departments_is_a_change() -> None:
    before, after = (row("甲", departments=OWNERS | {Role.LEAD: names}) for names in (("甲", "乙"), ("乙", "甲")))
    assert compare([before], [after]).changed[0].aspects == (Aspect.LEAD,)


def test_another_order_of_rows_is_a_difference_and_a_row_between_is_none() -> None:
    assert compare([A, B], [B, A]).reordered
    assert not compare([A, B], [A, C, B]).reordered


def test_the_difference_in_words() -> None:
    lead = {"departments": OWNERS | {Role.LEAD: ("乙处",)}}
    after = [row("甲", **lead), row("丁", **lead), row("戊"), row("己", frequency="x")]
    words = compare([A, B, row("丁"), row("己")], after).summary()
    assert words == "新增 1 个栏目、2 个更换负责部门、1 个更改更新频度、1 个不再列入"
