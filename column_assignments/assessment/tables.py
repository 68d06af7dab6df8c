"""The score sheets as the tables that people read (报表): headings, texts and order, before any file format."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from column_assignments.assessment.sheets import NO_BASIS, ScoreSheets
from column_assignments.assessment.vocabulary import CODES, DEPARTMENT_KINDS, VERDICTS

VETOED = "否决"
STATUS = {"no-basis": "无依据，不排名", "vetoed": "单项否决，不计分、不排名", "listed": "只列出，不排名", "ranked": ""}


@dataclass(frozen=True)
class Shown:
    """A column of a table. `kind` is text, evidence, score, points, whole or day; `width` in characters."""

    heading: str
    values: "Sequence[Any] | pd.Series[Any]"
    kind: str = "text"
    width: int = 12


@dataclass(frozen=True)
class Table:
    name: str
    columns: tuple[Shown, ...]

    @property
    def length(self) -> int:
        return len(self.columns[0].values)


def tables(sheets: ScoreSheets) -> tuple[Table, ...]:
    """部门排名, 栏目得分, 扣分明细, 未计入; with a column 示例 each where any fact is simulated."""
    made = {
        "部门排名": (department_columns(sheets), sheets.departments),
        "栏目得分": (score_columns(sheets), sheets.columns),
        "扣分明细": (deduction_columns(sheets), sheets.deductions),
        "未计入": (exclusion_columns(sheets), sheets.exclusions),
    }
    return tuple(
        Table(name, (*columns, *([sample_column(rows)] if sheets.header.sample else ())))
        for name, (columns, rows) in made.items()
    )


def sample_column(rows: pd.DataFrame) -> Shown:
    return Shown("示例", ["是" if sample else "" for sample in rows["sample"]], width=6)


def scores(rows: pd.DataFrame) -> list[Any]:
    """Scores, and in words why there is none."""
    words = {"no-basis": NO_BASIS, "vetoed": VETOED}
    pairs = zip(rows["score"], rows["status"], strict=True)
    return [words.get(status, NO_BASIS) if pd.isna(score) else score for score, status in pairs]


def department_columns(sheets: ScoreSheets) -> list[Shown]:
    rows = sheets.departments
    return [
        Shown("类别", rows["kind"].map(DEPARTMENT_KINDS), width=12),
        Shown("名次", ["—" if pd.isna(rank) else rank for rank in rows["rank"]], "whole", 7),
        Shown("部门", rows["department"], width=26),
        Shown("得分", scores(rows), "score", 9),
        Shown("等次", rows["band"], width=9),
        Shown("部门扣分", rows["deducted"], "points", 10),
        Shown("涉及栏目", rows["columns"], "whole", 10),
        Shown("计分栏目", rows["assessed"], "whole", 10),
        Shown("超期天数", rows["overdue"], "whole", 10),
        Shown("问题数", rows["findings"], "whole", 9),
        Shown("说明", rows["status"].map(STATUS), width=26),
    ]


def score_columns(sheets: ScoreSheets) -> list[Shown]:
    rows = sheets.columns
    return [
        Shown("栏目", rows["column"], width=30),
        Shown("负责部门", rows["leads"], width=20),
        Shown("权重", rows["weight"], "points", 7),
        Shown("得分", scores(rows), "score", 9),
        Shown("等次", rows["band"], width=9),
        Shown("基础分", rows["base"], "points", 9),
        Shown("加分", rows["bonus"], "points", 7),
        Shown("否决", rows["veto"], width=16),
        *item_columns(sheets),
        Shown("判定日", rows["judged"], "whole", 8),
        Shown("超期日", rows["overdue"], "whole", 8),
        Shown("问题数", rows["findings"], "whole", 8),
        Shown("末次判定", rows["last_day"], "day", 12),
    ]


def item_columns(sheets: ScoreSheets) -> list[Shown]:
    """A column for each item of the scheme, in its order."""
    shown = []
    for item, rows in sheets.items.groupby("item", sort=False):
        points = rows.set_index("column")["points"].reindex(sheets.columns["column"])
        heading = f"{item} {rows['name'].iloc[0]}（{rows['full'].iloc[0]:g}）"
        shown.append(Shown(heading, ["不适用" if pd.isna(value) else value for value in points], "points", 11))
    return shown


def deduction_columns(sheets: ScoreSheets) -> list[Shown]:
    rows = sheets.deductions
    names = sheets.items.drop_duplicates("item").set_index("item")["name"]
    named = [f"{item} {names[item]}" if item in names.index else "" for item in rows["item"]]
    return [
        Shown("栏目", rows["column"], width=30),
        Shown("部门", rows["department"], width=18),
        Shown("考评项", named, width=18),
        Shown("加扣分", [VETOED if pd.isna(points) else points for points in rows["points"]], "points", 9),
        Shown("事由", rows["reason"], width=52),
        Shown("日期", rows["day"], "day", 12),
        Shown("依据", rows["evidence"], "evidence", 44),
    ]


def exclusion_columns(sheets: ScoreSheets) -> list[Shown]:
    rows = sheets.exclusions
    labels = {**CODES, **VERDICTS, "no-observation": "无观察"}
    return [
        Shown("栏目或对象", rows["column"], width=30),
        Shown("情形", [labels.get(what, what) for what in rows["what"]], width=16),
        Shown("起", rows["first_day"], "day", 12),
        Shown("止", rows["last_day"], "day", 12),
        Shown("天数", rows["days"], "whole", 7),
        Shown("未计入原因", rows["reason"], width=48),
        Shown("依据", rows["evidence"], "evidence", 44),
    ]


def facts_of(sheets: ScoreSheets) -> list[tuple[str, str]]:
    """What the report says about itself, as label and text."""
    head = sheets.header
    share = f"{100 * head.days_observed / head.days_of:.0f}%"
    return [
        ("门户", head.portal or "—"),
        ("季度", f"{head.quarter}（{head.first_day} 至 {head.last_day}）"),
        ("计分截至", head.as_of + ("（季度未结束，中间结果）" if head.interim else "")),
        ("最新巡查", head.newest_day or "本季度无巡查"),
        ("巡查覆盖", f"{head.days_observed}/{head.days_of} 日（{share}）"),
        ("考评办法", f"{head.scheme}，版本 {head.scheme_version}，自 {head.scheme_effective_on} 起"),
        ("办法来源", head.scheme_source),
        ("办法校验", f"SHA-256 {head.digest}"),
        ("未经确认", "、".join(head.unconfirmed) or "无"),
        ("分工表版本", head.table_version or "—"),
        ("等次", "、".join(f"{name} {floor:g} 分起" for floor, name in head.bands)),
        ("计分栏目", f"{int((sheets.columns['status'] != 'no-basis').sum())}/{len(sheets.columns)}"),
        *([] if head.has_basis else [("结论", "本季度没有可判定的观察，全部无依据")]),
    ]
