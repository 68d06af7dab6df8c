"""Messages to people, as rows, so that none is lost and none goes out twice."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def claim(self, pk: int, lease: dt.timedelta) -> bool:
        """Take a delivery that was not sent and that nobody is sending."""
        now = timezone.now()
        free = models.Q(claimed_until=None) | models.Q(claimed_until__lt=now)
        return self.filter(free, pk=pk, sent_at=None).update(claimed_until=now + lease) == 1


class Delivery(models.Model):
    """One message to one person about one day."""

    class Kind(models.TextChoices):
        DAILY_DIGEST = "daily-digest", _("daily digest")
        REMINDER = "reminder", _("reminder of duties")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    day = models.DateField(_("day"))
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="deliveries")
    claimed_until = models.DateTimeField(_("claimed until"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.CharField(_("last failure"), max_length=300, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-day", "id"]
        constraints = [models.UniqueConstraint(fields=["kind", "day", "recipient"], name="one_delivery_a_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.day} → {self.recipient}"
