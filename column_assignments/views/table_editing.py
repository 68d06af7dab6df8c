"""One row of the table changed, added or removed by the office: each time a new version, made as an import makes it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from column_assignments.calendar import china_today
from column_assignments.models import Assignment, ResponsibilityTable
from column_assignments.table.adopting import TableChangedError, added, adopt, removed, replaced
from column_assignments.table.exporting import as_row, table_rows
from column_assignments.table.planning import later_versions
from column_assignments.table.rows import TableRow
from column_assignments.views.guard import for_office
from column_assignments.views.table_browsing import find_version
from column_assignments.views.table_forms import ChangeForm, NewRowForm, RowForm, first_values

# What stands where an import has the name of its file.
SOURCE = "后台修改"


@for_office
def edit(request: HttpRequest, version: int, pk: int) -> HttpResponse:
    """Change what a row says of its column."""
    table, row = find_row(version, pk)
    form = RowForm(
        request.POST or None, row=row, is_own=table.portal.is_own, initial=first_values(table.pk, china_today())
    )
    context = {"title": row.path, "form": form, "row": row, "row_pk": pk, "verb": _("Save as a new version")}
    if form.is_valid() and (done := save(request, table, form, replaced(table_rows(table), form.changed_row))):
        return done
    return show(request, table, context)


@for_office
def add(request: HttpRequest, version: int) -> HttpResponse:
    """Name a column that the table does not name yet."""
    table = find_version(version)
    rows = table_rows(table)
    initial = {**first_values(table.pk, china_today()), "steps": ["department", "secrecy", "office"]}
    form = NewRowForm(request.POST or None, taken=rows, is_own=table.portal.is_own, initial=initial)
    if form.is_valid() and (done := save(request, table, form, added(rows, form.changed_row))):
        return done
    return show(request, table, {"title": _("Add a row"), "form": form, "verb": _("Save as a new version")})


@for_office
def remove(request: HttpRequest, version: int, pk: int) -> HttpResponse:
    """Take a column off the table. The column, its history and its pages stay."""
    table, row = find_row(version, pk)
    form = ChangeForm(request.POST or None, initial=first_values(table.pk, china_today()))
    if form.is_valid():
        rows = removed(table_rows(table), row.levels)
        if not rows:
            form.add_error(None, _("A table keeps at least one row."))
        elif done := save(request, table, form, rows):
            return done
    return show(request, table, {"title": row.path, "form": form, "row": row, "removing": True, "verb": _("Remove")})


def find_row(version: int, pk: int) -> tuple[ResponsibilityTable, TableRow]:
    """A version and one of its rows; 404 for a row of another."""
    table = find_version(version)
    rows = Assignment.objects.select_related("column").prefetch_related("parts__department")
    return table, as_row(2, get_object_or_404(rows, pk=pk, table=table))


def show(request: HttpRequest, table: ResponsibilityTable, context: dict[str, Any]) -> HttpResponse:
    """The form, with the versions that take over later and will not hold the change."""
    later = list(later_versions(table.portal, china_today()))
    return render(
        request,
        "column_assignments/table_row.html",
        {**context, "table": table, "portal": table.portal, "later": later},
    )


def save(
    request: HttpRequest, table: ResponsibilityTable, form: ChangeForm, rows: Sequence[TableRow]
) -> HttpResponse | None:
    """Store the rows as a new version and go to it; None, with the reason in the form, if that was not possible."""
    asked = form.cleaned_data
    if asked["base"] != table.pk:
        form.add_error(None, _("This form belongs to another version of the table."))
        return None
    try:
        done = adopt(
            table.portal,
            table.pk,
            rows,
            effective_on=asked["effective_on"],
            source=SOURCE,
            made_by=request.user,
            why=asked["why"],
        )
    except TableChangedError as error:
        form.add_error(None, changed_meanwhile(error.current))
        return None
    if done.table is None:
        form.add_error(None, _("Nothing was changed."))
        return None
    messages.success(request, _("A new version was stored: %(what)s") % {"what": done.difference.summary()})
    for warning in done.warnings:
        messages.warning(request, warning)
    return redirect(reverse("table:version", args=[done.table.pk]))


def changed_meanwhile(current: ResponsibilityTable | None) -> str:
    """Why a change made from another version is refused."""
    if current is None:
        return _("No version is in force on this day; choose a later one.")
    return _(
        "On this day another version is in force than the one that you changed (effective on %(day)s, %(source)s). "
        "Nothing was stored; open that version and make your change there."
    ) % {"day": current.effective_on, "source": current.source}
