"""What a table says that the one before did not, row by row and in a few words. No models here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from column_assignments.duties import Role
from column_assignments.table.rows import CLASS_WORDS, NO_STEPS, STEP_WORDS, TableRow


class Aspect(StrEnum):
    """What of a row can change, in the order in which it matters."""

    LEAD = "更换负责部门"
    ROLES = "调整配合或发布部门"
    FREQUENCY = "更改更新频度"
    CONTENT = "修改内容说明"
    CLASS = "更改栏目类别"
    STEPS = "更改审核步骤"
    ADDRESS = "更改栏目网址"


@dataclass(frozen=True)
class Change:
    """A column that stays and whose row says something else."""

    before: TableRow
    after: TableRow

    @property
    def aspects(self) -> tuple[Aspect, ...]:
        return tuple(aspect for aspect in Aspect if said(self.before, aspect) != said(self.after, aspect))

    def details(self) -> list[tuple[str, str, str]]:
        """Each aspect that changed: its words, what stood there, what stands there now."""
        return [(str(aspect), said(self.before, aspect), said(self.after, aspect)) for aspect in self.aspects]


@dataclass(frozen=True)
class Difference:
    """From one table to another. False where they say the same."""

    new: tuple[TableRow, ...] = ()
    gone: tuple[TableRow, ...] = ()
    changed: tuple[Change, ...] = ()
    reordered: bool = False

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.changed or self.reordered)

    def summary(self) -> str:
        """In words such as 新增 3 个栏目、2 个更换负责部门、1 个不再列入."""
        return "、".join(self.parts()) or "没有变化"

    def parts(self) -> Iterator[str]:
        if self.new:
            yield f"新增 {len(self.new)} 个栏目"
        for aspect in Aspect:
            if count := sum(aspect in change.aspects for change in self.changed):
                yield f"{count} 个{aspect}"
        if self.gone:
            yield f"{len(self.gone)} 个不再列入"
        if self.reordered:
            yield "次序有调整"


def compare(before: Sequence[TableRow], after: Sequence[TableRow]) -> Difference:
    """The difference between two tables whose rows are complete. A renamed column is one gone and one new."""
    old, new = ({row.levels: row for row in rows} for rows in (before, after))
    both = [levels for levels in new if levels in old]
    changes = (Change(old[levels], new[levels]) for levels in both)
    return Difference(
        new=tuple(row for levels, row in new.items() if levels not in old),
        gone=tuple(row for levels, row in old.items() if levels not in new),
        changed=tuple(change for change in changes if change.aspects),
        reordered=both != [levels for levels in old if levels in new],
    )


def said(row: TableRow, aspect: Aspect) -> str:
    """What a row says on one aspect, as the cell of a file would."""
    match aspect:
        case Aspect.LEAD:
            return names(row, Role.LEAD)
        case Aspect.ROLES:
            return " / ".join(
                filter(None, (labelled(row, Role.SUPPORT, "配合"), labelled(row, Role.PUBLISHER, "发布")))
            )
        case Aspect.FREQUENCY:
            return row.frequency
        case Aspect.CONTENT:
            return row.content
        case Aspect.CLASS:
            return CLASS_WORDS[row.column_class] if row.column_class else ""
        case Aspect.STEPS:
            return step_words(row)
        case Aspect.ADDRESS:
            return row.address or ""


def names(row: TableRow, role: Role) -> str:
    return "、".join(row.departments.get(role, ()))


def labelled(row: TableRow, role: Role, label: str) -> str:
    return f"{label} {names(row, role)}" if row.departments.get(role) else ""


def step_words(row: TableRow) -> str:
    """The row's review steps as a cell of a file; "" where it says none."""
    if row.steps is None:
        return ""
    return "、".join(STEP_WORDS[step] for step in row.steps) or NO_STEPS
