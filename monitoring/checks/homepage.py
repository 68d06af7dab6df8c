"""The home page: can it be opened, and has it news (国办秘函〔2019〕19号 V2, V3)?"""

import datetime as dt
from collections.abc import Iterable

from monitoring.checks.seen import Seen, evidence_of
from monitoring.checks.verdicts import Fault, FindingCode
from monitoring.fetching.answer import FAULTS, Outcome
from monitoring.reading.facts import DateSource, PageKind

# V3: two weeks without anything new on the home page.
STALE_AFTER = dt.timedelta(days=14)
V3 = "国办秘函〔2019〕19号 V3"
V2 = "国办秘函〔2019〕19号 V2"
# A home page with fewer dated rows is a navigation shell: V3 then looks at the second-level pages.
ROWS = 3


def site_fault(seen: Seen, *, confirmed: bool) -> Fault | None:
    """The finding against a portal whose home page a visitor cannot open. One look says nothing about a week (V2)."""
    if seen.outcome not in FAULTS:
        return None
    code = FindingCode.TLS_INVALID if seen.outcome is Outcome.TLS_INVALID else FindingCode.SITE_UNREACHABLE
    evidence = evidence_of(seen) | {"rule": "首页能够打开", "source": V2}
    return Fault(code, seen.answer.url, evidence, confirmed=confirmed)


def stale_home(seen: Seen, linked_days: Iterable[dt.date], today: dt.date, *, confirmed: bool) -> Fault | None:
    """The finding against a home page whose newest entry is older than two weeks.

    `linked_days` are publication days of pages that the home page links: one of them within the two weeks is an
    update, whether its row shows a date or not.
    """
    page = seen.page
    if page is None or seen.outcome is not Outcome.OK or page.kind in (PageKind.SCRIPT_ONLY, PageKind.BLANK):
        return None
    dated = [item for item in page.items if item.date and item.date_source is not DateSource.URL]
    if page.garbled or page.newest is None or len(dated) < ROWS or len(dated) * 2 < len(page.items):
        return None
    newest = max([page.newest, *(day for day in linked_days if day <= today)])
    if today - newest <= STALE_AFTER:
        return None
    evidence = evidence_of(seen) | {"rule": "首页14天内有更新", "source": V3, "newest": newest.isoformat()}
    return Fault(FindingCode.HOMEPAGE_STALE, seen.answer.url, evidence, confirmed=confirmed)
