"""What the portal's robots.txt allows (RFC 9309).

An answer that is no file of rules allows everything, and so does a file that cannot be had: the portal's owner has
asked for the inspection. What a file forbids is left alone and said in the coverage.
"""

from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from monitoring.fetching.answer import Outcome
from monitoring.inspecting.looking import Fetcher

FULL_SIZE = 512 * 1024  # RFC 9309 asks for at least 500 KiB


class Robots:
    """The rules of one host. `state` says how they were come by: rules, none, or unread."""

    def __init__(self, text: str | None, agent: str, state: str) -> None:
        self.state = state
        self._agent = agent
        self._parser = RobotFileParser()
        self._parser.parse((text or "").splitlines())

    def allows(self, url: str) -> bool:
        """Whether we may fetch `url`."""
        return self._parser.can_fetch(self._agent, url)


def fetch_robots(gate: Fetcher, home_url: str, agent: str) -> Robots:
    """Fetch the rules of the host of `home_url`."""
    answer = gate.get(urljoin(home_url, "/robots.txt"))
    if answer.outcome is Outcome.OK and not answer.is_html:
        return Robots(answer.body[:FULL_SIZE].decode("utf-8", "replace").removeprefix("\ufeff"), agent, "rules")
    return Robots(None, agent, "none" if answer.status else "unread")
