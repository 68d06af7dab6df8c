"""One inspection of one portal: a URL, duties and a policy in, a report out."""

import datetime as dt
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from column_assignments.duties import Duty
from monitoring.checks.channel import Channel
from monitoring.checks.homepage import stale_home
from monitoring.checks.page_tags import missing_site_tags
from monitoring.checks.reasons import Reason
from monitoring.checks.seen import Seen
from monitoring.checks.verdicts import ColumnVerdict, Fault
from monitoring.inspecting.addresses import with_addresses
from monitoring.inspecting.broken import LinkJudge, LinkResult, link_fault, seen_fine
from monitoring.inspecting.channels import Walk, message_findings, request_findings
from monitoring.inspecting.columns import ColumnJudge, ColumnResult, not_seen, placed, with_places
from monitoring.inspecting.coverage import coverage_of
from monitoring.inspecting.discover import discover_columns, without_duties
from monitoring.inspecting.entering import closed_report, days_linked, enter
from monitoring.inspecting.findings import one_for_each
from monitoring.inspecting.looking import Fetcher, Looker
from monitoring.inspecting.outage import without_outage
from monitoring.inspecting.owners import Owners
from monitoring.inspecting.portal import PortalSpec, Terms
from monitoring.inspecting.report import Report
from monitoring.inspecting.robots import Robots, fetch_robots
from monitoring.inspecting.targets import Register
from monitoring.inspecting.visit import Progress, Visit, no_progress
from monitoring.reading.facts import PageKind

# The name by which a robots.txt may address us.
AGENT = "Lanmu"


def inspect_portal(
    spec: PortalSpec,
    gate: Fetcher,
    *,
    today: dt.date,
    confirm: bool = False,
    progress: Progress | None = None,
    workers: int = 8,
    pause: float = 1.0,
) -> Report:
    """Inspect a portal as of `today`.

    With `confirm` every would-be fault is looked at again after `pause` seconds: seen twice it is confirmed, otherwise
    it is dropped or weakened. Without, all faults come out unconfirmed. `progress` is called with the pages read, the
    links looked at, how many wait, and the phase.
    """
    terms = Terms(today, confirm, pause, workers)
    started = time.monotonic()
    looker = Looker(gate, today)
    tell = progress or no_progress
    tell(0, 0, 1, "home")
    home, twice = enter(looker, spec, terms)
    report = closed_report(spec, home, terms, twice=twice) or _Inspection(spec, looker, home, terms, tell).report()
    tell(report.pages, report.links, 0, "done")
    return replace(report, seconds=time.monotonic() - started)


class _Inspection:
    """The inspection of a portal whose home page opened."""

    def __init__(self, spec: PortalSpec, looker: Looker, home: Seen, terms: Terms, tell: Progress) -> None:
        self.spec = spec
        self.looker = looker
        self.home = home
        self.home_url = home.answer.final_url or home.answer.url
        self.terms = terms
        self.tell = tell
        self.register = Register(spec.own_hosts(self.home_url), spec.max_depth)

    def report(self) -> Report:
        """Visit, judge, confirm, and put together what was found."""
        robots = fetch_robots(self.looker.gate, self.home_url, AGENT)
        if not robots.allows(self.home_url):
            return self._forbidden()
        self.looker.forbids = lambda url: self.register.is_own(url) and not robots.allows(url)
        self.nowhere = self.looker.learn_not_found(self.home)
        duties = with_addresses(self.spec.duties, self.home, self.looker, self.register)
        self.visit = Visit(self.spec, self.looker, self.register, robots)
        self.visit.start(self.home, [duty.url for duty in duties if duty.url])
        with ThreadPoolExecutor(self.terms.workers, thread_name_prefix="inspect") as pool:
            self.visit.run(pool, self.terms.workers, self.tell)
            return self._judge(duties or discover_columns(self.register), robots, pool)

    def _forbidden(self) -> Report:
        columns = not_seen(self.spec.duties, ColumnVerdict.REFUSED, Reason.ROBOTS)
        coverage = {"entered": False, "robots": "forbid the home page"}
        return Report(self.spec.name, self.spec.url, self.terms.today, 1, 1, 0.0, tuple(columns), (), (), coverage)

    def _judge(self, duties: Sequence[Duty], robots: Robots, pool: ThreadPoolExecutor) -> Report:
        own = frozenset(self._target_url(duty.url) for duty in duties if duty.url)
        links = LinkJudge(self.register, own, self.visit.look)
        results, broken = self._columns_and_links(duties, links, pool)
        results, broken, outage = without_outage(results, broken, self.home, self.looker)
        self.tell(self.visit.pages, self.visit.links, 0, "channels")
        channels, channel_faults = self._channels(results, links, broken)
        results = with_places(results, self.register)
        faults = [*outage, *self._site_faults(), *[placed(fault, self.register) for fault in channel_faults]]
        faults += [fault for result in results for fault in result.faults]
        faults += self._link_faults(broken, results)
        coverage = coverage_of(self.visit, robots, links.line, self.nowhere, self.looker, results)
        report = self._put_together(results, one_for_each(faults), channels, coverage)
        checked, unchecked = seen_fine(self.register, links.line)
        return replace(report, checked=checked, unchecked=unchecked)

    def _columns_and_links(
        self, duties: Sequence[Duty], links: LinkJudge, pool: ThreadPoolExecutor
    ) -> tuple[list[ColumnResult], list[LinkResult]]:
        columns = ColumnJudge(self.looker, self.register, self.terms, links.line)
        without = (lambda results: results) if self.spec.duties else without_duties
        results, broken = without(columns.judge(duties, pool)), links.judge()
        if not self.terms.confirm:
            return results, broken
        self.tell(self.visit.pages, self.visit.links, len(broken), "confirm")
        time.sleep(self.terms.pause)
        return without(columns.again(results, pool)), links.again(broken, pool)

    def _target_url(self, url: str) -> str:
        target = self.register.targets.get(url)
        return target.url if target else url

    def _channels(
        self, results: Sequence[ColumnResult], links: LinkJudge, broken: Sequence[LinkResult]
    ) -> tuple[list[Channel], list[Fault]]:
        duties = [result.duty for result in results]
        walk = Walk(self.looker, self.register, links.line.judge, duties, self.home_url, self._all_seen())
        request, faults = request_findings(walk, confirm=self.terms.confirm)
        down = {result.target.url: result.confirmed for result in broken if result.state == "broken"}
        for result in results:
            if result.judged.verdict is ColumnVerdict.UNREACHABLE and result.faults:
                down[self._target_url(result.duty.url)] = result.faults[0].confirmed
        messages, more = message_findings(walk, down)
        return [request, *messages], faults + more

    def _all_seen(self) -> bool:
        """Whether no page is left that might hold what was not found."""
        page = self.home.page
        unread = any(target.left_out or (target.is_page and not target.seen) for target in self.register.all())
        shown = page is not None and not page.garbled and page.kind not in (PageKind.SCRIPT_ONLY, PageKind.BLANK)
        return shown and not unread and not self.visit.budget_reached

    def _site_faults(self) -> list[Fault]:
        found = self._look_at_home(self.home, confirmed=False)
        if not (self.terms.confirm and found):
            return found
        return self._look_at_home(self.looker.page(self.spec.url), confirmed=True)

    def _look_at_home(self, home: Seen, *, confirmed: bool) -> list[Fault]:
        stale = stale_home(home, days_linked(self.register, self.home_url), self.terms.today, confirmed=confirmed)
        tags = missing_site_tags(home, confirmed=confirmed)
        return [fault for fault in (stale, tags) if fault]

    def _link_faults(self, broken: Sequence[LinkResult], results: Sequence[ColumnResult]) -> list[Fault]:
        owners = Owners(results, self.visit.pages)
        return [link_fault(result, owners.column_of(result.target), self.home_url) for result in broken]

    def _put_together(
        self,
        results: Sequence[ColumnResult],
        faults: Sequence[Fault],
        channels: Sequence[Channel],
        coverage: dict[str, object],
    ) -> Report:
        visit = self.visit
        return Report(
            portal=self.spec.name,
            url=self.spec.url,
            date=self.terms.today,
            pages=visit.pages,
            links=visit.links,
            columns=tuple(results),
            faults=tuple(faults),
            channels=tuple(channels),
            coverage=coverage,
        )
