"""Points by column and item: the full points less what the measures deduct, each item down to its cap."""

import numpy as np
import pandas as pd

from column_assignments.assessment.measures import CHARGE, MEASURES
from column_assignments.assessment.quarter import Quarter
from column_assignments.assessment.rules import Item, Scheme

NO_JUDGED_DAY = "本季度无判定日，无依据"


def score_items(quarter: Quarter, scheme: Scheme, claims: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Items and charges.

    items: column, item, name, kind, full, points (NaN where N/A; not rounded), basis, na_reason
    charges: column, item, points (what counted of it, positive, not rounded), reason, day, evidence, sample
    """
    scored = [score_item(quarter, item, claims) for item in scheme.items]
    items = pd.concat([rows for rows, _ in scored], ignore_index=True)
    charges = pd.concat([rows for _, rows in scored], ignore_index=True)
    return items.sort_values("column", kind="stable", ignore_index=True), charges


def score_item(quarter: Quarter, item: Item, claims: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    measured = MEASURES[item.measure](quarter, item, claims)
    charges = measured.charges.sort_values(CHARGE, ignore_index=True)
    counted = capped(charges, ["column"], item.cap)
    reason = charges["reason"].where(counted > charges["points"] - 1e-9, charges["reason"] + "；已达本项扣分上限")
    charges = charges.assign(points=counted, reason=reason, item=item.key)
    lost = charges.groupby("column")["points"].sum()
    return item_rows(quarter, item, lost, measured.basis, measured.na_reason), charges


def item_rows(quarter: Quarter, item: Item, lost: pd.Series, basis: pd.Series, na_reason: str) -> pd.DataFrame:
    columns = quarter.columns.index
    applies = columns.isin(basis.index)
    same = {"item": item.key, "name": item.name, "kind": item.kind, "full": item.points}
    rows = pd.DataFrame({"column": columns, **same})
    points = item.points - lost.reindex(columns, fill_value=0.0).to_numpy()
    rows["points"] = np.where(applies, np.maximum(points, 0.0), np.nan)
    rows["basis"] = basis.reindex(columns, fill_value="").to_numpy()
    reason = np.where(quarter.columns["in_basis"], na_reason, NO_JUDGED_DAY)
    rows["na_reason"] = np.where(applies, "", reason)
    return rows


def capped(rows: pd.DataFrame, by: list[str], cap: float | pd.Series) -> pd.Series:
    """What counts of each row's points when the rows of a group count in their order and only up to `cap`."""
    total = rows.groupby(by)["points"].cumsum()
    return total.clip(upper=cap) - (total - rows["points"]).clip(upper=cap)
