import datetime as dt

import pytest

from column_assignments.duties import ColumnClass, DutyKind, Limit
from monitoring.checks.column import Judgement, judge_column
from monitoring.checks.freshness import column_fault
from monitoring.checks.reasons import REASONS, Reason
from monitoring.checks.seen import Seen
from monitoring.checks.verdicts import ColumnVerdict, FindingCode
from monitoring.fetching.answer import FAULTS, Outcome
from monitoring.reading.facts import DateSource, PageKind
from tests.checks.looks import TODAY, day, duty, items, page, seen

LONG_AGO = dt.datetime.combine(dt.date(2012, 1, 1), dt.time())


def judged(what: Seen | None, **of_duty: object) -> Judgement:
    return judge_column(duty(**of_duty), what, TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.BLOCKED, Outcome.TOO_BIG, Outcome.TLS_OLD])
def test_our_own_failure_never_judges_a_column(outcome: Outcome) -> None:
    assert judged(seen(outcome)).verdict is ColumnVerdict.NOT_JUDGED


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.LOGIN])
def test_a_site_that_turns_programs_away_is_refused_and_nothing_else(outcome: Outcome) -> None:
    assert judged(seen(outcome)).verdict is ColumnVerdict.REFUSED


@pytest.mark.parametrize("kind", [PageKind.REFUSED, PageKind.LOGIN])
def test_a_wall_that_comes_with_status_200_is_refused(kind: PageKind) -> None:
    assert judged(seen(of=page(kind))).verdict is ColumnVerdict.REFUSED


@pytest.mark.parametrize("outcome", sorted(FAULTS))
def test_a_fault_of_the_site_is_unreachable_and_never_overdue(outcome: Outcome) -> None:
    assert judged(seen(outcome)).verdict is ColumnVerdict.UNREACHABLE


def test_a_page_for_scripts_only_is_unreadable_however_empty() -> None:
    assert judged(seen(of=page(PageKind.SCRIPT_ONLY))).verdict is ColumnVerdict.UNREADABLE


def test_a_garbled_page_is_unreadable_even_with_an_old_date() -> None:
    assert judged(seen(of=page(rows=items(100), garbled=True))).verdict is ColumnVerdict.UNREADABLE


def test_a_list_without_dates_is_unreadable_and_not_overdue() -> None:
    assert judged(seen(of=page(rows=items(None, None, None)))).verdict is ColumnVerdict.UNREADABLE


def test_a_list_with_few_dates_is_unreadable_even_if_those_are_old() -> None:
    assert judged(seen(of=page(rows=items(300, None, None)))).verdict is ColumnVerdict.UNREADABLE


@pytest.mark.parametrize(
    ("source", "verdict"),
    [(DateSource.LABEL, ColumnVerdict.NOT_JUDGED), (DateSource.TAG, ColumnVerdict.OVERDUE)],
)
def test_a_text_is_overdue_by_its_own_tag_alone(source: DateSource, verdict: ColumnVerdict) -> None:
    text = page(PageKind.ARTICLE, published=LONG_AGO, published_source=source)
    assert judged(seen(of=text)).verdict is verdict


def test_a_list_that_shows_the_oldest_first_is_not_overdue() -> None:
    assert judged(seen(of=page(rows=items(90, 80, 70, 60)))).reason is Reason.OLDEST_FIRST


def test_days_in_addresses_alone_accuse_nobody() -> None:
    result = judged(seen(of=page(rows=items(100, 120, source=DateSource.URL))))
    assert (result.verdict, result.reason) == (ColumnVerdict.NOT_JUDGED, Reason.DATES_IN_ADDRESSES)


def test_days_in_addresses_are_good_enough_to_be_fresh() -> None:
    assert judged(seen(of=page(rows=items(1, 120, source=DateSource.URL)))).verdict is ColumnVerdict.FRESH


def test_only_future_dates_are_not_judged() -> None:
    assert judged(seen(of=page(rows=items(-5, -6)))).verdict is ColumnVerdict.NOT_JUDGED


def test_an_unread_frame_is_unreadable_and_not_blank() -> None:
    assert judged(seen(of=page(PageKind.BLANK), frames_unread=1)).verdict is ColumnVerdict.UNREADABLE


@pytest.mark.parametrize("kind", [DutyKind.REPLY, DutyKind.FUNCTION])
@pytest.mark.parametrize("shown", [PageKind.BLANK, PageKind.SCRIPT_ONLY, PageKind.LIST])
def test_a_service_that_opens_is_not_judged_by_its_page(kind: DutyKind, shown: PageKind) -> None:
    assert judged(seen(of=page(shown, items(900))), kind=kind).reason is Reason.OPENS


def test_a_fixed_text_without_a_review_on_record_is_not_judged() -> None:
    text = seen(of=page(PageKind.ARTICLE, text="本厅的职责", published=LONG_AGO))
    assert judged(text, kind=DutyKind.REVIEW, column_class=ColumnClass.STATIC).reason is Reason.NO_REVIEW


def test_a_short_fixed_text_is_not_blank() -> None:
    text = seen(of=page(PageKind.BLANK, text="电话:12328"))
    assert judged(text, kind=DutyKind.REVIEW, column_class=ColumnClass.STATIC).verdict is ColumnVerdict.NOT_JUDGED


def test_events_without_a_register_are_not_judged() -> None:
    assert judged(seen(of=page(rows=items(900))), kind=DutyKind.EVENT).reason is Reason.NO_REGISTER


def test_a_label_that_is_no_time_is_not_judged() -> None:
    assert judged(seen(of=page(rows=items(900))), kind=DutyKind.UNCLASSIFIED).reason is Reason.UNCLASSIFIED


def test_a_column_without_an_address_is_not_judged() -> None:
    assert judged(None).verdict is ColumnVerdict.NOT_JUDGED


@pytest.mark.parametrize("source", [DateSource.URL, DateSource.ROW, DateSource.NONE])
def test_a_single_text_is_not_overdue_by_a_date_it_does_not_state(source: DateSource) -> None:
    text = page(PageKind.ARTICLE, published=LONG_AGO, published_source=source)
    assert judged(seen(of=text)).reason is Reason.NO_LIST


def test_a_single_text_is_judged_by_its_stated_date() -> None:
    text = page(PageKind.ARTICLE, published=LONG_AGO, published_source=DateSource.TAG)
    assert judged(seen(of=text)).verdict is ColumnVerdict.OVERDUE


@pytest.mark.parametrize(
    ("ago", "verdict"),
    [(0, "fresh"), (7, "fresh"), (8, "due-soon"), (14, "due-soon"), (15, "overdue")],
)
def test_a_list_is_judged_by_its_newest_date(ago: int, verdict: str) -> None:
    result = judged(seen(of=page(rows=items(ago + 3, ago, ago + 9))))
    assert (result.verdict, result.newest, result.items) == (verdict, day(ago), 3)
    assert result.due == day(ago) + dt.timedelta(days=14)


def test_a_future_row_does_not_keep_a_column_fresh() -> None:
    assert judged(seen(of=page(rows=items(-30, 40, 41)))).verdict is ColumnVerdict.OVERDUE


def test_an_empty_column_is_blank() -> None:
    assert judged(seen(of=page(PageKind.BLANK))).verdict is ColumnVerdict.BLANK


def test_a_page_that_says_not_found_is_unreachable() -> None:
    assert judged(seen(of=page(PageKind.OTHER), not_found=True)).reason is Reason.SAYS_NOT_FOUND


def test_a_yearly_duty_is_judged_by_its_day_of_the_year() -> None:
    rows = seen(of=page(rows=items(700, 1000)))
    assert judged(rows, kind=DutyKind.YEARLY, due_on=(1, 31)).verdict is ColumnVerdict.OVERDUE


@pytest.mark.parametrize(
    "verdict", sorted(set(ColumnVerdict) - {"overdue", "due-soon", "blank", "unreachable", "unreadable"})
)
def test_no_finding_follows_from_a_verdict_that_accuses_nobody(verdict: ColumnVerdict) -> None:
    assert column_fault(duty(), Judgement(verdict, Reason.DATES), seen(), confirmed=True) is None


def test_the_finding_carries_rule_dates_and_source() -> None:
    rule = duty(source="国办秘函〔2019〕19号 V4a", overdue=Limit(14, "d"))
    look = seen(of=page(rows=items(20, 30)), sha256="abc")
    fault = column_fault(rule, judge_column(rule, look, TODAY), look, confirmed=True)
    assert fault
    assert fault.code is FindingCode.COLUMN_OVERDUE
    assert fault.confirmed
    expected = {"overdue_after": "14d", "newest": "2026-11-02", "due": "2026-11-16", "status": 200, "sha256": "abc"}
    assert expected.items() <= fault.evidence.items()


def test_every_reason_has_its_sentence() -> None:
    assert set(REASONS) == set(Reason)
