"""One request on its way through redirects."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple
from urllib.parse import quote

from requests.cookies import RequestsCookieJar

from monitoring.fetching.answer import Answer, Outcome
from monitoring.fetching.bodies import Body
from monitoring.fetching.errors import Ended
from monitoring.fetching.guard import checked
from monitoring.fetching.judging import judge
from monitoring.fetching.urls import request_url

_REDIRECTS = {301, 302, 303, 307, 308}


class Reply(NamedTuple):
    """What one hop answered; header names are lower case."""

    status: int
    headers: dict[str, str]
    body: Body

    @property
    def location(self) -> str:
        """Where it redirects to, as sent; "" if it does not."""
        return self.headers.get("location", "").strip() if self.status in _REDIRECTS else ""


@dataclass
class Trip:
    """Where a request is, what it passed and what it cost in seconds.

    Cookies live as long as the trip and no longer: portals set one and send the browser back for it, which without the
    cookie would look like a circle.
    """

    url: str
    method: str
    whole: bool  # whether the body is wanted, or the answer's head and a glance at the body will do
    here: str = ""
    spent: float = 0.0
    hops: list[str] = field(default_factory=list)
    cookies: RequestsCookieJar = field(default_factory=RequestsCookieJar)
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def start(self) -> None:
        """Stand at the first address. Raises `Ended` if it may not be asked."""
        self.here = self.url
        self.here = str(checked(self.url))
        self._seen.add(self._state())

    def turn(self, location: str, max_redirects: int) -> None:
        """Go to where a redirect points. Raises `Ended` for a circle, a chain too long and what may not be asked."""
        target = request_url(self.here, _ascii(location))
        if target is None:
            raise Ended(Outcome.BLOCKED, f"redirects to what is no web address: {location[:200]}")
        self.hops.append(self.here)
        self.here = target
        checked(target)
        state = self._state()
        if state in self._seen:
            raise Ended(Outcome.REDIRECT_LOOP, f"redirects in a circle, back to {target}")
        self._seen.add(state)
        if len(self.hops) > max_redirects:
            raise Ended(Outcome.REDIRECT_LOOP, f"more than {max_redirects} redirects")

    def judged(self, reply: Reply) -> Answer:
        """The answer of the last hop."""
        outcome, detail = judge(reply.status, reply.headers, reply.body.data)
        if outcome is Outcome.OK and self.whole and reply.body.cut:
            outcome, detail = reply.body.cut
        return self.answer(outcome, detail, reply)

    def answer(self, outcome: Outcome, detail: str, reply: Reply | None = None) -> Answer:
        """How it ended; `reply` is the last hop's, if there was one."""
        answer = Answer(self.url, outcome, self.here, hops=tuple(self.hops), elapsed=self.spent, detail=detail)
        if reply is None:
            return answer
        return replace(answer, status=reply.status, headers=reply.headers, body=reply.body.data)

    def _state(self) -> tuple[str, str]:
        """A circle comes back here with the same cookies; with other ones the server may have other plans."""
        return self.here, repr(sorted((c.domain, c.path, c.name, c.value or "") for c in self.cookies))


def _ascii(location: str) -> str:
    """http.client reads header bytes as Latin-1; browsers escape those bytes one by one."""
    return "".join(char if char.isascii() else quote(char.encode("latin-1")) for char in location)
