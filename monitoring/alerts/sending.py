"""Digests to the people who get them: each is a row that is claimed, sent and marked."""

import datetime as dt
import logging

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.core.mail import EmailMessage
from django.utils import timezone

from column_assignments.calendar import CHINA
from column_assignments.models import Portal
from column_assignments.people import INSPECTORS
from monitoring.alerts.digest import daily_digest
from monitoring.models import Delivery, Inspection

log = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=10)
MAX_ATTEMPTS = 200


def send_owed_digests(now: dt.datetime) -> int:
    """Send today's digests once the inspections are over, or late enough without them; how many went out."""
    local = now.astimezone(CHINA)
    is_late = local.hour >= min(23, settings.INSPECTION_HOUR + settings.DIGEST_AFTER_HOURS)
    return send_digests(local.date()) if is_late or all_inspected(local.date()) else 0


def all_inspected(day: dt.date) -> bool:
    """Whether every portal that is looked at daily has its inspection of `day` behind it."""
    portals = Portal.objects.filter(policy__is_active=True).exclude(url="")
    over = Inspection.objects.filter(day=day, state__in=[Inspection.State.DONE, Inspection.State.FAILED])
    return portals.exists() and not portals.exclude(pk__in=over.values("portal")).exists()


def send_digests(day: dt.date) -> int:
    """Send the digest of `day` to every inspector who did not get it yet; how many went out."""
    inspectors = get_user_model().objects.filter(groups__name=INSPECTORS, is_active=True).exclude(email="")
    for inspector in inspectors:
        Delivery.objects.get_or_create(kind=Delivery.Kind.DAILY_DIGEST, day=day, recipient=inspector)
    # Yesterday's that failed are still owed.
    recent = Delivery.objects.filter(day__range=(day - dt.timedelta(days=1), day))
    waiting = recent.filter(sent_at=None, attempts__lt=MAX_ATTEMPTS).select_related("recipient")
    return sum(deliver(delivery) for delivery in waiting)


def deliver(delivery: Delivery) -> bool:
    """Send one digest, unless somebody else is sending it. A failure is written down and tried again later."""
    if not Delivery.objects.claim(delivery.pk, LEASE):
        return False
    delivery.attempts += 1
    try:
        compose(delivery).send()
    except Exception as error:
        log.exception("digest of %s for %s was not sent", delivery.day, delivery.recipient)
        delivery.error, delivery.claimed_until = f"{type(error).__name__}: {error}"[:300], None
        delivery.save(update_fields=["attempts", "error", "claimed_until"])
        return False
    delivery.sent_at, delivery.error = timezone.now(), ""
    delivery.save(update_fields=["attempts", "error", "sent_at"])
    return True


def compose(delivery: Delivery) -> EmailMessage:
    """The mail. Its Message-ID is that of the row, so that a mailbox knows it again should it come twice."""
    message = daily_digest(delivery.day, f"{settings.WAGTAILADMIN_BASE_URL}/admin/")
    recipient: AbstractUser = delivery.recipient
    headers = {"Message-ID": f"<{delivery.kind}-{delivery.pk}@lanmu.invalid>"}
    return EmailMessage(message.subject, message.text, to=[recipient.email], headers=headers)
