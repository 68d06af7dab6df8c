"""Pages that open and say that they do not exist (软404).

A site is asked once for an address that cannot exist. What it shows there with status 200 is its fingerprint of "not
found"; a page that shows the same, or says so in its title or main text, is a soft 404.
"""

import re
from dataclasses import dataclass

from monitoring.fetching.answer import Answer, Outcome
from monitoring.reading.facts import Page, PageKind
from monitoring.reading.not_found import looks_like_not_found

# Shorter texts are shared by pages that have nothing to do with each other.
TELLING = 6
ROWS = 3
NOT_PAGES = frozenset({PageKind.BLANK, PageKind.SCRIPT_ONLY, PageKind.REFUSED, PageKind.LOGIN})


@dataclass(frozen=True)
class Fingerprint:
    """How a site says "not found" with status 200: the title and the main text, figures and addresses left out."""

    title: str
    text: str


def learn(answer: Answer, page: Page | None, home: Page | None) -> Fingerprint | None:
    """The fingerprint from the answer to an impossible address; None if the site says it properly or unclearly.

    A site that shows its home page, a shell for scripts or a log-in for every unknown address gives no fingerprint:
    whatever looks like that may be a page in its own right.
    """
    if answer.outcome is not Outcome.OK or page is None or page.kind in NOT_PAGES:
        return None
    mark = _mark(page)
    if len(mark.text) < TELLING or (home and mark == _mark(home)):
        return None
    return mark


def says_not_found(answer: Answer, page: Page | None, fingerprint: Fingerprint | None) -> bool:
    """Whether a page that came with status 200 tells its reader that it does not exist."""
    if answer.outcome is not Outcome.OK or page is None:
        return False
    if fingerprint is not None and _mark(page) == fingerprint:
        return True
    # An article may be about pages that do not exist; what was published on a day, or lists others, is there.
    return looks_like_not_found(page) and page.published is None and len(page.items) < ROWS


def _mark(page: Page) -> Fingerprint:
    return Fingerprint(_plain(page.title), _plain(page.text))


def _plain(text: str) -> str:
    """Without what differs from address to address."""
    return re.sub(r"[\s\d]+|https?://\S+|/[\w./%-]+", "", text)
