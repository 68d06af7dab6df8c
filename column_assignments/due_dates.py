"""When something is owed (应更新日), from when the department is reminded of it, and how a duty stands on a day."""

import datetime as dt
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from column_assignments.calendar import add_working_days, subtract_working_days, working_day_up_to
from column_assignments.duties import Duty, DutyKind, Limit, UpdateRule

# A yearly duty is announced this long before its day.
YEARLY_NOTICE = dt.timedelta(days=30)
# An item this near before a yearly due day is that day's own, published early; an older one is that of the day before,
# published late. With 31 January, December belongs to the coming day.
YEARLY_EARLY = relativedelta(months=2)


class Standing(StrEnum):
    """How a duty stands on a day, as far as dates alone can say."""

    FRESH = "fresh"
    DUE_SOON = "due-soon"
    OVERDUE = "overdue"
    NOT_JUDGED = "not-judged"


def after(day: dt.date, limit: Limit) -> dt.date:
    """The last day that still keeps `limit`, counted from `day`.

    Months are calendar months (2024-08-31 and 6 months: 2025-02-28). Hours are rounded up to whole days, because a
    list page shows a day and no hour.
    """
    if limit.unit == "wd":
        return add_working_days(day, limit.count)
    return day + span(limit)


def before(day: dt.date, limit: Limit) -> dt.date:
    """The day that lies `limit` before `day`; working days and calendar months are counted back."""
    if limit.unit == "wd":
        return subtract_working_days(day, limit.count)
    return day - span(limit)


def span(limit: Limit) -> relativedelta:
    """A limit in days or calendar months, hours rounded up to days; ValueError for working days."""
    match limit.unit:
        case "d":
            return relativedelta(days=limit.count)
        case "m":
            return relativedelta(months=limit.count)
        case "h":
            return relativedelta(days=-(-limit.count // 24))
    raise ValueError(f"{limit} has no fixed length")


def due_date(rule: UpdateRule, since: dt.date | None) -> dt.date | None:
    """The last day on which the duty is still kept; None where the rule sets no time or there is nothing to count from.

    What `since` is depends on the kind of duty:

    publish, feed     the newest publication (国办秘函〔2019〕19号 V4a: two weeks, six months, one year from the newest)
    yearly            the newest publication; the answer is the next day of the year that it does not serve
                      (政府信息公开条例 art. 49: 31 January)
    review, function  the last review, or the start of the duty (standards 3.3: a review date, no publication date)
    event             the day of the oldest event not yet published (条例 art. 26: 20 working days)
    reply             the arrival of the oldest message not yet answered (standards 3.3: 5 or 15 working days)
    """
    if since is None or rule.kind is DutyKind.UNCLASSIFIED:
        return None
    if rule.kind is DutyKind.YEARLY and rule.due_on:
        return yearly_after(rule.due_on, since + YEARLY_EARLY)
    return after(since, rule.overdue) if rule.overdue else None


def first_due(rule: UpdateRule, start: dt.date | None) -> dt.date | None:
    """The first due date of a duty that binds from `start` and for which nothing was ever published."""
    if start and rule.kind is DutyKind.YEARLY and rule.due_on:
        return yearly_after(rule.due_on, start - dt.timedelta(days=1))
    return due_date(rule, start)


def yearly_after(due_on: tuple[int, int], day: dt.date) -> dt.date:
    """The first day after `day` that is `due_on` (month, day); 29 February falls on the 28th in a common year."""
    month, number = due_on
    this_year = dt.date(day.year, month, 1) + relativedelta(day=number)
    return this_year if this_year > day else dt.date(day.year + 1, month, 1) + relativedelta(day=number)


def counted_from(duty: Duty, newest: dt.date | None) -> dt.date | None:
    """The `since` of a duty's next due date: by the newest publication seen, or by what is on record.

    A standing text counts as looked through on the day on which something new was published in it. Without a record
    of its own, not even a start of the duty, it is not judged however old it is.
    """
    records = duty.records
    match duty.rule.kind:
        case DutyKind.EVENT:
            return records.oldest_open_event
        case DutyKind.REVIEW | DutyKind.FUNCTION:
            recorded = [day for day in (records.reviewed_on, records.since) if day]
            return max([*recorded, *([newest] if newest else [])]) if recorded else None
        case DutyKind.REPLY | DutyKind.UNCLASSIFIED:
            return None
        case _:
            return newest


def next_due(duty: Duty, newest: dt.date | None) -> dt.date | None:
    """The due date of a duty on the editor's desk: None while it is exempt, or where no time can be told.

    `newest` is the newest publication day known, None if nothing was published: then the duty counts from its start.
    """
    if duty.records.exempt:
        return None
    since = counted_from(duty, newest)
    if since is None and duty.rule.kind in (DutyKind.PUBLISH, DutyKind.FEED, DutyKind.YEARLY):
        return first_due(duty.rule, duty.records.since)
    return due_date(duty.rule, since)


def reminded_from(rule: UpdateRule, due: dt.date) -> dt.date:
    """The first day on which the department is reminded of `due`: the rule's `remind` before it, or the day itself.

    Never a day off, on which nobody would act: the working day before that.
    """
    return working_day_up_to(before(due, rule.remind) if rule.remind else due)


def standing(rule: UpdateRule, since: dt.date | None, today: dt.date) -> Standing:
    """Judge a duty by `since` (see `due_date`) as of `today`. Without a due date it is not judged."""
    due = due_date(rule, since)
    if due is None or since is None:
        return Standing.NOT_JUDGED
    if today > due:
        return Standing.OVERDUE
    warned = due - YEARLY_NOTICE if rule.kind is DutyKind.YEARLY else rule.warn and after(since, rule.warn)
    return Standing.DUE_SOON if warned and today > warned else Standing.FRESH
