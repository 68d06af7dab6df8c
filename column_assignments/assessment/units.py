"""Scores of columns for a part of their days (分段计分), for departments that did not answer for them all the time."""

import pandas as pd

from column_assignments.assessment.claims import claims
from column_assignments.assessment.columns import rescaled
from column_assignments.assessment.facts import Facts
from column_assignments.assessment.frames import empty
from column_assignments.assessment.items import score_items
from column_assignments.assessment.measures import texts
from column_assignments.assessment.quarter import Quarter, quarter_of_facts
from column_assignments.assessment.rounding import half_up
from column_assignments.assessment.rules import Scheme
from column_assignments.assessment.shares import shares_by_kind
from column_assignments.assessment.sheets import NO_BASIS
from column_assignments.assessment.spells import SPELL, on_days_of

UNIT = ["column", "unit", *SPELL]


def partial_shares(
    span: Quarter, scheme: Scheme, bonuses: pd.DataFrame, vetoes: pd.DataFrame
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The shares (see `score_departments`) of the units that are a part of their column, and a sentence about each.

    `bonuses` that count and `vetoes` are about whole columns; each falls on those who answered on its day.
    """
    units = span.roles[UNIT].drop_duplicates(ignore_index=True)
    parts = units[units["unit"] != units["column"]]
    if not len(parts):
        return pd.DataFrame(), ()
    part = quarter_of_facts(facts_of(span, parts), span.name, span.end.date())
    claimed = claims(part, scheme)
    items, _ = score_items(part, scheme, claimed)
    columns = part.columns.join(rescaled(items))
    given = of_their_day(bonuses, units).groupby("subject")["points"].sum()
    columns["bonus"] = given.reindex(columns.index, fill_value=0.0)
    hit = of_their_day(vetoes, units)
    score = (columns["base"] + columns["bonus"]).mask(columns.index.isin(hit["subject"]), 0.0)
    told = sentences(span, parts, columns.assign(score=half_up(score, scheme.decimals)))
    return shares_by_kind(columns, items, claimed, hit), told


def facts_of(span: Quarter, parts: pd.DataFrame) -> Facts:
    """The facts of the quarter told about the units `parts` instead of their columns."""
    facts = span.facts
    weights = span.columns["weight"].rename("weight")
    days = renamed(span.days.drop(columns="owed"), parts)
    spells = parts.drop(columns="column").rename(columns={"unit": "column"})
    everywhere = facts.checks[~facts.checks["column"].isin(facts.duties["column"])]
    return Facts(
        duties=parts.join(weights, on="column").drop(columns="column").rename(columns={"unit": "column"}),
        days=days[on_days_of(days, spells)],
        findings=renamed(facts.findings, parts),
        coverage=pd.DataFrame({"day": span.inspected}) if len(span.inspected) else empty("coverage"),
        checks=pd.concat([everywhere, renamed(facts.checks, parts)], ignore_index=True),
        quantities=renamed(facts.quantities, parts),
    )


def renamed(rows: pd.DataFrame, parts: pd.DataFrame) -> pd.DataFrame:
    """The rows about the columns of `parts`, once for each of their units."""
    found = rows.merge(parts[["column", "unit"]], on="column")
    return found.drop(columns="column").rename(columns={"unit": "column"})[list(rows)]


def of_their_day(rows: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """`rows` (subject, day) about columns as rows about the units of that day, or else the nearest in time."""
    pairs = rows.rename_axis("row").reset_index().merge(units, left_on="subject", right_on="column")
    early = (pairs["first_day"] - pairs["day"]).dt.days.clip(lower=0)
    late = (pairs["day"] - pairs["last_day"]).dt.days.clip(lower=0)
    away = early + late
    nearest = pairs[away == away.groupby(pairs["row"]).transform("min")]
    return nearest.assign(subject=nearest["unit"])[list(rows)]


def sentences(span: Quarter, parts: pd.DataFrame, columns: pd.DataFrame) -> tuple[str, ...]:
    """How each part was counted, in the words of the report."""
    names = span.roles.groupby("unit")["department"].agg(lambda found: "、".join(found.unique()))
    rows = parts.join(columns[["judged", "overdue", "score"]], on="unit").join(names, on="unit")
    rows = rows.sort_values(["column", "first_day", "last_day", "unit"])
    where = texts("{column} {first_day:%Y-%m-%d} 至 {last_day:%Y-%m-%d}（{department}）：", rows)
    counted = texts("判定 {judged} 日，超期 {overdue} 日，得分 {score:.1f}", rows)
    return tuple(where + counted.where(rows["score"].notna(), NO_BASIS))
