"""When the next item is owed, and how a duty stands on a day. Days are days in China."""

import datetime as dt

import pytest

from column_assignments.due_dates import Standing, after, due_date, standing
from column_assignments.duties import ColumnClass, DutyKind, Limit, UpdateRule

NEWS = UpdateRule("动态更新", ColumnClass.NEWS, DutyKind.PUBLISH, Limit(7, "d"), Limit(14, "d"))
YEARLY = UpdateRule("每年更新", ColumnClass.DATA, DutyKind.YEARLY, due_on=(1, 31))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize("text", ["", "d", "14", "14 d", "-1d", "1.5d", "14y", "99999d", "14D"])
def test_a_limit_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a limit"):
        Limit.parse(text)


@pytest.mark.parametrize("text", ["14d", "5wd", "6m", "72h"])
def test_a_limit_is_written_as_it_was_read(text: str) -> None:
    assert str(Limit.parse(text)) == text


@pytest.mark.parametrize(
    ("start", "limit", "last"),
    [
        ("2026-11-08", "14d", "2026-11-22"),
        ("2024-08-31", "6m", "2025-02-28"),
        ("2023-08-31", "6m", "2024-02-29"),
        ("2026-01-31", "1m", "2026-02-28"),
        ("2026-12-31", "12m", "2027-12-31"),
        ("2026-11-20", "1wd", "2026-11-23"),
        # 10 October 2026 is a Saturday on which offices work for the National Day holiday.
        ("2026-10-09", "1wd", "2026-10-10"),
        ("2026-09-30", "1wd", "2026-10-08"),
        ("2026-11-20", "24h", "2026-11-21"),
        ("2026-11-20", "25h", "2026-11-22"),
        ("2026-11-20", "72h", "2026-11-23"),
        ("2026-11-20", "1h", "2026-11-21"),
    ],
)
def test_a_limit_ends_on_its_day(start: str, limit: str, last: str) -> None:
    assert after(day(start), Limit.parse(limit)) == day(last)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-11-08", Standing.FRESH),
        ("2026-11-15", Standing.FRESH),
        ("2026-11-16", Standing.DUE_SOON),
        ("2026-11-22", Standing.DUE_SOON),
        ("2026-11-23", Standing.OVERDUE),
    ],
)
def test_a_publishing_duty_is_overdue_only_after_its_last_day(today: str, expected: Standing) -> None:
    assert standing(NEWS, day("2026-11-08"), day(today)) is expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-12-31", Standing.FRESH),
        ("2027-01-01", Standing.FRESH),
        ("2027-01-02", Standing.DUE_SOON),
        ("2027-01-31", Standing.DUE_SOON),
        ("2027-02-01", Standing.OVERDUE),
    ],
)
def test_a_yearly_duty_is_owed_by_31_january_of_the_next_year(today: str, expected: Standing) -> None:
    assert standing(YEARLY, day("2026-01-20"), day(today)) is expected


def test_a_yearly_item_of_late_december_leaves_the_whole_next_year() -> None:
    assert due_date(YEARLY, day("2026-12-31")) == day("2027-01-31")


def test_without_a_dated_item_nothing_is_owed_by_a_day() -> None:
    assert due_date(NEWS, None) is None
    assert standing(NEWS, None, day("2030-01-01")) is Standing.NOT_JUDGED


@pytest.mark.parametrize("kind", sorted(set(DutyKind) - {DutyKind.PUBLISH, DutyKind.FEED, DutyKind.YEARLY}))
def test_duties_that_dates_say_nothing_about_are_never_overdue(kind: DutyKind) -> None:
    rule = UpdateRule("x", ColumnClass.DATA, kind, Limit(1, "d"), Limit(1, "d"), (1, 31))
    assert standing(rule, day("2001-01-01"), day("2026-11-22")) is Standing.NOT_JUDGED


def test_a_publishing_duty_without_a_limit_is_never_overdue() -> None:
    rule = UpdateRule("x", ColumnClass.DATA, DutyKind.PUBLISH)
    assert standing(rule, day("2001-01-01"), day("2026-11-22")) is Standing.NOT_JUDGED


def test_a_duty_without_a_warning_is_fresh_to_its_last_day() -> None:
    rule = UpdateRule("每日更新", ColumnClass.NEWS, DutyKind.PUBLISH, overdue=Limit(1, "wd"))
    assert standing(rule, day("2026-11-20"), day("2026-11-23")) is Standing.FRESH


def test_an_item_from_the_future_is_not_overdue() -> None:
    assert standing(NEWS, day("2026-12-24"), day("2026-11-22")) is Standing.FRESH
