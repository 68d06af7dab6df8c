"""Messages to people: each is a row that is claimed, sent and marked, whatever it says."""

import datetime as dt
import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.core.mail import EmailMessage
from django.utils import timezone

from monitoring.alerts.message import Message
from monitoring.models import Delivery

log = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=10)
MAX_ATTEMPTS = 200

Compose = Callable[[Delivery], Message]


def send_all(kind: Delivery.Kind, day: dt.date, recipients: Iterable[Any], compose: Compose) -> int:
    """Send the message of `day` to everybody who did not get it yet; how many went out."""
    for recipient in recipients:
        Delivery.objects.get_or_create(kind=kind, day=day, recipient=recipient)
    # Yesterday's that failed are still owed.
    recent = Delivery.objects.filter(kind=kind, day__range=(day - dt.timedelta(days=1), day))
    waiting = recent.filter(sent_at=None, attempts__lt=MAX_ATTEMPTS).select_related("recipient")
    return sum(deliver(delivery, compose) for delivery in waiting)


def deliver(delivery: Delivery, compose: Compose) -> bool:
    """Send one message, unless somebody else is sending it. A failure is written down and tried again later."""
    if not Delivery.objects.claim(delivery.pk, LEASE):
        return False
    delivery.attempts += 1
    try:
        mail(delivery, compose(delivery)).send()
    except Exception as error:
        log.exception("%s of %s for %s was not sent", delivery.kind, delivery.day, delivery.recipient)
        delivery.error, delivery.claimed_until = f"{type(error).__name__}: {error}"[:300], None
        delivery.save(update_fields=["attempts", "error", "claimed_until"])
        return False
    delivery.sent_at, delivery.error = timezone.now(), ""
    delivery.save(update_fields=["attempts", "error", "sent_at"])
    return True


def mail(delivery: Delivery, message: Message) -> EmailMessage:
    """The mail. Its Message-ID is that of the row, so that a mailbox knows it again should it come twice."""
    recipient: AbstractUser = delivery.recipient
    headers = {"Message-ID": f"<{delivery.kind}-{delivery.pk}@lanmu.invalid>"}
    return EmailMessage(message.subject, message.text, to=[recipient.email], headers=headers)
