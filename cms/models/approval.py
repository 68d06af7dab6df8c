"""Approval (三审): its steps as Wagtail's tasks, their deadlines, and the decisions, which are kept for good."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.locks import WorkflowLock
from wagtail.models import Task, TaskState, WorkflowState

from column_assignments.duties import ReviewStep
from column_assignments.models.choices import STEP_CHOICES
from column_assignments.models.rules import check_limit


class Decision(models.Model):
    """What somebody decided about one text exactly as it stood (审批记录).

    `content` is the digest of the text (cms.gate); a changed text has another, so that no decision carries over.
    Rows are never changed, and outlive the page and the account.
    """

    class Outcome(models.TextChoices):
        SUBMITTED = "submitted", _("submitted")
        APPROVED = "approved", _("approved")
        REJECTED = "rejected", _("sent back")
        OVERRIDDEN = "overridden", _("published over objections of the screening")
        ENTERED = "entered", _("entered by the system")

    content = models.CharField(max_length=64, db_index=True)
    page = models.ForeignKey("wagtailcore.Page", models.SET_NULL, null=True, related_name="decisions")
    title = models.CharField(_("title"), max_length=255)
    column = models.CharField(_("column"), max_length=310, blank=True)
    outcome = models.CharField(_("decision"), max_length=12, choices=Outcome.choices)
    step = models.CharField(_("review step"), max_length=12, choices=STEP_CHOICES, blank=True)
    department = models.CharField(_("department"), max_length=100, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(_("decided by"), max_length=150, blank=True)
    at = models.DateTimeField(_("decided at"), db_index=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("decision on a text")
        verbose_name_plural = _("decisions on texts")
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_outcome_display()}"


class StepDeadline(models.Model):
    """How long a review step may take, and when its reviewers are reminded."""

    step = models.CharField(_("review step"), max_length=12, choices=STEP_CHOICES, unique=True)
    deadline = models.CharField(_("deadline"), max_length=10, default="2wd", validators=[check_limit])
    remind = models.CharField(_("remind after"), max_length=10, default="1wd", validators=[check_limit])

    class Meta:
        verbose_name = _("deadline of a review step")
        verbose_name_plural = _("deadlines of review steps")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.get_step_display()


class ReviewLock(WorkflowLock):
    """Says of a text under review why it cannot be changed."""

    def get_message(self, user: Any) -> str:
        return str(_("This text is under review. It can be approved or sent back, and not changed."))

    def get_description(self, user: Any, can_lock: bool = False) -> str:
        return self.get_message(user)


class ReviewTask(Task):
    """A review step as one of Wagtail's tasks: who may act comes from the table in force, not from a group."""

    step: ClassVar[ReviewStep]
    lock_class = ReviewLock

    class Meta:
        abstract = True

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Take the text in when it comes from its author; skip a step that its column does not need."""
        from cms.approval import starting  # it needs these models

        return starting.start(self, workflow_state, user)

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> str:
        """Approve or send back; the address at which Wagtail's own dialogue goes on."""
        from cms.approval import starting

        return starting.act(task_state, user, action_name, **kwargs)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """What is under review changes for nobody: it is approved or sent back as it is."""
        return True

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Its reviewers look at it."""
        return bool(self.get_actions(obj, user))

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """What `user` may do with the text now; nothing for most people."""
        from cms.approval import starting

        return starting.actions(self, obj, user)

    def get_form_for_action(self, action: str) -> Any:
        from cms.approval.forms import form_for

        return form_for(self.step, action)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> models.QuerySet[TaskState]:
        """The texts at this step that wait for `user`."""
        from cms.approval.waiting import states_for

        states: models.QuerySet[TaskState] = TaskState.objects.filter(task=self, pk__in=states_for(user))
        return states


class DepartmentReview(ReviewTask):
    """Review by the head of a lead department, or the deputy (部门审核)."""

    step = ReviewStep.DEPARTMENT

    class Meta:
        verbose_name = _("department review")
        verbose_name_plural = _("department reviews")


class SecrecyReview(ReviewTask):
    """Secrecy review (保密审查), a decision of its own."""

    step = ReviewStep.SECRECY

    class Meta:
        verbose_name = _("secrecy review")
        verbose_name_plural = _("secrecy reviews")


class OfficeReview(ReviewTask):
    """Review by the general office (办公室审核)."""

    step = ReviewStep.OFFICE

    class Meta:
        verbose_name = _("office review")
        verbose_name_plural = _("office reviews")
