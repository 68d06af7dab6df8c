"""Working days with make-up days, quarters, and what day it is in China."""

import datetime as dt

import pytest

from column_assignments.calendar import (
    CHINA,
    add_working_days,
    china_today,
    is_working_day,
    quarter_bounds,
    quarter_of,
)


@pytest.mark.parametrize("text", ["", "2026", "2026Q0", "2026Q5", "2026q4", "26Q4", "2026Q４", "２０２６Q4", "Q4"])
def test_what_is_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a quarter"):
        quarter_bounds(text)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-11-20", True),
        ("2026-11-22", False),
        ("2026-10-01", False),
        ("2026-10-10", True),  # a Saturday, made up for the National Day holiday
        ("2026-02-17", False),  # Spring Festival, a Tuesday
        ("2026-02-14", True),  # a Saturday, made up for the Spring Festival
    ],
)
def test_working_days_follow_the_state_council(day: str, works: bool) -> None:
    assert is_working_day(dt.date.fromisoformat(day)) is works


@pytest.mark.parametrize(("day", "works"), [("2060-10-01", True), ("2060-10-02", False)])
def test_a_year_not_yet_announced_works_from_monday_to_friday(day: str, works: bool) -> None:
    assert is_working_day(dt.date.fromisoformat(day)) is works


def test_working_days_do_not_count_their_first_day() -> None:
    friday = dt.date(2026, 11, 20)
    assert [add_working_days(friday, count).day for count in (0, 1, 5, 6)] == [20, 23, 27, 30]


@pytest.mark.parametrize(
    ("quarter", "first", "last"),
    [
        ("2026Q1", "2026-01-01", "2026-03-31"),
        ("2026Q2", "2026-04-01", "2026-06-30"),
        ("2026Q3", "2026-07-01", "2026-09-30"),
        ("2026Q4", "2026-10-01", "2026-12-31"),
    ],
)
def test_a_quarter_goes_from_its_first_day_to_its_last(quarter: str, first: str, last: str) -> None:
    bounds = quarter_bounds(quarter)
    assert [day.isoformat() for day in bounds] == [first, last]
    assert {quarter_of(day) for day in bounds} == {quarter}


def test_today_is_a_day_in_china() -> None:
    before, today, after = dt.datetime.now(CHINA).date(), china_today(), dt.datetime.now(CHINA).date()
    assert before <= today <= after
