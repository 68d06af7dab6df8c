"""A reorganisation withdrawn before its day. Versions of the table stay; newer ones say again what stood before."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from column_assignments.models import Department, DepartmentChange, Portal, ResponsibilityTable
from column_assignments.reorganising import NewVersion, lock_tables, store_versions
from column_assignments.table.exporting import table_rows

Tables = QuerySet[ResponsibilityTable]


@transaction.atomic
def withdraw(change: DepartmentChange, by: Any, today: dt.date) -> None:
    """Undo `change`. Raises ValidationError once it is in effect, or where something was built upon it."""
    lock_tables()
    change = DepartmentChange.objects.select_for_update().get(pk=change.pk)
    if reason := objection(change, today):
        raise ValidationError(reason)
    title = _("Reorganisation withdrawn: %(change)s") % {"change": change}
    change.tables.add(*store_versions(former_versions(change), title, change.why, by))
    sources, results = set(change.sources.all()), set(change.results.all())
    Department.objects.filter(pk__in=[source.pk for source in sources - results]).update(ended_on=None)
    for result in results - sources:
        result.ended_on = former_end(change, result)
        result.save(update_fields=["ended_on"])
    change.withdrawn_at, change.withdrawn_by = timezone.now(), by
    change.save(update_fields=["withdrawn_at", "withdrawn_by"])


def former_end(change: DepartmentChange, result: Department) -> dt.date:
    """The day on which a department had ended before `change` brought it back; one that it made ends on its day."""
    ended = change.people.get("ended", {}).get(str(result.pk))
    return dt.date.fromisoformat(ended) if ended else change.effective_on


def objection(change: DepartmentChange, today: dt.date) -> str | None:
    """Why `change` cannot be withdrawn, if it cannot."""
    if change.withdrawn_at is not None:
        return _("It was withdrawn already.")
    if change.people_moved_at is not None or change.effective_on <= today:
        return _("It is in effect; record a reorganisation the other way round instead.")
    if built_upon(change):
        return _("A later reorganisation builds upon it; withdraw that one first.")
    if was_altered(change):
        return _("The table was changed since; import the table that shall bind instead.")
    return None


def built_upon(change: DepartmentChange) -> bool:
    """Whether a reorganisation recorded later concerns the same departments."""
    concerned = [*change.sources.all(), *change.results.all()]
    later = DepartmentChange.objects.filter(pk__gt=change.pk, withdrawn_at=None)
    return later.filter(Q(sources__in=concerned) | Q(results__in=concerned)).exists()


def was_altered(change: DepartmentChange) -> bool:
    """Whether a table from its day on says anything but what the reorganisation made it say."""
    return any(
        not says_the_same(in_force(tables, day), in_force(tables.filter(pk__lte=last), day))
        for tables, last in versions_by_portal(change)
        for day in days_from(tables, change.effective_on)
    )


def former_versions(change: DepartmentChange) -> list[NewVersion]:
    """The tables as they would be without it, to be made those in force again.

    Versions that others made since, for days before its own, count.
    """
    made = [table.pk for table in versions_because_of(change)]
    versions = []
    for tables, _last in versions_by_portal(change):
        for day in days_from(tables, change.effective_on):
            now, former = in_force(tables, day), in_force(tables.exclude(pk__in=made), day)
            if now and former and not says_the_same(now, former):
                versions.append(NewVersion(now.portal, day, tuple(table_rows(now)), tuple(table_rows(former))))
    return versions


def versions_because_of(change: DepartmentChange) -> Tables:
    """The versions that it made, and those of later reorganisations withdrawn since: from its day on they rest on it."""
    later = DepartmentChange.objects.filter(pk__gt=change.pk, withdrawn_at__isnull=False)
    made = ResponsibilityTable.objects.filter(effective_on__gte=change.effective_on)
    return made.filter(Q(pk__in=change.tables.values("pk")) | Q(pk__in=later.values("tables")))


def versions_by_portal(change: DepartmentChange) -> list[tuple[Tables, int]]:
    """For each portal whose table it changed: all versions there, and the last that it made (primary key)."""
    made = change.tables.order_by("pk")
    return [
        (ResponsibilityTable.objects.filter(portal=portal), keys[-1])
        for portal in Portal.objects.filter(tables__in=made).distinct()
        if (keys := [table.pk for table in made if table.portal_id == portal.pk])
    ]


def days_from(tables: Tables, day: dt.date) -> list[dt.date]:
    """The days from `day` on from which another version binds."""
    return sorted(set(tables.filter(effective_on__gte=day).values_list("effective_on", flat=True)))


def in_force(tables: Tables, day: dt.date) -> ResponsibilityTable | None:
    """The one of `tables` that binds on `day`."""
    return tables.filter(effective_on__lte=day).order_by("effective_on", "id").last()


def says_the_same(one: ResponsibilityTable | None, other: ResponsibilityTable | None) -> bool:
    """Whether two versions have the same rows."""
    if one is None or other is None or one == other:
        return one == other
    return table_rows(one) == table_rows(other)
