"""Signs of life of our own processes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Heartbeat(models.Model):
    """When a part of the product last showed that it works."""

    class Part(models.TextChoices):
        SCHEDULER = "scheduler", _("scheduler")
        WORKER = "worker", _("worker")

    part = models.CharField(_("part"), max_length=10, choices=Part.choices, primary_key=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self) -> str:
        return f"{self.part} {self.at:%F %T}"
