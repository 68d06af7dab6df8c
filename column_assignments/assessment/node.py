"""A value in a JSON file that knows its place, so that a refusal can name it."""

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from column_assignments.assessment.rules import SchemeError


class Node:
    """`value` at `place`, such as `items[3].points`; every reader raises SchemeError naming that place."""

    def __init__(self, value: Any, place: str) -> None:
        self.value, self.place = value, place

    def fail(self, why: str) -> NoReturn:
        raise SchemeError(f"{self.place or 'scheme'}: {why}")

    def fields(self, required: str, optional: str = "") -> dict[str, "Node"]:
        """The members of an object; a key that nobody reads is refused, it may be a misspelt one."""
        if not isinstance(self.value, Mapping):
            self.fail("must be an object")
        if unknown := sorted(set(self.value) - set(f"{required} {optional} note".split())):
            self.fail(f"unknown key {unknown[0]!r}")
        if missing := [key for key in required.split() if key not in self.value]:
            self.fail(f"missing key {missing[0]!r}")
        return self.named()

    def named(self) -> dict[str, "Node"]:
        if not isinstance(self.value, Mapping):
            self.fail("must be an object")
        return {key: Node(value, f"{self.place}.{key}".lstrip(".")) for key, value in self.value.items()}

    def members(self) -> list["Node"]:
        if not isinstance(self.value, list):
            self.fail("must be a list")
        return [Node(value, f"{self.place}[{index}]") for index, value in enumerate(self.value)]

    def text(self) -> str:
        if not isinstance(self.value, str) or not self.value.strip():
            self.fail(f"must be a text, got {self.value!r}")
        return self.value

    def number(self, above: float | None = None, most: float = math.inf) -> float:
        """A finite number, above `above` or else from 0 on, and at most `most`."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float) or not math.isfinite(self.value):
            self.fail(f"must be a number, got {self.value!r}")
        if self.value < 0 or (above is not None and self.value <= above) or self.value > most:
            self.fail(f"{self.value} is out of range")
        return float(self.value)

    def whole(self) -> int:
        if isinstance(self.value, bool) or not isinstance(self.value, int) or self.value < 0:
            self.fail(f"must be a whole number, got {self.value!r}")
        return self.value

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            self.fail(f"must be true or false, got {self.value!r}")
        return self.value

    def date(self) -> str:
        try:
            return dt.date.fromisoformat(self.text()).isoformat()
        except ValueError:
            self.fail(f"must be a date such as 2026-01-01, got {self.value!r}")

    def choice(self, allowed: Iterable[str]) -> str:
        if self.value not in tuple(allowed):
            self.fail(f"{self.value!r} is none of {', '.join(allowed)}")
        return str(self.value)
