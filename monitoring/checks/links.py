"""Whether a link is broken: pages, images and attachments (链接、图片、附件可用性).

Source: 国办秘函〔2019〕19号 扣分指标·可用性. Inside the portal every fault counts. On other sites only what the other
site said itself counts; what may as well be our own line, or its dislike of programs, never does.
"""

from enum import StrEnum

from monitoring.checks.seen import Seen
from monitoring.checks.verdicts import FindingCode
from monitoring.fetching.answer import FAULTS, Outcome
from monitoring.reading.facts import LinkKind


class LinkState(StrEnum):
    """What can be said about a link."""

    FINE = "fine"
    BROKEN = "broken"
    DOUBTFUL = "doubtful"  # it did not open for us; a person should try
    NOT_CHECKED = "not-checked"  # nothing can be said, and that is not the site's doing


# What another site says about itself.
SAID_BY_THE_SITE = frozenset({Outcome.GONE, Outcome.SERVER_ERROR, Outcome.REDIRECT_LOOP})
# What our own line can produce as well as the other site.
PERHAPS_OURS = frozenset({Outcome.DNS, Outcome.TIMEOUT, Outcome.RESET, Outcome.TLS_INVALID, Outcome.CONNECT})


def judge_link(seen: Seen, *, internal: bool, line_is_good: bool) -> LinkState:
    """Judge one look. `line_is_good`: whether other sites answered us in this inspection."""
    outcome = seen.outcome
    if seen.not_found:
        return LinkState.BROKEN
    if outcome is Outcome.OK:
        return LinkState.FINE
    if outcome not in FAULTS:
        return LinkState.NOT_CHECKED
    if internal or outcome in SAID_BY_THE_SITE:
        return LinkState.BROKEN
    if outcome in PERHAPS_OURS and not line_is_good:
        return LinkState.NOT_CHECKED
    return LinkState.BROKEN if outcome in (Outcome.CONNECT, Outcome.DNS) else LinkState.DOUBTFUL


def link_code(seen: Seen, kind: LinkKind, state: LinkState) -> FindingCode:
    """The finding for a link that is broken or doubtful."""
    if state is LinkState.DOUBTFUL:
        return FindingCode.LINK_UNCONFIRMED
    if seen.outcome is Outcome.REDIRECT_LOOP:
        return FindingCode.REDIRECT_LOOP
    if kind is LinkKind.IMAGE:
        return FindingCode.BROKEN_IMAGE
    if kind is LinkKind.ATTACHMENT:
        return FindingCode.BROKEN_ATTACHMENT
    return FindingCode.SOFT_404 if seen.not_found else FindingCode.BROKEN_LINK
