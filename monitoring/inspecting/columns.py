"""The columns of a portal: each judged by its duty, and each would-be fault looked at again."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from column_assignments.duties import Duty
from monitoring.checks.column import Judgement, judge_column
from monitoring.checks.dates import date_questions
from monitoring.checks.freshness import column_fault
from monitoring.checks.links import LinkState
from monitoring.checks.reasons import Reason
from monitoring.checks.seen import Seen
from monitoring.checks.verdicts import ColumnVerdict, Fault
from monitoring.inspecting.frames import page_with_frames, with_dates_of_articles
from monitoring.inspecting.line import Line
from monitoring.inspecting.looking import Looker
from monitoring.inspecting.portal import Terms
from monitoring.inspecting.targets import Register


@dataclass(frozen=True)
class ColumnResult:
    """What is known of one column after an inspection. `seen` is None if it was not looked at."""

    duty: Duty
    judged: Judgement
    seen: Seen | None = None
    faults: tuple[Fault, ...] = ()


def not_seen(duties: Sequence[Duty], verdict: ColumnVerdict, reason: Reason) -> list[ColumnResult]:
    """One verdict for all columns of a portal that could not be entered; none of them is accused."""
    return [ColumnResult(duty, Judgement(verdict, reason)) for duty in duties]


class ColumnJudge:
    """Judges the columns of one visit."""

    def __init__(self, looker: Looker, register: Register, terms: Terms, line: Line) -> None:
        self._looker = looker
        self._register = register
        self._terms = terms
        self._line = line

    def judge(self, duties: Sequence[Duty], pool: ThreadPoolExecutor) -> list[ColumnResult]:
        """Judge what the visit saw of each duty's column."""
        return list(pool.map(self._first, duties))

    def again(self, results: Sequence[ColumnResult], pool: ThreadPoolExecutor) -> list[ColumnResult]:
        """Look again at each column against which something was found."""
        return list(pool.map(lambda result: self._second(result) if result.faults else result, results))

    def _first(self, duty: Duty) -> ColumnResult:
        target = self._register.targets.get(duty.url) if duty.url else None
        if target and target.left_out == "robots":
            return ColumnResult(duty, Judgement(ColumnVerdict.REFUSED, Reason.ROBOTS))
        return self._result(duty, target.seen if target else None, confirmed=False)

    def _second(self, first: ColumnResult) -> ColumnResult:
        seen = page_with_frames(self._looker, first.duty.url, self._register.is_own)
        second = self._result(first.duty, seen, confirmed=True)
        known = {fault.code for fault in first.faults}
        faults = tuple(replace(fault, confirmed=fault.code in known) for fault in second.faults)
        return replace(second, faults=faults)

    def _result(self, duty: Duty, seen: Seen | None, *, confirmed: bool) -> ColumnResult:
        judged = self._judgement(duty, seen)
        if seen and judged.reason is Reason.DATES_IN_ADDRESSES:
            seen = with_dates_of_articles(self._looker, seen)
            judged = self._judgement(duty, seen)
        return ColumnResult(duty, judged, seen, self._faults(duty, judged, seen, confirmed))

    def _judgement(self, duty: Duty, seen: Seen | None) -> Judgement:
        """A column on another site is subject to the same doubt about our own line as a link to one."""
        if seen and seen.is_fault and self._line.judge(duty.url, seen) is not LinkState.BROKEN:
            return Judgement(ColumnVerdict.NOT_JUDGED, Reason.OUR_FAILURE)
        return judge_column(duty, seen, self._terms.today)

    def _faults(self, duty: Duty, judged: Judgement, seen: Seen | None, confirmed: bool) -> tuple[Fault, ...]:
        if seen is None:
            return ()
        fault = column_fault(duty, judged, seen, confirmed=confirmed)
        readable = judged.verdict not in (ColumnVerdict.UNREADABLE, ColumnVerdict.UNREACHABLE)
        questions = date_questions(duty, seen, self._terms.today, confirmed=confirmed) if readable else []
        return (*([fault] if fault else []), *questions)


def with_places(results: Sequence[ColumnResult], register: Register) -> list[ColumnResult]:
    """Enter in each column's findings the pages that link the column."""
    return [replace(result, faults=tuple(placed(fault, register) for fault in result.faults)) for result in results]


def placed(fault: Fault, register: Register) -> Fault:
    """A finding with the pages that link its target."""
    target = register.targets.get(fault.url)
    if target is None:
        return fault
    return replace(fault, found_on=tuple(target.found_on), found_on_total=target.found_on_total)
