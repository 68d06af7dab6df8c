"""Approval (三审): its steps as Wagtail's tasks, their deadlines, and the decisions, which are kept for good."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task

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


class DepartmentReview(Task):
    """Review by the head of a lead department, or the deputy (部门审核)."""

    class Meta:
        verbose_name = _("department review")
        verbose_name_plural = _("department reviews")


class SecrecyReview(Task):
    """Secrecy review (保密审查), a decision of its own."""

    class Meta:
        verbose_name = _("secrecy review")
        verbose_name_plural = _("secrecy reviews")


class OfficeReview(Task):
    """Review by the general office (办公室审核)."""

    class Meta:
        verbose_name = _("office review")
        verbose_name_plural = _("office reviews")
