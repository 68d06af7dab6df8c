"""How much was seen, and what was not, and why."""

from collections.abc import Sequence
from typing import Any

from monitoring.checks.reasons import Reason
from monitoring.fetching.answer import Answer, Outcome
from monitoring.inspecting.broken import not_checked
from monitoring.inspecting.columns import ColumnResult
from monitoring.inspecting.line import Line
from monitoring.inspecting.looking import Looker
from monitoring.inspecting.robots import Robots
from monitoring.inspecting.visit import Visit


def coverage_of(
    visit: Visit, robots: Robots, line: Line, nowhere: Answer, looker: Looker, results: Sequence[ColumnResult]
) -> dict[str, Any]:
    """The coverage of one inspection; counts are of distinct targets."""
    targets = visit.register.all()
    left = not_checked(targets, line)
    return {
        "entered": True,
        "pages_fetched": visit.pages,
        "links_found": len(targets),
        "links_checked": visit.links - sum(left.values()) + sum(bool(target.left_out) for target in targets),
        "not_checked": left,
        "budget_reached": visit.budget_reached,
        "robots": robots.state,
        "our_failures": left.get(Outcome.FAILED.value, 0),
        "not_found_page": _not_found_page(nowhere, looker),
        "columns_without_address": [r.duty.column for r in results if r.judged.reason is Reason.NO_ADDRESS],
    }


def _not_found_page(nowhere: Answer, looker: Looker) -> str:
    """How the site answers for an address that cannot exist: properly, with a page we know again, or unclearly."""
    if nowhere.outcome is Outcome.GONE:
        return "404"
    return "known-page" if looker.fingerprint else "unclear"
