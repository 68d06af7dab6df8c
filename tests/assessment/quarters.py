"""Small quarters for the tests: a letter a day."""

import datetime as dt
from typing import Any

import pandas as pd

from column_assignments.assessment.facts import Facts
from column_assignments.assessment.scheme import load_scheme
from column_assignments.assessment.scoring import score
from column_assignments.assessment.sheets import ScoreSheets

QUARTER, FIRST, LAST = "2026Q4", dt.date(2026, 10, 1), dt.date(2026, 12, 31)
SCHEME = load_scheme()
# Freshness alone, for arithmetic that the default's rescaling would hide.
RATIO_ONLY = load_scheme(
    {
        **SCHEME.data,
        "items": [{**SCHEME.data["items"][0], "points": 100, "confirmed": True}],
        "bonus": {"above": 80, "cap": 5, "items": [{"key": "praise", "name": "表扬", "points": 3}]},
    }
)
LETTERS = {
    "f": "fresh",
    "s": "due-soon",
    "o": "overdue",
    "b": "blank",
    "u": "unreachable",
    "x": "unreadable",
    "r": "refused",
    "n": "not-judged",
}


def day(number: int) -> dt.date:
    """The quarter's days from 0."""
    return FIRST + dt.timedelta(days=number)


def days(sample: bool = False, **columns: str) -> pd.DataFrame:
    """`A="ff.o"`: column A fresh on two days, not seen on the third, overdue on the fourth."""
    rows = [
        (column, day(number), LETTERS[letter], f"observation:{column}{number}".replace(" ", ""), sample)
        for column, letters in columns.items()
        for number, letter in enumerate(letters)
        if letter != "."
    ]
    return pd.DataFrame(rows, columns=["column", "day", "verdict", "evidence", "sample"])


def finding(code: str, column: str = "A", **more: Any) -> dict[str, Any]:
    usual = {"finding": f"{code}-1", "place": "front", "confirmed_on": FIRST, "ended_on": None, "sample": False}
    return {"code": code, "column": column, "evidence": "https://example.gov.cn/gone", **usual, **more}


def checks(*codes: str, column: str = "*") -> pd.DataFrame:
    return pd.DataFrame({"column": column, "code": list(codes)})


def roles(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["column", "department", "department_kind", "role"])


def decision(subject: str, key: str, number: int = 0) -> dict[str, Any]:
    return {"subject": subject, "key": key, "decided_on": day(number), "evidence": f"doc:{number}", "sample": False}


def facts(columns: dict[str, str], weights: dict[str, float] | None = None, **more: Any) -> Facts:
    weight = [(weights or {}).get(column, 1.0) for column in columns]
    frames = {name: pd.DataFrame(rows) for name, rows in more.items() if isinstance(rows, list)}
    return Facts(
        duties=pd.DataFrame({"column": list(columns), "weight": weight}),
        days=more.get("days", days(**columns)),
        **{**{name: value for name, value in more.items() if name != "days"}, **frames},
    )


def scored(columns: dict[str, str], as_of: dt.date = LAST, **more: Any) -> ScoreSheets:
    return score(facts(columns, **more), more.pop("scheme", SCHEME), QUARTER, as_of)


def column(sheets: ScoreSheets, name: str = "A") -> dict[str, Any]:
    return sheets.columns.set_index("column").loc[name].to_dict()


def item(sheets: ScoreSheets, key: str, name: str = "A") -> dict[str, Any]:
    return sheets.items.set_index(["column", "item"]).loc[(name, key)].to_dict()


def department(sheets: ScoreSheets, name: str) -> dict[str, Any]:
    return sheets.departments.set_index("department").loc[name].to_dict()
