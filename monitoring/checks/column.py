"""How one column stands on a day: what its page showed and what is on record, held against what is owed there.

Source of the norms: the update rule of the duty; 国办秘函〔2019〕19号 V4a–V4c. The order of the questions is the
order of trust: is anything owed at all, could it be opened, could it be read, is there anything, and only then how
old it is, or how old the record is by which its kind of duty is judged.
"""

import datetime as dt
from dataclasses import dataclass, replace

from column_assignments.due_dates import Standing, counted_from, due_date, standing
from column_assignments.duties import ColumnClass, Duty, DutyKind
from monitoring.checks.reasons import Reason
from monitoring.checks.seen import Seen
from monitoring.checks.verdicts import ColumnVerdict
from monitoring.fetching.answer import FAULTS, Outcome
from monitoring.reading.facts import DateSource, Item, Page, PageKind

# Fewer rows than this in rising order of date may be chance; more mean that page 1 holds the oldest.
RISING = 4

# What a date stated by the text itself comes from.
STATED = (DateSource.TAG, DateSource.LABEL)
# Named as the record where a text was never looked through since its column has been owed.
DUTY_START = "duty-start"


@dataclass(frozen=True)
class Judgement:
    """The verdict on one column. `newest` is the newest publication day, `items` how many entries were seen.

    `record` names the row that decided, as in "review:12", or "duty-start"; "" where the page alone did.
    """

    verdict: ColumnVerdict
    reason: Reason
    newest: dt.date | None = None
    items: int = 0
    due: dt.date | None = None
    date_source: DateSource = DateSource.NONE
    record: str = ""


def judge_column(duty: Duty, seen: Seen | None, today: dt.date) -> Judgement:
    """Judge what was seen of a column by its duty and what is on record about it, as of `today`."""
    if duty.records.exempt:
        spared = _spared(seen.page if seen else None, Reason.EXEMPT)
        return replace(spared, record=duty.records.exemption)
    if seen is None:
        reason = Reason.NOT_LOOKED_AT if duty.url else Reason.NO_ADDRESS
        return Judgement(ColumnVerdict.NOT_JUDGED, reason)
    closed = _not_opened(seen)
    if closed:
        return Judgement(*closed)
    if duty.rule.kind is DutyKind.REPLY:
        return _spared(seen.page, Reason.OPENS)
    if duty.rule.kind is DutyKind.FUNCTION:
        return _judge_review(duty, seen.page, today, Reason.OPENS)
    unread = _not_readable(seen)
    if unread or seen.page is None:
        return Judgement(*(unread or (ColumnVerdict.NOT_JUDGED, Reason.NOT_A_PAGE)))
    return _judge_page(duty, seen.page, today)


def _not_opened(seen: Seen) -> tuple[ColumnVerdict, Reason] | None:
    if seen.not_found:
        return ColumnVerdict.UNREACHABLE, Reason.SAYS_NOT_FOUND
    outcome = seen.outcome
    if outcome in FAULTS:
        return ColumnVerdict.UNREACHABLE, Reason.SITE_FAULT
    if outcome in (Outcome.REFUSED, Outcome.LOGIN):
        return ColumnVerdict.REFUSED, Reason.TURNED_AWAY
    if outcome is not Outcome.OK:
        return ColumnVerdict.NOT_JUDGED, Reason.OUR_FAILURE
    return None


def _not_readable(seen: Seen) -> tuple[ColumnVerdict, Reason] | None:
    page = seen.page
    if page is None:
        return None
    if page.garbled:
        return ColumnVerdict.UNREADABLE, Reason.GARBLED
    if page.kind is PageKind.SCRIPT_ONLY:
        return ColumnVerdict.UNREADABLE, Reason.SCRIPT_ONLY
    if seen.frames_unread and not page.items:
        return ColumnVerdict.UNREADABLE, Reason.FRAME_UNREAD
    return None


def _judge_page(duty: Duty, page: Page, today: dt.date) -> Judgement:
    if page.kind is PageKind.BLANK:
        return _judge_blank(duty, page, today)
    match duty.rule.kind:
        case DutyKind.REVIEW:
            return _judge_review(duty, page, today, Reason.NO_REVIEW)
        case DutyKind.EVENT:
            return _judge_events(duty, page, today)
        case DutyKind.UNCLASSIFIED:
            return _spared(page, Reason.UNCLASSIFIED)
        case _:
            return _judge_dates(duty, page, today)


def _spared(page: Page | None, reason: Reason) -> Judgement:
    if page is None:
        return Judgement(ColumnVerdict.NOT_JUDGED, reason)
    return Judgement(ColumnVerdict.NOT_JUDGED, reason, page.newest, len(page.items))


def _judge_blank(duty: Duty, page: Page, today: dt.date) -> Judgement:
    """Text in a column of fixed texts is its content, however little it is (standards 10.4)."""
    if not page.text.strip():
        return Judgement(ColumnVerdict.BLANK, Reason.NOTHING_THERE)
    if duty.rule.kind is DutyKind.REVIEW:
        return _judge_review(duty, page, today, Reason.NO_REVIEW)
    if duty.rule.column_class is ColumnClass.STATIC:
        return _spared(page, Reason.NO_REVIEW)
    return Judgement(ColumnVerdict.BLANK, Reason.NOTHING_THERE)


def _judge_review(duty: Duty, page: Page | None, today: dt.date, otherwise: Reason) -> Judgement:
    """By the last review, something newer seen on the page, or the start of the duty; `otherwise` without a record."""
    spared = _spared(page, otherwise)
    records, newest = duty.records, _newest_of(page, today)
    since = counted_from(duty, newest)
    stands = standing(duty.rule, since, today)
    if stands is Standing.NOT_JUDGED:
        return spared
    reason, record = Reason.REVIEWED, records.review if since == records.reviewed_on else ""
    if since == records.since and since not in (records.reviewed_on, newest):
        reason, record = Reason.NEVER_REVIEWED, DUTY_START
    due = due_date(duty.rule, since)
    return replace(spared, verdict=ColumnVerdict(stands.value), reason=reason, newest=newest, due=due, record=record)


def _newest_of(page: Page | None, today: dt.date) -> dt.date | None:
    """The newest day up to `today` that a page shows for an entry or states for itself."""
    if page is None:
        return None
    days = [page.newest] if page.newest else []
    if page.published and page.published_source in STATED:
        days.append(page.published.date())
    return max((day for day in days if day <= today), default=None)


def _judge_events(duty: Duty, page: Page, today: dt.date) -> Judgement:
    """By the oldest registered event that is not published; a register with none open is in order."""
    records = duty.records
    if not records.has_register:
        return _spared(page, Reason.NO_REGISTER)
    if records.oldest_open_event is None:
        return replace(_spared(page, Reason.NO_EVENT_OPEN), verdict=ColumnVerdict.FRESH)
    stands = standing(duty.rule, records.oldest_open_event, today)
    reason = Reason.NO_RULE if stands is Standing.NOT_JUDGED else Reason.EVENT_OPEN
    due = due_date(duty.rule, records.oldest_open_event)
    judged = _spared(page, reason)
    return replace(judged, verdict=ColumnVerdict(stands.value), due=due, record=records.event)


def _judge_dates(duty: Duty, page: Page, today: dt.date) -> Judgement:
    if page.kind is PageKind.ARTICLE or not page.items:
        return _judge_article(duty, page, today)
    doubt = _doubt(page.items)
    if doubt:
        return Judgement(ColumnVerdict.UNREADABLE, doubt, page.newest, len(page.items))
    source = max((i.date_source for i in page.items if i.date == page.newest), key=_trust, default=DateSource.NONE)
    judged = _by_standing(duty, page.newest, today, len(page.items), source)
    if judged.verdict in (ColumnVerdict.FRESH, ColumnVerdict.NOT_JUDGED):
        return judged
    return _unless_uncertain(judged, page.items)


def _doubt(items: tuple[Item, ...]) -> Reason | None:
    dated = sum(item.date is not None for item in items)
    return Reason.NO_DATES if dated * 2 < len(items) else None


def _unless_uncertain(judged: Judgement, items: tuple[Item, ...]) -> Judgement:
    """A column seems old: make sure that the newest item was on the page, and that its date is one of publication."""
    if _oldest_first(items):
        return _changed(judged, ColumnVerdict.UNREADABLE, Reason.OLDEST_FIRST)
    if judged.date_source is DateSource.URL:
        # The day in an address is that of the draft; publication may have come much later.
        return _changed(judged, ColumnVerdict.NOT_JUDGED, Reason.DATES_IN_ADDRESSES)
    return judged


def _changed(judged: Judgement, verdict: ColumnVerdict, reason: Reason) -> Judgement:
    return Judgement(verdict, reason, judged.newest, judged.items, None, judged.date_source)


def _oldest_first(items: tuple[Item, ...]) -> bool:
    days = [item.date for item in items if item.date]
    return len(days) >= RISING and days == sorted(days) and days[0] < days[-1]


def _trust(source: DateSource) -> int:
    return -list(DateSource).index(source)


def _judge_article(duty: Duty, page: Page, today: dt.date) -> Judgement:
    """A column that is a single text: its own publication date counts if the page states it."""
    if page.published is None or page.published_source not in STATED:
        return Judgement(ColumnVerdict.NOT_JUDGED, Reason.NO_LIST, page.newest, len(page.items))
    day = page.published.date()
    if day > today:
        return Judgement(ColumnVerdict.NOT_JUDGED, Reason.NO_LIST, None, len(page.items))
    judged = _by_standing(duty, day, today, len(page.items), page.published_source)
    if judged.verdict is ColumnVerdict.OVERDUE and page.published_source is not DateSource.TAG:
        # A label may belong to one row of a list that was taken for a text; only the page's own tag accuses.
        return _changed(judged, ColumnVerdict.NOT_JUDGED, Reason.NO_LIST)
    return judged


def _by_standing(duty: Duty, newest: dt.date | None, today: dt.date, items: int, source: DateSource) -> Judgement:
    stands = standing(duty.rule, newest, today)
    reason = Reason.DATES
    if stands is Standing.NOT_JUDGED:
        reason = Reason.NO_RULE if newest else Reason.NO_DATES
    return Judgement(ColumnVerdict(stands.value), reason, newest, items, due_date(duty.rule, newest), source)
