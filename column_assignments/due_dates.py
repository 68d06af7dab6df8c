"""When the next item is owed (应更新日), and how a duty stands on a day."""

import datetime as dt
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from column_assignments.calendar import add_working_days
from column_assignments.duties import DutyKind, Limit, UpdateRule

# A yearly duty is announced this long before its day.
YEARLY_NOTICE = dt.timedelta(days=30)


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
    match limit.unit:
        case "d":
            return day + dt.timedelta(days=limit.count)
        case "wd":
            return add_working_days(day, limit.count)
        case "m":
            return day + relativedelta(months=limit.count)
        case _:
            return day + dt.timedelta(days=-(-limit.count // 24))


def due_date(rule: UpdateRule, newest: dt.date | None) -> dt.date | None:
    """The day by which something new is owed; None where the rule sets no date or nothing dated was seen."""
    if newest is None:
        return None
    if rule.kind is DutyKind.YEARLY and rule.due_on:
        return dt.date(newest.year + 1, *rule.due_on)
    if rule.kind in (DutyKind.PUBLISH, DutyKind.FEED) and rule.overdue:
        return after(newest, rule.overdue)
    return None


def standing(rule: UpdateRule, newest: dt.date | None, today: dt.date) -> Standing:
    """Judge `newest`, the publication day of the newest item, by `rule` as of `today`.

    Only publishing, yearly and feed duties can be judged by dates; the others are not judged here.
    """
    due = due_date(rule, newest)
    if due is None or newest is None:
        return Standing.NOT_JUDGED
    if today > due:
        return Standing.OVERDUE
    warned = due - YEARLY_NOTICE if rule.kind is DutyKind.YEARLY else rule.warn and after(newest, rule.warn)
    return Standing.DUE_SOON if warned and today > warned else Standing.FRESH
