"""A scheme is data, and data can be wrong: every mistake is refused by its place."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from column_assignments.assessment.measures import MEASURES
from column_assignments.assessment.rules import Measure
from column_assignments.assessment.scheme import DEFAULT, SchemeError, load_scheme


@pytest.fixture
def data() -> dict[str, Any]:
    return json.loads(DEFAULT.read_text("utf-8"))


Change = Callable[[dict[str, Any]], object]
WRONG: dict[str, tuple[Change, str]] = {
    "points that do not add up": (lambda d: d["items"][3].update(points=6), r"items: points add up to 101, not 100"),
    "points as text": (lambda d: d["items"][3].update(points="5"), r"items\[3\]\.points: must be a number"),
    "points as truth": (lambda d: d["items"][3].update(points=True), r"items\[3\]\.points: must be a number"),
    "points not finite": (lambda d: d["items"][3].update(points=float("nan")), r"items\[3\]\.points: must be a number"),
    "points below zero": (lambda d: d["items"][3].update(points=-5), r"items\[3\]\.points: -5 is out of range"),
    "an unknown measure": (lambda d: d["items"][0].update(measure="luck"), r"items\[0\]\.measure: 'luck' is none of"),
    "a missing key": (lambda d: d["items"][1].pop("name"), r"items\[1\]: missing key 'name'"),
    "a missing unit": (lambda d: d["items"][1].pop("unit"), r"items\[1\]: missing key 'unit'"),
    "a misspelt key": (lambda d: d["items"][1].update(captal=5), r"items\[1\]: unknown key 'captal'"),
    "a key that its measure ignores": (lambda d: d["items"][0].update(unit=5), r"items\[0\]: unknown key 'unit'"),
    "a duplicate key": (lambda d: d["items"][2].update(key="A1"), r"items\[2\]: key 'A1' is used twice"),
    "a key with two meanings": (
        lambda d: d["column_vetoes"][1].update(key="written-praise"),
        r"column_vetoes\[1\]: key 'written-praise' is used twice, first in bonus.items\[3\]",
    ),
    "a cap above the points": (lambda d: d["items"][0].update(cap=31), r"items\[0\]\.cap: 31 is out of range"),
    "an unknown code": (
        lambda d: d["items"][5]["charges"][0].update(codes=["typo"]),
        r"items\[5\]\.charges\[0\]\.codes\[0\]: 'typo' is none of",
    ),
    "a suspicion that would cost points": (
        lambda d: d["items"][6]["charges"][0].update(codes=["link-unconfirmed"]),
        r"items\[6\]\.charges\[0\]\.codes: 'link-unconfirmed' may not be deducted for",
    ),
    "an overdue column punished again": (
        lambda d: d["items"][8].update(codes=["column-overdue"]),
        r"items\[8\]\.codes: 'column-overdue' may not be deducted for",
    ),
    "bands that do not reach zero": (lambda d: d["bands"].pop(), r"bands: must go down"),
    "a date that is none": (lambda d: d.update(effective_on="2026-13-01"), r"effective_on: must be a date"),
    "a missing role": (lambda d: d["role_weights"].pop("support"), r"role_weights: missing key 'support'"),
    "a role weight above one": (
        lambda d: d["role_weights"]["lead"].update(content=2),
        r"role_weights\.lead\.content: 2 is out of range",
    ),
    "confirmed in words": (lambda d: d["items"][0].update(confirmed="yes"), r"items\[0\]\.confirmed: must be true or"),
    "banker's rounding": (lambda d: d["rounding"].update(mode="half-even"), r"rounding\.mode: 'half-even' is none of"),
    "items that are no list": (lambda d: d.update(items={}), r"items: must be a list"),
    "no column weight to fall back on": (lambda d: d["column_weights"].pop("ordinary"), r"column_weights: missing key"),
    "a missing part": (lambda d: d.pop("bonus"), r"scheme: missing key 'bonus'"),
}


@pytest.mark.parametrize("name", WRONG)
def test_it_refuses(name: str, data: dict[str, Any]) -> None:
    change, message = WRONG[name]
    change(data)
    with pytest.raises(SchemeError, match=message):
        load_scheme(data)


def test_it_refuses_a_file_that_is_not_json(tmp_path: Any) -> None:
    (tmp_path / "s.json").write_text("{", "utf-8")
    with pytest.raises(SchemeError, match=r"s\.json: not JSON"):
        load_scheme(tmp_path / "s.json")


def test_the_default_holds_the_whole_rubric() -> None:
    points = {item.key: item.points for item in load_scheme().items}
    assert points == {
        "A1": 30, "A2": 10, "B": 15, "C1": 5, "C2": 10, "C3": 5, "D1": 8, "D2": 4, "D3": 3, "E": 10
    }  # fmt: skip


def test_the_default_claims_no_confirmed_number() -> None:
    assert len(load_scheme().unconfirmed) == 10


def test_every_measure_has_its_function() -> None:
    assert set(MEASURES) == set(Measure)


def test_bands_begin_at_their_number() -> None:
    scheme = load_scheme()
    assert [scheme.band_of(score) for score in (90, 89.9, 80, 60, 59.9)] == ["优秀", "良好", "良好", "合格", "不合格"]


def test_a_class_without_a_weight_is_ordinary() -> None:
    scheme = load_scheme()
    assert (scheme.weight_of("news"), scheme.weight_of("static"), scheme.weight_of("data")) == (2.0, 0.5, 1.0)


def test_the_digest_knows_the_content_and_not_its_order(data: dict[str, Any]) -> None:
    turned = dict(reversed(list(data.items())))
    changed = copy.deepcopy(data)
    changed["items"][1]["unit"] = 4
    assert load_scheme(turned).digest == load_scheme(data).digest != load_scheme(changed).digest
