"""The score sheets (成绩单): what a quarter's scoring hands out, as frames and as JSON that can be kept."""

import dataclasses
import json
from dataclasses import dataclass
from typing import Any

import pandas as pd

SAMPLE_NOTE = "含示例数据(模拟历史),不得用于真实考评"
NO_BASIS = "无依据"
FORMAT = 1

SHEETS: dict[str, dict[str, str]] = {
    "columns": {
        "column": "str",
        "leads": "str",
        "weight": "float64",
        "status": "str",
        "score": "float64",
        "band": "str",
        "base": "float64",
        "bonus": "float64",
        "veto": "str",
        "na_points": "float64",
        "judged": "int64",
        "fresh": "int64",
        "overdue": "int64",
        "findings": "int64",
        "last_day": "datetime64[s]",
        "sample": "bool",
    },
    "items": {
        "column": "str",
        "item": "str",
        "name": "str",
        "kind": "str",
        "full": "float64",
        "points": "float64",
        "basis": "str",
        "na_reason": "str",
        "sample": "bool",
    },
    "deductions": {
        "column": "str",
        "department": "str",
        "item": "str",
        "points": "float64",
        "reason": "str",
        "day": "datetime64[s]",
        "evidence": "str",
        "sample": "bool",
    },
    "departments": {
        "department": "str",
        "kind": "str",
        "status": "str",
        "score": "float64",
        "rank": "float64",
        "band": "str",
        "deducted": "float64",
        "columns": "int64",
        "assessed": "int64",
        "overdue": "int64",
        "findings": "int64",
        "sample": "bool",
    },
    "exclusions": {
        "column": "str",
        "what": "str",
        "first_day": "datetime64[s]",
        "last_day": "datetime64[s]",
        "days": "int64",
        "reason": "str",
        "evidence": "str",
        "sample": "bool",
    },
}


@dataclass(frozen=True)
class Header:
    """What a report says about itself. Dates are ISO texts; `digest` is the SHA-256 of the scheme.

    `interim`: scored before the quarter's end, by what was seen up to `as_of`. `newest_day` is the age of the data.
    `bands` are (from, name), best first. `rules` are the counting rules as sentences.
    """

    quarter: str
    portal: str
    scheme: str
    scheme_version: str
    scheme_source: str
    scheme_effective_on: str
    digest: str
    unconfirmed: tuple[str, ...]
    bands: tuple[tuple[float, str], ...]
    table_version: str
    as_of: str
    first_day: str
    last_day: str
    interim: bool
    days_observed: int
    days_of: int
    newest_day: str
    has_basis: bool
    sample: bool
    sample_note: str
    rules: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class ScoreSheets:
    """A quarter's scores. The frames have the columns and dtypes of `SHEETS`.

    columns      a row a column; status "scored", "vetoed" (score 0) or "no-basis" (score NaN)
    items        column × item; points NaN with `na_reason` where N/A; before rescaling
    deductions   a row for each deduction (points below 0), bonus (above 0) and veto (points NaN), with its evidence
                 — references joined by spaces; about a `column`, or about a `department` where column is ""
    departments  in printing order; status "ranked", "listed" (not ranked), "no-basis" or "vetoed"; rank NaN unranked
    exclusions   what does not count, and why
    """

    header: Header
    columns: pd.DataFrame
    items: pd.DataFrame
    deductions: pd.DataFrame
    departments: pd.DataFrame
    exclusions: pd.DataFrame


def shaped(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """`rows` with exactly the columns and dtypes of the sheet `name`."""
    return rows[list(SHEETS[name])].astype(SHEETS[name]).reset_index(drop=True)


def to_json(sheets: ScoreSheets) -> dict[str, Any]:
    """Plain values with a stable order of keys and rows; no value is null, days are ISO texts, evidence is a list."""
    frames = {name: records(getattr(sheets, name)) for name in SHEETS}
    header = json.loads(json.dumps(dataclasses.asdict(sheets.header)))
    return {"format": FORMAT, "header": header, **frames}


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    plain = rows.copy()
    for column, dtype in rows.dtypes.items():
        if column == "evidence":
            plain[column] = pd.Series(rows[column].str.split().tolist(), index=rows.index, dtype=object)
        elif dtype.kind == "M":
            plain[column] = rows[column].dt.strftime("%Y-%m-%d")
    plain = plain.astype(object)
    return [dict(zip(plain.columns, row, strict=True)) for row in plain.where(rows.notna(), None).to_numpy().tolist()]


def from_json(data: dict[str, Any]) -> ScoreSheets:
    """The sheets that `to_json` wrote, to print a frozen quarter again; ValueError for another format."""
    if data.get("format") != FORMAT:
        raise ValueError(f"score sheets of format {data.get('format')!r}, not {FORMAT}")
    header = {key: frozen(value) for key, value in data["header"].items()}
    return ScoreSheets(Header(**header), **{name: from_records(name, data[name]) for name in SHEETS})


def from_records(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(SHEETS[name]))
    if "evidence" in frame:
        frame["evidence"] = frame["evidence"].map(" ".join)
    return shaped(name, frame)


def frozen(value: Any) -> Any:
    return tuple(frozen(member) for member in value) if isinstance(value, list) else value


def summary_rows(sheets: ScoreSheets) -> list[tuple[str, str, str, str]]:
    """Department, score, rank and band as texts for a terminal, in printing order."""
    rows = sheets.departments[["department", "status", "score", "rank", "band"]].to_numpy().tolist()
    return [(name, score_text(score, status), rank_text(rank), band or "—") for name, status, score, rank, band in rows]


def score_text(score: float, status: str) -> str:
    return {"no-basis": NO_BASIS, "vetoed": "否决"}.get(status, f"{score:.1f}")


def rank_text(rank: float) -> str:
    return "不排名" if pd.isna(rank) else f"{rank:.0f}"
