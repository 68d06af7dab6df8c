"""The facts of one quarter made ready for the measures: the days judged, in which stretches, what was looked for."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from column_assignments.assessment.facts import EVERY_COLUMN, Facts
from column_assignments.assessment.vocabulary import JUDGED
from column_assignments.calendar import quarter_bounds

FRESH = ("fresh", "due-soon")


@dataclass(frozen=True, eq=False)
class Quarter:
    """A quarter up to and including `end`, the earlier of its last day and the day of scoring.

    columns    index column: weight, judged, fresh, overdue (days), last_day and last_verdict (judged), in_basis
    days       the facts' days of assessed columns within the quarter
    stretches  unbroken runs of one state over the judged days of a column: column, verdict ("fresh" stands for
               due-soon too), first_day, last_day, days, evidence, sample. Days not judged do not break a run.
    findings   the facts' findings that were alive on a day of the quarter
    checks     column, code with "*" spelt out
    inspected  the days with an inspection
    """

    name: str
    first: pd.Timestamp
    last: pd.Timestamp
    end: pd.Timestamp
    facts: Facts
    columns: pd.DataFrame
    days: pd.DataFrame
    stretches: pd.DataFrame
    findings: pd.DataFrame
    checks: pd.DataFrame
    inspected: pd.DatetimeIndex

    def in_basis(self, rows: pd.DataFrame) -> pd.Series:
        """Which `rows` belong to a column that has a judged day."""
        return rows["column"].isin(self.columns.index[self.columns["in_basis"]])


def quarter_of_facts(facts: Facts, name: str, as_of: dt.date) -> Quarter:
    """Cut the facts to the quarter `name`; ValueError if it is no quarter or begins after `as_of`."""
    first, last = (pd.Timestamp(day) for day in quarter_bounds(name))
    end = min(last, pd.Timestamp(as_of))
    if end < first:
        raise ValueError(f"{name} has not begun on {as_of}")
    days = within(facts.days, "day", first, end)
    owed = days[days["column"].isin(facts.duties["column"])]
    judged = owed[owed["verdict"].isin(JUDGED)]
    return Quarter(
        name=name,
        first=first,
        last=last,
        end=end,
        facts=facts,
        columns=column_totals(facts.duties, judged),
        days=days,
        stretches=stretches(judged.assign(verdict=judged["verdict"].replace("due-soon", "fresh"))),
        findings=alive(facts.findings, first, end),
        checks=spelt_out(facts.checks, facts.duties),
        inspected=pd.DatetimeIndex(pd.concat([days["day"], within(facts.coverage, "day", first, end)["day"]]).unique()),
    )


def within(rows: pd.DataFrame, column: str, first: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    return rows[rows[column].between(first, end)]


def alive(findings: pd.DataFrame, first: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """Confirmed by `end`, and not seen repaired before the quarter's second day."""
    return findings[(findings["confirmed_on"] <= end) & ~(findings["ended_on"] <= first)]


def column_totals(duties: pd.DataFrame, judged: pd.DataFrame) -> pd.DataFrame:
    counts = judged.assign(
        judged=1,
        fresh=judged["verdict"].isin(FRESH).astype(int),
        overdue=(judged["verdict"] == "overdue").astype(int),
    ).groupby("column")
    totals = duties.set_index("column").join(counts[["judged", "fresh", "overdue"]].sum())
    numbers = ["judged", "fresh", "overdue"]
    totals[numbers] = totals[numbers].fillna(0).astype(int)
    newest = judged.sort_values(["column", "day"]).drop_duplicates("column", keep="last").set_index("column")
    totals = totals.join(newest[["day", "verdict"]].set_axis(["last_day", "last_verdict"], axis=1))
    return totals.assign(in_basis=totals["judged"] > 0).sort_index()


def stretches(days: pd.DataFrame) -> pd.DataFrame:
    """Join neighbouring rows of a column with the same verdict; evidence joined by spaces, oldest first."""
    days = days.sort_values(["column", "day"], ignore_index=True)
    begins = (days["column"] != days["column"].shift()) | (days["verdict"] != days["verdict"].shift())
    return days.groupby(begins.cumsum().rename("stretch")).agg(
        column=("column", "first"),
        verdict=("verdict", "first"),
        first_day=("day", "min"),
        last_day=("day", "max"),
        days=("day", "size"),
        evidence=("evidence", lambda seen: " ".join(filter(None, seen))),
        sample=("sample", "any"),
    )


def spelt_out(checks: pd.DataFrame, duties: pd.DataFrame) -> pd.DataFrame:
    everywhere = checks.loc[checks["column"] == EVERY_COLUMN, ["code"]]
    named = checks[checks["column"] != EVERY_COLUMN]
    return pd.concat([named, duties[["column"]].merge(everywhere, how="cross")]).drop_duplicates(ignore_index=True)
