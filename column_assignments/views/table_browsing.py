"""The table of a portal on a day as a tree and as a sheet, its versions, and each version as a file."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from column_assignments.calendar import china_today
from column_assignments.models import Assignment, Portal, ResponsibilityTable
from column_assignments.people import OFFICE, is_in
from column_assignments.table.comparing import Difference, compare
from column_assignments.table.exporting import as_cells, as_row, table_rows
from column_assignments.table.files import file_bytes
from column_assignments.table.rows import TableRow
from column_assignments.views.guard import for_overseers
from column_assignments.views.table_lines import lines_of, tree_of

VERSIONS_A_PAGE = 10
CONTENT_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Version:
    """A version beside the one before it; `difference` is None for the first."""

    table: ResponsibilityTable
    difference: Difference | None


@for_overseers
def index(request: HttpRequest) -> HttpResponse:
    """The table in force: `portal` (its id) and `day` choose, by default the own portal's today."""
    portal, day = asked_portal(request), asked_day(request)
    table = ResponsibilityTable.objects.select_related("portal", "made_by").in_force(portal, day)
    choice = {"portal": portal, "portals": Portal.objects.all(), "day": day, "is_index": True}
    return render(request, "column_assignments/table_index.html", {**choice, **shown(request, table)})


@for_overseers
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """One version, whether it binds or not, and what it changed."""
    table = find_version(pk)
    siblings = list(ResponsibilityTable.objects.filter(portal=table.portal).order_by("effective_on", "id"))
    before = ([None, *siblings])[siblings.index(table)]
    context = {
        "portal": table.portal,
        "binds_today": ResponsibilityTable.objects.in_force(table.portal, china_today()) == table,
        "before": before,
        "difference": compare(table_rows(before), table_rows(table)) if before else None,
    }
    return render(request, "column_assignments/table_version.html", {**context, **shown(request, table)})


@for_overseers
def versions(request: HttpRequest) -> HttpResponse:
    """All versions of a portal's table, the latest first."""
    portal = asked_portal(request)
    tables = ResponsibilityTable.objects.filter(portal=portal).select_related("made_by")
    page = Paginator(tables.order_by("-effective_on", "-id"), VERSIONS_A_PAGE).get_page(request.GET.get("page"))
    # One more than is shown: the oldest on the page is compared with it.
    start = page.start_index() - 1 if page.paginator.count else 0
    known = list(tables.order_by("-effective_on", "-id")[start : start + VERSIONS_A_PAGE + 1])
    context = {
        "portal": portal,
        "portals": Portal.objects.all(),
        "page": page,
        "rows": with_differences(known)[:VERSIONS_A_PAGE],
        "in_force": ResponsibilityTable.objects.in_force(portal, china_today()),
    }
    return render(request, "column_assignments/table_versions.html", context)


@for_overseers
def export(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """A version as a file that can be imported again."""
    if ending not in CONTENT_TYPES:
        raise Http404
    table = find_version(pk)
    title = f"{table.portal} 责任分工表 (自 {table.effective_on} 起施行)"
    data = file_bytes(ending, as_cells(table_rows(table)), title)
    name = content_disposition_header(True, f"责任分工表-{table.portal}-{table.effective_on}{ending}")
    return HttpResponse(data, CONTENT_TYPES[ending], headers={"Content-Disposition": name or "attachment"})


def shown(request: HttpRequest, table: ResponsibilityTable | None) -> dict[str, Any]:
    """The rows of a table for the tree or the sheet."""
    lines = lines_of(table) if table else []
    return {
        "table": table,
        "lines": lines,
        "tree": tree_of(lines),
        "as_sheet": request.GET.get("view") == "sheet",
        "unclassified": sum(line.is_unclassified for line in lines),
        "unconfirmed": sum(line.is_unconfirmed for line in lines),
        "may_edit": is_in(request.user, OFFICE),
    }


def with_differences(tables: Sequence[ResponsibilityTable]) -> list[Version]:
    """Versions, latest first, each with its difference to the next of the list; all rows by one query."""
    rows: dict[int, list[TableRow]] = defaultdict(list)
    assignments = Assignment.objects.filter(table__in=tables).select_related("column").order_by("table_id", "position")
    for assignment in assignments.prefetch_related("parts__department"):
        rows[assignment.table_id].append(as_row(len(rows[assignment.table_id]) + 2, assignment))
    return [
        Version(table, compare(rows[before.pk], rows[table.pk]) if before else None)
        for table, before in zip(tables, [*tables[1:], None], strict=False)
    ]


def find_version(pk: int) -> ResponsibilityTable:
    return get_object_or_404(ResponsibilityTable.objects.select_related("portal", "made_by"), pk=pk)


def asked_portal(request: HttpRequest) -> Portal:
    """The portal whose id the address names, else the installation's own; 404 for one that is not there."""
    number = request.GET.get("portal", "")
    if not number:
        return Portal.objects.own()
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Http404
    return get_object_or_404(Portal, pk=int(number))


def asked_day(request: HttpRequest) -> dt.date:
    """The day that the address names, else today; 404 for what is no day."""
    try:
        return dt.date.fromisoformat(request.GET["day"]) if request.GET.get("day") else china_today()
    except ValueError as error:
        raise Http404 from error
