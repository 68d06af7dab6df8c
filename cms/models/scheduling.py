"""Publications that are due at a time, as rows, so that a failure is seen and tried again."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ScheduledPublication(models.Model):
    """One scheduled publication or expiry of one page (定时发布) once it is due."""

    class Action(models.TextChoices):
        PUBLISH = "publish", _("publish")
        EXPIRE = "expire", _("take down")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="scheduled")
    revision = models.ForeignKey("wagtailcore.Revision", models.CASCADE, null=True, related_name="+")
    action = models.CharField(_("action"), max_length=8, choices=Action.choices)
    due_at = models.DateTimeField(_("due at"))
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt at"), null=True)
    claimed_until = models.DateTimeField(null=True)
    error = models.CharField(_("last failure"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("scheduled publication")
        verbose_name_plural = _("scheduled publications")
        ordering = ["-due_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["page", "revision", "action", "due_at"], name="one_row_per_schedule")
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.due_at}"
