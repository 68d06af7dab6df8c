"""The score of each column (栏目得分): items, rescaled over what applied, bonus, veto."""

import numpy as np
import pandas as pd

from column_assignments.assessment.quarter import Quarter
from column_assignments.assessment.rounding import half_up
from column_assignments.assessment.rules import Scheme


def score_columns(
    quarter: Quarter, scheme: Scheme, items: pd.DataFrame, bonuses: pd.DataFrame, vetoes: pd.DataFrame
) -> pd.DataFrame:
    """Index column: weight, judged … (see Quarter), rescale, na_points, base, bonus, score, veto, status.

    `rescale` is 100 ÷ (100 − N/A points). Base and score are not rounded here; NaN where there is no basis.
    """
    columns = quarter.columns.join(rescaled(items))
    bonus = bonuses.groupby("subject")["points"].sum().reindex(columns.index, fill_value=0.0)
    columns["bonus"] = bonus.where(passes_gate(columns["base"], scheme), 0.0)
    named = vetoes.drop_duplicates(["subject", "name"]).groupby("subject")["name"].agg("、".join)
    columns["veto"] = named.reindex(columns.index, fill_value="")
    vetoed = columns["veto"] != ""
    columns["score"] = (columns["base"] + columns["bonus"]).mask(vetoed, 0.0)
    columns["status"] = np.select([vetoed, columns["base"].isna()], ["vetoed", "no-basis"], "scored")
    return columns


def rescaled(items: pd.DataFrame) -> pd.DataFrame:
    """Base = points × 100 ÷ (100 − N/A points), the idea of the national 4/3 for portals without services."""
    applied = items[items["points"].notna()].groupby("column")[["full", "points"]].sum()
    sums = applied.reindex(pd.Index(items["column"].unique(), name="column"), fill_value=0.0)
    rescale = 100 / sums["full"].where(sums["full"] > 0)
    return pd.DataFrame({"na_points": 100 - sums["full"], "rescale": rescale, "base": sums["points"] * rescale})


def passes_gate(base: pd.Series, scheme: Scheme) -> pd.Series:
    """Above the gate (高于80), judged by the base as printed: 80.0 does not pass."""
    return half_up(base, scheme.decimals) > scheme.bonus.above
