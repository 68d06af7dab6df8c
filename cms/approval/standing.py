"""How far a text has come: what its decisions say together, and who may take the next step."""

from collections.abc import Iterable
from dataclasses import dataclass

from cms.approval.routes import Route
from cms.models import Decision
from column_assignments.duties import ReviewStep

Outcome = Decision.Outcome


@dataclass(frozen=True)
class Standing:
    """The decisions that count for one text: those since it was last submitted, none of them if it was sent back."""

    is_entered: bool
    is_overridden: bool
    submission: Decision | None
    approvals: tuple[Decision, ...]


def standing_of(decisions: Iterable[Decision]) -> Standing:
    """What the decisions on one text, in their order, come to."""
    entered = overridden = False
    submission: Decision | None = None
    approvals: list[Decision] = []
    for decision in decisions:
        entered = entered or decision.outcome == Outcome.ENTERED
        overridden = overridden or decision.outcome == Outcome.OVERRIDDEN
        if decision.outcome in (Outcome.SUBMITTED, Outcome.REJECTED):
            submission, approvals = (decision if decision.outcome == Outcome.SUBMITTED else None), []
        elif decision.outcome == Outcome.APPROVED and submission is not None:
            approvals.append(decision)
    return Standing(entered, overridden, submission, tuple(approvals))


def standing_on(content: str) -> Standing:
    """How the text with this digest stands."""
    return standing_of(Decision.objects.filter(content=content))


def valid_approvals(standing: Standing, route: Route) -> dict[ReviewStep, Decision]:
    """By step, the approval that counts: in this column, by nobody who wrote, submitted or approved another step."""
    found: dict[ReviewStep, Decision] = {}
    taken = involved(standing, route)
    for step in route.steps:
        for decision in standing.approvals:
            if decision.step == step and decision.by_id not in taken and counts_here(decision, route, step):
                found[step] = decision
                taken |= {decision.by_id} - {None}
                break
    return found


def counts_here(decision: Decision, route: Route, step: ReviewStep) -> bool:
    """Whether it was given in this column, or by somebody who may give it here. A deleted account leaves its name."""
    if not decision.by_name:
        return False
    given_here = decision.column == (route.column.path if route.column else "")
    return given_here or decision.by_id in route.reviewers[step]


def involved(standing: Standing, route: Route) -> set[int | None]:
    """The authors of the text as it was submitted, and who submitted it."""
    if standing.submission is None:
        return set(route.authors())
    return {*route.authors(standing.submission.at), standing.submission.by_id} - {None}


def takers(standing: Standing, route: Route, step: ReviewStep) -> dict[int, str]:
    """Who may decide on `step` now: user → department."""
    others = {decision.by_id for decision in standing.approvals if decision.step != step}
    excluded = involved(standing, route) | others
    return {user: unit for user, unit in route.reviewers.get(step, {}).items() if user not in excluded}
