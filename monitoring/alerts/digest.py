"""The daily digest (每日巡查简报): what changed since yesterday, what stands, and how old that knowledge is."""

import datetime as dt
from typing import Any

from django.db.models import Count
from django.template.loader import render_to_string

from column_assignments.models import Portal
from monitoring.alerts.message import Message
from monitoring.checks.codes import CODES
from monitoring.checks.verdicts import ColumnVerdict, FindingCode
from monitoring.models import Finding, FindingTransition, Inspection, PortalPolicy
from monitoring.responsible import with_owners
from monitoring.words import VERDICTS

SHOWN = 50


def daily_digest(day: dt.date, link: str) -> Message:
    """The digest of `day` over all portals. A portal without an inspection is named as such; all good is one line."""
    portals = [portal_part(portal, day) for portal in Portal.objects.exclude(url="")]
    context = {
        "day": day,
        "link": link,
        "portals": portals,
        "opened": changed(day, Finding.State.OPEN),
        "suspected": changed(day, Finding.State.SUSPECTED),
        "fixed": changed(day, Finding.State.FIXED),
        "standing": Finding.objects.filter(state=Finding.State.OPEN, sample=False).count(),
        "missed": [part["portal"] for part in portals if part["is_missed"]],
        "is_sample": Inspection.objects.filter(sample=True).exists(),
    }
    subject = f"每日巡查简报 {day:%Y-%m-%d}: {headline(context)}"
    return Message(subject, render_to_string("monitoring/daily_digest.txt", context))


def headline(context: dict[str, Any]) -> str:
    """The digest in a few words."""
    if not context["portals"]:
        return "没有登记任何门户"
    missed, opened, fixed = context["missed"], context["opened"], context["fixed"]
    parts = [f"{len(missed)} 个门户当日未完成巡查"] if missed else []
    parts += [f"新增 {len(opened)}"] if opened else []
    parts += [f"恢复 {len(fixed)}"] if fixed else []
    return ", ".join(parts) or ("一切正常" if not context["standing"] else f"无变化, 尚有 {context['standing']} 个问题")


def portal_part(portal: Portal, day: dt.date) -> dict[str, object]:
    """What is said of one portal."""
    inspection = Inspection.objects.filter(portal=portal, day=day, sample=False).first()
    last = Inspection.objects.filter(portal=portal, state=Inspection.State.DONE, sample=False).first()
    counts = dict(inspection.observations.values_list("verdict").annotate(Count("pk"))) if inspection else {}
    return {
        "portal": portal,
        "inspection": inspection,
        "is_missed": is_looked_at(portal) and (inspection is None or inspection.state != Inspection.State.DONE),
        "last": last,
        "verdicts": [(VERDICTS[verdict], counts[verdict]) for verdict in map(str, ColumnVerdict) if verdict in counts],
    }


def is_looked_at(portal: Portal) -> bool:
    """Whether a portal is inspected every day."""
    return PortalPolicy.objects.filter(portal=portal, is_active=True).exists()


def changed(day: dt.date, state: Finding.State) -> list[dict[str, object]]:
    """The findings that came into `state` on `day` and are in it still, the worst first."""
    steps = FindingTransition.objects.filter(day=day, new=state)
    if state == Finding.State.FIXED:
        # What was only suspected was never a finding, so its end is no news.
        steps = steps.filter(old=Finding.State.OPEN)
    moved = steps.values("finding")
    findings = Finding.objects.filter(pk__in=moved, state=state, sample=False).select_related("column")
    weighed = sorted(findings, key=lambda finding: -CODES[FindingCode(finding.code)].severity)
    return [
        {"finding": row.finding, "owners": row.owners, "entry": CODES[FindingCode(row.finding.code)]}
        for row in with_owners(weighed[:SHOWN], day)
    ]
