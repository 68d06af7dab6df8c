"""The facts of one quarter made ready for the measures: the days judged, in which stretches, what was looked for."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from column_assignments.assessment.facts import EVERY_COLUMN, Facts
from column_assignments.assessment.spells import answering, joined, on_days_of
from column_assignments.assessment.vocabulary import JUDGED
from column_assignments.calendar import quarter_bounds

FRESH = ("fresh", "due-soon")


@dataclass(frozen=True, eq=False)
class Quarter:
    """A quarter up to and including `end`, the earlier of its last day and the day of scoring.

    columns    index column: weight, judged, fresh, overdue (days), last_day and last_verdict (judged), in_basis,
               share (of the quarter's days on which it was owed)
    owed       column, first_day, last_day: the unbroken spells in which a column was owed
    roles      who answered for what: column, department, department_kind, role, unit, first_day, last_day (see spells)
    days       the facts' days within the quarter; `owed` says whether the column was owed that day
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
    owed: pd.DataFrame
    roles: pd.DataFrame
    days: pd.DataFrame
    stretches: pd.DataFrame
    findings: pd.DataFrame
    checks: pd.DataFrame
    inspected: pd.DatetimeIndex

    def in_basis(self, rows: pd.DataFrame) -> pd.Series:
        """Which `rows` belong to a column that has a judged day."""
        return rows["column"].isin(self.columns.index[self.columns["in_basis"]])

    def while_owed(self, findings: pd.DataFrame) -> pd.Series:
        """Which `findings` stood on a day on which their column was owed."""
        pairs = findings.rename_axis("row").reset_index().merge(self.owed, on="column")
        met = pairs[(pairs["confirmed_on"] <= pairs["last_day"]) & ~(pairs["ended_on"] <= pairs["first_day"])]
        return pd.Series(findings.index.isin(met["row"]), index=findings.index)


def quarter_of_facts(facts: Facts, name: str, as_of: dt.date) -> Quarter:
    """Cut the facts to the quarter `name`; ValueError if it is no quarter or begins after `as_of`."""
    first, last = (pd.Timestamp(day) for day in quarter_bounds(name))
    end = min(last, pd.Timestamp(as_of))
    if end < first:
        raise ValueError(f"{name} has not begun on {as_of}")
    owed = joined(facts.duties, ["column"], first, end)
    days = within(facts.days, "day", first, end)
    days = days.assign(owed=on_days_of(days, owed))
    judged = days[days["owed"] & days["verdict"].isin(JUDGED)].drop(columns="owed")
    return Quarter(
        name=name,
        first=first,
        last=last,
        end=end,
        facts=facts,
        columns=column_totals(facts.duties, owed, judged, (end - first).days + 1),
        owed=owed,
        roles=answering(facts.roles, owed, first, end),
        days=days,
        stretches=stretches(judged.assign(verdict=judged["verdict"].replace("due-soon", "fresh"))),
        findings=alive(facts.findings, first, end),
        checks=spelt_out(facts.checks, owed),
        inspected=pd.DatetimeIndex(pd.concat([days["day"], within(facts.coverage, "day", first, end)["day"]]).unique()),
    )


def within(rows: pd.DataFrame, column: str, first: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    return rows[rows[column].between(first, end)]


def alive(findings: pd.DataFrame, first: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """Confirmed by `end`, and not seen repaired before the quarter's second day."""
    return findings[(findings["confirmed_on"] <= end) & ~(findings["ended_on"] <= first)]


def column_totals(duties: pd.DataFrame, owed: pd.DataFrame, judged: pd.DataFrame, days: int) -> pd.DataFrame:
    counts = judged.assign(
        judged=1,
        fresh=judged["verdict"].isin(FRESH).astype(int),
        overdue=(judged["verdict"] == "overdue").astype(int),
    ).groupby("column")
    weights = duties.drop_duplicates("column").set_index("column")[["weight"]]
    length = (owed["last_day"] - owed["first_day"]).dt.days + 1
    shares = (length.groupby(owed["column"]).sum() / days).rename("share")
    totals = weights.join(shares, how="inner").join(counts[["judged", "fresh", "overdue"]].sum())
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


def spelt_out(checks: pd.DataFrame, owed: pd.DataFrame) -> pd.DataFrame:
    everywhere = checks.loc[checks["column"] == EVERY_COLUMN, ["code"]]
    named = checks[checks["column"] != EVERY_COLUMN]
    return pd.concat([named, owed[["column"]].merge(everywhere, how="cross")]).drop_duplicates(ignore_index=True)
