"""The way in: the home page first. A portal that does not open is one finding, whatever stands behind it."""

import datetime as dt
import time

from monitoring.checks.homepage import site_fault
from monitoring.checks.reasons import Reason
from monitoring.checks.seen import Seen
from monitoring.checks.verdicts import ColumnVerdict
from monitoring.fetching.answer import FAULTS, Outcome
from monitoring.inspecting.columns import not_seen
from monitoring.inspecting.looking import Looker
from monitoring.inspecting.portal import PortalSpec, Terms
from monitoring.inspecting.report import Report
from monitoring.inspecting.targets import Register


def enter(looker: Looker, spec: PortalSpec, terms: Terms) -> tuple[Seen, bool]:
    """Look at the home page, again if it does not open and faults are to be confirmed; and whether it was twice."""
    home = looker.page(spec.url)
    if home.outcome not in FAULTS or not terms.confirm:
        return home, False
    time.sleep(terms.pause)
    return looker.page(spec.url), True


def closed_report(spec: PortalSpec, home: Seen, terms: Terms, *, twice: bool) -> Report | None:
    """The report on a portal that could not be entered; None if the home page opened."""
    asks_for_log_in = home.answer.outcome is Outcome.OK and home.outcome is Outcome.LOGIN
    if home.outcome is Outcome.OK or asks_for_log_in:
        # A home page may offer a log-in and stay open to everybody.
        return None
    fault = site_fault(home, confirmed=twice)
    columns = not_seen(spec.duties, *_standing(home.outcome))
    coverage = {
        "entered": False,
        "home": home.outcome.value,
        "detail": home.answer.detail or (home.page.error if home.page else ""),
    }
    faults = (fault,) if fault else ()
    return Report(spec.name, spec.url, terms.today, 0, 1, 0.0, tuple(columns), faults, (), coverage)


def _standing(outcome: Outcome) -> tuple[ColumnVerdict, Reason]:
    if outcome in FAULTS:
        return ColumnVerdict.UNREACHABLE, Reason.PORTAL_DOWN
    if outcome in (Outcome.REFUSED, Outcome.LOGIN):
        return ColumnVerdict.REFUSED, Reason.TURNED_AWAY
    return ColumnVerdict.NOT_JUDGED, Reason.OUR_FAILURE


def days_linked(register: Register, home_url: str) -> list[dt.date]:
    """Publication days of what the home page links: by the pages themselves, and by the lists that name them."""
    targets = [target for target in register.all() if target.seen and target.seen.page]
    on_home = {target.url for target in targets if home_url in target.found_on}
    pages = [(target.url, target.seen.page) for target in targets if target.seen and target.seen.page]
    stated = [page.published.date() for url, page in pages if url in on_home and page.published]
    listed = [item.date for _, page in pages for item in page.items if item.url in on_home and item.date]
    return stated + listed
