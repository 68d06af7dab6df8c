"""What the assessment gets from the inspections: facts by quarter, each row with its evidence."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd
from django.db.models import Q

from column_assignments.assessment.facts import EVERY_COLUMN
from column_assignments.calendar import quarter_bounds
from column_assignments.classifying import REQUEST_COLUMN
from column_assignments.duties import ColumnClass
from column_assignments.models import Assignment, Column, Exemption, Portal
from column_assignments.obligations import tables_of
from monitoring.checks.verdicts import ColumnVerdict, FindingCode
from monitoring.findings import COLUMN_CODES
from monitoring.models import Finding, Inspection, Observation

# Looked for on every page of every column.
EVERYWHERE = (
    FindingCode.BROKEN_LINK,
    FindingCode.BROKEN_IMAGE,
    FindingCode.BROKEN_ATTACHMENT,
    FindingCode.REDIRECT_LOOP,
    FindingCode.SOFT_404,
    FindingCode.COLUMN_UNREACHABLE,
)
REQUEST_CODES = (
    FindingCode.REQUEST_CHANNEL_MISSING,
    FindingCode.REQUEST_CHANNEL_DOWN,
    FindingCode.REQUEST_FORM_INCOMPLETE,
)


def inspection_facts(quarter: str, portal: str) -> Mapping[str, pd.DataFrame]:
    """Fact provider: columns by day, confirmed findings, days inspected, and what was looked for."""
    done = Inspection.objects.filter(
        portal__name=portal, day__range=quarter_bounds(quarter), state=Inspection.State.DONE
    )
    return {
        "days": pd.DataFrame(column_days(quarter, portal)),
        "findings": pd.DataFrame(confirmed_findings(quarter, portal)),
        "coverage": pd.DataFrame({"day": list(done.values_list("day", flat=True))}),
        "checks": pd.DataFrame(checks(quarter, portal)),
    }


def column_days(quarter: str, portal: str) -> list[dict[str, Any]]:
    """A row for each column and day that was looked at; an exempt day is not judged, whenever it was accepted."""
    exempt = Exempt(quarter, portal)
    seen = Observation.objects.filter(
        inspection__portal__name=portal,
        inspection__state=Inspection.State.DONE,
        inspection__day__range=quarter_bounds(quarter),
    ).values_list("pk", "column__path", "inspection__day", "verdict", "inspection__sample")
    found: list[dict[str, Any]] = [
        {"column": column, "day": day, "verdict": verdict, "evidence": f"observation:{pk}", "sample": sample}
        for pk, column, day, verdict, sample in seen.iterator()
    ]
    return [row | exempt.instead(row["column"], row["day"]) for row in found]


class Exempt:
    """The accepted exemptions of a portal's columns that touch a quarter."""

    def __init__(self, quarter: str, portal: str) -> None:
        first, last = quarter_bounds(quarter)
        self._spells: dict[str, list[tuple[dt.date, dt.date, int]]] = {}
        accepted = Exemption.objects.filter(
            Q(last_day=None) | Q(last_day__gte=first),
            column__portal__name=portal,
            state=Exemption.State.ACCEPTED,
            first_day__lte=last,
        )
        for pk, column, begin, end in accepted.order_by("id").values_list(
            "pk", "column__path", "first_day", "last_day"
        ):
            self._spells.setdefault(column, []).append((begin, end or last, pk))

    def instead(self, column: str, day: dt.date) -> dict[str, object]:
        """What a fact about the column and day says if nothing was owed then; nothing if it was."""
        for begin, end, pk in self._spells.get(column, ()):
            if begin <= day <= end:
                return {"verdict": ColumnVerdict.NOT_JUDGED.value, "evidence": f"exemption:{pk}"}
        return {}


def confirmed_findings(quarter: str, portal: str) -> list[dict[str, object]]:
    """A row for each time that a confirmed finding stood in the quarter. Suspected ones never count."""
    first, last = quarter_bounds(quarter)
    findings = Finding.objects.filter(portal__name=portal, transitions__new=Finding.State.OPEN).distinct()
    return [
        finding_row(finding, number, start, end)
        for finding in findings.select_related("column").prefetch_related("transitions")
        for number, (start, end) in enumerate(spells(finding), 1)
        if start <= last and (end is None or end >= first)
    ]


def spells(finding: Finding) -> Iterator[tuple[dt.date, dt.date | None]]:
    """The times a finding stood: the day it opened, and the day it was seen repaired, None while it stands."""
    opened: dt.date | None = None
    for step in finding.transitions.all():
        if step.new == Finding.State.OPEN and opened is None:
            opened = step.day
        elif step.new == Finding.State.FIXED and opened is not None:
            yield opened, step.day
            opened = None
    if opened is not None:
        yield opened, None


def finding_row(finding: Finding, number: int, start: dt.date, end: dt.date | None) -> dict[str, object]:
    """One spell of a finding as a fact."""
    column = finding.column
    in_front = FindingCode(finding.code) in COLUMN_CODES or (column is not None and column.url in finding.found_on)
    return {
        "finding": f"{finding.pk}.{number}",
        "code": finding.code,
        "column": column.path if column else "",
        "place": "front" if in_front else "elsewhere",
        "confirmed_on": start,
        "ended_on": end,
        "evidence": f"finding:{finding.pk}",
        "sample": finding.sample,
        "severity": finding.severity,
    }


def checks(quarter: str, portal: str) -> list[dict[str, str]]:
    """What was looked for where; of anything else, having found nothing says nothing."""
    columns = Column.objects.filter(portal__name=portal)
    request = columns.filter(name=REQUEST_COLUMN)
    spells = tables_of(Portal.objects.get(name=portal), *quarter_bounds(quarter))
    # A row stored before tables named classes has the class of its column.
    named = Q(column_class=ColumnClass.INTERACTION) | Q(column_class="", column__column_class=ColumnClass.INTERACTION)
    interaction = Assignment.objects.filter(named, table__in=[spell.table for spell in spells])
    return [
        *rows([EVERY_COLUMN], EVERYWHERE),
        *rows(request.values_list("path", flat=True), REQUEST_CODES),
        *rows(interaction.values_list("column__path", flat=True), [FindingCode.MESSAGE_CHANNEL_DOWN]),
    ]


def rows(columns: Iterable[str], codes: Iterable[FindingCode]) -> list[dict[str, str]]:
    return [{"column": column, "code": code.value} for column in columns for code in codes]
