"""An inspection on a terminal: how far it is, and what it found."""

from collections import Counter
from types import TracebackType
from typing import Any, Self, TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from monitoring.checks.codes import title_of
from monitoring.checks.verdicts import ColumnVerdict, FindingCode
from monitoring.inspecting import Report
from monitoring.words import VERDICTS

PHASES = {"home": "首页", "pages": "读取页面", "confirm": "复查", "channels": "互动渠道", "done": "完成"}


class ProgressLine:
    """A line on standard error that says how far an inspection is; nothing where that is no terminal."""

    def __init__(self) -> None:
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("页面 {task.fields[pages]}  链接 {task.fields[links]}  待查 {task.fields[queued]}"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._progress.add_task("巡查", total=None, pages=0, links=0, queued=0)

    def __enter__(self) -> Self:
        if self._progress.console.is_terminal:
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def __call__(self, pages: int, links: int, queued: int, phase: str) -> None:
        self._progress.update(
            self._task,
            description=PHASES.get(phase, phase),
            completed=links,
            total=links + queued,
            pages=pages,
            links=links,
            queued=queued,
        )


def report_tables(report: Report, out: Any) -> None:
    """Write the report for people: columns by verdict, findings by code."""
    file: TextIO = getattr(out, "_out", out)
    console = Console(file=file, highlight=False, width=None if file.isatty() else 100)
    console.print(f"{report.portal} {report.date}: 页面 {report.pages}, 链接 {report.links}, {report.seconds:.1f} 秒")
    console.print(verdict_table(Counter(result.judged.verdict.value for result in report.columns)))
    console.print(finding_table(Counter(fault.code.value for fault in report.faults)))


def verdict_table(counts: Counter[str]) -> Table:
    """How many columns have which verdict."""
    table = Table("栏目判定", "", "个数", title="栏目", title_justify="left")
    for verdict in map(str, ColumnVerdict):
        if counts[verdict]:
            table.add_row(str(VERDICTS[verdict]), verdict, str(counts[verdict]))
    return table


def finding_table(counts: Counter[str]) -> Table:
    """How many findings have which code."""
    table = Table("问题", "", "个数", title="问题" if counts else "没有发现问题", title_justify="left")
    for code in map(str, FindingCode):
        if counts[code]:
            table.add_row(title_of(code), code, str(counts[code]))
    return table
