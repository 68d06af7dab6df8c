"""How a request ends early inside the gate; neither leaves this package."""

from monitoring.fetching.answer import Outcome


# Not an OSError and not one of urllib3's own: those it would wrap, and the outcome would be lost.
class Ended(Exception):  # noqa: N818 - an ending, which a blocked address is no less than an error
    """The request is over before an answer could be judged."""

    def __init__(self, outcome: Outcome, detail: str) -> None:
        super().__init__(detail)
        self.outcome = outcome
        self.detail = detail


class Stale(Exception):  # noqa: N818 - it is nobody's error
    """The server had closed a connection that was kept open; says nothing about the site, so it is asked again."""
