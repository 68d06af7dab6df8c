"""What was seen in a quarter, as frames; and the providers (事实来源) by which the floors above bring it."""

from dataclasses import dataclass, field
from functools import partial

import pandas as pd

from column_assignments.assessment.frames import FRAMES, FactsError, checked, empty
from column_assignments.assessment.providers import Provider, register, registered, unregister
from column_assignments.assessment.vocabulary import JUDGED

__all__ = ["EVERY_COLUMN", "Facts", "FactsError", "collect", "register", "unregister"]

# In `checks`: this code was looked for in every column.
EVERY_COLUMN = "*"
EVER, NEVER = (pd.Timestamp(day).as_unit("s") for day in ("0001-01-01", "9999-12-31"))


@dataclass(frozen=True, eq=False, kw_only=True)
class Facts:
    """The facts of one portal. Every frame may be left out or be empty; row order never matters.

    duties     column (path, "政务公开/人事信息"), weight (from 0), first_day, last_day, column_class (optional: as the
               scheme's column weights name it; then `weight` is multiplied by what the scheme gives it)
    roles      column, department, department_kind (office affiliated collective other), role (lead support publisher),
               first_day, last_day: who answered for what on which days, both inclusive; left out or empty: always.
               Spells of a duty do not overlap, and its weight is the same in all; a role counts only where it is owed
    days       column, day, verdict (as in `inspect`), evidence, sample; one row a column and day
    findings   finding (one id per target), code, column ("" for the whole site), place (front elsewhere),
               confirmed_on, ended_on (NaT while open; the day it was seen repaired), evidence, sample,
               severity (optional), count (optional, whole: how many faults in one finding). Confirmed ones only.
    coverage   day: the days on which there was an inspection at all
    checks     column ("*" for all), code: what was looked for; without it "no finding" says nothing
    quantities column, quantity (as named in the scheme), count, target (optional), evidence, sample
    decisions  subject (column or department), key (of the scheme), decided_on, evidence, sample; by a person

    Days are dates in Asia/Shanghai. `sample` marks simulated data. `evidence` is a reference without spaces, such as
    "observation:123" or an address; "exemption:12" on a day not judged says that nothing was owed then (免除).
    FactsError names the frame and column that cannot be used.
    """

    duties: pd.DataFrame = field(default_factory=partial(empty, "duties"))
    roles: pd.DataFrame = field(default_factory=partial(empty, "roles"))
    days: pd.DataFrame = field(default_factory=partial(empty, "days"))
    findings: pd.DataFrame = field(default_factory=partial(empty, "findings"))
    coverage: pd.DataFrame = field(default_factory=partial(empty, "coverage"))
    checks: pd.DataFrame = field(default_factory=partial(empty, "checks"))
    quantities: pd.DataFrame = field(default_factory=partial(empty, "quantities"))
    decisions: pd.DataFrame = field(default_factory=partial(empty, "decisions"))
    portal: str = ""
    table_version: str = ""

    def __post_init__(self) -> None:
        for name in FRAMES:
            object.__setattr__(self, name, checked(name, getattr(self, name)))
        refuse_contradictions(self)


def refuse_contradictions(facts: Facts) -> None:
    for name, key in (("duties", ["column"]), ("roles", ["column", "department", "role"])):
        refuse_overlapping(name, getattr(facts, name), key)
    refuse_repeated("duties", facts.duties[["column", "weight", "column_class"]].drop_duplicates(), ["column"])
    refuse_repeated("days", facts.days, ["column", "day"])
    refuse_repeated("quantities", facts.quantities, ["column", "quantity"])
    kinds = facts.roles[["department", "department_kind"]].drop_duplicates()
    refuse_repeated("roles", kinds, ["department"])
    unseen = facts.days[facts.days["verdict"].isin(JUDGED) & (facts.days["evidence"] == "")]
    if len(unseen):
        raise FactsError(f"days.evidence: {unseen['column'].iloc[0]!r} is judged without evidence")
    stray = facts.roles[~facts.roles["column"].isin(facts.duties["column"])]
    if len(stray):
        raise FactsError(f"roles.column: {stray['column'].iloc[0]!r} has no duty")


def refuse_overlapping(name: str, rows: pd.DataFrame, key: list[str]) -> None:
    """Two spells of one thing must not share a day, and none may end before it begins."""
    begin, end = rows["first_day"].fillna(EVER), rows["last_day"].fillna(NEVER)
    if (end < begin).any():
        raise FactsError(f"{name}: {rows.loc[end < begin, 'column'].iloc[0]!r} ends before it begins")
    ordered = rows.assign(begin=begin, end=end).sort_values([*key, "begin"])
    shared = ordered["begin"] <= ordered.groupby(key)["end"].shift()
    refuse_repeated(name, pd.concat([ordered[shared]] * 2), key)


def refuse_repeated(name: str, rows: pd.DataFrame, key: list[str]) -> None:
    repeated = rows[rows.duplicated(key)]
    if len(repeated):
        raise FactsError(f"{name}: two rows for {' '.join(str(value) for value in repeated[key].iloc[0])}")


def collect(quarter: str, portal: str, table_version: str = "") -> Facts:
    """The facts of all registered providers together. FactsError names the provider of an unusable frame."""
    pieces: dict[str, list[pd.DataFrame]] = {name: [empty(name)] for name in FRAMES}
    for provider in registered():
        for name, piece in provider(quarter, portal).items():
            pieces.setdefault(name, []).append(usable(provider, name, piece))
    frames = {name: pd.concat(found, ignore_index=True) for name, found in pieces.items()}
    return Facts(**frames, portal=portal, table_version=table_version)


def usable(provider: Provider, name: str, piece: pd.DataFrame) -> pd.DataFrame:
    by = getattr(provider, "__qualname__", repr(provider))
    if name not in FRAMES:
        raise FactsError(f"{by}: no frame is called {name!r}")
    try:
        return checked(name, piece)
    except FactsError as error:
        raise FactsError(f"{by}: {error}") from error
