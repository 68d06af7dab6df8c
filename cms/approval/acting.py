"""What people do with a text: submit it, approve it, send it back, override its screening. Each leaves a decision."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, TaskState

from cms.approval.cases import Case, case_of
from cms.approval.routes import Route, route_of
from cms.approval.standing import involved, standing_on
from cms.gate import STEP_TITLES, NotCleared, digest, refuse, screen, serious_issues
from cms.models import Decision, Screening
from column_assignments.calendar import CHINA
from column_assignments.people import OFFICE, is_in

Outcome = Decision.Outcome


def name_of(user: Any) -> str:
    """What is kept of somebody when the account is gone."""
    return (user.get_full_name() or user.get_username())[:150] if user else ""


def decide(outcome: str, page: Page, content: str, route: Route, user: Any, now: dt.datetime, **said: str) -> Decision:
    """Write a decision down."""
    return Decision.objects.create(
        outcome=outcome,
        content=content,
        page=page,
        title=page.title,
        column=route.column.path if route.column else "",
        by=user,
        by_name=name_of(user),
        at=now,
        **said,
    )


def day_of(now: dt.datetime) -> dt.date:
    return now.astimezone(CHINA).date()


def submit(page: Page, user: Any, now: dt.datetime) -> Decision:
    """Take a text into its reviews; NotCleared says what stands against it."""
    content, route = digest(page), route_of(page, day_of(now))
    refuse(obstacles(page, user, route))
    refuse(blocking(screen(page, content, user)))
    return decide(Outcome.SUBMITTED, page, content, route, user, now)


def obstacles(page: Page, user: Any, route: Route, place: Page | None = None) -> list[str]:
    """What, beside its screening, stands against submitting a text, in words; `place` as in `route_of`."""
    if not route.steps:
        rights = (place or page).permissions_for_user(user) if user else None
        may_publish = rights is None or (rights.can_publish_subpage() if place else rights.can_publish())
        return [] if may_publish else [_("This column takes no review: only its own departments publish here.")]
    excluded = route.authors() | ({user.pk} if user else set())
    step = route.step_without_reviewer(excluded)
    return [] if step is None else [_("There is nobody who may review: %(step)s.") % {"step": STEP_TITLES[step]}]


def blocking(screening: Screening) -> list[str]:
    """The serious issues, unless the office has overridden them for this very text."""
    issues = serious_issues(screening)
    return [] if issues and standing_on(screening.content).is_overridden else issues


def may_decide(case: Case | None, user: Any) -> bool:
    """Whether `user` may take the step at which the text is."""
    return case is not None and user.pk in case.takers()


def approve(state: TaskState, user: Any, reason: str, now: dt.datetime) -> None:
    """Approve a step. After the last one the text is published; if the gate refuses, nothing has happened."""
    close(state, user, Outcome.APPROVED, reason, now)


def send_back(state: TaskState, user: Any, reason: str, now: dt.datetime) -> None:
    """Send a text back to its author, with the reason."""
    close(state, user, Outcome.REJECTED, reason, now)


@transaction.atomic
def close(state: TaskState, user: Any, outcome: str, reason: str, now: dt.datetime) -> None:
    """End a step by a decision, once: of two that come together, the second is refused."""
    open_states = TaskState.objects.select_for_update().filter(status=TaskState.STATUS_IN_PROGRESS)
    held = open_states.filter(pk=state.pk).first()
    if held is None:
        raise NotCleared([_("This step is over already.")])
    text = held.revision.as_object()
    case = case_of(text, day_of(now))
    if case is None or case.state.pk != held.pk or not may_decide(case, user):
        raise NotCleared([_("This step is not yours to decide.")])
    content = digest(text)
    if outcome == Outcome.APPROVED:
        refuse(against_approving(case, content))
        refuse(written_by(user, text, content))
    department = case.takers()[user.pk]
    decide(outcome, text, content, case.route, user, now, step=case.step, department=department, reason=reason)
    if outcome == Outcome.APPROVED:
        held.approve(user=user, comment=reason)
    else:
        held.reject(user=user, comment=reason)


def written_by(user: Any, page: Page, content: str) -> list[str]:
    """Nobody approves words that they saved themselves at any time, whoever took them up again and submitted them."""
    own = Revision.page_revisions.filter(object_id=str(page.pk), user=user)
    if not any(digest(revision.as_object()) == content for revision in own.iterator()):
        return []
    return [_("You wrote this text yourself: somebody else has to review it.")]


def against_approving(case: Case, content: str) -> list[str]:
    """What stands against an approval, which is for the text that was submitted, and that is the newest."""
    if case.is_stranded:
        return [_("The reviews of this column have changed: send the text back, so that it is submitted anew.")]
    submission = case.standing.submission
    is_newest = case.page.latest_revision_id == case.state.revision_id
    if submission is not None and submission.content == content and is_newest:
        return []
    return [_("The text has changed since it was submitted: send it back.")]


@transaction.atomic
def override(page: Page, user: Any, reason: str, now: dt.datetime) -> Decision:
    """Let the text of `page` pass its screening in spite of serious issues: the office, and not for an own text."""
    content, route = digest(page), route_of(page, day_of(now))
    if not is_in(user, OFFICE) or user.pk in involved(standing_on(content), route):
        raise NotCleared([_("Only somebody of the office who did not write the text can override its screening.")])
    if not reason.strip():
        raise NotCleared([_("An override needs a reason.")])
    return decide(Outcome.OVERRIDDEN, page, content, route, user, now, reason=reason.strip())
