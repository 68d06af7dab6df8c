"""`manage.py inspect NAME | URL [--date D] [--confirm] [--allow-private] [--json FILE]`"""

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from column_assignments.arguments import day, named_portal, write_json
from column_assignments.calendar import china_today
from column_assignments.models import Portal
from column_assignments.table.rows import is_web_address
from monitoring.fetching import own_network
from monitoring.gates import gate_to
from monitoring.inspecting import PortalSpec, Report, inspect_portal, report_json
from monitoring.models import Inspection
from monitoring.running import NotInspectedError, is_our_failure, lease, run
from monitoring.showing import ProgressLine, report_tables


class Command(BaseCommand):
    help = "Inspect (巡查) a registered portal by its name, or any portal by its address; the latter is not stored."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("portal", metavar="NAME|URL")
        parser.add_argument("--date", type=day, metavar="YYYY-MM-DD", help="inspect as of this day; default: today")
        parser.add_argument("--confirm", action="store_true", help="look at each fault again at once")
        parser.add_argument("--allow-private", action="store_true", help="for an address in a private network")
        parser.add_argument("--json", metavar="FILE", help="write the report as JSON; - for standard output")

    def handle(self, *args: Any, portal: str, **options: Any) -> None:
        today = options["date"] or china_today()
        if is_web_address(portal):
            report = look_at(portal, today, confirm=options["confirm"], allow_private=options["allow_private"])
        else:
            report = inspect_registered(named_portal(portal), today, confirm=options["confirm"])
        if options["json"]:
            write_json(options["json"], report_json(report))
        report_tables(report, self.stderr)


def look_at(url: str, today: dt.date, *, confirm: bool, allow_private: bool) -> Report:
    """Inspect a portal that nobody set up."""
    if not allow_private and own_network(url):
        raise CommandError(f"{url} 位于内部网络或本机; 确需巡查请加 --allow-private")
    with gate_to(url, allow_private=allow_private) as gate, ProgressLine() as progress:
        report = inspect_portal(PortalSpec(url, url), gate, today=today, confirm=confirm, progress=progress)
    if is_our_failure(report):
        raise CommandError(f"未能巡查 {url}: {report.coverage.get('detail') or '原因不明'}")
    return report


def inspect_registered(portal: Portal, today: dt.date, *, confirm: bool) -> Report:
    """Inspect a registered portal and record it. The day's inspection is taken up again if it is over."""
    if not portal.url:
        raise CommandError(f"门户“{portal}”没有网址; 请先用 add_portal 登记", returncode=2)
    inspection, _ = Inspection.objects.get_or_create(portal=portal, day=today, defaults={"confirm": confirm})
    over = [Inspection.State.DONE, Inspection.State.FAILED]
    Inspection.objects.filter(pk=inspection.pk, state__in=over).update(state=Inspection.State.WAITING)
    if not Inspection.objects.claim(inspection.pk, lease()):
        raise CommandError(f"“{portal}” {today} 的巡查正在进行, 请稍后再试")
    inspection.refresh_from_db()
    inspection.confirm, inspection.sample = confirm, False
    inspection.save(update_fields=["confirm", "sample"])
    try:
        with ProgressLine() as progress:
            return run(inspection, progress)
    except NotInspectedError as error:
        raise CommandError(f"未能巡查“{portal}”: {error}") from error
