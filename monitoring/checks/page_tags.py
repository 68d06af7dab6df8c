"""The site tags of the home page (网站标签; 国办发〔2017〕47号).

Asked only of sites under a government domain, and only if not one of the three tags is there: one missing tag may be
a template of its own, none at all is not.
"""

from urllib.parse import urlsplit

from monitoring.checks.seen import Seen, evidence_of
from monitoring.checks.verdicts import Fault, FindingCode
from monitoring.fetching.answer import Outcome
from monitoring.reading.facts import PageKind

SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")


def missing_site_tags(seen: Seen, *, confirmed: bool) -> Fault | None:
    """Advice about a government home page without any site tag."""
    page = seen.page
    if page is None or seen.outcome is not Outcome.OK or page.garbled or page.kind is PageKind.SCRIPT_ONLY:
        return None
    host = urlsplit(seen.answer.final_url or seen.answer.url).hostname or ""
    if not host.endswith((".gov.cn", ".政务")) or any(tag.lower() in page.tags for tag in SITE_TAGS):
        return None
    evidence = evidence_of(seen) | {"rule": "首页带有网站标签", "missing": list(SITE_TAGS)}
    return Fault(FindingCode.PAGE_TAGS_MISSING, seen.answer.url, evidence, confirmed=confirmed)
