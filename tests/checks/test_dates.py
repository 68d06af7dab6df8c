from monitoring.checks.dates import date_questions
from monitoring.checks.verdicts import FindingCode
from monitoring.reading.facts import DateSource
from tests.checks.looks import TODAY, duty, items, page, seen


def asked(*ages: int | None, source: DateSource = DateSource.ROW) -> list[FindingCode]:
    rows = page(rows=items(*ages, source=source))
    return [fault.code for fault in date_questions(duty(), seen(of=rows), TODAY, confirmed=False)]


def test_nothing_is_asked_about_a_list_in_order() -> None:
    assert asked(0, 1, 2) == []


def test_a_stray_row_without_a_date_is_not_asked_about() -> None:
    assert asked(0, 1, 2, None, None) == []


def test_a_list_without_dates_is_our_problem_and_no_question() -> None:
    assert asked(None, None, None) == []


def test_a_future_day_in_an_address_is_not_asked_about() -> None:
    assert asked(-3, 1, source=DateSource.URL) == []


def test_several_rows_without_dates_are_asked_about() -> None:
    assert asked(0, 1, 2, None, None, None) == [FindingCode.UNDATED_ITEMS]


def test_a_row_from_the_future_is_asked_about() -> None:
    assert asked(-1, 1, 2) == [FindingCode.FUTURE_DATED_ITEM]
