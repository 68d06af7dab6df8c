"""What departments put on record about their duties: reviews, events that oblige publication, exemptions."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from column_assignments.models.columns import Column, Portal


def person(label: Any) -> Any:
    """Who did it; empty when the account is deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=label
    )


class Review(models.Model):
    """A standing text was looked through and is right (复核): "nothing to change" is a dated confirmation."""

    column = models.ForeignKey(Column, models.PROTECT, related_name="reviews", verbose_name=_("column"))
    reviewed_on = models.DateField(_("reviewed on"))
    by = person(_("reviewed by"))
    note = models.CharField(_("note"), max_length=500, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("review of a standing text")
        verbose_name_plural = _("reviews of standing texts")
        ordering = ["-reviewed_on", "-id"]

    def __str__(self) -> str:
        return f"{self.column} {self.reviewed_on}"


class Event(models.Model):
    """Something happened that obliges publication (一事一报). Open until its publication is noted."""

    column = models.ForeignKey(Column, models.PROTECT, related_name="events", verbose_name=_("column"))
    title = models.CharField(_("event"), max_length=200)
    happened_on = models.DateField(_("happened on"))
    registered_by = person(_("registered by"))
    registered_at = models.DateTimeField(_("registered at"), auto_now_add=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    published_at_url = models.URLField(_("published at"), max_length=1000, blank=True)
    published_noted_by = person(_("publication noted by"))

    class Meta:
        verbose_name = _("event that obliges publication")
        verbose_name_plural = _("events that oblige publication")
        ordering = ["-happened_on", "-id"]

    def __str__(self) -> str:
        return self.title


class ExemptionQuerySet(models.QuerySet["Exemption"]):
    def covering(self, portal: Portal, day: dt.date) -> "ExemptionQuerySet":
        """The accepted exemptions of a portal's columns that cover `day`."""
        lasting = models.Q(last_day=None) | models.Q(last_day__gte=day)
        return self.filter(lasting, column__portal=portal, state=Exemption.State.ACCEPTED, first_day__lte=day)


class Exemption(models.Model):
    """Days on which a column owes nothing (免除): reported by the department, decided by the office."""

    class Kind(models.TextChoices):
        PAUSED = "paused", _("paused, reported beforehand")  # 报备
        TOPIC_ENDED = "topic-ended", _("the topic has ended")
        NOTHING_HAPPENED = "nothing-happened", _("nothing happened in the period")
        MOVED = "moved", _("the portal is being rebuilt")

    class State(models.TextChoices):
        REPORTED = "reported", _("waiting for the office")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")

    column = models.ForeignKey(Column, models.PROTECT, related_name="exemptions", verbose_name=_("column"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), null=True, blank=True)
    why = models.TextField(_("reason"))
    reported_by = person(_("reported by"))
    reported_at = models.DateTimeField(_("reported at"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.REPORTED)
    decided_by = person(_("decided by"))
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decision = models.CharField(_("reason of the decision"), max_length=500, blank=True)

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("exemption")
        verbose_name_plural = _("exemptions")
        ordering = ["-first_day", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day=None) | models.Q(last_day__gte=models.F("first_day")),
                name="exemption_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.column} {self.first_day}–{self.last_day or ''}"
