"""Who answered for which column on which days (分工区间), where the table changes within a quarter.

A unit is a column as one department answered for it: on all days on which it was owed, or on a part of them. Units
that are a part are scored like columns of their own; a column whose table did not change is one unit, itself.
"""

from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

DAY = pd.Timedelta(days=1)
SPELL = ["first_day", "last_day"]
ANSWER = ["column", "department", "department_kind", "role", "unit", *SPELL]

# Column, department, its kind and its role.
Role = tuple[str, str, str, str]
Spell = tuple[pd.Timestamp, pd.Timestamp]


def joined(rows: pd.DataFrame, by: list[str], first: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """`by` and the unbroken spells within `first` to `end`: those that follow one another are one."""
    begin, last = rows["first_day"], rows["last_day"]
    rows = rows[by].assign(
        first_day=begin.where(begin > first, first).astype("datetime64[s]"),
        last_day=last.where(last < end, end).astype("datetime64[s]"),
    )
    rows = rows[rows["first_day"] <= rows["last_day"]].sort_values([*by, "first_day"], ignore_index=True)
    follows = rows["first_day"] <= rows.groupby(by)["last_day"].shift() + DAY
    groups = rows.groupby([*by, (~follows).cumsum().rename("spell")], as_index=False)
    return groups.agg(first_day=("first_day", "min"), last_day=("last_day", "max"))[[*by, *SPELL]]


def on_days_of(days: pd.DataFrame, spells: pd.DataFrame) -> pd.Series:
    """Which rows (column, day) lie in a spell of their column."""
    pairs = days[["column", "day"]].rename_axis("row").reset_index().merge(spells, on="column")
    inside = pairs["day"].between(pairs["first_day"], pairs["last_day"])
    return pd.Series(days.index.isin(pairs.loc[inside, "row"]), index=days.index)


def answering(roles: pd.DataFrame, owed: pd.DataFrame, first: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """Who answered for what: the columns of `ANSWER`, a row for each role in each unit, sorted."""
    rows = joined(roles, ["column", "department", "department_kind", "role"], first, end)
    rows = rows.merge(owed, on="column", suffixes=("", "_owed"))
    rows["first_day"] = rows["first_day"].clip(lower=rows["first_day_owed"])
    rows["last_day"] = rows["last_day"].clip(upper=rows["last_day_owed"])
    rows = rows[rows["first_day"] <= rows["last_day"]]
    whole = {column: spells for column, spells in spells_by_column(owed).items() if len(spells) == 1}
    table = pd.DataFrame(list(units(rows, whole)), columns=ANSWER)
    shape = dict.fromkeys(ANSWER[:5], "str") | dict.fromkeys(SPELL, "datetime64[s]")
    return table.astype(shape).sort_values(ANSWER, ignore_index=True)


def spells_by_column(owed: pd.DataFrame) -> dict[str, list[Spell]]:
    found: dict[str, list[Spell]] = {}
    for column, first_day, last_day in owed[["column", *SPELL]].itertuples(index=False):
        found.setdefault(column, []).append((first_day, last_day))
    return found


def units(rows: pd.DataFrame, whole: dict[str, list[Spell]]) -> Iterator[tuple[object, ...]]:
    """The rows cut where the roles of their department in their column change."""
    parts: dict[tuple[str, str], list[tuple[Role, Spell]]] = {}
    names = ["column", "department", "department_kind", "role", *SPELL]
    for column, department, kind, role, first_day, last_day in rows[names].itertuples(index=False):
        spell = (first_day, last_day)
        parts.setdefault((column, department), []).append(((column, department, kind, role), spell))
    for (column, _), found in parts.items():
        for spell, held in cut(found):
            name = column if [spell] == whole.get(column) else unit_name(column, spell)
            yield from ((*role, name, *spell) for role in held)


def cut(found: list[tuple[Role, Spell]]) -> Iterator[tuple[Spell, list[Role]]]:
    """The longest spells in which the same roles are held, in order."""
    edges = sorted({edge for _, (first_day, last_day) in found for edge in (first_day, last_day + DAY)})
    open_spell: Spell | None = None
    before: list[Role] = []
    for begin, after in pairwise(edges):
        held = sorted({role for role, (first_day, last_day) in found if first_day <= begin <= last_day})
        if open_spell and held == before:
            open_spell = (open_spell[0], after - DAY)
            continue
        if open_spell and before:
            yield open_spell, before
        open_spell, before = (begin, after - DAY), held
    if open_spell and before:
        yield open_spell, before


def unit_name(column: str, spell: Spell) -> str:
    return f"{column}\x1f{spell[0]:%Y-%m-%d}\x1f{spell[1]:%Y-%m-%d}"
