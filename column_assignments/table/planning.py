"""What an import would do, before it does it: complete rows, the difference to the table before, and what to look at."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from column_assignments.classifying import label_key, suggest_class
from column_assignments.duties import ColumnClass, ReviewStep
from column_assignments.models import Column, Department, Portal, ResponsibilityTable, UpdateRule
from column_assignments.table.comparing import Difference, compare
from column_assignments.table.exporting import table_rows
from column_assignments.table.rows import TableRow


@dataclass(frozen=True)
class Plan:
    """`base` is the table in force on the day, None without one; `rows` say everything; `unknown_labels` have no rule."""

    base: ResponsibilityTable | None
    rows: list[TableRow]
    difference: Difference
    departments: tuple[str, ...]
    unknown_labels: tuple[str, ...]
    warnings: tuple[str, ...]


def plan(portal: Portal, rows: Sequence[TableRow], day: dt.date) -> Plan:
    """What making `rows` the portal's table from `day` comes to. Nothing is stored."""
    base = ResponsibilityTable.objects.in_force(portal, day)
    before = table_rows(base) if base else []
    whole = complete(portal, rows, before)
    departments = tuple(sorted({name for row in whole for part in row.departments.values() for name in part}))
    labels = unknown_labels(whole)
    warnings = (*department_warnings(departments, day), *label_warnings(labels), *later_versions(portal, day))
    return Plan(base, whole, compare(before, whole), departments, labels, warnings)


def complete(portal: Portal, rows: Sequence[TableRow], before: Sequence[TableRow]) -> list[TableRow]:
    """The rows with what they leave open: as the table before says it, else as the column is known, else by default."""
    said = {row.levels: row for row in before}
    columns = {column.path: column for column in portal.columns.all()}
    return [fill(row, said.get(row.levels), columns) for row in rows]


def fill(row: TableRow, said: TableRow | None, columns: Mapping[str, Column]) -> TableRow:
    """One row with everything said."""
    if said is None:
        column = columns.get(row.path)
        known_class = ColumnClass(column.column_class) if column else suggest_class(row.levels)
        known_address = column.url if column and not column.portal.is_own else ""
        said = replace(row, address=known_address, column_class=known_class, steps=tuple(ReviewStep))
    return replace(
        row,
        address=said.address if row.address is None else row.address,
        column_class=row.column_class or said.column_class,
        steps=said.steps if row.steps is None else row.steps,
    )


def known_labels() -> set[tuple[str, ...]]:
    """The frequency labels that have a rule for some class."""
    return {label_key(label) for label in UpdateRule.objects.values_list("label", flat=True)}


def unknown_labels(rows: Sequence[TableRow]) -> tuple[str, ...]:
    """The labels of `rows` that have no rule, each once."""
    known = known_labels()
    return tuple(dict.fromkeys(row.frequency for row in rows if label_key(row.frequency) not in known))


def department_warnings(names: Collection[str], day: dt.date) -> Iterator[str]:
    """A new name is a new department or a typing mistake; one that has ended is most likely a mistake."""
    ends = dict(Department.objects.filter(name__in=names).values_list("name", "ended_on"))
    if new := [name for name in names if name not in ends]:
        yield f"将新建 {len(new)} 个部门: {'、'.join(new)}; 如系笔误请先改正"
    for name, ended_on in sorted(ends.items()):
        if ended_on and ended_on <= day:
            yield f"部门“{name}”已于 {ended_on} 撤销"


def label_warnings(labels: Collection[str]) -> Iterator[str]:
    if labels:
        yield f"更新频度 {'、'.join(labels)} 没有更新规则, 将记为“待归类”, 归类前不判逾期"


def later_versions(portal: Portal, day: dt.date) -> Iterator[str]:
    """Versions that take over later do not hold what changes now."""
    for later in ResponsibilityTable.objects.filter(portal=portal, effective_on__gt=day).order_by("effective_on", "id"):
        yield f"自 {later.effective_on} 起另有已导入的版本 ({later.source}) 接替, 其中不含本次改动"
