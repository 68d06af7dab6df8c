"""Short ways to say what was seen, for the tests of the checks."""

import datetime as dt
from typing import Any

from column_assignments.duties import ColumnClass, Duty, DutyKind, Limit, Records, UpdateRule
from monitoring.checks.seen import Seen
from monitoring.fetching.answer import Answer, Outcome
from monitoring.reading.facts import DateSource, Field, Form, FormPurpose, Item, Page, PageKind

TODAY = dt.date(2026, 11, 22)
URL = "http://127.0.0.1/zwdt/"
NOTHING = Records()


def day(ago: int) -> dt.date:
    return TODAY - dt.timedelta(days=ago)


def duty(
    kind: DutyKind = DutyKind.PUBLISH,
    column_class: ColumnClass = ColumnClass.NEWS,
    records: Records = NOTHING,
    **fields: Any,
) -> Duty:
    limits = {"warn": Limit(7, "d"), "overdue": Limit(14, "d")} if kind is DutyKind.PUBLISH else {}
    rule = UpdateRule("动态更新", column_class, kind, **(limits | fields))
    return Duty("政务动态/工作信息", URL, rule, records=records)


def items(*ages: int | None, source: DateSource = DateSource.ROW) -> tuple[Item, ...]:
    return tuple(
        Item(
            f"第{n}条信息",
            f"{URL}{n}.html",
            None if ago is None else day(ago),
            source if ago is not None else DateSource.NONE,
        )
        for n, ago in enumerate(ages)
    )


def page(kind: PageKind = PageKind.LIST, rows: tuple[Item, ...] = (), **fields: Any) -> Page:
    days = [row.date for row in rows if row.date and row.date <= TODAY]
    facts: dict[str, Any] = {"items": rows, "newest": max(days, default=None)}
    return Page(URL, kind, "utf-8", **(facts | fields))


def seen(outcome: Outcome = Outcome.OK, of: Page | None = None, **fields: Any) -> Seen:
    status = {Outcome.OK: 200, Outcome.GONE: 404, Outcome.SERVER_ERROR: 500, Outcome.REFUSED: 412}.get(outcome)
    return Seen(Answer(URL, outcome, URL, status), of, **fields)


def form(*labels: str, required: bool = False) -> Form:
    fields = tuple(Field(label, f"f{n}", "text", required) for n, label in enumerate(labels))
    return Form(FormPurpose.REQUEST, URL, "post", fields)
