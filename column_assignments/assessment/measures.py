"""How an item turns facts into deductions (扣分), a function for each measure.

Each gets the quarter, the item and the claimed findings, and returns `Measured`: the columns it applies to and what
was deducted there, before the item's cap. Points are positive here; the sheets show them with their sign.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from column_assignments.assessment.quarter import Quarter
from column_assignments.assessment.rules import Item, Measure
from column_assignments.assessment.vocabulary import CODES, PLACES, VERDICTS

CHARGE = ["column", "points", "reason", "day", "evidence", "sample"]


@dataclass(frozen=True, eq=False)
class Measured:
    """`basis`: how each column was counted, by column; a column that is not in it is N/A because of `na_reason`.

    `charges`: column, points, reason, day, evidence, sample — a row for each deduction.
    """

    basis: pd.Series
    charges: pd.DataFrame
    na_reason: str = ""


def texts(form: str, rows: pd.DataFrame) -> pd.Series:
    """`form` filled from the columns of each row."""
    return pd.Series([form.format_map(row) for row in rows.to_dict("records")], index=rows.index, dtype="str")


def fresh_ratio(quarter: Quarter, item: Item, claims: pd.DataFrame) -> Measured:
    columns = scored_columns(quarter)
    bad = quarter.stretches[quarter.stretches["verdict"] != "fresh"].merge(columns[["column", "judged"]], on="column")
    bad = bad.assign(
        points=item.points * bad["days"] / bad["judged"], day=bad["first_day"], state=bad["verdict"].map(VERDICTS)
    )
    reason = texts("{state} {days} 个判定日（{first_day:%Y-%m-%d} 至 {last_day:%Y-%m-%d}），共判定 {judged} 日", bad)
    basis = texts("判定 {judged} 日，按时更新 {fresh} 日", columns).set_axis(columns["column"])
    return Measured(basis, bad.assign(reason=reason)[CHARGE])


def overdue_runs(quarter: Quarter, item: Item, claims: pd.DataFrame) -> Measured:
    columns = scored_columns(quarter)
    runs = quarter.stretches[quarter.stretches["verdict"] == "overdue"]
    count = runs.groupby("column").size().reindex(columns["column"], fill_value=0)
    reason = texts("连续超期一次（{first_day:%Y-%m-%d} 至 {last_day:%Y-%m-%d}，判定 {days} 日）", runs)
    charges = runs.assign(points=item.unit, day=runs["first_day"], reason=reason)
    return Measured("连续超期 " + count.astype("str") + " 次", charges[CHARGE])


def quota(quarter: Quarter, item: Item, claims: pd.DataFrame) -> Measured:
    rows = quantities(quarter, item)
    rows = rows[rows["target"] > 0]
    short = rows[rows["count"] < rows["target"]]
    missing = (short["target"] - short["count"]) / short["target"]
    charges = short.assign(
        points=item.points * missing, day=quarter.end, reason=texts("应更新 {target} 条，实际 {count} 条", short)
    )
    basis = texts("应更新 {target} 条，实际 {count} 条", rows).set_axis(rows["column"])
    return Measured(basis, charges[CHARGE], "未设更新数量定额")


def count(quarter: Quarter, item: Item, claims: pd.DataFrame) -> Measured:
    rows = quantities(quarter, item)
    some = rows[rows["count"] > 0]
    charges = some.assign(points=item.unit * some["count"], day=quarter.end, reason=texts("计 {count} 条", some))
    return Measured(texts("计 {count} 条", rows).set_axis(rows["column"]), charges[CHARGE], "本季度无此项数据")


def findings(quarter: Quarter, item: Item, claims: pd.DataFrame) -> Measured:
    mine = claims[claims["item"] == item.key]
    days = np.where(mine["per"] == "day", inspected_days(quarter, mine), 1)
    mine = mine.assign(points=mine["points"] * mine["count"] * days, days=days, day=mine["confirmed_on"])
    mine = mine.assign(label=mine["code"].map(CODES), where=mine["place"].map(PLACES))
    mine = mine[mine["points"] > 0]
    checks = quarter.checks[quarter.checks["code"].isin([code for rule in item.rules for code in rule.codes])]
    checked = pd.Index(checks.loc[quarter.in_basis(checks), "column"].unique(), name="column").sort_values()
    number = mine.groupby("column").size().reindex(checked, fill_value=0)
    charges = mine.assign(reason=finding_texts(mine))[CHARGE]
    return Measured("确认问题 " + number.astype("str") + " 个", charges, "本季度未开展此项检查")


def finding_texts(rows: pd.DataFrame) -> pd.Series:
    """What was found and where; how often and for how long where that multiplied the points."""
    text = texts("{label}（{where}，问题 {finding}）", rows)
    text = text.where(rows["count"] == 1, text + "，" + rows["count"].astype("str") + " 处")
    return text.where(rows["per"] != "day", text + "，巡查到 " + rows["days"].astype("str") + " 日")


def inspected_days(quarter: Quarter, rows: pd.DataFrame) -> np.ndarray:
    """On how many inspected days each finding lasted while its column was owed; the day it was seen repaired is not one."""
    inspected = np.sort(quarter.inspected.to_numpy(dtype="datetime64[s]"))
    lasting = rows[["column", "confirmed_on", "ended_on"]].assign(row=range(len(rows))).merge(quarter.owed, on="column")
    begin = lasting["confirmed_on"].clip(lower=lasting["first_day"]).to_numpy(dtype="datetime64[s]")
    after = lasting["last_day"] + pd.Timedelta(days=1)
    end = lasting["ended_on"].fillna(after).clip(upper=after).to_numpy(dtype="datetime64[s]")
    days = pd.Series(np.searchsorted(inspected, end) - np.searchsorted(inspected, begin)).clip(lower=0)
    found: np.ndarray = days.groupby(lasting["row"]).sum().reindex(range(len(rows)), fill_value=0).to_numpy()
    return found


def reachable_ratio(quarter: Quarter, item: Item, claims: pd.DataFrame) -> Measured:
    """Judged days are reachable looks; an unreachable look counts only while a confirmed finding says so."""
    columns = scored_columns(quarter)
    failed = confirmed_failures(quarter, claims[claims["item"] == item.key])
    columns["failed"] = failed.groupby("column").size().reindex(columns["column"], fill_value=0).to_numpy()
    columns["looks"] = columns["judged"] + columns["failed"]
    by_finding = failed.groupby(["column", "finding"], as_index=False).agg(
        days=("day", "size"),
        day=("day", "min"),
        seen=("evidence_day", lambda seen: " ".join(filter(None, seen))),
        evidence=("evidence", "first"),
        sample=("sample", "any"),
    )
    rows = by_finding.merge(columns[["column", "looks"]], on="column")
    rows = rows.assign(
        points=item.points * rows["days"] / rows["looks"],
        evidence=(rows["evidence"] + " " + rows["seen"]).str.strip(),
        reason=texts("经确认无法访问 {days} 日，共查看 {looks} 日（问题 {finding}）", rows),
    )
    basis = texts("查看 {looks} 日，经确认无法访问 {failed} 日", columns).set_axis(columns["column"])
    return Measured(basis, rows[CHARGE])


def confirmed_failures(quarter: Quarter, claimed: pd.DataFrame) -> pd.DataFrame:
    """The unreachable days that a claimed finding confirms, each under one finding."""
    days = quarter.days[quarter.days["owed"] & (quarter.days["verdict"] == "unreachable")]
    pairs = claimed.merge(days, on="column", suffixes=("", "_day"))
    lasting = (pairs["day"] >= pairs["confirmed_on"]) & ~(pairs["day"] >= pairs["ended_on"])
    pairs = pairs[lasting].sort_values(["column", "day", "confirmed_on", "finding"])
    return pairs.drop_duplicates(["column", "day"]).assign(sample=lambda rows: rows["sample"] | rows["sample_day"])


def scored_columns(quarter: Quarter) -> pd.DataFrame:
    return quarter.columns[quarter.columns["in_basis"]].reset_index()


def quantities(quarter: Quarter, item: Item) -> pd.DataFrame:
    rows = quarter.facts.quantities
    return rows[(rows["quantity"] == item.quantity) & quarter.in_basis(rows)].reset_index(drop=True)


MEASURES: Mapping[Measure, Callable[[Quarter, Item, pd.DataFrame], Measured]] = {
    Measure.FRESH_RATIO: fresh_ratio,
    Measure.OVERDUE_RUNS: overdue_runs,
    Measure.QUOTA: quota,
    Measure.COUNT: count,
    Measure.FINDINGS: findings,
    Measure.REACHABLE_RATIO: reachable_ratio,
}
