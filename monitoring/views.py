"""What was seen, in the admin: the findings, one finding with its evidence and its life, one observation."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from column_assignments.calendar import china_today
from monitoring.checks.codes import CODES
from monitoring.checks.verdicts import FindingCode
from monitoring.models import Finding
from monitoring.responsible import with_owners
from monitoring.visibility import findings_for, observations_for
from monitoring.words import EVIDENCE

FINDINGS_A_PAGE = 50


def finding_list(request: HttpRequest) -> HttpResponse:
    """What stands, worst and newest first; `state` and `code` narrow it down."""
    day = china_today()
    findings = findings_for(request.user, day)
    state, code = request.GET.get("state", ""), request.GET.get("code", "")
    findings = findings.filter(state=state) if state else findings.standing()
    if code:
        findings = findings.filter(code=code)
    page = Paginator(findings.order_by("sample", "-last_seen_on", "pk"), FINDINGS_A_PAGE).get_page(
        request.GET.get("page")
    )
    rows = with_owners(page, day)
    context = {
        "page": page,
        "rows": rows,
        "states": Finding.State.choices,
        "state": state,
        "code": code,
    }
    return render(request, "monitoring/finding_list.html", context)


def finding_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One finding. Another department's does not exist for an editor: 404."""
    day = china_today()
    finding = get_object_or_404(findings_for(request.user, day), pk=pk)
    entry = CODES[FindingCode(finding.code)]
    context = {
        "finding": finding,
        "entry": entry,
        "owners": with_owners([finding], day)[0].owners,
        "evidence": readable(finding.evidence),
        "transitions": finding.transitions.select_related("by"),
    }
    return render(request, "monitoring/finding_detail.html", context)


def readable(evidence: dict[str, Any]) -> list[tuple[str, str]]:
    """Evidence as rows of words."""
    return [(str(EVIDENCE.get(key, key)), in_words(value)) for key, value in evidence.items()]


def in_words(value: Any) -> str:
    """A value of evidence for people."""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def observation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What was seen of one column on one day; like its findings, for those who may see the column."""
    observation = get_object_or_404(observations_for(request.user, china_today()), pk=pk)
    return render(request, "monitoring/observation_detail.html", {"observation": observation})
