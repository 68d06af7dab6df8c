"""The inspectors' daily digests: when they are due and to whom they go."""

import datetime as dt

from django.conf import settings
from django.contrib.auth import get_user_model

from column_assignments.calendar import CHINA
from column_assignments.models import Portal
from column_assignments.people import INSPECTORS
from monitoring.alerts.delivering import send_all
from monitoring.alerts.digest import daily_digest
from monitoring.alerts.message import Message
from monitoring.models import Delivery, Inspection


def send_owed_digests(now: dt.datetime) -> int:
    """Send today's digests once the inspections are over, or late enough without them; how many went out."""
    return send_digests(now.astimezone(CHINA).date()) if is_time_for_mails(now) else 0


def is_time_for_mails(now: dt.datetime) -> bool:
    """Whether the day's inspections are over, or it is late enough to write without them."""
    local = now.astimezone(CHINA)
    is_late = local.hour >= min(23, settings.INSPECTION_HOUR + settings.DIGEST_AFTER_HOURS)
    return is_late or all_inspected(local.date())


def all_inspected(day: dt.date) -> bool:
    """Whether every portal that is looked at daily has its inspection of `day` behind it."""
    portals = Portal.objects.filter(policy__is_active=True).exclude(url="")
    over = Inspection.objects.filter(day=day, state__in=[Inspection.State.DONE, Inspection.State.FAILED])
    return portals.exists() and not portals.exclude(pk__in=over.values("portal")).exists()


def send_digests(day: dt.date) -> int:
    """Send the digest of `day` to every inspector who did not get it yet; how many went out."""
    inspectors = get_user_model().objects.filter(groups__name=INSPECTORS, is_active=True).exclude(email="")
    return send_all(Delivery.Kind.DAILY_DIGEST, day, inspectors, compose)


def compose(delivery: Delivery) -> Message:
    """What a digest says, when it is sent."""
    return daily_digest(delivery.day, f"{settings.WAGTAILADMIN_BASE_URL}/admin/")
