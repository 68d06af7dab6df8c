"""The texts that are under review now, each with its route and with what was decided on it so far."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, TaskState

from cms.approval.routes import Route, routes_of
from cms.approval.standing import Standing, standing_of, takers
from cms.models import Decision
from cms.models.approval import ReviewTask
from column_assignments.duties import ReviewStep


@dataclass(frozen=True)
class Case:
    """One text under review."""

    state: TaskState
    page: Page
    step: ReviewStep
    route: Route
    standing: Standing

    @property
    def is_stranded(self) -> bool:
        """Whether the text is at a step that its column no longer takes: nothing is left but to send it back."""
        return self.step not in self.route.steps

    def takers(self) -> dict[int, str]:
        """Who may decide now: user → the department for which the person acts."""
        needed = next(iter(self.route.steps), ReviewStep.OFFICE) if self.is_stranded else self.step
        return takers(self.standing, self.route, needed)


def cases(day: dt.date) -> list[Case]:
    """All texts under review, those waiting longest first; the number of queries does not depend on theirs."""
    states = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    return cases_of(states.order_by("started_at", "pk"), day)


def case_of(page: Page, day: dt.date) -> Case | None:
    """The review in which `page` is now."""
    states = TaskState.objects.for_instance(page).filter(status=TaskState.STATUS_IN_PROGRESS)
    return next(iter(cases_of(states, day)), None)


def cases_of(states: Any, day: dt.date) -> list[Case]:
    # The revisions stay behind: the whole text of each is in them.
    found = [
        (state, step)
        for state in states.select_related("task", "workflow_state")
        if (step := step_of(state)) is not None
    ]
    pages = Page.objects.in_bulk({int(state.workflow_state.object_id) for state, _ in found})
    standings = standings_of(pages)
    there = [(state, step, pages[pk]) for state, step in found if (pk := int(state.workflow_state.object_id)) in pages]
    routes = routes_of([page for _, _, page in there], day) if there else []
    return [
        Case(state, page, step, route, standings[page.pk])
        for (state, step, page), route in zip(there, routes, strict=True)
    ]


def step_of(state: TaskState) -> ReviewStep | None:
    """The review step that a task stands for; None for a task of Wagtail's own kinds."""
    model = ContentType.objects.get_for_id(state.task.content_type_id).model_class()
    return model.step if model is not None and issubclass(model, ReviewTask) else None


def standings_of(pages: Iterable[int]) -> Mapping[int, Standing]:
    """By page, how the text stands that was submitted last."""
    by_page: dict[int, list[Decision]] = defaultdict(list)
    for decision in Decision.objects.filter(page__in=list(pages)):
        by_page[decision.page_id or 0].append(decision)
    return {page: standing_of(last_submitted(by_page[page])) for page in pages}


def last_submitted(decisions: list[Decision]) -> list[Decision]:
    """The decisions on the text that was submitted last."""
    submitted = [row.content for row in decisions if row.outcome == Decision.Outcome.SUBMITTED]
    return [row for row in decisions if submitted and row.content == submitted[-1]]
