"""The sheets leave as JSON, come back, and are summed up for a terminal."""

import json

import pytest

from column_assignments.assessment.sheets import (
    NO_BASIS,
    SAMPLE_NOTE,
    SHEETS,
    ScoreSheets,
    from_json,
    summary_rows,
    to_json,
)
from tests.assessment.quarters import checks, day, days, decision, finding, roles, scored


@pytest.fixture
def sheets() -> ScoreSheets:
    owners = roles(("A", "厅人事处", "office", "lead"), ("B", "厅规划处", "office", "lead"))
    return scored(
        {"A": "ffoo", "B": "uu"},
        as_of=day(9),
        roles=owners,
        findings=[finding("broken-link")],
        checks=checks("broken-link"),
        decisions=[decision("A", "forged-date")],
        portal="省厅门户",
        table_version="2012-08",
    )


def test_it_refuses_sheets_of_another_format(sheets: ScoreSheets) -> None:
    with pytest.raises(ValueError, match="format 99"):
        from_json({**to_json(sheets), "format": 99})


def test_json_holds_plain_values_only(sheets: ScoreSheets) -> None:
    data = json.loads(json.dumps(to_json(sheets), allow_nan=False))
    assert list(data) == ["format", "header", *SHEETS]
    assert data["columns"][1]["score"] is None
    assert data["columns"][1]["last_day"] is None
    assert data["deductions"][0]["evidence"] == ["observation:A2", "observation:A3"]
    assert data["deductions"][0]["day"] == "2026-10-03"


def test_every_deduction_in_json_carries_evidence(sheets: ScoreSheets) -> None:
    assert all(row["evidence"] for row in to_json(sheets)["deductions"])


def test_sheets_survive_being_kept(sheets: ScoreSheets) -> None:
    kept = json.dumps(to_json(sheets), ensure_ascii=False)
    assert json.dumps(to_json(from_json(json.loads(kept))), ensure_ascii=False) == kept


def test_empty_sheets_survive_too() -> None:
    kept = to_json(scored({}))
    assert to_json(from_json(kept)) == kept
    assert kept["columns"] == []


def test_the_header_says_what_it_rests_on(sheets: ScoreSheets) -> None:
    head = sheets.header
    assert (head.portal, head.table_version, head.scheme_version) == ("省厅门户", "2012-08", "2026.1")
    assert (head.days_observed, head.days_of, head.newest_day, head.interim) == (4, 10, "2026-10-04", True)
    assert not head.sample
    assert head.sample_note == ""


def test_simulated_facts_mark_what_they_touch() -> None:
    owners = roles(("A", "厅人事处", "office", "lead"), ("B", "厅规划处", "office", "lead"))
    sheets = scored({"A": "", "B": ""}, days=days(True, A="f"), roles=owners)
    assert sheets.header.sample_note == SAMPLE_NOTE
    assert sheets.columns["sample"].tolist() == [True, False]
    assert sheets.departments.set_index("department")["sample"].to_dict() == {"厅人事处": True, "厅规划处": False}


def test_the_summary_says_no_basis_in_words() -> None:
    owners = roles(("A", "厅人事处", "office", "lead"), ("B", "厅规划处", "office", "lead"))
    rows = summary_rows(scored({"A": "fo", "B": "uu"}, roles=owners))
    assert rows == [("厅人事处", "53.5", "1", "不合格"), ("厅规划处", NO_BASIS, "不排名", "—")]
