"""A portal that goes down while it is inspected is one finding, not hundreds of broken links."""

from collections.abc import Sequence
from dataclasses import replace

from monitoring.checks.column import Judgement
from monitoring.checks.homepage import site_fault
from monitoring.checks.reasons import Reason
from monitoring.checks.seen import Seen
from monitoring.checks.verdicts import ColumnVerdict, Fault
from monitoring.fetching.answer import FAULTS
from monitoring.inspecting.broken import PERHAPS_THE_SERVER, LinkResult, needs_server_check, without_server_faults
from monitoring.inspecting.columns import ColumnResult
from monitoring.inspecting.looking import Looker


def without_outage(
    results: Sequence[ColumnResult], broken: Sequence[LinkResult], home: Seen, looker: Looker
) -> tuple[list[ColumnResult], list[LinkResult], list[Fault]]:
    """What stands once the home page was asked again; with the finding against the portal if it is down now."""
    if not (needs_server_check(broken) or any(map(_is_of_server, results))):
        return list(results), list(broken), []
    now = looker.page(home.answer.url)
    if now.outcome not in FAULTS:
        return list(results), list(broken), []
    fault = site_fault(now, confirmed=False)
    columns = [_collapsed(result) if _is_of_server(result) else result for result in results]
    return columns, without_server_faults(broken), [fault] if fault else []


def _is_of_server(result: ColumnResult) -> bool:
    return (
        result.judged.verdict is ColumnVerdict.UNREACHABLE
        and result.seen is not None
        and result.seen.outcome in PERHAPS_THE_SERVER
    )


def _collapsed(result: ColumnResult) -> ColumnResult:
    return replace(result, judged=Judgement(ColumnVerdict.UNREACHABLE, Reason.PORTAL_DOWN), faults=())
