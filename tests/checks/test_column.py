import datetime as dt

import pytest

from column_assignments.duties import ColumnClass, DutyKind, Limit, Records
from monitoring.checks.column import Judgement, judge_column
from monitoring.checks.freshness import column_fault
from monitoring.checks.reasons import REASONS, Reason
from monitoring.checks.seen import Seen
from monitoring.checks.verdicts import ColumnVerdict, FindingCode
from monitoring.fetching.answer import FAULTS, Outcome
from monitoring.reading.facts import DateSource, Page, PageKind
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


REVIEW = {
    "kind": DutyKind.REVIEW,
    "column_class": ColumnClass.STATIC,
    "warn": Limit(6, "m"),
    "overdue": Limit(12, "m"),
}
FUNCTION = {"kind": DutyKind.FUNCTION, "column_class": ColumnClass.SERVICE, "overdue": Limit(6, "m")}
EVENT = {"kind": DutyKind.EVENT, "warn": Limit(5, "wd"), "overdue": Limit(20, "wd")}
OLD_TEXT = seen(of=page(PageKind.ARTICLE, text="本厅的职责", published=LONG_AGO, published_source=DateSource.TAG))


@pytest.mark.parametrize(
    "what", [None, seen(Outcome.GONE), seen(of=page(PageKind.BLANK)), seen(of=page(rows=items(90)))]
)
def test_an_exempt_column_is_not_judged_whatever_is_seen(what: Seen | None) -> None:
    result = judged(what, records=Records(exempt="paused", exemption="exemption:3"))
    assert (result.verdict, result.reason) == (ColumnVerdict.NOT_JUDGED, Reason.EXEMPT)
    assert result.record == "exemption:3"
    assert result.due is None


@pytest.mark.parametrize(("ago", "verdict"), [(100, "fresh"), (200, "due-soon"), (400, "overdue")])
def test_a_standing_text_is_judged_by_its_last_review(ago: int, verdict: str) -> None:
    records = Records(since=day(2000), reviewed_on=day(ago), review="review:7")
    result = judged(OLD_TEXT, records=records, **REVIEW)
    assert (result.verdict, result.reason, result.record) == (verdict, Reason.REVIEWED, "review:7")


@pytest.mark.parametrize(("ago", "verdict"), [(100, "fresh"), (400, "overdue")])
def test_a_standing_text_never_reviewed_is_judged_by_the_start_of_the_duty(ago: int, verdict: str) -> None:
    result = judged(OLD_TEXT, records=Records(since=day(ago)), **REVIEW)
    assert (result.verdict, result.reason, result.record) == (verdict, Reason.NEVER_REVIEWED, "duty-start")


def test_something_new_in_a_standing_text_counts_as_a_review() -> None:
    records = Records(since=day(900), reviewed_on=day(800), review="review:7")
    result = judged(seen(of=page(rows=items(30, 900))), records=records, **REVIEW)
    assert (result.verdict, result.record, result.newest) == (ColumnVerdict.FRESH, "", day(30))


def test_an_old_text_nobody_here_could_confirm_is_not_judged() -> None:
    assert judged(seen(of=page(rows=items(3000))), **REVIEW).reason is Reason.NO_REVIEW
    assert judged(seen(of=page(rows=items(3000))), **FUNCTION).reason is Reason.OPENS


@pytest.mark.parametrize("shown", [page(PageKind.SCRIPT_ONLY), page(PageKind.LIST, items(900)), None])
@pytest.mark.parametrize(("ago", "verdict"), [(100, "fresh"), (300, "overdue")])
def test_a_service_that_opens_is_judged_by_its_review(shown: Page | None, ago: int, verdict: str) -> None:
    records = Records(since=day(2000), reviewed_on=day(ago), review="review:7")
    assert judged(seen(of=shown), records=records, **FUNCTION).verdict == verdict


@pytest.mark.parametrize(
    ("what", "verdict"),
    [
        (seen(Outcome.GONE), ColumnVerdict.UNREACHABLE),
        (seen(of=page(PageKind.BLANK)), ColumnVerdict.BLANK),
        (seen(of=page(garbled=True)), ColumnVerdict.UNREADABLE),
        (seen(Outcome.FAILED), ColumnVerdict.NOT_JUDGED),
        (seen(Outcome.REFUSED), ColumnVerdict.REFUSED),
    ],
)
@pytest.mark.parametrize(
    ("rule", "records"),
    [(REVIEW, Records(since=day(9), reviewed_on=day(1))), (EVENT, Records(has_register=True))],
)
def test_no_record_speaks_for_a_page_that_was_not_seen_to_be_there(
    what: Seen, verdict: ColumnVerdict, rule: dict[str, object], records: Records
) -> None:
    assert judged(what, records=records, **rule).verdict is verdict


@pytest.mark.parametrize(("ago", "verdict"), [(0, "fresh"), (10, "due-soon"), (40, "overdue")])
def test_an_open_event_is_judged_by_its_day_whatever_else_is_new(ago: int, verdict: str) -> None:
    records = Records(has_register=True, oldest_open_event=day(ago), event="event:5")
    result = judged(seen(of=page(rows=items(0, 900))), records=records, **EVENT)
    assert (result.verdict, result.reason, result.record) == (verdict, Reason.EVENT_OPEN, "event:5")


def test_a_register_without_an_open_event_is_in_order() -> None:
    result = judged(seen(of=page(rows=items(900))), records=Records(has_register=True), **EVENT)
    assert (result.verdict, result.reason, result.due) == (ColumnVerdict.FRESH, Reason.NO_EVENT_OPEN, None)


def test_an_event_under_a_rule_without_a_limit_accuses_nobody() -> None:
    records = Records(has_register=True, oldest_open_event=day(900), event="event:5")
    assert judged(seen(of=page(rows=items(1))), kind=DutyKind.EVENT, records=records).reason is Reason.NO_RULE


def test_the_finding_names_the_record_that_decided() -> None:
    owed = duty(records=Records(has_register=True, oldest_open_event=day(60), event="event:5"), **EVENT)
    look = seen(of=page(rows=items(1)))
    fault = column_fault(owed, judge_column(owed, look, TODAY), look, confirmed=True)
    assert fault
    assert {"record": "event:5", "recorded_on": day(60).isoformat(), "overdue_after": "20wd"}.items() <= (
        fault.evidence.items()
    )
