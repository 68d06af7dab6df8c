"""What the table in force leaves open (覆盖检查)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from column_assignments.calendar import china_today
from column_assignments.coverage import Gap, GapKind, gaps
from column_assignments.models import Department, Portal, ResponsibilityTable, UpdateRule
from column_assignments.people import OFFICE, is_in
from column_assignments.views.guard import for_overseers


@for_overseers
def coverage(request: HttpRequest) -> HttpResponse:
    """The gaps of one portal by kind, the own one unless `portal` names another; the office finds where to mend."""
    today, chosen = china_today(), request.GET.get("portal", "")
    portal = get_object_or_404(Portal, pk=chosen) if chosen.isdecimal() else Portal.objects.own()
    found, mends = gaps(portal, today), is_in(request.user, OFFICE)
    context = {
        "portal": portal,
        "portals": Portal.objects.filter(tables__isnull=False).distinct(),
        "table": ResponsibilityTable.objects.in_force(portal, today),
        "today": today,
        "total": len(found),
        "groups": [
            (kind, [(gap, place_to_mend(gap) if mends else "") for gap in found if gap.kind == kind])
            for kind in GapKind
            if any(gap.kind == kind for gap in found)
        ],
    }
    return render(request, "column_assignments/coverage_list.html", context)


def place_to_mend(gap: Gap) -> str:
    """The address at which the office can close the gap."""
    match gap.kind:
        case GapKind.UNCLASSIFIED:
            return reverse(f"{UpdateRule.snippet_viewset.url_namespace}:list")  # type: ignore[attr-defined]
        case GapKind.NO_DUTY | GapKind.TWO_LEADS | GapKind.NO_LIST_PAGE:
            return reverse("table:index")
        case GapKind.ENDED:
            return reverse("departments:changes")
        case GapKind.NO_PEOPLE:
            return reverse("departments:people", args=[gap.pk])
        case _:
            return reverse(f"{Department.snippet_viewset.url_namespace}:edit", args=[gap.pk])  # type: ignore[attr-defined]
