"""What an assessment scheme (考评办法) consists of."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class SchemeError(ValueError):
    """A scheme that cannot be used; the message names the place, as in `items[3].points`."""


class Measure(StrEnum):
    """How an item turns facts into deductions; `measures` holds a function for each."""

    FRESH_RATIO = "fresh-ratio"  # full points × fresh days ÷ judged days
    OVERDUE_RUNS = "overdue-runs"  # `unit` for each unbroken run of overdue days
    QUOTA = "quota"  # full points × min(1, count ÷ target) of `quantity`
    COUNT = "count"  # `unit` for each counted `quantity`
    FINDINGS = "findings"  # `charges` for confirmed findings
    REACHABLE_RATIO = "reachable-ratio"  # full points × reachable looks ÷ looks; only confirmed `codes` count


@dataclass(frozen=True)
class Charge:
    """What one confirmed finding costs. The first charge of an item that fits a finding is taken.

    `place` and `severity` None fit every finding. `per` is "finding", or "day" for each inspected day it lasted.
    """

    codes: tuple[str, ...]
    points: float
    place: str | None = None
    severity: str | None = None
    per: str = "finding"


@dataclass(frozen=True)
class Item:
    """An item (考评项): at most `cap` of its `points` can be lost. `kind` is "content" or "links"."""

    key: str
    name: str
    points: float
    measure: Measure
    kind: str
    cap: float
    confirmed: bool
    source: str
    unit: float = 0.0
    quantity: str = ""
    codes: tuple[str, ...] = ()
    charges: tuple[Charge, ...] = ()

    @property
    def rules(self) -> tuple[Charge, ...]:
        """Which findings belong to this item; a ratio takes them without a price of their own."""
        return self.charges or ((Charge(self.codes, 0.0),) if self.codes else ())


@dataclass(frozen=True)
class Mark:
    """What a person decides (人工认定): `points` each, together at most `cap`."""

    key: str
    name: str
    points: float
    cap: float | None = None


@dataclass(frozen=True)
class Bonus:
    """Marks (加分) that count only where the base, as printed, is above `above` — not at it."""

    above: float
    cap: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Veto:
    """What sets a column to 0 or puts a department out of the ranking (单项否决).

    `measure` is "decision" (a person's), or "blank-at-end": the last judged day, no more than `within_days` before
    the end of the quarter, is blank. A veto of a `kind` does not touch a role without weight in that kind.
    """

    key: str
    name: str
    measure: str = "decision"
    kind: str = "content"
    within_days: int = 0


@dataclass(frozen=True)
class Band:
    """A band (等次) begins at `floor`, inclusive."""

    floor: float
    name: str


@dataclass(frozen=True)
class Scheme:
    """A scheme as read and checked. `data` is the file's content, `digest` its SHA-256."""

    name: str
    version: str
    effective_on: str
    source: str
    items: tuple[Item, ...]
    bonus: Bonus
    bands: tuple[Band, ...]
    role_weights: Mapping[str, Mapping[str, float]]
    column_weights: Mapping[str, float]
    column_vetoes: tuple[Veto, ...]
    department_deductions: tuple[Mark, ...]
    department_vetoes: tuple[Veto, ...]
    ranked_kinds: tuple[str, ...]
    decimals: int
    rounding: str
    data: Mapping[str, Any] = field(repr=False, compare=False)

    @property
    def digest(self) -> str:
        text = json.dumps(self.data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """The items whose numbers nobody has confirmed yet, as `A1 新鲜度`."""
        return tuple(f"{item.key} {item.name}" for item in self.items if not item.confirmed)

    def weight_of(self, column_class: str) -> float:
        """The weight of a column by its class; "ordinary" for a class that the scheme does not name."""
        return self.column_weights.get(column_class, self.column_weights["ordinary"])

    def band_of(self, score: float) -> str:
        """The band of a score as printed; "" without a score (NaN)."""
        return next((band.name for band in self.bands if score >= band.floor), "")
