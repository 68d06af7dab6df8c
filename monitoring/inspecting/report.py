"""The report of one inspection, and its JSON form, on which other programs rely."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from column_assignments.duties import Role
from monitoring.checks.channel import Channel
from monitoring.checks.codes import CODES
from monitoring.checks.verdicts import Fault, Side
from monitoring.inspecting.columns import ColumnResult

NOBODY: Mapping[str, list[str]] = {"lead": [], "publisher": []}
CONTENT = frozenset({Side.LEAD, Side.PUBLISHER})


@dataclass(frozen=True)
class Report:
    """What one inspection of one portal found, as of a day. `pages` were read, `links` looked at, in `seconds`.

    `checked` are the addresses that were seen to be fine, `unchecked` those that were met and not seen to be: left
    out, turned away, failed by us, doubtful or broken. Only the first can settle an earlier finding.
    """

    portal: str
    url: str
    date: dt.date
    pages: int = 0
    links: int = 0
    seconds: float = 0.0
    columns: tuple[ColumnResult, ...] = ()
    faults: tuple[Fault, ...] = ()
    channels: tuple[Channel, ...] = ()
    coverage: Mapping[str, Any] = field(default_factory=dict)
    checked: frozenset[str] = frozenset()
    unchecked: frozenset[str] = frozenset()


def report_json(report: Report) -> dict[str, Any]:
    """The report as one JSON object with the keys of the stable interface."""
    owners = {result.duty.column: _departments(result) for result in report.columns}
    return {
        "portal": report.portal,
        "date": report.date.isoformat(),
        "pages": report.pages,
        "links": report.links,
        "seconds": round(report.seconds, 3),
        "columns": [_column(result) for result in report.columns],
        "findings": [_finding(fault, owners) for fault in report.faults],
        "channels": [_channel(channel) for channel in report.channels],
        "coverage": dict(report.coverage),
    }


def _column(result: ColumnResult) -> dict[str, Any]:
    judged = result.judged
    return {
        "column": result.duty.column,
        "url": result.duty.url,
        "verdict": judged.verdict.value,
        "reason": judged.reason.value,
        "newest": judged.newest.isoformat() if judged.newest else None,
        "items": judged.items,
        "due": judged.due.isoformat() if judged.due else None,
        "departments": _departments(result),
    }


def _departments(result: ColumnResult) -> dict[str, list[str]]:
    departments = result.duty.departments
    return {role.value: list(departments.get(role, ())) for role in (Role.LEAD, Role.PUBLISHER)}


def _finding(fault: Fault, owners: Mapping[str, Mapping[str, list[str]]]) -> dict[str, Any]:
    entry = CODES[fault.code]
    whose = owners.get(fault.column, NOBODY) if entry.side in CONTENT else NOBODY
    return {
        "code": fault.code.value,
        "severity": entry.severity.word,
        "state": "open" if fault.confirmed else "suspected",
        "url": fault.url,
        "found_on": list(fault.found_on),
        "found_on_total": fault.found_on_total,
        "column": fault.column,
        "departments": {role: list(names) for role, names in whose.items()},
        "evidence": dict(fault.evidence),
    }


def _channel(channel: Channel) -> dict[str, Any]:
    return {
        "kind": channel.kind,
        "url": channel.url,
        "verdict": channel.verdict.value,
        "missing": list(channel.missing),
    }
