"""The main job, end to end: table, portal, inspection, digest, score sheets. Each step leaves alone what is done."""

import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from rich.progress import Progress, TaskID

from cms.rights import grant_rights
from column_assignments.assessing import assess, keep_draft
from column_assignments.calendar import quarter_bounds, quarter_of
from column_assignments.classifying import DATA
from column_assignments.models import Portal, ResponsibilityTable
from column_assignments.reports import report_file
from column_assignments.table.importing import import_table, read_table
from home.demo.content import publish_sample_portal
from home.demo.history import simulate_history
from home.demo.people import Person, make_people
from home.demo.work import leave_work
from monitoring.alerts.sending import send_digests
from monitoring.models import Inspection, PortalPolicy
from monitoring.showing import PHASES
from monitoring.tasks import inspect_portal

TABLE = DATA / "henan-2012-responsibility-table.csv"
PORTAL_NAME = "示例门户"
# Far more than a small portal takes; a worker that does not even start is noticed here.
INSPECTION_SECONDS = 600


class JobFailedError(Exception):
    """A step came to nothing; the message says why."""


class MainJob:
    """The steps for one day. `bars` shows how far they are."""

    def __init__(self, today: dt.date, port: int, bars: Progress) -> None:
        self.today = today
        self.port = port
        self.bars = bars

    def prepare(self) -> list[Person]:
        """Everything that has to be there before the portal is served."""
        portal = own_portal(self.port)
        self.step("导入责任分工表", lambda task: self.import_table(portal))
        self.step("发布示例门户", self.publish)
        people: list[Person] = []
        self.step("准备五个人的账号", lambda task: people.extend(make_people(settings.VAR / "people.json")))
        grant_rights(portal, self.today)
        leave_work(portal, self.today)
        # Whoever starts today's inspection, this job or the scheduler, its faults are looked at twice at once.
        Inspection.objects.get_or_create(portal=portal, day=self.today, defaults={"confirm": True})
        self.step("补写示例历史", lambda task: simulate_history(portal, self.today))
        return people

    def inspect_and_report(self) -> list[Path]:
        """What happens once the portal is served; gives back where mail and reports lie."""
        portal = Portal.objects.own()
        self.step("巡查门户", lambda task: self.inspect(portal, task))
        self.step("发送巡查简报", lambda task: send_digests(self.today))
        quarter = quarter_of(self.today)
        self.step("计算季度成绩", lambda task: self.assess(portal, quarter))
        assessment = portal.assessments.get(quarter=quarter)
        return [Path(settings.EMAIL_FILE_PATH), report_file(assessment, ".xlsx"), report_file(assessment, ".json")]

    def step(self, name: str, work: Callable[[TaskID], object]) -> None:
        """One line of the display: a bar while it works, a full one when it is done."""
        task = self.bars.add_task(name, total=None)
        work(task)
        total = self.bars.tasks[task].total or 1
        self.bars.update(task, total=total, completed=total)

    def import_table(self, portal: Portal) -> None:
        """Import the table that is shipped, as of the quarter's first day, unless a table is there."""
        if not ResponsibilityTable.objects.filter(portal=portal).exists():
            first, _ = quarter_bounds(quarter_of(self.today))
            import_table(portal, read_table(TABLE.read_bytes()), effective_on=first, source=TABLE.name)

    def publish(self, task: TaskID) -> None:
        portal = Portal.objects.own()
        self.bars.update(task, total=2 * portal.columns.count())
        publish_sample_portal(self.today, self.port, lambda path: self.bars.advance(task))

    def inspect(self, portal: Portal, task: TaskID) -> None:
        """Have the worker inspect the portal, unless it has today already, and watch it."""
        inspection, _ = Inspection.objects.get_or_create(portal=portal, day=self.today)
        if inspection.state != Inspection.State.DONE:
            unfinished = [Inspection.State.WAITING, Inspection.State.FAILED]
            Inspection.objects.filter(pk=inspection.pk, state__in=unfinished).update(
                state=Inspection.State.WAITING, confirm=True
            )
            inspect_portal.delay(inspection.pk)
            self.watch(inspection, task)

    def watch(self, inspection: Inspection, task: TaskID) -> None:
        """Show the worker's progress until the inspection is over."""
        deadline = time.monotonic() + INSPECTION_SECONDS
        while time.monotonic() < deadline:
            inspection.refresh_from_db()
            if inspection.state == Inspection.State.DONE:
                return
            if inspection.state == Inspection.State.FAILED:
                raise JobFailedError(f"巡查没有完成: {inspection.error}")
            phase = PHASES.get(inspection.phase, "")
            progress = f"巡查门户 {phase} 页面 {inspection.pages} 链接 {inspection.links}"
            self.bars.update(task, description=progress, completed=inspection.links)
            time.sleep(0.3)
        raise JobFailedError(f"巡查超过 {INSPECTION_SECONDS} 秒没有结束; 原因见 {settings.VAR / 'log' / 'worker.log'}")

    def assess(self, portal: Portal, quarter: str) -> None:
        keep_draft(portal, quarter, assess(portal, quarter, as_of=self.today), self.today)


def own_portal(port: int) -> Portal:
    """The installation's own portal at the address where this machine serves it."""
    portal = Portal.objects.own()
    portal.url = f"http://127.0.0.1:{port}/"
    if portal.name == "own":
        portal.name = PORTAL_NAME
    portal.save(update_fields=["url", "name"])
    PortalPolicy.objects.get_or_create(portal=portal, defaults={"allow_private": True})
    return portal
