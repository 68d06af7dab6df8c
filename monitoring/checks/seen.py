"""One look at one address: the answer, what its page said, and little enough of it to be kept as evidence."""

from dataclasses import dataclass
from typing import Any

from monitoring.fetching.answer import FAULTS, Answer, Outcome
from monitoring.reading.facts import Page, PageKind

SNIPPET = 500


@dataclass(frozen=True)
class Seen:
    """A look. `page` is None where the answer was no page, `sha256` is that of the body, "" if it had none.

    `not_found` is set where the page opened with status 200 and tells its reader that there is nothing here.
    `frames_unread` counts frames of the page that could not be read, so that what it lacks may stand in them.
    """

    answer: Answer
    page: Page | None = None
    sha256: str = ""
    not_found: bool = False
    frames_unread: int = 0

    @property
    def outcome(self) -> Outcome:
        """The outcome, with what only the page could tell: a firewall's page or a log-in that came with status 200."""
        if self.answer.outcome is Outcome.OK and self.page:
            if self.page.error:
                return Outcome.FAILED
            if self.page.kind is PageKind.REFUSED:
                return Outcome.REFUSED
            if self.page.kind is PageKind.LOGIN:
                return Outcome.LOGIN
        return self.answer.outcome

    @property
    def is_fault(self) -> bool:
        """Whether a visitor cannot have what the address promises."""
        return self.not_found or self.outcome in FAULTS


def evidence_of(seen: Seen) -> dict[str, Any]:
    """What was seen, small and JSON-able; empty values are left out."""
    answer, page = seen.answer, seen.page
    facts = {
        "outcome": seen.outcome.value,
        "status": answer.status,
        "final_url": answer.final_url if answer.final_url != answer.url else "",
        "hops": len(answer.hops),
        "detail": answer.detail[:SNIPPET],
        "title": page.title[:SNIPPET] if page else "",
        "snippet": page.text[:SNIPPET] if page else "",
        "sha256": seen.sha256,
    }
    return {name: value for name, value in facts.items() if value not in ("", None, 0)}
