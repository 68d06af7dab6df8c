"""Which item a finding is deducted under — one, and once — and why some are not deducted at all."""

import numpy as np
import pandas as pd

from column_assignments.assessment.quarter import Quarter
from column_assignments.assessment.rules import Charge, Scheme
from column_assignments.assessment.vocabulary import COUNTED_BY_DAYS

NO_DUTY = "责任分工表中没有该栏目，不计入"
NOT_THEN = "责任分工表当日没有该栏目，不计入"
WHOLE_SITE = "全站问题，不计入单个栏目"
NO_BASIS = "栏目本季度无判定日，无依据，不计分"
PUNISHED = "已按栏目更新情况扣分，不重复扣分"
NO_RULE = "考评办法未对此类问题设扣分"
NO_CHECK = "本季度未登记对该栏目的此项检查，不计分"
TWICE = "同一问题已扣分，不重复扣分"


def claims(quarter: Quarter, scheme: Scheme) -> pd.DataFrame:
    """The quarter's findings with `item` ("" if not deducted, then with a `reason`), its `rank`, `points` and `per`.

    A finding id stands for a target. Where it hits a column in several ways, the first item of the scheme has it, and
    within an item the dearer charge.
    """
    rows = priced(quarter.findings, scheme).assign(reason="")
    refuse(rows, reasons(rows, quarter))
    rows = rows.sort_values(["column", "finding", "rank", "points"], ascending=[True, True, True, False], kind="stable")
    live = rows[rows["item"] != ""]
    again = pd.Series(rows.index.isin(live.index[live.duplicated(["column", "finding"])]), index=rows.index)
    refuse(rows, {TWICE: again})
    return rows.reset_index(drop=True)


def priced(findings: pd.DataFrame, scheme: Scheme) -> pd.DataFrame:
    """Findings with item, rank, points and per of the first charge of the scheme that fits them."""
    charges = [(item.key, rank, charge) for rank, item in enumerate(scheme.items) for charge in item.rules]
    conditions = [fits(findings, charge) for _, _, charge in charges]
    which = np.select([*conditions, np.ones(len(findings), bool)], range(len(charges) + 1))
    table = [(key, rank, charge.points, charge.per) for key, rank, charge in charges]
    prices = pd.DataFrame([*table, ("", len(scheme.items), 0.0, "")], columns=["item", "rank", "points", "per"])
    return findings.join(prices.iloc[which].set_index(findings.index))


def fits(rows: pd.DataFrame, charge: Charge) -> pd.Series:
    hit = rows["code"].isin(charge.codes)
    if charge.place is not None:
        hit &= rows["place"] == charge.place
    if charge.severity is not None:
        hit &= rows["severity"] == charge.severity
    return hit


def reasons(rows: pd.DataFrame, quarter: Quarter) -> dict[str, pd.Series]:
    """Why a row is not deducted, the weightiest reason first."""
    target = pd.MultiIndex.from_frame(rows[["column", "finding"]])
    punished = target.isin(target[rows["code"].isin(COUNTED_BY_DAYS)])
    looked_for = pd.MultiIndex.from_frame(quarter.checks[["column", "code"]])
    unchecked = ~pd.MultiIndex.from_frame(rows[["column", "code"]]).isin(looked_for)
    return {
        WHOLE_SITE: rows["column"] == "",
        NO_DUTY: ~rows["column"].isin(quarter.columns.index),
        NOT_THEN: ~quarter.while_owed(rows),
        NO_BASIS: ~quarter.in_basis(rows),
        PUNISHED: pd.Series(punished, index=rows.index),
        NO_RULE: rows["item"] == "",
        # A finding without a price of its own belongs to a ratio of the looks, which are a check in themselves.
        NO_CHECK: pd.Series(unchecked, index=rows.index) & (rows["points"] > 0),
    }


def refuse(rows: pd.DataFrame, found: dict[str, pd.Series]) -> None:
    for reason, hit in found.items():
        rows.loc[hit & (rows["reason"] == ""), "reason"] = reason
    rows.loc[rows["reason"] != "", "item"] = ""
