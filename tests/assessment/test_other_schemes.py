"""Another office, other rules: a scheme is replaced without touching code."""

import copy
import json

import pytest

from column_assignments.assessment.scheme import DEFAULT, load_scheme
from column_assignments.assessment.scoring import score
from tests.assessment.quarters import LAST, QUARTER, RATIO_ONLY, column, facts

DATA = json.loads(DEFAULT.read_text("utf-8"))


@pytest.mark.parametrize(
    ("letters", "printed"),
    [
        ("f" * 13 + "o" * 67, 16.3),  # 13/80 = 16.25 %, a tie: half to even would print 16.2
        ("f" * 11 + "o" * 69, 13.8),  # 13.75 %
        ("fo" + "o" * 6, 12.5),
        ("ffo", 66.7),
    ],
)
def test_a_tie_is_rounded_up(letters: str, printed: float) -> None:
    assert column(score(facts({"A": letters}), RATIO_ONLY, QUARTER, LAST))["score"] == printed


def test_the_sheets_say_which_scheme_made_them() -> None:
    header = score(facts({"A": "f"}), RATIO_ONLY, QUARTER, LAST).header
    assert (header.digest, header.unconfirmed) == (RATIO_ONLY.digest, ())


def test_a_scheme_applied_before_its_time_says_so() -> None:
    later = load_scheme({**DATA, "effective_on": "2027-01-01"})
    assert "试算" in score(facts({"A": "f"}), later, QUARTER, LAST).header.rules[-1]


def test_an_item_may_have_a_cap_below_its_points() -> None:
    data = copy.deepcopy(DATA)
    data["items"][0]["cap"] = 12
    sheets = score(facts({"A": "ooo"}), load_scheme(data), QUARTER, LAST)
    assert sheets.items["points"].iloc[0] == 18.0


def test_a_scheme_without_vetoes_scores_a_blank_column() -> None:
    plain = load_scheme({**DATA, "column_vetoes": []})
    # A1 0, A2 10, D3 3: 13 × 100 ÷ 43 = 30.23
    assert column(score(facts({"A": "b"}), plain, QUARTER, LAST))["score"] == 30.2
