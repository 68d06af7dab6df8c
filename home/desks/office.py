"""The office's desk (厅办公室): the table in force and the quarter as it stands."""

import datetime as dt
from typing import Any

from column_assignments.calendar import quarter_of
from column_assignments.models import Assessment, Portal, ResponsibilityTable


def office_desk(day: dt.date) -> dict[str, Any]:
    """The own portal's table and this quarter's draft score sheets."""
    portal = Portal.objects.own()
    table = ResponsibilityTable.objects.in_force(portal, day)
    assessment = Assessment.objects.filter(portal=portal, quarter=quarter_of(day)).first()
    return {
        "today": day,
        "quarter": quarter_of(day),
        "portal": portal,
        "table": table,
        "assignments_total": table.assignments.count() if table else 0,
        "assessment": assessment,
    }
