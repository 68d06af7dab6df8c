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
Column = tuple[str, list[Fault]]
quarters = st.text("fsobuxrn.", min_size=1, max_size=40)
# One fresh day at least, to turn.
judged = st.tuples(quarters, quarters).map(lambda parts: parts[0] + "f" + parts[1])
faults = st.tuples(st.sampled_from(CODES), st.sampled_from(["front", "elsewhere"]), st.integers(0, 39))
lists_of_faults = st.lists(faults, max_size=15)
quick = settings(max_examples=12, deadline=None)


def found(some: list[Fault], column: str = "A") -> pd.DataFrame:
    rows = [
        finding(code, column, finding=f"{column}{number}", place=place, confirmed_on=day(since))
        for number, (code, place, since) in enumerate(some)
    ]
    return pd.DataFrame(rows) if rows else Facts().findings


def points(*columns: Column) -> list[float]:
    """The scores of columns given by their days and faults."""
    names = [f"C{number:02}" for number in range(len(columns))]
    findings = pd.concat([found(some, name) for name, (_, some) in zip(names, columns, strict=True)])
    letters = {name: text for name, (text, _) in zip(names, columns, strict=True)}
    return scored(letters, findings=findings, checks=LOOKED_FOR).columns["score"].tolist()


def none_rises(before: list[Column], after: list[Column]) -> bool:
    got = points(*before, *after)
    return all(late <= early for early, late in zip(got[: len(before)], got[len(before) :], strict=True))


@quick
@given(st.lists(st.tuples(judged, lists_of_faults, faults), min_size=1, max_size=8))
def test_one_more_finding_never_raises_a_score(cases: list[tuple[str, list[Fault], Fault]]) -> None:
    before: list[Column] = [(letters, some) for letters, some, _ in cases]
    assert none_rises(before, [(letters, [*some, more]) for letters, some, more in cases])


@quick
@given(st.lists(judged, min_size=1, max_size=8), st.data())
def test_a_day_turning_blank_never_raises_a_score(cases: list[str], data: st.DataObject) -> None:
    assert none_rises([(letters, []) for letters in cases], [(turned(letters, "b", data), []) for letters in cases])


@quick
@given(st.lists(judged, min_size=1, max_size=8), st.data())
def test_a_day_turning_overdue_never_raises_a_score_unless_it_joins_two_runs(
    cases: list[str], data: st.DataObject
) -> None:
    pairs = [(letters, turned(letters, "o", data)) for letters in cases]
    pairs = [(letters, worse) for letters, worse in pairs if overdue_runs(worse) >= overdue_runs(letters)]
    assume(pairs)
    assert none_rises([(letters, []) for letters, _ in pairs], [(worse, []) for _, worse in pairs])


def turned(letters: str, into: str, data: st.DataObject) -> str:
    at = data.draw(st.sampled_from([number for number, letter in enumerate(letters) if letter in "fs"]))
    return letters[:at] + into + letters[at + 1 :]


def overdue_runs(letters: str) -> int:
    judged = [letter for letter in letters if letter in "fsob"]
    return sum(letter == "o" for letter, _ in groupby(judged))


@quick
@given(st.lists(st.tuples(judged, lists_of_faults), min_size=1, max_size=8))
def test_no_item_loses_more_than_its_cap_and_every_lost_point_is_listed(cases: list[Column]) -> None:
    findings = pd.concat([found(some, f"C{number}") for number, (_, some) in enumerate(cases)])
    letters = {f"C{number}": text for number, (text, _) in enumerate(cases)}
    sheets = scored(letters, findings=findings, checks=LOOKED_FOR)
    lost = sheets.deductions.groupby(["column", "item"])["points"].sum()
    for row in sheets.items[sheets.items["points"].notna()].to_dict("records"):
        assert 0 <= row["points"] <= row["full"]
        assert abs(row["full"] + lost.get((row["column"], row["item"]), 0.0) - row["points"]) < 0.005


@quick
@given(st.lists(st.tuples(judged, st.lists(faults.filter(lambda fault: fault[0] in PRICED))), min_size=1, max_size=8))
def test_a_score_is_the_exact_quotient_rounded_half_up(cases: list[Column]) -> None:
    # a fresh day at the end keeps the blank veto out of the arithmetic
    cases = [(letters + "f", some) for letters, some in cases]
    assert points(*cases) == [float(by_hand(letters, some)) for letters, some in cases]


def by_hand(letters: str, some: list[Fault]) -> Fraction:
    """A1, A2, the findings and D3 in fractions; B and C1 have no facts."""
    judged_days = [letter for letter in letters if letter in "fsob"]
    number = {code: sum(fault[0] == code for fault in some) for code in CODES}
    dear = sum(fault[:2] in {("broken-link", "front"), ("broken-image", "front")} for fault in some)
    cheap = number["broken-link"] + number["broken-image"] - dear
    got = Fraction(30 * sum(letter in "fs" for letter in judged_days), len(judged_days)) + 3
    got += max(0, 10 - 5 * overdue_runs(letters))
    got += max(0, 8 - dear - Fraction(cheap, 10)) + max(0, 4 - number["broken-attachment"])
    got += max(0, 10 - number["wording"]) + max(0, 5 - 5 * number["personal-data"])
    got += max(0, 10 - 2 * number["reply-overdue"])
    exact = got * 100 / (100 - 15 - 5)
    return Fraction((exact * 10 + Fraction(1, 2)).__floor__(), 10)


@quick
@given(st.lists(st.tuples(st.text("uxrn.", min_size=1, max_size=40), lists_of_faults), min_size=1, max_size=8))
def test_no_basis_is_never_a_number(cases: list[Column]) -> None:
    assert all(score != score for score in points(*cases))


@settings(max_examples=6, deadline=None)
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
