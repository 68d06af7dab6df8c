"""Facts and a scheme in, score sheets out (季度考评). Pure: the same facts give the same sheets in any row order."""

import datetime as dt
from dataclasses import replace

import pandas as pd

from column_assignments.assessment.claims import claims
from column_assignments.assessment.columns import score_columns
from column_assignments.assessment.decisions import decided, marks, vetoes
from column_assignments.assessment.departments import score_departments
from column_assignments.assessment.exclusions import exclusions
from column_assignments.assessment.facts import Facts
from column_assignments.assessment.header import header
from column_assignments.assessment.items import score_items
from column_assignments.assessment.quarter import Quarter, quarter_of_facts
from column_assignments.assessment.rounding import half_up
from column_assignments.assessment.rules import Scheme
from column_assignments.assessment.shares import shares_by_kind
from column_assignments.assessment.sheets import ScoreSheets, shaped
from column_assignments.assessment.spells import SPELL, joined
from column_assignments.assessment.units import partial_shares

# Points of items and deductions are printed this exactly; scores are computed from what they were before.
POINT_DECIMALS = 4


def score(facts: Facts, scheme: Scheme, quarter: str, as_of: dt.date) -> ScoreSheets:
    """Score `quarter` ("2026Q4") by what was known on `as_of`; ValueError if it had not begun by then."""
    span = quarter_of_facts(weighed(facts, scheme), quarter, as_of)
    claimed = claims(span, scheme)
    items, charges = score_items(span, scheme, claimed)
    bonuses = marks(span, scheme.bonus.marks, span.columns.index, scheme.bonus.cap)
    column_vetoes = vetoes(span, scheme.column_vetoes, span.columns.index)
    columns = score_columns(span, scheme, items, bonuses, column_vetoes)
    names = pd.Index(span.roles["department"].unique())
    own_marks = marks(span, scheme.department_deductions, names)
    own_vetoes = vetoes(span, scheme.department_vetoes, names)
    given = bonuses[bonuses["subject"].map(columns["bonus"]) > 0]
    partial, told = partial_shares(span, scheme, given, column_vetoes)
    whole = shares_by_kind(columns, items, claimed, column_vetoes)
    shares = pd.concat([whole, partial], ignore_index=True) if len(partial) else whole
    departments = score_departments(span.roles, scheme, shares, own_marks, own_vetoes)
    excluded = exclusions(span, scheme, claimed, columns)
    sample = sample_subjects(span)
    return ScoreSheets(
        header=header(span, scheme, as_of, bool(len(sample)), told),
        columns=column_sheet(columns, scheme, leads_of(span), claimed, sample),
        items=shaped("items", items.assign(points=signed(items["points"]), sample=items["column"].isin(sample))),
        deductions=deduction_sheet(charges, given, column_vetoes, own_marks, own_vetoes),
        departments=department_sheet(departments, span.roles, sample),
        exclusions=shaped("exclusions", excluded),
    )


def weighed(facts: Facts, scheme: Scheme) -> Facts:
    """The facts with the scheme's weights of the columns' classes in the duties' weights."""
    duties = facts.duties
    by_class = [scheme.weight_of(name) if name else 1.0 for name in duties["column_class"]]
    weights = duties["weight"] * pd.Series(by_class, index=duties.index, dtype="float64")
    return replace(facts, duties=duties.assign(weight=weights, column_class=""))


def signed(points: pd.Series) -> pd.Series:
    """Points as printed; negative ones are rounded like their positive counterparts, and none is -0.0."""
    rounded = half_up(points.abs(), POINT_DECIMALS)
    return rounded.where(points >= 0, -rounded) + 0.0


def sample_subjects(span: Quarter) -> set[str]:
    """Columns and departments about which at least one fact of the quarter is simulated."""
    facts = span.facts
    frames = [span.days, span.findings, facts.quantities, decided(span).rename(columns={"subject": "column"})]
    return {subject for rows in frames for subject in rows.loc[rows["sample"], "column"]}


def leads_of(span: Quarter) -> pd.Series:
    """The names of each column's leads, with their days where those are not all on which the column was owed."""
    rows = joined(span.roles[span.roles["role"] == "lead"], ["column", "department"], span.first, span.end)
    once = span.owed.drop_duplicates("column", keep=False)
    always = pd.MultiIndex.from_frame(rows[["column", *SPELL]]).isin(pd.MultiIndex.from_frame(once))
    days = "（" + rows["first_day"].dt.strftime("%m-%d") + " 至 " + rows["last_day"].dt.strftime("%m-%d") + "）"
    rows = rows.assign(named=rows["department"].where(always, rows["department"] + days))
    return rows.sort_values(["column", "first_day", "department"]).groupby("column")["named"].agg("、".join)


def column_sheet(
    columns: pd.DataFrame, scheme: Scheme, leads: pd.Series, claimed: pd.DataFrame, sample: set[str]
) -> pd.DataFrame:
    found = claimed[claimed["item"] != ""].groupby("column").size()
    score = half_up(columns["score"], scheme.decimals)
    rows = columns.assign(
        leads=leads.reindex(columns.index, fill_value=""),
        findings=found.reindex(columns.index, fill_value=0),
        base=half_up(columns["base"], scheme.decimals),
        score=score,
        band=score.map(scheme.band_of),
        sample=columns.index.isin(list(sample)),
    )
    return shaped("columns", rows.reset_index())


def deduction_sheet(
    charges: pd.DataFrame, bonuses: pd.DataFrame, hit: pd.DataFrame, own: pd.DataFrame, own_hit: pd.DataFrame
) -> pd.DataFrame:
    parts = [
        charges.assign(department="", points=-charges["points"]),
        about_columns(bonuses.assign(reason="加分：" + bonuses["reason"])),
        about_columns(hit.assign(points=float("nan"))),
        about_departments(own.assign(points=-own["points"])),
        about_departments(own_hit.assign(points=float("nan"))),
    ]
    rows = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    rows = shaped("deductions", rows.assign(points=signed(rows["points"])))
    return rows.sort_values(["department", "column", "item", "day", "evidence", "reason"], ignore_index=True)


def about_columns(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.rename(columns={"subject": "column", "key": "item"}).assign(department="")


def about_departments(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.rename(columns={"subject": "department", "key": "item"}).assign(column="")


def department_sheet(departments: pd.DataFrame, roles: pd.DataFrame, sample: set[str]) -> pd.DataFrame:
    touched = set(roles.loc[roles["column"].isin(sample), "department"]) | sample
    return shaped("departments", departments.assign(sample=departments["department"].isin(touched)))
