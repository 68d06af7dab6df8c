"""The score of a column, worked by hand. Without checks only A1, A2 and D3 apply: 43 points."""

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from column_assignments.assessment.facts import Facts
from column_assignments.assessment.scoring import score
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
    facts,
    finding,
    item,
    scored,
)


def test_it_refuses_what_is_no_quarter() -> None:
    with pytest.raises(ValueError, match="is not a quarter"):
        score(Facts(), SCHEME, "2026-4", LAST)


def test_it_refuses_a_quarter_that_has_not_begun() -> None:
    with pytest.raises(ValueError, match="has not begun"):
        score(Facts(), SCHEME, QUARTER, dt.date(2026, 9, 30))


@pytest.mark.parametrize("letters", ["uuuu", "xxxx", "rrrr", "nnnn", "...."])
def test_a_column_never_judged_has_no_score(letters: str) -> None:
    sheets = scored({"A": letters})
    row = column(sheets)
    assert (row["status"], row["band"]) == ("no-basis", "")
    assert row["score"] != row["score"]
    assert len(sheets.deductions) == 0
    assert not sheets.header.has_basis
    assert sheets.exclusions["column"].tolist() == ["A"]
    assert sheets.exclusions["reason"].str.len().all()


def test_findings_do_not_give_a_column_a_basis() -> None:
    sheets = scored({"A": "uu"}, findings=[finding("broken-link")], checks=checks("broken-link"))
    assert column(sheets)["status"] == "no-basis"
    assert len(sheets.deductions) == 0
    assert "无依据" in sheets.exclusions.set_index("what")["reason"]["broken-link"]


def test_a_quarter_without_observations_has_no_basis_at_all() -> None:
    sheets = score(Facts(), SCHEME, QUARTER, LAST)
    assert (sheets.header.has_basis, sheets.header.days_observed, sheets.header.days_of) == (False, 0, 92)


def test_a_column_always_in_time_gets_everything() -> None:
    assert column(scored({"A": "fffs"}))["score"] == 100.0


def test_freshness_is_a_ratio_of_judged_days() -> None:
    # 3 of 4 judged days: 30 × 3/4 = 22.5; A2 10 − 5; D3 3. (22.5 + 5 + 3) × 100 ÷ 43 = 70.93
    sheets = scored({"A": "fuxfsnro"})
    assert (item(sheets, "A1")["points"], item(sheets, "A2")["points"], column(sheets)["score"]) == (22.5, 5.0, 70.9)


def test_days_without_a_judgement_do_not_break_an_overdue_run() -> None:
    assert item(scored({"A": "foux.ofo"}), "A2")["points"] == 0.0  # two runs: o…o and o
    assert item(scored({"A": "foux.oof"}), "A2")["points"] == 5.0  # one


def test_overdue_runs_stop_at_the_item_s_points() -> None:
    sheets = scored({"A": "ofofofo"})
    runs = sheets.deductions[sheets.deductions["item"] == "A2"]
    assert runs["points"].tolist() == [-5.0, -5.0, 0.0, 0.0]
    assert runs["reason"].str.contains("上限").tolist() == [False, False, True, True]


def test_a_single_failed_look_costs_nothing() -> None:
    assert item(scored({"A": "ffuuff"}), "D3")["points"] == 3.0


def test_a_confirmed_failure_costs_its_days_of_reachability() -> None:
    # confirmed on the third day, repaired on the sixth: the looks of days 2–4 fail, 3 of 8: 3 × 5/8
    broken = finding("column-unreachable", confirmed_on=day(2), ended_on=day(5))
    sheets = scored({"A": "ffuuufffu"}, findings=[broken])
    lost = sheets.deductions.iloc[0]
    assert item(sheets, "D3")["points"] == 1.875
    assert lost["points"] == -1.125
    assert lost["evidence"].split()[1:] == ["observation:A2", "observation:A3", "observation:A4"]


def test_links_cost_more_on_the_front_of_a_column() -> None:
    found = [finding("broken-link"), finding("broken-image", place="elsewhere")]
    sheets = scored({"A": "f"}, findings=found, checks=checks("broken-link", "broken-image"))
    # 8 − 1 − 0.1 = 6.9; (30 + 10 + 6.9 + 3) × 100 ÷ 51 = 97.84
    assert (item(sheets, "D1")["points"], column(sheets)["score"]) == (6.9, 97.8)


def test_deductions_stop_at_the_item_s_points() -> None:
    found = [finding("broken-attachment", finding=str(number)) for number in range(9)]
    assert item(scored({"A": "f"}, findings=found, checks=checks("broken-attachment")), "D2")["points"] == 0.0


def test_a_serious_wording_error_costs_more() -> None:
    found = [finding("wording", finding="1", severity="serious"), finding("wording", finding="2")]
    assert item(scored({"A": "f"}, findings=found, checks=checks("wording")), "C2")["points"] == 4.0


def test_leaked_personal_data_costs_the_whole_item() -> None:
    sheets = scored({"A": "f"}, findings=[finding("personal-data")], checks=checks("personal-data"))
    assert item(sheets, "C3")["points"] == 0.0


def test_a_dead_request_channel_costs_each_inspected_day() -> None:
    # dead on days 1–4, of which day 3 was not inspected; repaired on day 5
    dead = finding("request-channel-down", confirmed_on=day(1), ended_on=day(5))
    sheets = scored({"A": "fff.ff"}, findings=[dead], checks=checks("request-channel-down", column="A"))
    assert item(sheets, "E")["points"] == 7.0


def test_missing_fields_of_one_form_count_each() -> None:
    form = finding("request-form-incomplete", count=3)
    sheets = scored({"A": "f"}, findings=[form], checks=checks("request-form-incomplete", column="A"))
    assert item(sheets, "E")["points"] == 7.0


def test_what_was_not_looked_for_is_not_applicable() -> None:
    sheets = scored({"A": "f"}, findings=[finding("wording")])
    assert item(sheets, "C2")["na_reason"] == "本季度未开展此项检查"
    assert column(sheets)["score"] == 100.0
    assert sheets.exclusions["what"].tolist() == ["wording"]


def test_a_finding_that_hits_two_items_is_deducted_once() -> None:
    found = [finding("broken-link", finding="7"), finding("broken-attachment", finding="7")]
    sheets = scored({"A": "f"}, findings=found, checks=checks("broken-link", "broken-attachment"))
    assert sheets.deductions["item"].tolist() == ["D1"]
    assert sheets.exclusions["what"].tolist() == ["broken-attachment"]


def test_a_finding_in_two_places_of_a_column_takes_the_dearer() -> None:
    found = [finding("broken-link", place="elsewhere"), finding("broken-link", place="front")]
    assert item(scored({"A": "f"}, findings=found, checks=checks("broken-link")), "D1")["points"] == 7.0


def test_an_overdue_page_is_not_punished_again_as_a_link() -> None:
    found = [finding("column-overdue", finding="7"), finding("broken-link", finding="7")]
    sheets = scored({"A": "fo"}, findings=found, checks=checks("broken-link"))
    assert item(sheets, "D1")["points"] == 8.0
    assert set(sheets.exclusions["reason"]) == {"已按栏目更新情况扣分，不重复扣分"}


@pytest.mark.parametrize("code", ["link-unconfirmed", "column-unreadable", "inspection-missed", "site-slow"])
def test_doubts_and_our_own_failures_cost_nothing(code: str) -> None:
    sheets = scored({"A": "f"}, findings=[finding(code)], checks=checks(code))
    assert column(sheets)["score"] == 100.0
    assert len(sheets.exclusions) == 1


def test_findings_count_in_the_quarters_they_were_alive_in() -> None:
    before = finding("broken-link", finding="1", confirmed_on=dt.date(2026, 8, 1), ended_on=day(0))
    still = finding("broken-link", finding="2", confirmed_on=dt.date(2026, 8, 1))
    later = finding("broken-link", finding="3", confirmed_on=day(92))
    sheets = scored({"A": "f"}, findings=[before, still, later], checks=checks("broken-link"))
    assert sheets.deductions["reason"].tolist() == ["链接失效（栏目首页，问题 2）"]


def test_what_concerns_the_whole_site_is_charged_to_no_column() -> None:
    sheets = scored({"A": "f"}, findings=[finding("site-unreachable", "")])
    assert sheets.exclusions["reason"].tolist() == ["全站问题，不计入单个栏目"]


def test_a_quota_is_filled_in_proportion() -> None:
    filled = {"column": "A", "quantity": "items", "count": 2, "target": 3, "evidence": "list:1", "sample": False}
    # 15 × 2/3 = 10; (30 + 10 + 10 + 3) × 100 ÷ 58 = 91.38
    sheets = scored({"A": "f"}, quantities=[filled])
    assert (item(sheets, "B")["points"], column(sheets)["score"]) == (10.0, 91.4)


def test_more_than_the_quota_is_no_more_than_full() -> None:
    filled = {"column": "A", "quantity": "items", "count": 9, "target": 3, "evidence": "list:1", "sample": False}
    assert item(scored({"A": "f"}, quantities=[filled]), "B")["points"] == 15.0


def test_a_column_blank_at_the_end_is_vetoed() -> None:
    sheets = scored({"A": "f" * 88 + "bbbb"})
    row = column(sheets)
    assert (row["score"], row["status"], row["veto"], row["band"]) == (0.0, "vetoed", "季末栏目空白", "不合格")
    assert "observation:A91" in sheets.deductions.set_index("item").loc["blank-at-quarter-end", "evidence"]


def test_a_column_filled_before_the_end_is_not_vetoed() -> None:
    assert column(scored({"A": "b" * 91 + "f"}))["status"] == "scored"


def test_a_blank_seen_long_before_the_end_proves_nothing() -> None:
    sheets = scored({"A": "b" * 30 + "u" * 62})
    assert column(sheets)["status"] == "scored"
    assert "blank" in set(sheets.exclusions["what"])


def exempt_on(number: int) -> dict[str, Any]:
    return {"column": "A", "day": day(number), "verdict": "not-judged", "evidence": "exemption:1", "sample": False}


@pytest.mark.parametrize(("number", "status"), [(91, "scored"), (88, "scored"), (84, "vetoed")])
def test_a_column_exempt_after_its_last_blank_is_not_vetoed(number: int, status: str) -> None:
    letters = "f" * 80 + "bbbb." + "bbb" * (number < 85) + "." * 10
    seen = pd.concat([days(A=letters), pd.DataFrame([exempt_on(number)])])
    sheets = scored({"A": letters}, days=seen)
    assert column(sheets)["status"] == status
    assert sheets.exclusions["reason"].tolist() == ["已批准免除更新责任，不作判定"]


def test_a_veto_by_a_person_is_named() -> None:
    sheets = scored({"A": "f"}, decisions=[decision("A", "forged-date")])
    assert (column(sheets)["score"], column(sheets)["veto"]) == (0.0, "弄虚作假（伪造发布日期）")


def test_a_bonus_opens_above_eighty() -> None:
    praised = [decision("A", "written-praise", 0), decision("A", "used-by-ministry", 1)]
    assert column(scored({"A": "f"}, decisions=praised))["score"] == 108.0


def test_a_bonus_stays_shut_at_eighty() -> None:
    sheets = score(facts({"A": "ffffo"}, decisions=[decision("A", "praise")]), RATIO_ONLY, QUARTER, LAST)
    assert (column(sheets)["base"], column(sheets)["bonus"], column(sheets)["score"]) == (80.0, 0.0, 80.0)
    assert "加分不计" in sheets.exclusions["reason"].iloc[0]


def test_a_bonus_has_a_ceiling() -> None:
    praised = [decision("A", "used-by-ministry", number) for number in range(4)]
    sheets = scored({"A": "f"}, decisions=praised)
    assert column(sheets)["score"] == 110.0
    assert sheets.deductions["points"].tolist() == [5.0, 5.0, 0.0, 0.0]


def test_a_decision_nobody_can_use_is_listed() -> None:
    sheets = scored({"A": "f"}, decisions=[decision("Z", "forged-date"), decision("A", "mood")])
    assert set(sheets.exclusions["reason"]) == {"认定对象不在本次考评范围", "考评办法中没有此认定项"}


def test_what_came_after_the_day_of_scoring_is_unknown() -> None:
    sheets = scored({"A": "ffoo"}, as_of=day(1))
    assert column(sheets)["score"] == 100.0
    assert sheets.header.interim
    assert sheets.header.days_of == 2


def test_a_column_without_a_duty_is_not_scored() -> None:
    sheets = scored({"A": "f"}, days=days(A="f", Z="o"))
    assert sheets.columns["column"].tolist() == ["A"]
    assert sheets.exclusions["reason"].tolist() == ["责任分工表中没有该栏目，不计入"]


def test_every_deduction_has_evidence_and_a_reason() -> None:
    sheets = scored({"A": "fofb", "B": "foo"}, findings=[finding("broken-link")], checks=checks("broken-link"))
    assert (sheets.deductions[["evidence", "reason"]] != "").all(axis=None)
    assert len(sheets.deductions) == 6
