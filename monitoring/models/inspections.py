"""One portal looked at for one day, and what was seen of each column."""

import datetime as dt

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from column_assignments.models import Column, Portal
from monitoring.checks.verdicts import ColumnVerdict

# A day that failed for a reason of ours is tried again after this time.
RETRY_AFTER = dt.timedelta(minutes=30)


class InspectionQuerySet(models.QuerySet["Inspection"]):
    @staticmethod
    def free(now: dt.datetime) -> models.Q:
        """Those that wait, those whose worker went silent, and those that failed some time ago."""
        return (
            models.Q(state=Inspection.State.WAITING)
            | models.Q(state=Inspection.State.RUNNING, claimed_until__lt=now)
            | models.Q(state=Inspection.State.FAILED, finished_at__lt=now - RETRY_AFTER)
        )

    def claim(self, pk: int, lease: dt.timedelta) -> bool:
        """Take an inspection that is free. False: somebody else has it, or it is done."""
        now = timezone.now()
        claimed = self.filter(self.free(now), pk=pk).update(
            state=Inspection.State.RUNNING, claimed_until=now + lease, started_at=now, error=""
        )
        return claimed == 1


class Inspection(models.Model):
    """A portal's day (巡查). The row is the claim: one portal has one inspection a day, however often a tick comes."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    portal = models.ForeignKey(Portal, models.CASCADE, related_name="inspections")
    day = models.DateField(_("day"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    confirm = models.BooleanField(_("confirm at once"), default=False)
    claimed_until = models.DateTimeField(_("claimed until"), null=True, blank=True)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    phase = models.CharField(_("phase"), max_length=40, blank=True)
    pages = models.PositiveIntegerField(_("pages read"), default=0)
    links = models.PositiveIntegerField(_("links checked"), default=0)
    coverage = models.JSONField(_("coverage"), default=dict)
    error = models.TextField(_("our own failure"), blank=True)
    sample = models.BooleanField(_("sample data"), default=False, help_text=_("Simulated, never seen on a portal."))

    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        ordering = ["-day", "portal_id"]
        constraints = [models.UniqueConstraint(fields=["portal", "day"], name="one_inspection_a_day")]

    def __str__(self) -> str:
        return f"{self.portal} {self.day}"


class Observation(models.Model):
    """What was seen of a column on a day (观察), and the verdict on it."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="observations")
    column = models.ForeignKey(Column, models.CASCADE, related_name="observations")
    verdict = models.CharField(_("verdict"), max_length=12, choices=[(v.value, v.value) for v in ColumnVerdict])
    url = models.CharField(_("address"), max_length=1000, blank=True)
    newest = models.DateField(_("newest item"), null=True, blank=True)
    items = models.PositiveIntegerField(_("items"), default=0)
    due = models.DateField(_("due date"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    sha256 = models.CharField(_("SHA-256 of the page"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = ["inspection_id", "column__position", "id"]
        constraints = [models.UniqueConstraint(fields=["inspection", "column"], name="one_observation_a_column")]

    def __str__(self) -> str:
        return f"{self.column}: {self.verdict}"
