"""What persons decided (人工认定), and the veto that days decide: marks and vetoes of columns and departments."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from column_assignments.assessment.items import capped
from column_assignments.assessment.quarter import Quarter, within
from column_assignments.assessment.rules import Mark, Scheme, Veto
from column_assignments.assessment.vocabulary import EXEMPTED

VETO = ["subject", "key", "name", "kind", "reason", "day", "evidence", "sample"]


def decided(quarter: Quarter) -> pd.DataFrame:
    """The decisions of the quarter: subject, key, day, evidence, sample."""
    rows = within(quarter.facts.decisions, "decided_on", quarter.first, quarter.end)
    return rows.rename(columns={"decided_on": "day"})


def marks(quarter: Quarter, known: Sequence[Mark], subjects: pd.Index, cap: float = np.inf) -> pd.DataFrame:
    """The decided marks about `subjects`, with points (positive) up to each mark's own cap and up to `cap` in all."""
    rows = decided(quarter)
    rows = rows[rows["key"].isin([mark.key for mark in known]) & rows["subject"].isin(subjects)]
    rows = rows.sort_values(["subject", "day", "key", "evidence"], ignore_index=True)
    prices = {mark.key: mark.points for mark in known}
    caps = {mark.key: np.inf if mark.cap is None else mark.cap for mark in known}
    rows = rows.assign(points=rows["key"].map(prices).astype(float), reason=rows["key"].map(names(known)))
    rows["points"] = capped(rows, ["subject", "key"], rows["key"].map(caps).astype(float))
    return rows.assign(points=capped(rows, ["subject"], cap))


def vetoes(quarter: Quarter, known: Sequence[Veto], subjects: pd.Index) -> pd.DataFrame:
    """The vetoes that hit `subjects`, in the scheme's order: the columns of `VETO`."""
    means = {"blank-at-end": blank_at_end, "decision": by_person}
    none = by_person(quarter, Veto("", ""))
    found = pd.concat([none, *(means[veto.measure](quarter, veto) for veto in known)], ignore_index=True)
    return found[found["subject"].isin(subjects)].reset_index(drop=True)


def by_person(quarter: Quarter, veto: Veto) -> pd.DataFrame:
    rows = decided(quarter)
    rows = rows[rows["key"] == veto.key]
    return rows.assign(name=veto.name, kind=veto.kind, reason=f"单项否决：{veto.name}（人工认定）")[VETO]


def blank_at_end(quarter: Quarter, veto: Veto) -> pd.DataFrame:
    rows = last_blank(quarter)
    rows = rows[rows["last_day"] >= quarter.end - pd.Timedelta(days=veto.within_days)]
    # Who no longer owes a column at the end is not put out for how it stood before.
    rows = rows[rows["column"].isin(quarter.owed.loc[quarter.owed["last_day"] == quarter.end, "column"])]
    rows = rows.rename(columns={"column": "subject", "last_day": "day"})
    reason = f"单项否决：{veto.name}（末次判定 " + rows["day"].dt.strftime("%Y-%m-%d").astype("str") + " 为空白）"
    return rows.assign(key=veto.key, name=veto.name, kind=veto.kind, reason=reason)[VETO]


def last_blank(quarter: Quarter) -> pd.DataFrame:
    """The stretch that ends the quarter of each column whose last judged day was blank.

    Not of a column that was exempt later: by then nothing was owed, and how it stood before is not how it ended.
    """
    last = quarter.stretches.drop_duplicates("column", keep="last")
    exempt = quarter.days.loc[quarter.days["evidence"].str.startswith(EXEMPTED), ["column", "day"]]
    later = exempt.merge(last[["column", "last_day"]], on="column")
    spared = later.loc[later["day"] > later["last_day"], "column"]
    return last[(last["verdict"] == "blank") & ~last["column"].isin(spared)]


def names(known: Sequence[Mark]) -> dict[str, str]:
    return {mark.key: mark.name for mark in known}


def used_keys(scheme: Scheme) -> tuple[set[str], set[str]]:
    """The keys a person may decide about a column, and about a department."""
    of_columns = {mark.key for mark in scheme.bonus.marks}
    of_columns |= {veto.key for veto in scheme.column_vetoes if veto.measure == "decision"}
    of_departments = {mark.key for mark in scheme.department_deductions}
    return of_columns, of_departments | {veto.key for veto in scheme.department_vetoes}
