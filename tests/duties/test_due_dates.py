"""When something is owed, and how a duty stands on a day. Days are days in China."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from column_assignments.calendar import is_working_day
from column_assignments.due_dates import (
    Standing,
    after,
    before,
    counted_from,
    due_date,
    first_due,
    next_due,
    reminded_from,
    standing,
)
from column_assignments.duties import ColumnClass, Duty, DutyKind, Limit, Records, UpdateRule

NEWS = UpdateRule("动态更新", ColumnClass.NEWS, DutyKind.PUBLISH, Limit(7, "d"), Limit(14, "d"), Limit(3, "d"))
YEARLY = UpdateRule("每年更新", ColumnClass.DATA, DutyKind.YEARLY, remind=Limit(20, "wd"), due_on=(1, 31))
REVIEW = UpdateRule("日常维护", ColumnClass.STATIC, DutyKind.REVIEW, Limit(6, "m"), Limit(12, "m"), Limit(20, "wd"))
EVENT = UpdateRule("一事一报", ColumnClass.NOTICE, DutyKind.EVENT, Limit(5, "wd"), Limit(20, "wd"), Limit(2, "wd"))
REPLY = UpdateRule("及时处理", ColumnClass.INTERACTION, DutyKind.REPLY, Limit(5, "wd"), Limit(15, "wd"))

days = st.dates(dt.date(2004, 1, 1), dt.date(2040, 12, 31))
limits = st.builds(Limit, st.integers(0, 400), st.sampled_from(["d", "wd", "m", "h"]))
days_of_year = st.dates(dt.date(2024, 1, 1), dt.date(2024, 12, 31)).map(lambda each: (each.month, each.day))
rules = st.builds(
    UpdateRule,
    st.just("x"),
    st.sampled_from(ColumnClass),
    st.sampled_from(DutyKind),
    *[st.none() | limits] * 3,
    st.none() | days_of_year,
)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def duty(rule: UpdateRule, **records: object) -> Duty:
    return Duty("政务公开/人事信息", "", rule, records=Records(**records))  # type: ignore[arg-type]


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
        ("2024-02-29", "12m", "2025-02-28"),
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
    ("due", "limit", "first"),
    [
        ("2026-11-22", "3d", "2026-11-19"),
        ("2026-11-22", "0d", "2026-11-22"),
        ("2025-03-31", "1m", "2025-02-28"),
        ("2026-11-23", "1wd", "2026-11-20"),
        ("2026-10-12", "1wd", "2026-10-10"),  # the make-up Saturday
        ("2026-10-08", "1wd", "2026-09-30"),
        ("2026-11-22", "25h", "2026-11-20"),
    ],
)
def test_a_limit_is_counted_back_in_its_own_unit(due: str, limit: str, first: str) -> None:
    assert before(day(due), Limit.parse(limit)) == day(first)


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


@pytest.mark.parametrize(
    ("newest", "due"),
    [
        ("2026-01-31", "2027-01-31"),  # on its day
        ("2026-02-01", "2027-01-31"),  # a day late
        ("2026-07-01", "2027-01-31"),  # five months late
        ("2026-11-15", "2027-01-31"),  # too early to be that of the coming day
        ("2026-12-01", "2028-01-31"),  # the coming day's own, early
        ("2026-12-31", "2028-01-31"),
        ("2027-01-01", "2028-01-31"),
    ],
)
def test_a_yearly_item_serves_one_day_of_the_year(newest: str, due: str) -> None:
    assert due_date(YEARLY, day(newest)) == day(due)


@pytest.mark.parametrize(("newest", "due"), [("2026-03-01", "2027-02-28"), ("2027-03-01", "2028-02-29")])
def test_29_february_falls_on_the_28th_in_a_common_year(newest: str, due: str) -> None:
    rule = UpdateRule("每年更新", ColumnClass.DATA, DutyKind.YEARLY, due_on=(2, 29))
    assert due_date(rule, day(newest)) == day(due)


@pytest.mark.parametrize(
    ("start", "due"), [("2026-06-01", "2027-01-31"), ("2026-12-20", "2027-01-31"), ("2027-01-31", "2027-01-31")]
)
def test_a_yearly_duty_without_any_item_is_owed_on_its_next_day(start: str, due: str) -> None:
    assert first_due(YEARLY, day(start)) == day(due)


def test_without_a_dated_item_nothing_is_owed_by_a_day() -> None:
    assert due_date(NEWS, None) is None
    assert standing(NEWS, None, day("2030-01-01")) is Standing.NOT_JUDGED


def test_a_label_that_is_no_time_is_never_overdue() -> None:
    rule = UpdateRule("x", ColumnClass.DATA, DutyKind.UNCLASSIFIED, Limit(1, "d"), Limit(1, "d"), due_on=(1, 31))
    assert standing(rule, day("2001-01-01"), day("2026-11-22")) is Standing.NOT_JUDGED


@pytest.mark.parametrize("kind", sorted(DutyKind))
def test_a_rule_without_a_limit_is_never_overdue(kind: DutyKind) -> None:
    rule = UpdateRule("x", ColumnClass.DATA, kind, warn=Limit(1, "d"))
    assert standing(rule, day("2001-01-01"), day("2026-11-22")) is Standing.NOT_JUDGED


def test_a_duty_without_a_warning_is_fresh_to_its_last_day() -> None:
    rule = UpdateRule("每日更新", ColumnClass.NEWS, DutyKind.PUBLISH, overdue=Limit(1, "wd"))
    assert standing(rule, day("2026-11-20"), day("2026-11-23")) is Standing.FRESH


def test_an_item_from_the_future_is_not_overdue() -> None:
    assert standing(NEWS, day("2026-12-24"), day("2026-11-22")) is Standing.FRESH


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        # 1–7 October are holidays, Saturday 10 October is made up for them: 8, 9, 10, 12, 13 are the first five.
        ("2026-10-13", Standing.FRESH),
        ("2026-10-14", Standing.DUE_SOON),
        ("2026-11-03", Standing.DUE_SOON),
        ("2026-11-04", Standing.OVERDUE),
    ],
)
def test_an_event_is_owed_by_working_days(today: str, expected: Standing) -> None:
    assert standing(EVENT, day("2026-09-30"), day(today)) is expected


def test_a_reply_is_owed_by_working_days_from_arrival() -> None:
    assert due_date(REPLY, day("2026-09-30")) == day("2026-10-27")


@pytest.mark.parametrize(
    ("records", "newest", "since"),
    [
        ({}, None, None),
        ({}, "2026-05-01", None),  # nobody is here to confirm a text: its age says nothing
        ({"since": day("2026-01-01")}, None, "2026-01-01"),
        ({"since": day("2026-01-01"), "reviewed_on": day("2026-03-01")}, None, "2026-03-01"),
        ({"since": day("2026-01-01"), "reviewed_on": day("2026-03-01")}, "2026-05-01", "2026-05-01"),
        ({"since": day("2026-06-01"), "reviewed_on": day("2026-03-01")}, "2026-05-01", "2026-06-01"),
    ],
)
def test_a_standing_text_counts_from_its_last_review(
    records: dict[str, dt.date], newest: str | None, since: str | None
) -> None:
    found = counted_from(duty(REVIEW, **records), day(newest) if newest else None)
    assert found == (day(since) if since else None)


def test_what_is_owed_next_is_nothing_while_exempt() -> None:
    assert next_due(duty(NEWS), day("2026-11-08")) == day("2026-11-22")
    assert next_due(duty(NEWS, exempt="paused"), day("2026-11-08")) is None


def test_an_empty_column_is_owed_from_the_start_of_its_duty() -> None:
    assert next_due(duty(NEWS, since=day("2026-11-01")), None) == day("2026-11-15")
    assert next_due(duty(YEARLY, since=day("2026-12-20")), None) == day("2027-01-31")
    assert next_due(duty(NEWS), None) is None


def test_an_event_column_owes_nothing_while_no_event_is_open() -> None:
    assert next_due(duty(EVENT, has_register=True), day("2020-01-01")) is None
    assert next_due(duty(EVENT, oldest_open_event=day("2026-11-02")), None) == day("2026-11-30")


@pytest.mark.parametrize(
    ("rule", "due", "first"),
    [
        (NEWS, "2026-11-22", "2026-11-19"),
        (NEWS, "2026-11-25", "2026-11-20"),  # three days before is a Sunday
        (NEWS, "2026-10-10", "2026-09-30"),  # in the National Day holiday
        (NEWS, "2026-10-13", "2026-10-10"),  # the make-up Saturday
        (EVENT, "2026-11-22", "2026-11-19"),
        (YEARLY, "2027-01-31", "2027-01-04"),
        (REPLY, "2026-11-20", "2026-11-20"),
        (REPLY, "2026-11-22", "2026-11-20"),
    ],
)
def test_a_reminder_comes_before_the_due_date(rule: UpdateRule, due: str, first: str) -> None:
    assert reminded_from(rule, day(due)) == day(first)


@given(rules, days)
def test_nothing_is_owed_before_the_day_it_counts_from(rule: UpdateRule, since: dt.date) -> None:
    due = due_date(rule, since)
    assert due is None or due >= since
    first = first_due(rule, since)
    assert first is None or first >= since


@given(rules, days, days)
def test_something_newer_is_never_owed_earlier(rule: UpdateRule, one: dt.date, other: dt.date) -> None:
    early, late = due_date(rule, min(one, other)), due_date(rule, max(one, other))
    assert early is None or late is None or early <= late


@given(rules, days, st.integers(0, 800), st.integers(0, 800))
def test_a_duty_only_gets_worse_as_days_pass(rule: UpdateRule, since: dt.date, some: int, more: int) -> None:
    order = [Standing.NOT_JUDGED, Standing.FRESH, Standing.DUE_SOON, Standing.OVERDUE]
    now, later = (standing(rule, since, since + dt.timedelta(days=count)) for count in (some, some + more))
    assert order.index(now) <= order.index(later)


@given(rules, days)
def test_overdue_begins_on_the_day_after_the_due_date(rule: UpdateRule, since: dt.date) -> None:
    due = due_date(rule, since)
    if due is not None:
        assert standing(rule, since, due) is not Standing.OVERDUE
        assert standing(rule, since, due + dt.timedelta(days=1)) is Standing.OVERDUE


@given(rules, days)
def test_a_reminder_comes_on_a_working_day_and_never_after_the_due_date(rule: UpdateRule, due: dt.date) -> None:
    assert reminded_from(rule, due) <= due
    assert is_working_day(reminded_from(rule, due))


@given(limits.filter(lambda limit: limit.unit != "m"), days)
def test_counting_back_reaches_the_due_date_again(limit: Limit, due: dt.date) -> None:
    reached = after(before(due, limit), limit)
    assert reached == due or (limit.unit == "wd" and reached > due and not is_working_day(due))
