"""The columns of a portal that nobody set up: what its navigation names and shows as a list, or as nothing.

No duty is known, so nothing is overdue; a blank page is blank whoever owes it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from column_assignments.duties import ColumnClass, Duty, DutyKind, UpdateRule
from monitoring.checks.reasons import Reason
from monitoring.checks.verdicts import FindingCode
from monitoring.inspecting.columns import ColumnResult
from monitoring.inspecting.targets import Register, Target
from monitoring.reading.facts import PageKind

NO_RULE = UpdateRule("", ColumnClass.NOTICE, DutyKind.UNCLASSIFIED)
COLUMN_KINDS = frozenset({PageKind.LIST, PageKind.BLANK, PageKind.SCRIPT_ONLY})
# Names of columns are short; these are the other short texts that lead to a list.
NAME = re.compile(r"[^\d\W][\w、()()·/-]{1,19}")
NO_NAME = re.compile(
    r"更多|详细|查看|more|首页|网站首页|末页|尾页|上一页|下一页|返回\w*|网站地图|English|繁體\w*|\d+", re.I
)
NOT_FIRST_PAGE = re.compile(r"[_-]\d{1,3}\.s?html?$|[?&](page|pageno|curpage|p)=\d+", re.I)
DEPTH = 2


def discover_columns(register: Register) -> tuple[Duty, ...]:
    """The columns that a visit came upon, as duties without a rule; levels follow the directories."""
    found: dict[str, Target] = {}
    for target in filter(_is_column, register.all()):
        found.setdefault(_directory(target.url), target)
    names = {directory: _name(target) for directory, target in found.items()}
    ordered = sorted(found.items(), key=lambda pair: pair[1].depth)
    paths = {directory: _path(directory, names) for directory, _ in ordered}
    duties = {paths[directory]: Duty(paths[directory], target.url, NO_RULE) for directory, target in ordered}
    return tuple(duties.values())


def _is_column(target: Target) -> bool:
    page = target.seen.page if target.seen else None
    near = target.is_page and 0 < target.depth <= DEPTH and not NOT_FIRST_PAGE.search(target.url)
    return near and page is not None and page.kind in COLUMN_KINDS and bool(_name(target)) and not _is_root(target.url)


def _name(target: Target) -> str:
    texts = [text.strip(" >»\u3000\xa0·") for text in target.texts]
    return next((text for text in texts if NAME.fullmatch(text) and not NO_NAME.fullmatch(text)), "")


def _path(directory: str, names: dict[str, str]) -> str:
    """The names of the directories above, and its own."""
    above = [name for other, name in names.items() if other != directory and directory.startswith(other)]
    return "/".join([*sorted(above, key=lambda name: _length(name, names)), names[directory]])


def _length(name: str, names: dict[str, str]) -> int:
    return min(len(directory) for directory, other in names.items() if other == name)


def _directory(url: str) -> str:
    """The directory of an index page; any other address stands for itself."""
    head, _, tail = url.rpartition("/")
    return f"{head}/" if not tail or re.fullmatch(r"(index|default|list)\.\w+", tail) else url


def _is_root(url: str) -> bool:
    return urlsplit(_directory(url)).path in ("", "/")


def without_duties(results: Sequence[ColumnResult]) -> list[ColumnResult]:
    """Columns that nobody set up are accused of nothing but being blank."""
    return [_without_duty(result) for result in results]


def _without_duty(result: ColumnResult) -> ColumnResult:
    judged = result.judged
    if judged.reason is Reason.UNCLASSIFIED:
        judged = replace(judged, reason=Reason.NO_DUTY)
    faults = tuple(fault for fault in result.faults if fault.code is FindingCode.COLUMN_BLANK)
    return replace(result, judged=judged, faults=faults)
