"""Which of the visited links are broken, each would-be fault looked at again."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from monitoring.checks.links import SAID_BY_THE_SITE, LinkState, link_code
from monitoring.checks.seen import Seen, evidence_of
from monitoring.checks.verdicts import Fault
from monitoring.fetching.answer import Outcome
from monitoring.inspecting.line import Line
from monitoring.inspecting.targets import Register, Target

# Faults of the whole server as well as of one address.
PERHAPS_THE_SERVER = frozenset(
    {Outcome.DNS, Outcome.CONNECT, Outcome.RESET, Outcome.TIMEOUT, Outcome.TLS_INVALID, Outcome.SERVER_ERROR}
)


@dataclass(frozen=True)
class LinkResult:
    """A link that is not fine."""

    target: Target
    seen: Seen
    state: LinkState
    confirmed: bool = False


class LinkJudge:
    """Judges the links of one visit. `columns` are targets judged elsewhere; `look` looks at a target again."""

    def __init__(self, register: Register, columns: frozenset[str], look: Callable[[Target], Seen]) -> None:
        self.line = Line(register)
        self._targets = [target for target in register.all() if target.url not in columns]
        self._look = look

    def judge(self) -> list[LinkResult]:
        """The links that are broken or doubtful at first sight."""
        seen = [(target, target.seen) for target in self._targets if target.seen and target.depth > 0]
        results = [LinkResult(target, look, self.line.judge(target.url, look)) for target, look in seen]
        return [result for result in results if result.state in (LinkState.BROKEN, LinkState.DOUBTFUL)]

    def again(self, results: Sequence[LinkResult], pool: ThreadPoolExecutor) -> list[LinkResult]:
        """Look again; what is fine now, or cannot be judged now, is dropped."""
        return [result for result in pool.map(self._second, results) if result]

    def _second(self, first: LinkResult) -> LinkResult | None:
        seen = self._look(first.target)
        state = self.line.judge(first.target.url, seen)
        if state not in (LinkState.BROKEN, LinkState.DOUBTFUL):
            first.target.seen = seen
            return None
        twice = first.state is LinkState.BROKEN and state is LinkState.BROKEN
        return LinkResult(first.target, seen, LinkState.BROKEN if twice else LinkState.DOUBTFUL, twice)


def needs_server_check(results: Iterable[LinkResult]) -> bool:
    """Whether faults of the portal's own addresses may be one fault of its server."""
    return any(_of_server(result) for result in results)


def without_server_faults(results: Iterable[LinkResult]) -> list[LinkResult]:
    """The results that stand even if the server went down on the way."""
    return [result for result in results if not _of_server(result)]


def _of_server(result: LinkResult) -> bool:
    return result.target.internal and result.seen.outcome in PERHAPS_THE_SERVER


def link_fault(result: LinkResult, column: str, home_url: str) -> Fault:
    """The finding against a link, with all the places where it stands."""
    target, seen = result.target, result.seen
    code = link_code(seen, target.kind, result.state)
    evidence = evidence_of(seen) | {
        "rule": "链接、图片、附件能够打开",
        "kind": target.kind.value,
        "internal": target.internal,
        "link_text": target.texts[0][:120] if target.texts else "",
        "on_home": home_url in target.found_on,
    }
    fault = Fault(code, target.url, evidence, tuple(target.found_on), target.found_on_total, column)
    return replace(fault, confirmed=result.confirmed)


def seen_fine(register: Register, line: Line) -> tuple[frozenset[str], frozenset[str]]:
    """The addresses that were seen to be fine at the last look, and all others that were met."""
    met = register.targets.items()
    fine = {url for url, target in met if target.seen and line.judge(url, target.seen) is LinkState.FINE}
    return frozenset(fine), frozenset(register.targets.keys() - fine)


def not_checked(targets: Iterable[Target], line: Line) -> dict[str, int]:
    """How many targets nothing can be said about, by reason: what was left out, turned away, or failed by us."""
    reasons: Counter[str] = Counter()
    for target in targets:
        if target.left_out:
            reasons[target.left_out] += 1
        elif target.seen and line.judge(target.url, target.seen) is LinkState.NOT_CHECKED:
            outcome = target.seen.outcome
            ours = outcome not in SAID_BY_THE_SITE and outcome in PERHAPS_THE_SERVER
            reasons["our-line" if ours else outcome.value] += 1
    return dict(sorted(reasons.items()))
