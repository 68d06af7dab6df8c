"""The rows of a responsibility table: what a sheet of cells says, or what is wrong with each line."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from column_assignments.classifying import label_key
from column_assignments.duties import ColumnClass, ReviewStep, Role

LEVELS = ("一级栏目", "二级栏目", "三级栏目")
CONTENT, FREQUENCY, ADDRESS = "内容说明", "更新频度", "栏目网址"
ROLE_HEADINGS = {Role.LEAD: "负责部门", Role.SUPPORT: "配合部门", Role.PUBLISHER: "发布部门"}
CLASS, STEPS = "栏目类别", "审核步骤"
REQUIRED = (*LEVELS, CONTENT, FREQUENCY, *ROLE_HEADINGS.values())
# What a file may leave out: then what is known of the column stays.
OPTIONAL = (ADDRESS, CLASS, STEPS)
HEADINGS = (*REQUIRED, *OPTIONAL)

CLASS_WORDS = {
    ColumnClass.NEWS: "动态要闻",
    ColumnClass.NOTICE: "通知公告",
    ColumnClass.DATA: "数据标准",
    ColumnClass.STATIC: "固定内容",
    ColumnClass.SERVICE: "办事服务",
    ColumnClass.INTERACTION: "互动交流",
}
STEP_WORDS = {
    ReviewStep.DEPARTMENT: "部门审核",
    ReviewStep.SECRECY: "保密审查",
    ReviewStep.OFFICE: "办公室审核",
}
NO_STEPS = "免审"
CLASSES_BY_WORD = {word: column_class for column_class, word in CLASS_WORDS.items()}
STEPS_BY_WORD = {word: step for step, word in STEP_WORDS.items()}

# A spreadsheet program takes a cell that begins so for a formula, the full-width forms included.
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")

UNKNOWN_LABEL = "不认识的更新频度"

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
    """One assignment as it stands in the file. What the file does not say is None: it stays as it is known."""

    line: int
    levels: tuple[str, ...]
    content: str
    frequency: str
    departments: dict[Role, tuple[str, ...]] = field(hash=False)
    address: str | None = None
    column_class: ColumnClass | None = None
    steps: tuple[ReviewStep, ...] | None = None

    @property
    def path(self) -> str:
        """The names of the levels, joined by "/"."""
        return "/".join(self.levels)


def parse_rows(cells: Sequence[Sequence[str]], labels: Collection[tuple[str, ...]] | None) -> list[TableRow]:
    """Turn a sheet of cells, headings first, into rows. `labels` are the known frequency labels by `label_key`;
    with None any label is taken.

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


def split_names(cell: str) -> tuple[str, ...]:
    """The departments or review steps named in one cell."""
    return tuple(name.strip() for name in re.split(r"[、，,;；\n]", cell) if name.strip())


def read_steps(cell: str) -> tuple[ReviewStep, ...] | None:
    """The review steps named in one good cell, in the order in which they are taken; None for an empty cell."""
    words = split_names(cell)
    return tuple(step for step in ReviewStep if STEP_WORDS[step] in words) if words else None


def read_row(number: int, cells: dict[str, str]) -> TableRow:
    """A row whose cells are known to be good."""
    return TableRow(
        line=number,
        levels=tuple(cells.get(level, "") for level in LEVELS if cells.get(level)),
        content=cells.get(CONTENT, ""),
        frequency=cells[FREQUENCY],
        departments={role: split_names(cells.get(name, "")) for role, name in ROLE_HEADINGS.items()},
        address=cells.get(ADDRESS),
        column_class=CLASSES_BY_WORD.get(cells.get(CLASS, "")),
        steps=read_steps(cells.get(STEPS, "")),
    )


def row_problems(
    number: int, line: Sequence[str], headings: Sequence[str], labels: Collection[tuple[str, ...]] | None
) -> Iterator[Problem]:
    """Everything wrong with one line."""
    cells = dict(zip(headings, line, strict=False))
    if any(line[len(headings) :]):
        yield Problem(number, f"比表头多出 {len(line) - len(headings)} 个单元格")
    for problems in (text_problems, level_problems, department_problems, optional_problems):
        yield from (Problem(number, reason) for reason in problems(cells))
    yield from (Problem(number, reason) for reason in duty_problems(cells, labels))


def text_problems(cells: dict[str, str]) -> Iterator[str]:
    """Cells that would turn into formulas in the next program, or that no file can hold."""
    for heading, cell in cells.items():
        names = split_names(cell) if heading in ROLE_HEADINGS.values() else (cell,)
        for name in names:
            if name.startswith(FORMULA_STARTS):
                yield f"{heading}“{name[:20]}”以“{name[0]}”开头, 会被表格软件当作公式; 请改写, 没有内容请留空"
        if any(unicodedata.category(sign) == "Cc" and sign not in "\t\n" for sign in cell):
            yield f"{heading}含有不可见的控制字符"


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


def duty_problems(cells: dict[str, str], labels: Collection[tuple[str, ...]] | None) -> Iterator[str]:
    """What is wrong with the frequency and the content."""
    frequency = cells.get(FREQUENCY, "")
    if not frequency:
        yield "缺少更新频度"
    elif len(frequency) > FREQUENCY_LIMIT:
        yield f"更新频度超过 {FREQUENCY_LIMIT} 字"
    elif not label_key(frequency):
        yield f"更新频度“{frequency}”只有标点"
    elif labels is not None and label_key(frequency) not in labels:
        yield f"{UNKNOWN_LABEL}“{frequency}”"
    if len(cells.get(CONTENT, "")) > CONTENT_LIMIT:
        yield f"内容说明超过 {CONTENT_LIMIT} 字"


def department_problems(cells: dict[str, str]) -> Iterator[str]:
    """What is wrong with the departments."""
    if not split_names(cells.get(ROLE_HEADINGS[Role.LEAD], "")):
        yield "缺少负责部门"
    for heading in ROLE_HEADINGS.values():
        names = split_names(cells.get(heading, ""))
        yield from (f"{heading}“{name}”重复" for name in sorted(set(names)) if names.count(name) > 1)
        yield from (f"{heading}名称超过 {NAME_LIMIT} 字: “{name[:20]}…”" for name in names if len(name) > NAME_LIMIT)


def optional_problems(cells: dict[str, str]) -> Iterator[str]:
    """What is wrong with what a file may leave out."""
    address = cells.get(ADDRESS, "")
    if address and not is_web_address(address):
        yield f"栏目网址“{address[:80]}”不是 http 或 https 地址"
    if len(address) > ADDRESS_LIMIT:
        yield f"栏目网址超过 {ADDRESS_LIMIT} 字"
    column_class = cells.get(CLASS, "")
    if column_class and column_class not in CLASSES_BY_WORD:
        yield f"不认识的栏目类别“{column_class[:20]}”; 可用: {'、'.join(CLASSES_BY_WORD)}"
    yield from step_problems(split_names(cells.get(STEPS, "")))


def step_problems(words: Sequence[str]) -> Iterator[str]:
    """What is wrong with the review steps."""
    for word in words:
        if word not in STEPS_BY_WORD and word != NO_STEPS:
            yield f"不认识的审核步骤“{word[:20]}”; 可用: {'、'.join(STEPS_BY_WORD)}, 或{NO_STEPS}"
    if NO_STEPS in words and len(words) > 1:
        yield f"审核步骤“{NO_STEPS}”不能与其他步骤并列"


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
            yield Problem(row.line, f"栏目“{row.path}”与第{earlier}行重复")
