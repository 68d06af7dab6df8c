"""The inspector's desk (巡查员): what is wrong today, and how old that knowledge is."""

import datetime as dt
from typing import Any

from django.db.models import Count

from column_assignments.models import Portal
from monitoring.checks.verdicts import ColumnVerdict
from monitoring.models import Inspection
from monitoring.responsible import with_owners
from monitoring.visibility import findings_for

FINDINGS_SHOWN = 20


def inspector_desk(user: Any, day: dt.date) -> dict[str, Any]:
    """Each portal's last inspection with its columns by verdict, and the findings that stand."""
    findings = findings_for(user, day).standing().filter(sample=False)
    counts: dict[str, int] = dict(findings.values_list("code").annotate(total=Count("pk")).order_by("-total", "code"))
    return {
        "today": day,
        "portals": [portal_row(portal, day) for portal in Portal.objects.exclude(url="")],
        "findings": with_owners(findings[:FINDINGS_SHOWN], day),
        "findings_total": sum(counts.values()),
        "codes": counts,
    }


def portal_row(portal: Portal, day: dt.date) -> dict[str, Any]:
    """A portal's last real inspection; `is_late` if it is not today's."""
    last = portal.inspections.filter(state=Inspection.State.DONE, sample=False).first()
    counted = dict(last.observations.values_list("verdict").annotate(Count("pk"))) if last else {}
    return {
        "portal": portal,
        "last": last,
        "is_late": last is None or last.day < day,
        "verdicts": [(verdict.value, counted[verdict.value]) for verdict in ColumnVerdict if verdict.value in counted],
        "running": portal.inspections.filter(state=Inspection.State.RUNNING).first(),
    }
