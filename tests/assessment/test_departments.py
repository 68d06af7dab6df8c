"""The score and rank of a department, worked by hand."""

import pytest

from tests.assessment.quarters import checks, decision, department, finding, roles, scored

OFFICE, UNIT = "厅人事处", "通信中心"


def alone(letters: str, role: str = "lead", kind: str = "office", **more: object) -> dict[str, object]:
    return department(scored({"A": letters}, roles=roles(("A", OFFICE, kind, role)), **more), OFFICE)


def test_a_department_without_an_assessed_column_is_listed_without_a_score() -> None:
    row = alone("uu")
    assert (row["status"], row["assessed"], row["columns"], row["band"]) == ("no-basis", 0, 1, "")
    assert row["score"] != row["score"]
    assert row["rank"] != row["rank"]


def test_a_publisher_without_links_to_answer_for_gets_no_content_score() -> None:
    row = alone("fooo", role="publisher")  # D3 alone: 3 of 3
    assert (row["score"], row["overdue"]) == (100.0, 0)


def test_a_column_without_a_score_leaves_both_sides() -> None:
    both = roles(("A", OFFICE, "office", "lead"), ("B", OFFICE, "office", "lead"))
    row = department(scored({"A": "f", "B": "u"}, roles=both), OFFICE)
    assert (row["score"], row["assessed"], row["columns"]) == (100.0, 1, 2)


def test_the_score_weighs_columns_and_roles() -> None:
    # A: 43/43 = 100. B: A1 15, A2 5, D3 3 = 23/43 = 53.488.
    # (2·1·100 + 1·0.3·53.488) ÷ (2 + 0.3) = 93.93
    both = roles(("A", OFFICE, "office", "lead"), ("B", OFFICE, "office", "support"))
    sheets = scored({"A": "f", "B": "fo"}, weights={"A": 2.0}, roles=both)
    assert department(sheets, OFFICE)["score"] == 93.9


def test_a_publisher_answers_for_the_links_alone() -> None:
    # D1 6 of 8, D3 3 of 3: 9/11; the overdue days are the owner's: A1 15, A2 5, D 9 = 29/51
    found = [finding("broken-link", finding="1"), finding("broken-link", finding="2")]
    both = roles(("A", OFFICE, "office", "lead"), ("A", UNIT, "affiliated", "publisher"))
    sheets = scored({"A": "fo"}, roles=both, findings=found, checks=checks("broken-link"))
    assert (department(sheets, UNIT)["score"], department(sheets, OFFICE)["score"]) == (81.8, 56.9)
    assert (department(sheets, UNIT)["overdue"], department(sheets, UNIT)["findings"]) == (0, 2)


def test_the_heavier_of_two_roles_in_a_column_counts_once() -> None:
    twice = roles(("A", OFFICE, "office", "lead"), ("A", OFFICE, "office", "publisher"))
    assert department(scored({"A": "fo"}, roles=twice), OFFICE)["score"] == alone("fo")["score"]


def test_a_vetoed_column_counts_as_nought() -> None:
    both = roles(("A", OFFICE, "office", "lead"), ("B", OFFICE, "office", "lead"))
    sheets = scored({"A": "f" * 92, "B": "b" * 92}, roles=both)
    assert department(sheets, OFFICE)["score"] == 50.0


def test_a_blank_column_is_not_its_publisher_s_fault() -> None:
    both = roles(("A", OFFICE, "office", "lead"), ("A", UNIT, "affiliated", "publisher"))
    sheets = scored({"A": "b" * 92}, roles=both)
    assert (department(sheets, OFFICE)["score"], department(sheets, UNIT)["score"]) == (0.0, 100.0)


def test_a_department_s_own_deductions_come_last_and_have_their_cap() -> None:
    late = [decision(OFFICE, "rectification-late", number) for number in range(12)]
    sheets = scored({"A": "f"}, roles=roles(("A", OFFICE, "office", "lead")), decisions=late)
    assert (department(sheets, OFFICE)["score"], department(sheets, OFFICE)["deducted"]) == (90.0, 10.0)
    assert sheets.deductions["department"].eq(OFFICE).all()
    assert len(sheets.deductions) == 12


def test_a_vetoed_department_has_no_total_and_no_rank() -> None:
    row = alone("f", decisions=[decision(OFFICE, "secrecy-incident")])
    assert (row["status"], row["band"], row["score"] != row["score"]) == ("vetoed", "不合格", True)


def test_a_score_does_not_fall_below_nought() -> None:
    named = [decision(OFFICE, "named-by-superior", number) for number in range(30)]
    assert alone("f", decisions=named)["score"] == 0.0


@pytest.mark.parametrize("kind", ["collective", "other"])
def test_a_collective_is_listed_and_not_ranked(kind: str) -> None:
    row = alone("f", kind=kind)
    assert (row["status"], row["score"], row["rank"] != row["rank"]) == ("listed", 100.0, True)


def ranked(columns: dict[str, str], *kinds: str, **more: object) -> list[tuple[str, float]]:
    owners = roles(*((name, f"单位{name}", kind, "lead") for name, kind in zip(columns, kinds, strict=True)))
    sheets = scored(columns, roles=owners, **more)
    return list(zip(sheets.departments["department"], sheets.departments["rank"], strict=True))


def test_offices_and_affiliated_units_are_ranked_apart() -> None:
    columns = {"A": "fo", "B": "f", "C": "o", "D": "f"}
    assert ranked(columns, "office", "office", "affiliated", "affiliated") == [
        ("单位B", 1), ("单位A", 2), ("单位D", 1), ("单位C", 2)
    ]  # fmt: skip


def test_ranks_are_dense() -> None:
    columns = {"A": "f", "B": "f", "C": "fo"}
    assert [rank for _, rank in ranked(columns, "office", "office", "office")] == [1, 1, 2]


def test_equal_scores_are_told_apart_by_overdue_days() -> None:
    # fo and ffoo: A1 15, A2 5, D3 3 both; one overdue day against two
    assert ranked({"A": "ffoo", "B": "fo"}, "office", "office") == [("单位B", 1), ("单位A", 2)]


def test_and_then_by_findings() -> None:
    # two points each: one finding with two faults against two findings
    found = [finding("broken-link", "A", count=2), *(finding("broken-link", "B", finding=name) for name in "23")]
    order = ranked({"B": "f", "A": "f"}, "office", "office", findings=found, checks=checks("broken-link"))
    assert order == [("单位A", 1), ("单位B", 2)]
