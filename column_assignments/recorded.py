"""What departments put on record about their columns, as it stands on a day: reviews, open events, exemptions."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from column_assignments.duties import Records
from column_assignments.models import Event, Exemption, Portal, Review

Fields = dict[str, Any]


def records_of(portal: Portal, day: dt.date, since: Mapping[int, dt.date]) -> dict[int, Records]:
    """The records of a portal's columns as of `day`, by the column's primary key; three queries.

    `since` says from when a column has been owed. What was recorded later about an earlier day counts for that day.
    """
    found: dict[int, Fields] = {column: {"since": first} for column, first in since.items()}
    for read in (reviews, events, exemptions):
        for column, fields in read(portal, day).items():
            found.setdefault(column, {}).update(fields)
    return {column: Records(**fields) for column, fields in found.items()}


def reviews(portal: Portal, day: dt.date) -> dict[int, Fields]:
    """The last review of each column up to `day`."""
    rows = Review.objects.filter(column__portal=portal, reviewed_on__lte=day).order_by("reviewed_on", "id")
    return {
        column: {"reviewed_on": reviewed_on, "review": f"review:{pk}"}
        for column, pk, reviewed_on in rows.values_list("column_id", "pk", "reviewed_on")
    }


def events(portal: Portal, day: dt.date) -> dict[int, Fields]:
    """The oldest event of each column that was not published by `day`, and that a register is kept at all."""
    rows = Event.objects.filter(column__portal=portal, happened_on__lte=day)
    found: dict[int, Fields] = {column: {"has_register": True} for column in rows.values_list("column_id", flat=True)}
    still_open = rows.filter(Q(published_on=None) | Q(published_on__gt=day)).order_by("-happened_on", "-id")
    for column, pk, happened_on in still_open.values_list("column_id", "pk", "happened_on"):
        found[column] |= {"oldest_open_event": happened_on, "event": f"event:{pk}"}
    return found


def exemptions(portal: Portal, day: dt.date) -> dict[int, Fields]:
    """The accepted exemption that covers `day`, the one reported first where several do."""
    rows = Exemption.objects.covering(portal, day).order_by("-id")
    return {
        column: {"exempt": kind, "exemption": f"exemption:{pk}"}
        for column, pk, kind in rows.values_list("column_id", "pk", "kind")
    }
