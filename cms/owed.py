"""What is owed on the own portal and what was done about it: the last inspection, held against what was written since.

The desk and the reminders say the same because both read this.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max
from django.db.models.functions import Length, Substr

from cms.models import ArticlePage, ColumnPage
from column_assignments.calendar import CHINA
from column_assignments.due_dates import next_due, reminded_from
from column_assignments.duties import Duty, DutyKind, Role
from column_assignments.models import Assignment, Department, Portal, Review
from column_assignments.obligations import acts_as, assignments_in_force, duties_in_force
from monitoring.checks.verdicts import ColumnVerdict
from monitoring.models import Inspection, Observation

# A page's path grows by this many characters with each level (treebeard's default).
STEP = ArticlePage.steplen
# Their due date counts from what the page shows.
DATED = (DutyKind.PUBLISH, DutyKind.FEED, DutyKind.YEARLY)
DEALT_WITH = (Role.LEAD, Role.PUBLISHER)


@dataclass(frozen=True)
class Owed:
    """One duty as it stands. `done_on` is the day of what was written or reviewed since the last inspection."""

    assignment: Assignment
    duty: Duty
    seen: Observation | None
    page: int | None
    done_on: dt.date | None

    @property
    def due(self) -> dt.date | None:
        """The due date, from what the last inspection saw and what is on record by now; None where it saw no dates."""
        newest = self.seen.newest if self.seen else None
        if newest is None and self.duty.rule.kind in DATED and not self.is_blank:
            return None
        return next_due(self.duty, newest)

    @property
    def is_blank(self) -> bool:
        """Whether the last inspection saw that nothing was ever published."""
        return self.seen is not None and self.seen.verdict == ColumnVerdict.BLANK

    @property
    def is_reviewed(self) -> bool:
        """Whether a dated confirmation fulfils the duty."""
        return self.duty.rule.kind in (DutyKind.REVIEW, DutyKind.FUNCTION)

    def roles_of(self, acting: set[int]) -> set[str]:
        """The parts that any of the departments `acting` has in it."""
        return {part.role for part in self.assignment.parts.all() if part.department_id in acting}

    def is_pressing(self, day: dt.date) -> bool:
        """Whether `day` is one on which its departments are reminded: from the rule's lead time on, until it is done."""
        if self.due is None or self.done_on is not None or self.duty.records.exempt:
            return False
        return day >= reminded_from(self.duty.rule, self.due)


def owed_on(portal: Portal, day: dt.date) -> list[Owed]:
    """All duties of the portal in the order of the table; the number of queries does not depend on theirs."""
    inspection = last_inspection(portal)
    seen = {row.column_id: row for row in Observation.objects.filter(inspection=inspection)} if inspection else {}
    duties = {duty.column: duty for duty in duties_in_force(portal, day)}
    assignments = list(assignments_in_force(portal, day))
    pages = {page.column_id: page for page in ColumnPage.objects.exclude(column=None).only("pk", "path", "column_id")}
    done = done_since(began(inspection), pages) if inspection else {}
    return [
        Owed(
            assignment=assignment,
            duty=duties[assignment.column.path],
            seen=seen.get(assignment.column_id),
            page=pages[assignment.column_id].pk if assignment.column_id in pages else None,
            done_on=done.get(assignment.column_id),
        )
        for assignment in assignments
    ]


def owed_by(department: Department, owed: list[Owed]) -> list[Owed]:
    """Those in which the department, or a collective that it belongs to, leads or publishes; earliest due date first."""
    acting = acts_as(department)
    mine = [row for row in owed if row.roles_of(acting) & set(DEALT_WITH)]
    return sorted(mine, key=lambda row: (row.due or dt.date.max, row.assignment.position))


def last_inspection(portal: Portal) -> Inspection | None:
    """The last real inspection that came to its end."""
    return Inspection.objects.filter(portal=portal, state=Inspection.State.DONE, sample=False).first()


def began(inspection: Inspection) -> dt.datetime:
    """When the inspection began to look; the beginning of its day where that is not on record."""
    return inspection.started_at or dt.datetime.combine(inspection.day, dt.time(), CHINA)


def done_since(time: dt.datetime, pages: dict[int | None, ColumnPage]) -> dict[int, dt.date]:
    """By column, the last day on which since `time` something was published there, or its text was confirmed."""
    by_path = {page.path: page.column_id for page in pages.values()}
    articles = ArticlePage.objects.live().filter(published_at__gt=time)
    newest = articles.annotate(parent=Substr("path", 1, Length("path") - STEP)).values("parent")
    done = {
        by_path[row["parent"]]: row["last"].astimezone(CHINA).date()
        for row in newest.annotate(last=Max("published_at"))
        if row["parent"] in by_path
    }
    reviews = Review.objects.filter(recorded_at__gt=time).values_list("column").annotate(last=Max("reviewed_on"))
    for column, last in reviews:
        done[column] = max(last, done.get(column, last))
    return {column: last for column, last in done.items() if column is not None}
