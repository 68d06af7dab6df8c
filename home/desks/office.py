"""The office's desk (厅办公室): the table in force and the quarter as it stands."""

import datetime as dt
from typing import Any

from cms.approval.waiting import late, waiting_for
from column_assignments.calendar import quarter_of
from column_assignments.coverage import gaps
from column_assignments.models import Assessment, Exemption, Portal, ResponsibilityTable


def office_desk(user: Any, now: dt.datetime, day: dt.date) -> dict[str, Any]:
    """The own portal's table, what waits for the office, this quarter's draft; `day` is that of `now` in China."""
    portal = Portal.objects.own()
    table = ResponsibilityTable.objects.in_force(portal, day)
    assessment = Assessment.objects.filter(portal=portal, quarter=quarter_of(day)).first()
    return {
        "today": day,
        "quarter": quarter_of(day),
        "portal": portal,
        "table": table,
        "assignments_total": table.assignments.count() if table else 0,
        "gaps": len(gaps(portal, day)),
        "exemptions": Exemption.objects.filter(state=Exemption.State.REPORTED).count(),
        "waiting": waiting_for(user, now),
        "late": late(now),
        "assessment": assessment,
    }
