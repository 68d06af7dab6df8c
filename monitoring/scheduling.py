"""Which portal is owed an inspection today."""

import datetime as dt

from django.conf import settings

from column_assignments.calendar import CHINA
from column_assignments.models import Portal
from monitoring.models import Inspection


def is_inspection_time(now: dt.datetime) -> bool:
    """Whether the hour has come, in China, from which the day's inspections may start."""
    return now.astimezone(CHINA).hour >= settings.INSPECTION_HOUR


def owed_inspections(now: dt.datetime) -> list[int]:
    """The keys of today's inspections that wait for a worker, or for another one.

    Makes the row of each active portal that has none. The row is what is claimed, so asking twice does no harm, and a
    machine that slept over the hour makes up for it when it wakes.
    """
    if not is_inspection_time(now):
        return []
    day = now.astimezone(CHINA).date()
    for portal in Portal.objects.filter(policy__is_active=True).exclude(url=""):
        Inspection.objects.get_or_create(portal=portal, day=day)
    return list(Inspection.objects.filter(Inspection.objects.free(now), day=day).values_list("pk", flat=True))
