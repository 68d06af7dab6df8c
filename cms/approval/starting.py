"""The reviews as Wagtail's workflow sees them: how a step starts, what can be done at it, and what doing it does."""

from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Task, TaskState, WorkflowState

from cms.approval import acting
from cms.approval.cases import case_of
from cms.approval.forms import UNFIT
from cms.approval.routes import route_of
from cms.gate import NotCleared, digest, screen
from cms.models.approval import ReviewTask
from column_assignments.calendar import china_today
from column_assignments.duties import ReviewStep

# The salt under which `act` hands its reasons to the page of the review.
REFUSED = "approval.refused"


def start(task: ReviewTask, workflow_state: WorkflowState, user: Any) -> TaskState:
    """Start `task`, or the first step if the text comes from its author: Wagtail would go on where it was sent back."""
    text = workflow_state.content_object.get_latest_revision().as_object()
    if is_submission(workflow_state, text):
        acting.submit(text, user, timezone.now())
        task = workflow_state.get_next_task().specific
    state: TaskState = Task.start(task, workflow_state, user=user)
    if task.step not in route_of(text, china_today()).steps:
        skip(state)
    return state


def skip(state: TaskState) -> None:
    """Record that the column does not need the step. Wagtail goes on by itself with a step that is over on starting."""
    state.status = TaskState.STATUS_SKIPPED
    state.finished_at = timezone.now()
    state.save(update_fields=["status", "finished_at"])


def is_submission(workflow_state: WorkflowState, text: Page) -> bool:
    """Whether the text comes from its author, and not from the step before."""
    last = workflow_state.task_states.order_by("-pk").first()
    if last is None or last.status in (TaskState.STATUS_REJECTED, TaskState.STATUS_CANCELLED):
        return True
    return bool(last.revision_id != text.latest_revision_id)


def act(state: TaskState, user: Any, action: str, **said: str) -> str:
    """Carry out what somebody chose in a form of `cms.approval.forms`; the address of the page that says how it went."""
    review = reverse("approval:review", args=(state.revision.object_id,))
    try:
        perform(state, user, action, **said)
    except NotCleared as refusal:
        return f"{review}?{urlencode({'refused': signing.dumps(refusal.reasons, salt=REFUSED)})}"
    return reverse("wagtailadmin_home")


def perform(state: TaskState, user: Any, action: str, comment: str = "", verdict: str = "") -> None:
    """As `act`; raises NotCleared with the reasons if it cannot be done."""
    now = timezone.now()
    if action == "approve" and verdict != UNFIT:
        try:
            acting.approve(state, user, comment, now)
        except NotCleared:
            keep_screening(state, user)
            raise
    elif action in ("approve", "reject"):
        acting.send_back(state, user, comment, now)
    else:
        raise NotCleared([_("There is no such action.")])


def keep_screening(state: TaskState, user: Any) -> None:
    """What screening found at the last step was undone with the approval: look again, so that it is on record."""
    text = state.revision.as_object()
    screen(text, digest(text), user)


def actions(task: ReviewTask, page: Page, user: Any) -> list[tuple[str, Any, bool]]:
    """(action, its title, whether it has a form) for what `user` may do with `page` at `task`."""
    case = case_of(page, china_today())
    if case is None or case.state.task_id != task.pk or not acting.may_decide(case, user):
        return []
    if case.is_stranded:
        return [("reject", _("Send back"), True)]
    if task.step is ReviewStep.SECRECY:
        return [("approve", _("Decide on secrecy"), True)]
    return [("approve", _("Approve"), True), ("reject", _("Send back"), True)]
