"""Verdicts against somebody, and their life."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from column_assignments.models import Column, Portal
from monitoring.models.inspections import Inspection


class FindingQuerySet(models.QuerySet["Finding"]):
    def standing(self) -> "FindingQuerySet":
        """Those that are not fixed."""
        return self.exclude(state=Finding.State.FIXED)


class Finding(models.Model):
    """One fault of one target (问题), with all the places it stands in. It opens only after it was seen twice."""

    class State(models.TextChoices):
        SUSPECTED = "suspected", _("suspected, seen once")
        OPEN = "open", _("open, confirmed")
        FIXED = "fixed", _("fixed, seen to be right again")

    portal = models.ForeignKey(Portal, models.CASCADE, related_name="findings")
    code = models.CharField(_("code"), max_length=30)
    target = models.CharField(_("target"), max_length=1000, help_text=_("The address, or the column's path."))
    column = models.ForeignKey(Column, models.SET_NULL, null=True, blank=True, related_name="findings")
    severity = models.CharField(_("severity"), max_length=10)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.SUSPECTED)
    url = models.CharField(_("address"), max_length=1000, blank=True)
    found_on = models.JSONField(_("found on"), default=list)
    found_on_total = models.PositiveIntegerField(_("places in all"), default=0)
    evidence = models.JSONField(_("evidence"), default=dict)
    first_seen_on = models.DateField(_("first seen on"))
    first_seen_at = models.DateTimeField(_("first seen at"))
    last_seen_on = models.DateField(_("last seen on"))
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    sample = models.BooleanField(_("sample data"), default=False)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["-last_seen_on", "id"]
        constraints = [models.UniqueConstraint(fields=["portal", "code", "target"], name="one_finding_per_target")]

    def __str__(self) -> str:
        return f"{self.code} {self.target}"


class FindingTransition(models.Model):
    """A change of state: who, when, why. `by` is empty where the inspection itself did it."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="transitions")
    old = models.CharField(_("from"), max_length=10, blank=True)
    new = models.CharField(_("to"), max_length=10)
    at = models.DateTimeField(_("at"), auto_now_add=True)
    day = models.DateField(_("day"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    why = models.CharField(_("why"), max_length=300)
    inspection = models.ForeignKey(Inspection, models.SET_NULL, null=True, blank=True, related_name="transitions")

    class Meta:
        verbose_name = _("transition")
        verbose_name_plural = _("transitions")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.old or '·'} → {self.new}"
