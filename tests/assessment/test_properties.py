"""What holds for every quarter."""

import json
from fractions import Fraction
from itertools import groupby
from random import Random

import pandas as pd
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from column_assignments.assessment.facts import Facts
from column_assignments.assessment.scoring import score
from column_assignments.assessment.sheets import to_json
from tests.assessment.quarters import (
    LAST,
    QUARTER,
    SCHEME,
    checks,
    day,
    days,
    decision,
    facts,
    finding,
    roles,
    scored,
)

PRICED = ("broken-link", "broken-image", "broken-attachment", "wording", "personal-data", "reply-overdue")
CODES = (*PRICED, "column-unreachable")
LOOKED_FOR = checks(*PRICED)
Fault = tuple[str, str, int]  # code, place, the day it was confirmed on
quarters = st.text("fsobuxrn.", min_size=1, max_size=40)
faults = st.tuples(st.sampled_from(CODES), st.sampled_from(["front", "elsewhere"]), st.integers(0, 39))
lists_of_faults = st.lists(faults, max_size=15)
quick = settings(max_examples=25, deadline=None)


def found(some: list[Fault], column: str = "A") -> pd.DataFrame:
    rows = [
        finding(code, column, finding=f"{column}{number}", place=place, confirmed_on=day(since))
        for number, (code, place, since) in enumerate(some)
    ]
    return pd.DataFrame(rows) if rows else Facts().findings


def points(*columns: tuple[str, list[Fault]]) -> list[float]:
    """The scores of columns given by their days and faults."""
    named = dict(zip("ABCD", columns, strict=False))
    findings = pd.concat([found(some, name) for name, (_, some) in named.items()])
    letters = {name: text for name, (text, _) in named.items()}
    return scored(letters, findings=findings, checks=LOOKED_FOR).columns["score"].tolist()


@quick
@given(quarters, lists_of_faults, faults)
def test_one_more_finding_never_raises_a_score(letters: str, some: list[Fault], more: Fault) -> None:
    assume(set(letters) & set("fsob"))
    before, after = points((letters, some), (letters, [*some, more]))
    assert after <= before


@quick
@given(quarters, st.data())
def test_a_day_turning_blank_never_raises_a_score(letters: str, data: st.DataObject) -> None:
    before, after = points((letters, []), (turned(letters, "b", data), []))
    assert after <= before


@quick
@given(quarters, st.data())
def test_a_day_turning_overdue_never_raises_a_score_unless_it_joins_two_runs(letters: str, data: st.DataObject) -> None:
    worse = turned(letters, "o", data)
    assume(overdue_runs(worse) >= overdue_runs(letters))
    before, after = points((letters, []), (worse, []))
    assert after <= before


def turned(letters: str, into: str, data: st.DataObject) -> str:
    good = [number for number, letter in enumerate(letters) if letter in "fs"]
    assume(good)
    at = data.draw(st.sampled_from(good))
    return letters[:at] + into + letters[at + 1 :]


def overdue_runs(letters: str) -> int:
    judged = [letter for letter in letters if letter in "fsob"]
    return sum(letter == "o" for letter, _ in groupby(judged))


@quick
@given(quarters, lists_of_faults)
def test_no_item_loses_more_than_its_cap_and_every_lost_point_is_listed(
    letters: str, some: list[Fault]
) -> None:
    sheets = scored({"A": letters}, findings=found(some), checks=LOOKED_FOR)
    lost = sheets.deductions.groupby("item")["points"].sum()
    for row in sheets.items[sheets.items["points"].notna()].to_dict("records"):
        assert 0 <= row["points"] <= row["full"]
        assert abs(row["full"] + lost.get(row["item"], 0.0) - row["points"]) < 0.005


@quick
@given(quarters, lists_of_faults)
def test_a_score_is_the_exact_quotient_rounded_half_up(letters: str, some: list[Fault]) -> None:
    judged = [letter for letter in letters if letter in "fsob"]
    assume(judged and judged[-1] != "b")
    some = [fault for fault in some if fault[0] != "column-unreachable"]
    number = {code: sum(fault[0] == code for fault in some) for code in CODES}
    dear = sum(fault[:2] in {("broken-link", "front"), ("broken-image", "front")} for fault in some)
    cheap = number["broken-link"] + number["broken-image"] - dear
    got = Fraction(30 * sum(letter in "fs" for letter in judged), len(judged)) + max(0, 10 - 5 * overdue_runs(letters))
    got += max(0, 8 - dear - Fraction(cheap, 10)) + max(0, 4 - number["broken-attachment"]) + 3
    got += max(0, 10 - number["wording"]) + max(0, 5 - 5 * number["personal-data"])
    got += max(0, 10 - 2 * number["reply-overdue"])
    exact = got * 100 / (100 - 15 - 5)  # B and C1 had no facts
    assert points((letters, some))[0] == float(Fraction((exact * 10 + Fraction(1, 2)).__floor__(), 10))


@quick
@given(st.text("uxrn.", min_size=1, max_size=40), lists_of_faults)
def test_no_basis_is_never_a_number(letters: str, some: list[Fault]) -> None:
    sheets = scored({"A": letters}, findings=found(some), checks=LOOKED_FOR)
    assert sheets.columns["score"].isna().all() and sheets.columns["status"].tolist() == ["no-basis"]


@settings(max_examples=15, deadline=None)
@given(st.lists(quarters, min_size=2, max_size=4), lists_of_faults, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(letters: list[str], some: list[Fault], random: Random) -> None:
    columns = {f"栏目{number}": text for number, text in enumerate(letters)}
    owners = roles(*((name, f"单位{number % 2}", "office", "lead") for number, name in enumerate(columns)))
    frames = {"roles": owners, "findings": found(some).assign(column="栏目0"), "checks": LOOKED_FOR}
    frames["decisions"] = pd.DataFrame([decision("栏目0", "written-praise", number) for number in range(3)])
    straight = facts(columns, **frames)
    seed = random.randint(0, 9999)
    mixed = {name: rows.sample(frac=1, random_state=seed) for name, rows in frames.items()}
    turned = facts(dict(reversed(columns.items())), days=days(**columns).sample(frac=1, random_state=seed), **mixed)
    first, second = (json.dumps(to_json(score(each, SCHEME, QUARTER, LAST))) for each in (straight, turned))
    assert first == second
