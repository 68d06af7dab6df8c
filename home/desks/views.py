"""The quarter's score sheets in the admin: for the office and the inspectors; refused to everybody else."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from column_assignments.models import Assessment, Portal
from column_assignments.people import sees_everything
from column_assignments.reports import report_file

# Where each kind of evidence is shown.
PAGES = {"finding": "findings:detail", "observation": "observation"}


def assessment_for(request: HttpRequest, quarter: str) -> Assessment:
    """The own portal's assessment; PermissionDenied for people who may not see all departments."""
    if not sees_everything(request.user):
        raise PermissionDenied
    return get_object_or_404(Assessment, portal=Portal.objects.own(), quarter=quarter)


def score_sheets(request: HttpRequest, quarter: str) -> HttpResponse:
    """Departments, columns and deductions, each deduction with the way to its evidence."""
    assessment = assessment_for(request, quarter)
    sheets = assessment.sheets
    deductions = [row | {"links": evidence_links(row["evidence"])} for row in sheets["deductions"]]
    context = {"assessment": assessment, "sheets": sheets, "deductions": deductions}
    return render(request, "home/desks/score_sheets.html", context)


def evidence_links(references: list[str]) -> list[dict[str, Any]]:
    """References such as "finding:12" with the page that shows them; an address leads to itself."""
    return [{"text": reference, "url": evidence_url(reference)} for reference in references]


def evidence_url(reference: str) -> str:
    """Where a reference can be looked at."""
    kind, _, key = reference.partition(":")
    if kind in PAGES and key.isdecimal():
        return reverse(PAGES[kind], args=(int(key),))
    return reference if kind in {"http", "https"} else ""


def workbook(request: HttpRequest, quarter: str) -> FileResponse:
    """The XLSX file as it was written with the assessment."""
    file = report_file(assessment_for(request, quarter), ".xlsx")
    if not file.exists():
        raise Http404
    return FileResponse(file.open("rb"), as_attachment=True, filename=file.name)
