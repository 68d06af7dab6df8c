"""Whether our own line to other sites is good."""

from monitoring.checks.links import LinkState, judge_link
from monitoring.checks.seen import Seen
from monitoring.fetching.answer import Outcome
from monitoring.inspecting.portal import netloc_of
from monitoring.inspecting.targets import Register


class Line:
    """Whether our own line to other sites is good: known only by other sites that answered."""

    def __init__(self, register: Register) -> None:
        self._is_own = register.is_own
        self._tried: set[str] = set()
        self._answered: set[str] = set()
        for target in register.all():
            if target.seen and not self._is_own(arrived := target.seen.answer.final_url or target.url):
                self._tried.add(netloc_of(arrived))
                if target.seen.answer.status is not None:
                    self._answered.add(netloc_of(arrived))

    def judge(self, url: str, seen: Seen) -> LinkState:
        """The state of a link, with this line in mind. A link is as internal as the host that it led to."""
        arrived = seen.answer.final_url or url
        here = {netloc_of(arrived)}
        good = bool(self._answered - here)
        if seen.outcome is Outcome.CONNECT and not self._tried - here:
            # Somebody turned the connection down, and no other site is there to tell that it was our own firewall.
            good = True
        return judge_link(seen, internal=self._is_own(arrived), line_is_good=good)
