"""Facts are checked where they come in, and providers bring them."""

import pandas as pd
import pytest

from column_assignments.assessment import providers as module
from column_assignments.assessment.facts import Facts, FactsError, collect, register, unregister
from column_assignments.assessment.frames import FRAMES
from tests.assessment.quarters import FIRST, days, finding, roles

ZONED = pd.Timestamp("2026-10-01", tz="Asia/Shanghai")
WRONG: dict[str, tuple[dict[str, pd.DataFrame], str]] = {
    "a missing column": ({"duties": pd.DataFrame({"column": ["A"]})}, "duties: missing column 'weight'"),
    "a weight in words": ({"duties": pd.DataFrame({"column": ["A"], "weight": ["1"]})}, "duties.weight: must be num"),
    "a weight below zero": ({"duties": pd.DataFrame({"column": ["A"], "weight": [-1]})}, "duties.weight: must be fin"),
    "a column owed twice": ({"duties": pd.DataFrame({"column": "A", "weight": [1, 2]})}, "duties: two rows for A"),
    "an unknown verdict": ({"days": days(A="f").assign(verdict="fine")}, "days.verdict: 'fine' is none of"),
    "a day as text": ({"days": days(A="f").assign(day="2026-10-01")}, "days.day: must be dates"),
    "a day with a time": (
        {"days": days(A="f").assign(day=pd.Timestamp("2026-10-01 08:00"))},
        "must be days without a time",
    ),
    "a day with a zone": ({"days": days(A="f").assign(day=ZONED)}, "must be days without a zone"),
    "no day": ({"days": days(A="f").assign(day=None)}, "days.day: has empty values"),
    "two verdicts on a day": ({"days": pd.concat([days(A="f"), days(A="o")])}, "days: two rows for A"),
    "a verdict without evidence": ({"days": days(A="o").assign(evidence="")}, "'A' is judged without evidence"),
    "prose as evidence": ({"days": days(A="o").assign(evidence="two words")}, "a reference holds no space"),
    "a flag that is none": ({"days": days(A="o").assign(sample="no")}, "days.sample: must be true or false"),
    "a code nobody knows": ({"findings": pd.DataFrame([finding("typo")])}, "findings.code: 'typo' is none of"),
    "a finding without evidence": ({"findings": pd.DataFrame([finding("wording", evidence="")])}, "has empty values"),
    "a role without a duty": ({"roles": roles(("A", "厅办公室", "office", "lead"))}, "roles.column: 'A' has no duty"),
    "a department of two kinds": (
        {"roles": roles(("A", "厅办公室", "office", "lead"), ("B", "厅办公室", "other", "lead"))},
        "roles: two rows for 厅办公室",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_it_refuses(name: str) -> None:
    frames, message = WRONG[name]
    with pytest.raises(FactsError, match=message):
        Facts(**frames)


def test_every_frame_may_be_left_out() -> None:
    assert all(len(getattr(Facts(), name)) == 0 for name in FRAMES)


def test_a_frame_without_rows_needs_no_types() -> None:
    assert str(Facts(days=pd.DataFrame()).days["day"].dtype) == "datetime64[s]"


def test_it_takes_dates_and_timestamps_alike() -> None:
    as_dates, as_stamps = days(A="fo"), days(A="fo").assign(day=lambda rows: pd.to_datetime(rows["day"]))
    assert Facts(days=as_dates).days.equals(Facts(days=as_stamps).days)


def test_it_keeps_a_copy() -> None:
    mine = days(A="f")
    facts = Facts(days=mine)
    mine["verdict"] = "overdue"
    assert facts.days["verdict"].tolist() == ["fresh"]


@pytest.fixture(autouse=True)
def _nobody_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The product's own providers want a database."""
    monkeypatch.setattr(module, "_providers", [])


def freshness(quarter: str, portal: str) -> dict[str, pd.DataFrame]:
    return {"days": days(**{portal: "f"}), "coverage": pd.DataFrame({"day": [FIRST]})}


def links(quarter: str, portal: str) -> dict[str, pd.DataFrame]:
    return {"findings": pd.DataFrame([finding("broken-link", portal)])}


def more(quarter: str, portal: str) -> dict[str, pd.DataFrame]:
    return {"days": days(B="o")}


def test_providers_are_asked_once_each_and_put_together() -> None:
    for provider in (freshness, freshness, links):
        register(provider)
    facts = collect("2026Q4", "A", table_version="2012-08")
    assert (len(facts.days), len(facts.findings), facts.portal, facts.table_version) == (1, 1, "A", "2012-08")


def test_two_providers_may_fill_one_frame() -> None:
    register(freshness)
    register(more)
    assert collect("2026Q4", "A").days["column"].tolist() == ["A", "B"]


def test_a_provider_can_leave() -> None:
    unregister(register(freshness))
    assert len(collect("2026Q4", "A").days) == 0


@pytest.mark.parametrize("answer", [{"dayz": days(A="f")}, {"days": days(A="f").drop(columns="day")}])
def test_a_bad_provider_is_named(answer: dict[str, pd.DataFrame]) -> None:
    def careless(quarter: str, portal: str) -> dict[str, pd.DataFrame]:
        return answer

    register(careless)
    with pytest.raises(FactsError, match="careless"):
        collect("2026Q4", "A")
