"""Which of the visited links are broken, each would-be fault looked at again."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from monitoring.checks.links import SAID_BY_THE_SITE, LinkState, judge_link, link_code
from monitoring.checks.seen import Seen, evidence_of
from monitoring.checks.verdicts import Fault
from monitoring.fetching.answer import Outcome
from monitoring.inspecting.portal import netloc_of
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


class Line:
    """Whether our own line to other sites is good: known only by other sites that answered."""

    def __init__(self, register: Register) -> None:
        self._is_own = register.is_own
        self._tried: set[str] = set()
        self._answered: set[str] = set()
        for target in register.all():
            if target.seen and not self._is_own(arrived := _arrived(target, target.seen)):
                self._tried.add(netloc_of(arrived))
                if target.seen.answer.status is not None:
                    self._answered.add(netloc_of(arrived))

    def judge(self, target: Target, seen: Seen) -> LinkState:
        """The state of a link, with this line in mind. A link is as internal as the host that it led to."""
        arrived = _arrived(target, seen)
        here = {netloc_of(arrived)}
        good = bool(self._answered - here)
        if seen.outcome is Outcome.CONNECT and not self._tried - here:
            # Somebody turned the connection down, and no other site is there to tell that it was our own firewall.
            good = True
        return judge_link(seen, internal=self._is_own(arrived), line_is_good=good)


def _arrived(target: Target, seen: Seen) -> str:
    return seen.answer.final_url or target.url


class LinkJudge:
    """Judges the links of one visit. `columns` are targets judged elsewhere; `look` looks at a target again."""

    def __init__(self, register: Register, columns: frozenset[str], look: Callable[[Target], Seen]) -> None:
        self.line = Line(register)
        self._targets = [target for target in register.all() if target.url not in columns]
        self._look = look

    def judge(self) -> list[LinkResult]:
        """The links that are broken or doubtful at first sight."""
        seen = [(target, target.seen) for target in self._targets if target.seen and target.depth > 0]
        results = [LinkResult(target, look, self.line.judge(target, look)) for target, look in seen]
        return [result for result in results if result.state in (LinkState.BROKEN, LinkState.DOUBTFUL)]

    def again(self, results: Sequence[LinkResult], pool: ThreadPoolExecutor) -> list[LinkResult]:
        """Look again; what is fine now, or cannot be judged now, is dropped."""
        return [result for result in pool.map(self._second, results) if result]

    def _second(self, first: LinkResult) -> LinkResult | None:
        seen = self._look(first.target)
        state = self.line.judge(first.target, seen)
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


def not_checked(targets: Iterable[Target], line: Line) -> dict[str, int]:
    """How many targets nothing can be said about, by reason: what was left out, turned away, or failed by us."""
    reasons: Counter[str] = Counter()
    for target in targets:
        if target.left_out:
            reasons[target.left_out] += 1
        elif target.seen and line.judge(target, target.seen) is LinkState.NOT_CHECKED:
            outcome = target.seen.outcome
            ours = outcome not in SAID_BY_THE_SITE and outcome in PERHAPS_THE_SERVER
            reasons["our-line" if ours else outcome.value] += 1
    return dict(sorted(reasons.items()))
