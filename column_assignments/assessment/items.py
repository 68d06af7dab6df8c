"""Points by column and item: the full points less what the measures deduct, each item down to its cap."""

import numpy as np
import pandas as pd

from column_assignments.assessment.measures import CHARGE, MEASURES, Measured
from column_assignments.assessment.quarter import Quarter
from column_assignments.assessment.rules import Item, Scheme

NO_JUDGED_DAY = "本季度无判定日，无依据"


def score_items(quarter: Quarter, scheme: Scheme, claims: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Items and charges.

    items: column, item, name, kind, full, points (NaN where N/A; not rounded), basis, na_reason
    charges: column, item, points (what counted of it, positive, not rounded), reason, day, evidence, sample
    """
    measured = {item.key: MEASURES[item.measure](quarter, item, claims) for item in scheme.items}
    charges = counted(scheme, {key: found.charges for key, found in measured.items()})
    lost = charges.groupby(["column", "item"])["points"].sum()
    items = pd.concat([item_rows(quarter, item, measured[item.key]) for item in scheme.items], ignore_index=True)
    deducted = lost.reindex(pd.MultiIndex.from_frame(items[["column", "item"]]), fill_value=0.0).to_numpy()
    items["points"] = (items["full"] - deducted).clip(lower=0).where(items["na_reason"] == "")
    return items.sort_values("column", kind="stable", ignore_index=True), charges


def item_rows(quarter: Quarter, item: Item, measured: Measured) -> pd.DataFrame:
    columns = quarter.columns.index
    same = {"item": item.key, "name": item.name, "kind": item.kind, "full": item.points}
    rows = pd.DataFrame({"column": columns, **same})
    rows["basis"] = measured.basis.reindex(columns, fill_value="").to_numpy()
    reason = np.where(quarter.columns["in_basis"], measured.na_reason, NO_JUDGED_DAY)
    rows["na_reason"] = np.where(columns.isin(measured.basis.index), "", reason)
    return rows


def counted(scheme: Scheme, charges: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """All charges in the scheme's order, each with what counts of it under its item's cap."""
    parts = [charges[item.key].assign(item=item.key, rank=rank, cap=item.cap) for rank, item in enumerate(scheme.items)]
    rows = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    rows = rows.sort_values(["rank", *CHARGE], ignore_index=True)
    points = capped(rows, ["rank", "column"], rows["cap"])
    whole = points > rows["points"] - 1e-9
    reason = rows["reason"].where(whole, rows["reason"] + "；已达本项扣分上限")
    return rows.assign(points=points, reason=reason).drop(columns=["rank", "cap"])


def capped(rows: pd.DataFrame, by: list[str], cap: float | pd.Series) -> pd.Series:
    """What counts of each row's points when the rows of a group count in their order and only up to `cap`."""
    total = rows.groupby(by)["points"].cumsum()
    return total.clip(upper=cap) - (total - rows["points"]).clip(upper=cap)
