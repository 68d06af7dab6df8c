"""What waits for whose review, and until when."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from cms.approval.cases import Case, cases
from cms.models import StepDeadline
from column_assignments.calendar import CHINA, china_today
from column_assignments.due_dates import after
from column_assignments.duties import Limit, ReviewStep
from column_assignments.models.choices import STEP_CHOICES

Limits = dict[str, tuple[Limit, Limit]]


@dataclass(frozen=True)
class Waiting:
    """One text that waits for a review. The desk and the mails read exactly these fields."""

    page: int
    title: str
    column: str
    step: str
    step_title: str
    since: dt.datetime
    remind_at: dt.datetime
    due: dt.date
    is_late: bool
    url: str


def waiting_for(user: Any, now: dt.datetime) -> list[Waiting]:
    """The texts that `user` may review now, the earliest due first."""
    limits = deadlines()
    mine = (case for case in cases(now.astimezone(CHINA).date()) if user.pk in case.takers())
    return sorted((waiting(case, limits, now) for case in mine), key=lambda row: (row.due, row.since))


def late(now: dt.datetime) -> list[Waiting]:
    """The texts whose review is past its deadline, whoever has it, the longest overdue first."""
    limits = deadlines()
    everything = (waiting(case, limits, now) for case in cases(now.astimezone(CHINA).date()))
    return sorted((row for row in everything if row.is_late), key=lambda row: (row.due, row.since))


def states_for(user: Any) -> list[int]:
    """The workflow's rows in which `user` may decide now."""
    return [case.state.pk for case in cases(china_today()) if user.pk in case.takers()]


def deadlines() -> Limits:
    """By step: the deadline, and after how long its reviewers are reminded."""
    rows = {row.step: row for row in StepDeadline.objects.all()}
    found = [rows.get(step) or StepDeadline(step=step) for step in ReviewStep]
    return {row.step: (Limit.parse(row.deadline), Limit.parse(row.remind)) for row in found}


def waiting(case: Case, limits: Limits, now: dt.datetime) -> Waiting:
    """The row of one text."""
    began = case.state.started_at.astimezone(CHINA).date()
    deadline, remind = limits[case.step]
    due = after(began, deadline)
    return Waiting(
        page=case.page.pk,
        title=case.page.draft_title,
        column=case.route.column.path if case.route.column else "",
        step=case.step,
        step_title=str(dict(STEP_CHOICES)[case.step]),
        since=case.state.started_at,
        remind_at=dt.datetime.combine(after(began, remind), dt.time(), CHINA),
        due=due,
        is_late=now.astimezone(CHINA).date() > due,
        url=reverse("approval:review", args=(case.page.pk,)),
    )
