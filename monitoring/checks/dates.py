"""Questions about the dates in a list: entries without one, entries from the future. Advice, never an accusation.

Source: 国办发〔2015〕15号 counts text without a date as not updated; 国办秘函〔2019〕19号 V1e names forged dates.
"""

import datetime as dt

from column_assignments.duties import Duty
from monitoring.checks.seen import Seen
from monitoring.checks.verdicts import Fault, FindingCode
from monitoring.reading.facts import DateSource, Item

# One or two rows without a date are as likely a heading that looks like a row.
ENOUGH = 3
EXAMPLES = 5
STATED = frozenset({DateSource.TAG, DateSource.LABEL, DateSource.ROW})


def date_questions(duty: Duty, seen: Seen, today: dt.date, *, confirmed: bool) -> list[Fault]:
    """What to ask about the dates of a column's list as of `today`."""
    items = seen.page.items if seen.page else ()
    undated = [item for item in items if item.date is None]
    future = [item for item in items if item.date and item.date > today and item.date_source in STATED]
    found = []
    if len(undated) >= ENOUGH and len(undated) * 2 <= len(items):
        found.append(_question(FindingCode.UNDATED_ITEMS, duty, undated, confirmed))
    if future:
        found.append(_question(FindingCode.FUTURE_DATED_ITEM, duty, future, confirmed))
    return found


def _question(code: FindingCode, duty: Duty, items: list[Item], confirmed: bool) -> Fault:
    examples = [
        {"title": item.title[:120], "url": item.url, "date": item.date.isoformat() if item.date else None}
        for item in items[:EXAMPLES]
    ]
    evidence = {"rule": "栏目条目的发布日期", "count": len(items), "examples": examples}
    return Fault(code, duty.url, evidence, column=duty.column, confirmed=confirmed)
