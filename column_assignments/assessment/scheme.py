"""An assessment scheme (考评办法) is data: from JSON to a `Scheme`, refusing what would make scores silently wrong."""

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from column_assignments.assessment.node import Node
from column_assignments.assessment.rules import Band, Bonus, Charge, Item, Mark, Measure, Scheme, SchemeError, Veto
from column_assignments.assessment.vocabulary import (
    CODES,
    COUNTED_BY_DAYS,
    DEPARTMENT_KINDS,
    ITEM_KINDS,
    NEVER_CHARGED,
    PLACES,
    ROLES,
)

__all__ = ["DEFAULT", "Scheme", "SchemeError", "load_scheme"]

DEFAULT = Path(__file__).parent.parent / "data" / "schemes" / "default.json"

KEYS = (
    "name version effective_on source items bonus bands role_weights column_weights column_vetoes department rounding"
)
# What an item's measure cannot do without.
NEEDS = {
    Measure.FRESH_RATIO: (),
    Measure.OVERDUE_RUNS: ("unit",),
    Measure.QUOTA: ("quantity",),
    Measure.COUNT: ("unit", "quantity"),
    Measure.FINDINGS: ("charges",),
    Measure.REACHABLE_RATIO: ("codes",),
}


def load_scheme(source: Path | str | Mapping[str, Any] = DEFAULT) -> Scheme:
    """Read a scheme from a JSON file or from its content; SchemeError names what is wrong with it and where."""
    if isinstance(source, Mapping):
        return read_scheme(source)
    try:
        return read_scheme(json.loads(Path(source).read_text("utf-8")))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise SchemeError(f"{Path(source).name}: not JSON in UTF-8: {error}") from error


def read_scheme(data: Mapping[str, Any]) -> Scheme:
    """Check and convert; the shape is that of data/schemes/default.json."""
    top = Node(data, "").fields(KEYS)
    department = top["department"].fields("deductions vetoes ranked_kinds")
    decimals, rounding = read_rounding(top["rounding"])
    scheme = Scheme(
        name=top["name"].text(),
        version=top["version"].text(),
        effective_on=top["effective_on"].date(),
        source=top["source"].text(),
        items=read_items(top["items"]),
        bonus=read_bonus(top["bonus"]),
        bands=read_bands(top["bands"]),
        role_weights=read_role_weights(top["role_weights"]),
        column_weights=read_column_weights(top["column_weights"]),
        column_vetoes=tuple(read_veto(node) for node in top["column_vetoes"].members()),
        department_deductions=tuple(read_mark(node) for node in department["deductions"].members()),
        department_vetoes=tuple(read_department_veto(node) for node in department["vetoes"].members()),
        ranked_kinds=tuple(node.choice(DEPARTMENT_KINDS) for node in department["ranked_kinds"].members()),
        decimals=decimals,
        rounding=rounding,
        data=data,
    )
    refuse_shared_keys(scheme)
    return scheme


def read_items(node: Node) -> tuple[Item, ...]:
    items = tuple(read_item(member) for member in node.members())
    total = math.fsum(item.points for item in items)
    if not math.isclose(total, 100, abs_tol=1e-9):
        node.fail(f"points add up to {total:g}, not 100")
    keys = [item.key for item in items]
    for index, key in enumerate(keys):
        if key in keys[:index]:
            node.members()[index].fail(f"key {key!r} is used twice")
    return items


def read_item(node: Node) -> Item:
    required, optional = "key name points measure kind confirmed source", "unit cap quantity codes charges"
    fields = node.fields(required, optional)
    measure = Measure(fields["measure"].choice(list(Measure)))
    needs = NEEDS[measure]
    fields = node.fields(" ".join((required, *needs)), "cap")
    points = fields["points"].number(above=0)
    return Item(
        key=fields["key"].text(),
        name=fields["name"].text(),
        points=points,
        measure=measure,
        kind=fields["kind"].choice(ITEM_KINDS),
        cap=fields["cap"].number(above=0, most=points) if "cap" in fields else points,
        confirmed=fields["confirmed"].flag(),
        source=fields["source"].text(),
        unit=fields["unit"].number(above=0) if "unit" in needs else 0.0,
        quantity=fields["quantity"].text() if "quantity" in needs else "",
        codes=read_codes(fields["codes"]) if "codes" in needs else (),
        charges=tuple(read_charge(member) for member in fields["charges"].members()) if "charges" in needs else (),
    )


def read_charge(node: Node) -> Charge:
    fields = node.fields("codes points", "place severity per")
    return Charge(
        codes=read_codes(fields["codes"]),
        points=fields["points"].number(above=0),
        place=fields["place"].choice(PLACES) if "place" in fields else None,
        severity=fields["severity"].text() if "severity" in fields else None,
        per=fields["per"].choice(("finding", "day")) if "per" in fields else "finding",
    )


def read_codes(node: Node) -> tuple[str, ...]:
    codes = tuple(member.choice(CODES) for member in node.members())
    for code in codes:
        if code in COUNTED_BY_DAYS | NEVER_CHARGED:
            node.fail(f"{code!r} may not be deducted for")
    return codes or node.fail("names no finding code")


def read_mark(node: Node) -> Mark:
    fields = node.fields("key name points", "cap confirmed source")
    cap = fields["cap"].number(above=0) if "cap" in fields else None
    return Mark(fields["key"].text(), fields["name"].text(), fields["points"].number(above=0), cap)


def read_bonus(node: Node) -> Bonus:
    fields = node.fields("above cap items", "confirmed source")
    marks = tuple(read_mark(member) for member in fields["items"].members())
    return Bonus(fields["above"].number(), fields["cap"].number(), marks)


def read_bands(node: Node) -> tuple[Band, ...]:
    bands = []
    for member in node.members():
        fields = member.fields("from name")
        bands.append(Band(fields["from"].number(), fields["name"].text()))
    floors = [band.floor for band in bands]
    if not floors or floors[-1] != 0 or floors != sorted(set(floors), reverse=True):
        node.fail("must go down from the best band to one from 0")
    return tuple(bands)


def read_role_weights(node: Node) -> dict[str, dict[str, float]]:
    roles = node.fields(" ".join(ROLES))
    kinds = {role: roles[role].fields(" ".join(ITEM_KINDS)) for role in ROLES}
    return {role: {kind: kinds[role][kind].number(most=1) for kind in ITEM_KINDS} for role in ROLES}


def read_column_weights(node: Node) -> dict[str, float]:
    weights = {key: member.number() for key, member in node.named().items() if key != "note"}
    return weights if "ordinary" in weights else node.fail("missing key 'ordinary'")


def read_veto(node: Node) -> Veto:
    fields = node.fields("key name measure kind", "within_days confirmed source")
    measure = fields["measure"].choice(("decision", "blank-at-end"))
    if (measure == "blank-at-end") != ("within_days" in fields):
        node.fail("within_days belongs to blank-at-end, and to nothing else")
    within = fields["within_days"].whole() if "within_days" in fields else 0
    return Veto(fields["key"].text(), fields["name"].text(), measure, fields["kind"].choice(ITEM_KINDS), within)


def read_department_veto(node: Node) -> Veto:
    fields = node.fields("key name", "confirmed source")
    return Veto(fields["key"].text(), fields["name"].text())


def read_rounding(node: Node) -> tuple[int, str]:
    fields = node.fields("decimals mode text")
    fields["mode"].choice(("half-up",))
    return fields["decimals"].whole(), fields["text"].text()


def refuse_shared_keys(scheme: Scheme) -> None:
    """A person's decision names a key alone, so a key means one thing in the whole scheme."""
    seen: dict[str, str] = {}
    places: dict[str, Sequence[Item | Mark | Veto]] = {
        "items": scheme.items,
        "bonus.items": scheme.bonus.marks,
        "column_vetoes": scheme.column_vetoes,
        "department.deductions": scheme.department_deductions,
        "department.vetoes": scheme.department_vetoes,
    }
    for place, things in places.items():
        for index, thing in enumerate(things):
            if thing.key in seen:
                raise SchemeError(f"{place}[{index}]: key {thing.key!r} is used twice, first in {seen[thing.key]}")
            seen[thing.key] = f"{place}[{index}]"
