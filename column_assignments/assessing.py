"""A quarter's assessment from the database to its row and its files."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from column_assignments.assessment.facts import collect
from column_assignments.assessment.scheme import Scheme, load_scheme
from column_assignments.assessment.scoring import score
from column_assignments.assessment.sheets import ScoreSheets, to_json
from column_assignments.assessment.workbook import write_workbook
from column_assignments.calendar import quarter_bounds
from column_assignments.classifying import REQUEST_COLUMN
from column_assignments.models import Assessment, Assignment, Portal
from column_assignments.obligations import TableSpell, assignments_of, tables_of
from column_assignments.reports import report_file

# The name under which schemes weigh the column of disclosure on request, whatever its class.
REQUEST_WEIGHT = "disclosure-request"


def table_facts(quarter: str, portal: str) -> Mapping[str, pd.DataFrame]:
    """Fact provider: the columns with the classes that schemes weigh, and the departments with their parts, each with its days.

    The table is the one in force on each day: a version that takes over within the quarter begins a spell.
    """
    spells = tables_of(Portal.objects.get(name=portal), *quarter_bounds(quarter))
    owed = [(spell, assignment) for spell in spells for assignment in assignments_of(spell.table)]
    # A column has one weight in a quarter: that of its last spell there.
    keys = {assignment.column.path: weight_key(assignment) for _spell, assignment in owed}
    duties = [
        {
            "column": assignment.column.path,
            "weight": 1.0,
            "column_class": keys[assignment.column.path],
            **days_of(spell),
        }
        for spell, assignment in owed
    ]
    roles = [
        {
            "column": assignment.column.path,
            "department": part.department.name,
            "department_kind": part.department.kind,
            "role": part.role,
            **days_of(spell),
        }
        for spell, assignment in owed
        for part in assignment.parts.all()
    ]
    return {"duties": pd.DataFrame(duties), "roles": pd.DataFrame(roles)}


def days_of(spell: TableSpell) -> dict[str, dt.date]:
    return {"first_day": spell.first_day, "last_day": spell.last_day}


def table_version(spells: Sequence[TableSpell]) -> str:
    """The versions of the table that a quarter is judged by, as the report names them; with days if several."""
    versions = [f"{spell.table.source}, {spell.table.effective_on:%Y-%m-%d} 起" for spell in spells]
    ends = [f" (用至 {spell.last_day:%Y-%m-%d})" for spell in spells[:-1]] + [""]
    return "; ".join(version + end for version, end in zip(versions, ends, strict=False))


def weight_key(assignment: Assignment) -> str:
    """Under which name a scheme weighs the column of a row: the class that it has in that version."""
    column = assignment.column
    return REQUEST_WEIGHT if column.name == REQUEST_COLUMN else assignment.column_class or column.column_class


def assess(portal: Portal, quarter: str, *, as_of: dt.date, scheme: Scheme | None = None) -> ScoreSheets:
    """Score a quarter from the facts on record. SchemeError and FactsError name what cannot be used."""
    first, last = quarter_bounds(quarter)
    version = table_version(tables_of(portal, first, max(first, min(last, as_of))))
    facts = collect(quarter, portal.name, table_version=version)
    return score(facts, scheme or load_scheme(), quarter, as_of)


def keep_draft(portal: Portal, quarter: str, sheets: ScoreSheets, as_of: dt.date) -> Assessment:
    """Store the sheets as the quarter's draft and write its report files."""
    assessment, _ = Assessment.objects.update_or_create(
        portal=portal,
        quarter=quarter,
        defaults={
            "scheme": f"{sheets.header.scheme} {sheets.header.scheme_version}",
            "as_of": as_of,
            "sheets": to_json(sheets),
        },
    )
    write_files(sheets, report_file(assessment, ".xlsx"), report_file(assessment, ".json"))
    return assessment


def write_files(sheets: ScoreSheets, workbook: Path, data: Path) -> None:
    """Write the report as a workbook and as JSON."""
    for file in (workbook, data):
        file.parent.mkdir(parents=True, exist_ok=True)
    write_workbook(sheets, workbook)
    data.write_text(json.dumps(to_json(sheets), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
