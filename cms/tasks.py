"""Periodic work of the CMS. Every task asks what is due, so that a doubled or missed tick does no harm."""

from celery import shared_task
from django.utils import timezone

from cms import scheduling
from cms.reminders import send_owed_reminders
from cms.rights import grant_rights
from column_assignments.calendar import china_today
from column_assignments.models import Portal
from column_assignments.moving import move_people
from column_assignments.taking_effect import take_effect


@shared_task(name="cms.follow_table")
def follow_table() -> None:
    """Let today's table take effect: a version or reorganisation for this day takes over without anybody's help."""
    today = china_today()
    move_people(today)
    for portal in Portal.objects.all():
        take_effect(portal, today)
    grant_rights(Portal.objects.own(), today)


@shared_task(name="cms.send_reminders", expires=300)
def send_reminders() -> None:
    """Send the reminders that are due and were not sent."""
    send_owed_reminders(timezone.now())


@shared_task(name="cms.publish_scheduled", expires=60)
def publish_scheduled() -> None:
    """Send each page that is due to be published or taken down to the workers, a task for each."""
    for pk in scheduling.due(timezone.now()):
        publish_one.delay(pk)


@shared_task(name="cms.publish_one")
def publish_one(pk: int) -> None:
    """Carry out one scheduled publication or expiry, unless another worker has it or it is done."""
    scheduling.carry_out(pk, timezone.now())
