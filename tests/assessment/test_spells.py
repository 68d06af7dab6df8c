"""A quarter is judged by the table in force on each day: what happens when it changes within the quarter."""

import datetime as dt
import json
from random import Random
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from column_assignments.assessment.facts import Facts, FactsError
from column_assignments.assessment.scoring import score
from column_assignments.assessment.sheets import ScoreSheets, to_json
from tests.assessment.quarters import (
    LAST,
    QUARTER,
    RATIO_ONLY,
    SCHEME,
    checks,
    column,
    day,
    days,
    decision,
    department,
    finding,
    roles,
)

OLD, NEW = "厅人事处", "厅法规处"
# The first of 15 November, on which the lead changes.
CHANGE = 45
Letters = st.text("fsobuxn.", min_size=24, max_size=24)


def spell(rows: pd.DataFrame, first: int | None = None, last: int | None = None) -> pd.DataFrame:
    """`rows` from day `first` to day `last` of the quarter; None is always."""
    bounds = [None if number is None else day(number) for number in (first, last)]
    return rows.assign(first_day=bounds[0], last_day=bounds[1])


def led(name: str, first: int | None = None, last: int | None = None, of: str = "A", role: str = "lead") -> Any:
    return spell(roles((of, name, "office", role)), first, last)


def owed(name: str = "A", first: int | None = None, last: int | None = None, weight: float = 1.0) -> pd.DataFrame:
    return spell(pd.DataFrame({"column": [name], "weight": [weight]}), first, last)


def sheets_of(
    letters: dict[str, str], owners: list[pd.DataFrame], duties: list[pd.DataFrame] | None = None, **more: Any
) -> ScoreSheets:
    scheme, as_of = more.pop("scheme", RATIO_ONLY), more.pop("as_of", LAST)
    frames = {name: pd.DataFrame(rows) for name, rows in more.items() if isinstance(rows, list)}
    facts = Facts(
        duties=pd.concat(duties or [owed(name) for name in letters]),
        roles=pd.concat(owners),
        days=days(**letters),
        **{**more, **frames},
    )
    return score(facts, scheme, QUARTER, as_of)


SWAPPED = [led(OLD, last=CHANGE - 1), led(NEW, first=CHANGE)]


@pytest.mark.parametrize(
    ("letters", "old", "new"),
    [
        ("f" * CHANGE + "o" * (92 - CHANGE), (100.0, 0), (0.0, 47)),
        ("o" * CHANGE + "f" * (92 - CHANGE), (0.0, 45), (100.0, 0)),
        ("f" * (CHANGE - 9) + "o" * 18 + "f" * (92 - CHANGE - 9), (80.0, 9), (80.9, 9)),
    ],
)
def test_each_department_is_charged_for_its_own_days(
    letters: str, old: tuple[float, int], new: tuple[float, int]
) -> None:
    sheets = sheets_of({"A": letters}, SWAPPED)
    found = [department(sheets, name) for name in (OLD, NEW)]
    assert [(row["score"], row["overdue"]) for row in found] == [old, new]
    assert [(row["columns"], row["assessed"]) for row in found] == [(1, 1), (1, 1)]


def test_the_column_itself_is_scored_on_all_its_days() -> None:
    letters = "f" * CHANGE + "o" * (92 - CHANGE)
    row = column(sheets_of({"A": letters}, SWAPPED))
    assert (row["judged"], row["overdue"], row["score"]) == (92, 47, 48.9)
    assert row["leads"] == f"{OLD}（10-01 至 11-14）、{NEW}（11-15 至 12-31）"


def test_the_report_says_how_a_changed_column_was_counted() -> None:
    rules = sheets_of({"A": "f" * 92}, SWAPPED).header.rules
    assert f"A 2026-10-01 至 2026-11-14（{OLD}）：判定 45 日，超期 0 日，得分 100.0" in rules
    assert f"A 2026-11-15 至 2026-12-31（{NEW}）：判定 47 日，超期 0 日，得分 100.0" in rules


@pytest.mark.parametrize(
    ("confirmed", "ended", "charged"),
    [
        (5, 10, [1, 0]),
        (5, CHANGE, [1, 0]),  # seen repaired on the first day of the new lead
        (CHANGE, None, [0, 1]),
        (5, None, [1, 1]),
        (5, CHANGE + 1, [1, 1]),
    ],
)
def test_a_finding_is_charged_to_those_in_charge_on_its_days(
    confirmed: int, ended: int | None, charged: list[int]
) -> None:
    found = finding("broken-link", confirmed_on=day(confirmed), ended_on=None if ended is None else day(ended))
    sheets = sheets_of(
        {"A": "f" * 92}, SWAPPED, scheme=SCHEME, findings=[found], checks=checks("broken-link", column="A")
    )
    rows = [department(sheets, name) for name in (OLD, NEW)]
    assert [row["findings"] for row in rows] == charged
    assert [row["score"] < 100 for row in rows] == [bool(number) for number in charged]


def test_a_merger_within_the_quarter_leaves_each_its_days() -> None:
    owners = [
        led(OLD, last=30),
        led("厅法规处", of="B", last=30),
        led("厅政法处", first=31),
        led("厅政法处", 31, of="B"),
    ]
    sheets = sheets_of({"A": "o" * 31 + "f" * 61, "B": "f" * 31 + "o" * 61}, owners)
    assert [department(sheets, name)["score"] for name in (OLD, NEW, "厅政法处")] == [0.0, 100.0, 50.0]


def test_a_column_led_for_half_the_days_weighs_half() -> None:
    owners = [led(OLD), led(OLD, last=45, of="B"), led(NEW, first=46, of="B")]
    sheets = sheets_of({"A": "f" * 92, "B": "o" * 92}, owners)
    assert department(sheets, OLD)["score"] == 66.7  # (92·100 + 46·0) ÷ (92 + 46)


def test_whoever_joins_changes_nothing_for_the_lead() -> None:
    letters = {"A": "f" * 40 + "o" * 10 + "f" * 42}
    found = {"findings": [finding("broken-link")], "checks": checks("broken-link"), "scheme": SCHEME}
    always = sheets_of(letters, [led(OLD), led(NEW, role="support")], **found)
    joined = sheets_of(letters, [led(OLD), led(NEW, first=CHANGE, role="support")], **found)
    assert department(joined, OLD)["score"] == department(always, OLD)["score"]
    assert department(joined, OLD)["overdue"] == 10
    assert department(joined, NEW)["overdue"] == 5


def test_a_department_that_changes_its_role_counts_each_with_its_weight() -> None:
    # support weighs 0.3: (45·1·100 + 47·0.3·0) ÷ (45 + 14.1)
    owners = [led(OLD, last=44), led(OLD, first=CHANGE, role="support"), led(NEW, first=CHANGE)]
    sheets = sheets_of({"A": "f" * CHANGE + "o" * 47}, owners)
    assert department(sheets, OLD)["score"] == 76.1
    assert column(sheets)["leads"] == f"{OLD}（10-01 至 11-14）、{NEW}（11-15 至 12-31）"


@pytest.mark.parametrize(
    ("first", "last", "judged", "overdue"), [(CHANGE, None, 47, 0), (None, CHANGE - 1, 45, 45), (10, 19, 10, 10)]
)
def test_a_column_counts_on_the_days_on_which_it_was_owed(
    first: int | None, last: int | None, judged: int, overdue: int
) -> None:
    sheets = sheets_of({"A": "o" * CHANGE + "f" * 47}, [led(OLD)], [owed("A", first, last)])
    row = column(sheets)
    assert (row["judged"], row["overdue"], row["leads"]) == (judged, overdue, OLD)
    assert department(sheets, OLD)["overdue"] == overdue
    left_out = sheets.exclusions[sheets.exclusions["reason"].str.contains("当日没有该栏目")]
    assert left_out["days"].sum() == 92 - judged


def test_a_finding_from_before_the_duty_is_left_out_by_name() -> None:
    found = finding("broken-link", confirmed_on=day(3), ended_on=day(9))
    more = {"findings": [found], "checks": checks("broken-link"), "scheme": SCHEME}
    sheets = sheets_of({"A": "f" * 92}, [led(OLD)], [owed(first=CHANGE)], **more)
    assert column(sheets)["score"] == 100.0
    assert "当日没有该栏目" in sheets.exclusions.set_index("what")["reason"]["broken-link"]


def test_an_unreachable_day_before_the_duty_is_nobody_s() -> None:
    found = finding("column-unreachable", confirmed_on=day(0), ended_on=None)
    sheets = sheets_of(
        {"A": "u" * CHANGE + "f" * 47}, [led(OLD)], [owed(first=CHANGE)], findings=[found], scheme=SCHEME
    )
    assert column(sheets)["score"] == 100.0


def test_who_leads_at_the_end_answers_for_what_is_blank_at_the_end() -> None:
    sheets = sheets_of({"A": "f" * 50 + "b" * 42}, SWAPPED, scheme=SCHEME)
    assert column(sheets)["status"] == "vetoed"
    assert (department(sheets, OLD)["score"], department(sheets, NEW)["score"]) == (100.0, 0.0)


def test_a_column_that_ended_is_not_blank_at_the_end() -> None:
    sheets = sheets_of({"A": "f" * 50 + "b" * 42}, [led(OLD)], [owed(last=88)], scheme=SCHEME)
    assert column(sheets)["status"] == "scored"


def test_a_decision_falls_on_those_in_charge_on_its_day() -> None:
    forged = [decision("A", "forged-date", 20)]
    sheets = sheets_of({"A": "f" * 92}, [*SWAPPED, led("通信中心", role="support")], decisions=forged, scheme=SCHEME)
    assert [department(sheets, name)["score"] for name in (OLD, NEW, "通信中心")] == [0.0, 100.0, 0.0]


def test_who_takes_over_later_than_the_scoring_is_not_in_it_yet() -> None:
    sheets = sheets_of({"A": "f" * 20}, SWAPPED, as_of=day(20))
    assert sheets.departments["department"].tolist() == [OLD]
    assert column(sheets)["leads"] == OLD
    assert len(sheets.header.rules) == len(sheets_of({"A": "f"}, [led(OLD)], as_of=day(20)).header.rules)


def test_a_column_dropped_and_taken_up_again_counts_on_both_spells() -> None:
    duties = [owed(last=9), owed(first=20)]
    sheets = sheets_of({"A": "f" * 10 + "o" * 10 + "f" * 72}, [led(OLD)], duties)
    assert (column(sheets)["judged"], column(sheets)["score"]) == (82, 100.0)
    assert department(sheets, OLD)["score"] == 100.0


def test_an_exempt_day_is_left_out_with_its_exemption() -> None:
    rows = days(A="fnnnf")
    rows.loc[rows["day"] == day(2), "evidence"] = "exemption:12"
    facts = Facts(duties=owed(), roles=led(OLD), days=rows)
    left_out = score(facts, SCHEME, QUARTER, LAST).exclusions
    assert left_out["days"].tolist() == [1, 1, 1]
    exempt = left_out[left_out["reason"].str.contains("免除")]
    assert exempt[["what", "evidence"]].to_numpy().tolist() == [["not-judged", "exemption:12"]]


WRONG = {
    "two spells that share a day": ({"duties": pd.concat([owed(last=9), owed(first=9)])}, "duties: two rows for A"),
    "a spell within a spell": ({"duties": pd.concat([owed(), owed(first=9, last=12)])}, "duties: two rows for A"),
    "a spell that ends before it begins": ({"duties": owed(first=9, last=8)}, "duties: 'A' ends before it begins"),
    "two weights": (
        {"duties": pd.concat([owed(last=9), owed(first=10, weight=2.0)])},
        "duties: two rows for A",
    ),
    "a role held twice at once": (
        {"duties": owed(), "roles": pd.concat([led(OLD, last=9), led(OLD, first=5)])},
        f"roles: two rows for A {OLD} lead",
    ),
    "a spell as text": ({"duties": owed().assign(first_day="2026-10-01")}, "duties.first_day: must be dates"),
}


@pytest.mark.parametrize("name", WRONG)
def test_it_refuses(name: str) -> None:
    frames, message = WRONG[name]
    with pytest.raises(FactsError, match=message):
        Facts(**frames)


def as_text(sheets: ScoreSheets) -> str:
    return json.dumps(to_json(sheets), ensure_ascii=False)


cuts = st.lists(st.integers(1, 23), max_size=3, unique=True).map(sorted)
quick = settings(max_examples=6, deadline=None)


def in_pieces(rows: pd.DataFrame, at: list[int]) -> list[pd.DataFrame]:
    """The rows again for each of the spells that follow one another."""
    return [
        spell(rows, first, last) for first, last in zip([None, *at], [*(each - 1 for each in at), None], strict=True)
    ]


@quick
@given(Letters, cuts, st.integers(0, 23))
def test_a_version_that_changes_nothing_changes_no_byte(letters: str, at: list[int], since: int) -> None:
    lead, helper = roles(("A", OLD, "office", "lead")), roles(("A", "通信中心", "affiliated", "publisher"))
    more = {"findings": [finding("broken-link", confirmed_on=day(since))], "checks": checks("broken-link")}
    pieces = sheets_of(
        {"A": letters},
        [*in_pieces(lead, at), *in_pieces(helper, at)],
        in_pieces(pd.DataFrame({"column": ["A"], "weight": [1.0]}), at),
        scheme=SCHEME,
        **more,
    )
    assert as_text(pieces) == as_text(sheets_of({"A": letters}, [lead, helper], [owed()], scheme=SCHEME, **more))


@quick
@given(Letters, st.integers(1, 23), st.integers(0, 23), st.integers(0, 23))
def test_one_more_finding_never_raises_a_department(letters: str, at: int, one: int, other: int) -> None:
    owners = [led(OLD, last=at - 1), led(NEW, first=at)]
    found = [finding("broken-link", finding=f"{number}", confirmed_on=day(number)) for number in {one, other + 100}]
    found[-1]["confirmed_on"] = day(other)
    few, many = (
        sheets_of({"A": letters}, owners, findings=rows, checks=checks("broken-link"), scheme=SCHEME).departments
        for rows in (found[:1], found)
    )
    before, after = (rows.set_index("department")["score"] for rows in (few, many))
    assert all(not after[name] > before[name] for name in before.index)


@quick
@given(Letters, st.integers(1, 23), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(letters: str, at: int, random: Random) -> None:
    owners = pd.concat([led(OLD, last=at - 1), led(NEW, first=at), led("通信中心", role="support")])
    straight = sheets_of({"A": letters}, [owners], scheme=SCHEME)
    mixed = sheets_of({"A": letters}, [owners.sample(frac=1, random_state=random.randint(0, 999))], scheme=SCHEME)
    assert as_text(straight) == as_text(mixed)


@quick
@given(Letters, st.integers(1, 23))
def test_overdue_days_are_shared_out_and_none_is_lost(letters: str, at: int) -> None:
    sheets = sheets_of({"A": letters}, [led(OLD, last=at - 1), led(NEW, first=at)])
    assert sheets.departments["overdue"].sum() == letters.count("o")
    assert department(sheets, OLD)["overdue"] == letters[:at].count("o")


def test_the_change_is_on_15_november() -> None:
    assert day(CHANGE) == dt.date(2026, 11, 15)
