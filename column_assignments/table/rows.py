"""The rows of a responsibility table: what a sheet of cells says, or what is wrong with each line."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from column_assignments.classifying import label_key
from column_assignments.duties import Role

LEVELS = ("一级栏目", "二级栏目", "三级栏目")
CONTENT, FREQUENCY, ADDRESS = "内容说明", "更新频度", "栏目网址"
ROLE_HEADINGS = {Role.LEAD: "负责部门", Role.SUPPORT: "配合部门", Role.PUBLISHER: "发布部门"}
REQUIRED = (*LEVELS, CONTENT, FREQUENCY, *ROLE_HEADINGS.values())
HEADINGS = (*REQUIRED, ADDRESS)

NAME_LIMIT = 100  # of a column or department, as the database holds it
FREQUENCY_LIMIT = 60
CONTENT_LIMIT = 2000
ADDRESS_LIMIT = 1000


@dataclass(frozen=True)
class Problem:
    """What is wrong on one line of the file; line 0 is the file as a whole."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"第{self.line}行: {self.reason}" if self.line else self.reason


class BadTableError(Exception):
    """The file cannot be imported; `problems` names every bad line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class TableRow:
    """One assignment as it stands in the file. `address` is None where the file has no such column."""

    line: int
    levels: tuple[str, ...]
    content: str
    frequency: str
    departments: dict[Role, tuple[str, ...]] = field(hash=False)
    address: str | None = None


def parse_rows(cells: Sequence[Sequence[str]], labels: Collection[tuple[str, ...]]) -> list[TableRow]:
    """Turn a sheet of cells, headings first, into rows. `labels` are the known frequency labels by `label_key`.

    Raises BadTableError with every bad line. Lines without any text are passed over.
    """
    if not any(any(line) for line in cells):
        raise BadTableError([Problem(0, "文件是空的, 没有任何内容")])
    headings = read_headings(cells[0])
    numbered = [(number, line) for number, line in enumerate(cells[1:], 2) if any(line)]
    if not numbered:
        raise BadTableError([Problem(0, "只有表头, 没有任何栏目")])
    problems: list[Problem] = []
    rows = []
    for number, line in numbered:
        found = list(row_problems(number, line, headings, labels))
        problems += found
        if not found:
            rows.append(read_row(number, dict(zip(headings, line, strict=False))))
    problems += duplicates(rows)
    if problems:
        raise BadTableError(sorted(problems, key=lambda problem: problem.line))
    return rows


def read_headings(line: Sequence[str]) -> list[str]:
    """The headings as they stand, refused unless they are the known ones, each once."""
    headings = list(line)
    while headings and not headings[-1]:
        headings.pop()
    problems = [Problem(1, f"缺少表头“{name}”") for name in REQUIRED if name not in headings]
    problems += [Problem(1, f"不认识的表头“{name}”") for name in headings if name not in HEADINGS]
    problems += [Problem(1, f"表头“{name}”出现了两次") for name in HEADINGS if headings.count(name) > 1]
    if problems:
        raise BadTableError(problems)
    return headings


def split_departments(cell: str) -> tuple[str, ...]:
    """The departments named in one cell."""
    return tuple(name.strip() for name in re.split(r"[、，,;；\n]", cell) if name.strip())


def read_row(number: int, cells: dict[str, str]) -> TableRow:
    """A row whose cells are known to be good."""
    return TableRow(
        line=number,
        levels=tuple(cells.get(level, "") for level in LEVELS if cells.get(level)),
        content=cells.get(CONTENT, ""),
        frequency=cells[FREQUENCY],
        departments={role: split_departments(cells.get(name, "")) for role, name in ROLE_HEADINGS.items()},
        address=cells.get(ADDRESS, "") if ADDRESS in cells else None,
    )


def row_problems(
    number: int, line: Sequence[str], headings: Sequence[str], labels: Collection[tuple[str, ...]]
) -> Iterator[Problem]:
    """Everything wrong with one line."""
    cells = dict(zip(headings, line, strict=False))
    if any(line[len(headings) :]):
        yield Problem(number, f"比表头多出 {len(line) - len(headings)} 个单元格")
    for reason in (*level_problems(cells), *duty_problems(cells, labels), *address_problems(cells)):
        yield Problem(number, reason)


def level_problems(cells: dict[str, str]) -> Iterator[str]:
    """What is wrong with the column's names."""
    names = [cells.get(level, "") for level in LEVELS]
    if not names[0]:
        yield "缺少一级栏目"
    if names[2] and not names[1]:
        yield "有三级栏目, 缺少二级栏目"
    for name in names:
        if "/" in name:
            yield f"栏目名称“{name}”含有“/”"
        if len(name) > NAME_LIMIT:
            yield f"栏目名称超过 {NAME_LIMIT} 字: “{name[:20]}…”"


def duty_problems(cells: dict[str, str], labels: Collection[tuple[str, ...]]) -> Iterator[str]:
    """What is wrong with the frequency and the departments."""
    frequency = cells.get(FREQUENCY, "")
    if not frequency:
        yield "缺少更新频度"
    elif len(frequency) > FREQUENCY_LIMIT:
        yield f"更新频度超过 {FREQUENCY_LIMIT} 字"
    elif label_key(frequency) not in labels:
        yield f"不认识的更新频度“{frequency}”"
    if len(cells.get(CONTENT, "")) > CONTENT_LIMIT:
        yield f"内容说明超过 {CONTENT_LIMIT} 字"
    if not split_departments(cells.get(ROLE_HEADINGS[Role.LEAD], "")):
        yield "缺少负责部门"
    for heading in ROLE_HEADINGS.values():
        names = split_departments(cells.get(heading, ""))
        yield from (f"{heading}“{name}”重复" for name in sorted(set(names)) if names.count(name) > 1)
        yield from (f"{heading}名称超过 {NAME_LIMIT} 字: “{name[:20]}…”" for name in names if len(name) > NAME_LIMIT)


def address_problems(cells: dict[str, str]) -> Iterator[str]:
    """What is wrong with the address of the list page, if one is given."""
    address = cells.get(ADDRESS, "")
    if address and not is_web_address(address):
        yield f"栏目网址“{address[:80]}”不是 http 或 https 地址"
    if len(address) > ADDRESS_LIMIT:
        yield f"栏目网址超过 {ADDRESS_LIMIT} 字"


def is_web_address(address: str) -> bool:
    """Whether a browser could open `address`."""
    try:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 80) > 0
    except ValueError:
        return False


def duplicates(rows: Sequence[TableRow]) -> Iterator[Problem]:
    """Lines that name a column which an earlier line names already."""
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        earlier = first.setdefault(row.levels, row.line)
        if earlier != row.line:
            yield Problem(row.line, f"栏目“{'/'.join(row.levels)}”与第{earlier}行重复")
