"""The score and rank of each department (部门得分、排名)."""

import numpy as np
import pandas as pd

from column_assignments.assessment.rounding import half_up
from column_assignments.assessment.rules import Scheme
from column_assignments.assessment.vocabulary import ITEM_KINDS, ROLES


def score_departments(
    roles: pd.DataFrame, scheme: Scheme, shares: pd.DataFrame, marks: pd.DataFrame, vetoes: pd.DataFrame
) -> pd.DataFrame:
    """Σ(w·r·s) ÷ Σ(w·r) over the columns that have a score, less the department's own deductions.

    roles: those of a Quarter. shares: column (a unit, see spells), kind, weight, full, got, findings, overdue, vetoed
    — the column's score split by kind of item, the full points of a column being 100 in all. A publisher (发布部门)
    answers for one kind alone, so a column counts for it with that kind's share. `marks` and `vetoes` are about
    departments.
    """
    table = departments(roles).join(sums(parts(roles, scheme, shares)))
    numbers = ["assessed", "overdue", "findings"]
    table[numbers] = table[numbers].fillna(0).astype(int)
    table["deducted"] = marks.groupby("subject")["points"].sum().reindex(table.index, fill_value=0.0)
    raw = (table["got"] * 100 / table["full"].where(table["full"] > 0) - table["deducted"]).clip(lower=0)
    vetoed = table.index.isin(vetoes["subject"])
    table["score"] = half_up(raw.mask(vetoed), scheme.decimals)
    ranked = table["kind"].isin(scheme.ranked_kinds)
    table["status"] = np.select([vetoed, table["score"].isna(), ranked], ["vetoed", "no-basis", "ranked"], "listed")
    table["band"] = table["score"].map(scheme.band_of).mask(vetoed, scheme.bands[-1].name)
    table["rank"] = ranks(table[table["status"] == "ranked"])
    return ordered(table, scheme)


def departments(roles: pd.DataFrame) -> pd.DataFrame:
    """Index department: kind, columns (how many it has a role in)."""
    groups = roles.groupby("department")
    return pd.DataFrame({"kind": groups["department_kind"].first(), "columns": groups["column"].nunique()})


def parts(roles: pd.DataFrame, scheme: Scheme, shares: pd.DataFrame) -> pd.DataFrame:
    """department, column, unit, kind with the heaviest of its roles there, and the unit's share."""
    weights = pd.DataFrame(
        [(role, kind, scheme.role_weights[role][kind]) for role in ROLES for kind in ITEM_KINDS],
        columns=["role", "kind", "r"],
    )
    key = ["department", "column", "unit", "kind"]
    own: pd.DataFrame = roles.merge(weights, on="role").groupby(key)["r"].max().reset_index()
    shares = shares.rename(columns={"column": "unit"})
    return own.merge(shares, on=["unit", "kind"]).sort_values(key, ignore_index=True)


def sums(rows: pd.DataFrame) -> pd.DataFrame:
    """Index department: full, got (weighted), assessed columns, overdue days, findings it answers for."""
    rows = rows[rows["r"] > 0]
    # A veto falls on those who answer for its kind; whoever answers for the links alone keeps what the links got.
    hit = rows.groupby(["department", "unit"])["vetoed"].transform("any")
    factor = rows["weight"] * rows["r"]
    rows = rows.assign(full=rows["full"] * factor, got=(rows["got"] * factor).mask(hit, 0.0))
    groups = rows[rows["full"] > 0].groupby("department")
    totals: pd.DataFrame = groups[["full", "got", "overdue", "findings"]].sum()
    totals.insert(0, "assessed", groups["column"].nunique())
    return totals


def ranks(ranked: pd.DataFrame) -> pd.Series:
    """Dense rank within each kind; equal scores are told apart by overdue days, then by findings."""
    keys = ranked.assign(behind=-ranked["score"])[["kind", "behind", "overdue", "findings"]]
    order = keys.drop_duplicates().sort_values(["kind", "behind", "overdue", "findings"])
    order["rank"] = order.groupby("kind").cumcount() + 1.0
    return keys.reset_index().merge(order).set_index("department")["rank"]


def ordered(table: pd.DataFrame, scheme: Scheme) -> pd.DataFrame:
    """Kinds as the scheme lists them, best first, then by name; unranked departments last in their kind."""
    place = {kind: index for index, kind in enumerate(scheme.ranked_kinds)}
    table = table.reset_index().assign(place=lambda rows: rows["kind"].map(place).fillna(len(place)))
    return table.sort_values(["place", "kind", "rank", "department"], na_position="last", ignore_index=True)
