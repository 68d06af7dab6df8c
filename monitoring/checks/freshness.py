"""The findings that follow from a column's verdict: overdue, due soon, blank, unreachable, unreadable."""

from typing import Any

from column_assignments.due_dates import counted_from
from column_assignments.duties import Duty
from monitoring.checks.column import Judgement
from monitoring.checks.reasons import REASONS
from monitoring.checks.seen import Seen, evidence_of
from monitoring.checks.verdicts import ColumnVerdict, Fault, FindingCode

CODE_OF = {
    ColumnVerdict.OVERDUE: FindingCode.COLUMN_OVERDUE,
    ColumnVerdict.DUE_SOON: FindingCode.COLUMN_DUE_SOON,
    ColumnVerdict.BLANK: FindingCode.COLUMN_BLANK,
    ColumnVerdict.UNREACHABLE: FindingCode.COLUMN_UNREACHABLE,
    ColumnVerdict.UNREADABLE: FindingCode.COLUMN_UNREADABLE,
}


def column_fault(duty: Duty, judged: Judgement, seen: Seen, *, confirmed: bool) -> Fault | None:
    """The finding against a column, if its verdict is one; refused and not judged columns are never accused."""
    code = CODE_OF.get(judged.verdict)
    if code is None:
        return None
    evidence = evidence_of(seen) | rule_of(duty) | _dates(judged) | _record(duty, judged)
    return Fault(code, duty.url, evidence, column=duty.column, confirmed=confirmed)


def rule_of(duty: Duty) -> dict[str, Any]:
    """The rule by which a duty is judged, for evidence; `rule_confirmed` is False where an office has not agreed."""
    rule = duty.rule
    return {
        "rule": rule.label,
        "column_class": rule.column_class.value,
        "overdue_after": str(rule.overdue) if rule.overdue else None,
        "source": rule.source,
        "rule_confirmed": rule.confirmed,
    }


def _dates(judged: Judgement) -> dict[str, Any]:
    return {
        "reason": judged.reason.value,
        "explanation": REASONS[judged.reason],
        "newest": judged.newest.isoformat() if judged.newest else None,
        "due": judged.due.isoformat() if judged.due else None,
        "date_source": judged.date_source.value,
        "items": judged.items,
    }


def _record(duty: Duty, judged: Judgement) -> dict[str, Any]:
    """The record by which the column was judged and its day; nothing where the page alone decided."""
    if not judged.record:
        return {}
    since = counted_from(duty, judged.newest)
    return {"record": judged.record, "recorded_on": since.isoformat() if since else None}
