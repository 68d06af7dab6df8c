"""The quarter's score sheets (季度考评) as they stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from column_assignments.models.columns import Portal


class Assessment(models.Model):
    """A portal's quarter. `sheets` is the output of scoring as JSON; a draft is computed anew as often as wanted."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")

    portal = models.ForeignKey(Portal, models.PROTECT, related_name="assessments")
    quarter = models.CharField(_("quarter"), max_length=6)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT)
    scheme = models.CharField(_("assessment scheme"), max_length=100)
    as_of = models.DateField(_("as of"))
    computed_at = models.DateTimeField(_("computed at"), auto_now=True)
    sheets = models.JSONField(_("score sheets"))

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["-quarter", "portal_id"]
        constraints = [models.UniqueConstraint(fields=["portal", "quarter"], name="one_assessment_per_quarter")]

    def __str__(self) -> str:
        return f"{self.portal} {self.quarter}"
