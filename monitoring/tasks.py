"""Periodic work of the inspector. Ticks only ask what is owed; rows are claimed, so a doubled tick does no harm."""

import logging
from typing import Any

from celery import shared_task
from celery.signals import before_task_publish
from django.db import DatabaseError
from django.utils import timezone

from monitoring.alerts.sending import send_owed_digests
from monitoring.models import Heartbeat, Inspection
from monitoring.running import NotInspectedError, lease, run
from monitoring.scheduling import owed_inspections

log = logging.getLogger(__name__)
HEARTBEAT = "monitoring.heartbeat"


def beat(part: Heartbeat.Part) -> None:
    Heartbeat.objects.update_or_create(part=part, defaults={"at": timezone.now()})


@before_task_publish.connect(sender=HEARTBEAT)
def scheduler_beats(**kwargs: Any) -> None:
    """Only the scheduler sends heartbeats, so sending one shows that it is alive."""
    try:
        beat(Heartbeat.Part.SCHEDULER)
    except DatabaseError:
        log.exception("the scheduler's heartbeat could not be written")


@shared_task(name=HEARTBEAT, expires=60)
def heartbeat() -> None:
    """Show that a worker takes tasks."""
    beat(Heartbeat.Part.WORKER)


@shared_task(name="monitoring.start_due_inspections", expires=60)
def start_due_inspections() -> None:
    """Send an inspection to the workers for each portal that is owed one today."""
    for pk in owed_inspections(timezone.now()):
        inspect_portal.delay(pk)


@shared_task(name="monitoring.inspect_portal")
def inspect_portal(pk: int) -> None:
    """Carry out one inspection, unless another worker has it or it is done."""
    if not Inspection.objects.claim(pk, lease()):
        return
    try:
        run(Inspection.objects.select_related("portal").get(pk=pk))
    except NotInspectedError as error:
        log.warning("%s", error)


@shared_task(name="monitoring.send_daily_digests", expires=300)
def send_daily_digests() -> None:
    """Send the digests that are due and were not sent."""
    send_owed_digests(timezone.now())
