"""A page that breaks our own reader is our failure, and nobody else's."""

import datetime as dt

from column_assignments.duties import ColumnClass, Duty, DutyKind, Limit, UpdateRule
from monitoring.checks.column import judge_column
from monitoring.checks.reasons import Reason
from monitoring.checks.seen import Seen
from monitoring.checks.verdicts import ColumnVerdict
from monitoring.fetching import Answer, Outcome
from monitoring.reading.facts import Page, PageKind

RULE = UpdateRule("动态更新", ColumnClass.NEWS, DutyKind.PUBLISH, overdue=Limit(14, "d"))
BROKEN = Page("http://127.0.0.1/a/", PageKind.OTHER, "utf-8", error="ValueError: odd")


def test_a_page_that_broke_the_reader_counts_as_not_looked_at() -> None:
    seen = Seen(Answer("http://127.0.0.1/a/", Outcome.OK, status=200), BROKEN)
    assert seen.outcome is Outcome.FAILED
    judged = judge_column(Duty("a", "http://127.0.0.1/a/", RULE), seen, dt.date(2026, 11, 22))
    assert (judged.verdict, judged.reason) == (ColumnVerdict.NOT_JUDGED, Reason.OUR_FAILURE)
