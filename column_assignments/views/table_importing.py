"""A file becomes the table: uploaded, looked through, and only then adopted."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from column_assignments.calendar import china_today
from column_assignments.models import TableUpload
from column_assignments.table.adopting import TableChangedError, adopt
from column_assignments.table.importing import Imported, read_table
from column_assignments.table.planning import Plan, plan
from column_assignments.table.rows import UNKNOWN_LABEL, BadTableError, Problem
from column_assignments.views.guard import for_office
from column_assignments.views.table_forms import UploadForm

KEPT_FOR = dt.timedelta(days=1)
PROBLEMS_SHOWN = 200


@dataclass(frozen=True)
class Look:
    """What an upload comes to: what is wrong with it, or what it would do."""

    problems: tuple[Problem, ...] = ()
    planned: Plan | None = None

    @property
    def base(self) -> int | None:
        """The id of the version that it was compared with."""
        return self.planned.base.pk if self.planned and self.planned.base else None


@for_office
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file. Files that nobody adopted are dropped after a day."""
    drop_old_uploads()
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        initial={"effective_on": china_today(), "portal": request.GET.get("portal")},
    )
    if not form.is_valid():
        return render(request, "column_assignments/table_upload.html", {"form": form})
    asked = form.cleaned_data
    uploader: Any = request.user
    kept = TableUpload.objects.create(
        portal=asked["portal"],
        effective_on=asked["effective_on"],
        why=asked["why"],
        name=asked["file"].name[-300:],
        data=asked["file"].read(),
        uploaded_by=uploader,
    )
    return redirect("table:preview", kept.pk)


@for_office
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file says and would change; confirmed or dropped by its uploader alone."""
    drop_old_uploads()
    kept = TableUpload.objects.select_related("portal").filter(pk=pk).first()
    if kept is None:
        messages.info(request, _("This file was adopted or dropped already."))
        return redirect("table:index")
    if kept.uploaded_by_id != request.user.pk:
        raise PermissionDenied
    if request.POST.get("action") == "cancel":
        kept.delete()
        messages.info(request, _("The file was dropped; the table is as it was."))
        return redirect("table:upload")
    accept = "accept_labels" in (request.POST if request.method == "POST" else request.GET)
    look = examine(kept, accept_labels=accept)
    if request.method == "POST" and look.planned:
        return confirm(request, kept, look, accept_labels=accept)
    return show(request, kept, look, accept_labels=accept)


def examine(kept: TableUpload, *, accept_labels: bool) -> Look:
    """Read the file again, against the rules and the table of this moment."""
    try:
        rows = read_table(bytes(kept.data), accept_labels=accept_labels)
    except BadTableError as error:
        return Look(problems=error.problems)
    return Look(planned=plan(kept.portal, rows, kept.effective_on))


def confirm(request: HttpRequest, kept: TableUpload, look: Look, *, accept_labels: bool) -> HttpResponse:
    """Adopt the file if the table in force is still the one that its uploader saw it compared with."""
    seen = request.POST.get("base", "")
    if seen != str(look.base or ""):
        return changed(request, kept, look, accept_labels=accept_labels)
    try:
        done = take(request, kept, look)
    except TableChangedError:
        return changed(request, kept, examine(kept, accept_labels=accept_labels), accept_labels=accept_labels)
    if done is None:
        messages.info(request, _("This file was adopted or dropped already."))
    elif done.table is None:
        messages.info(request, _("The file says what the table in force says; nothing was stored."))
    else:
        messages.success(request, _("A new version was stored: %(what)s") % {"what": done.difference.summary()})
        return redirect("table:version", done.table.pk)
    return redirect(f"{reverse('table:index')}?portal={kept.portal_id}")


def take(request: HttpRequest, kept: TableUpload, look: Look) -> Imported | None:
    """Import the rows; None if somebody, in another window, was faster."""
    assert look.planned is not None  # noqa: S101 - only what could be read is confirmed
    with transaction.atomic():
        # Who deletes the upload has claimed it.
        if not TableUpload.objects.filter(pk=kept.pk).delete()[0]:
            return None
        return adopt(
            kept.portal,
            look.base,
            look.planned.rows,
            effective_on=kept.effective_on,
            source=kept.name,
            made_by=request.user,
            why=kept.why,
        )


def changed(request: HttpRequest, kept: TableUpload, look: Look, *, accept_labels: bool) -> HttpResponse:
    """Show the difference anew."""
    messages.warning(
        request, _("The table in force has changed since you looked. Nothing was stored; please look again.")
    )
    return show(request, kept, look, accept_labels=accept_labels)


def show(request: HttpRequest, kept: TableUpload, look: Look, *, accept_labels: bool) -> HttpResponse:
    context = {
        "upload": kept,
        "portal": kept.portal,
        "look": look,
        "problems": look.problems[:PROBLEMS_SHOWN],
        "difference": look.planned.difference if look.planned else None,
        "may_accept_labels": any(problem.reason.startswith(UNKNOWN_LABEL) for problem in look.problems),
        "accept_labels": accept_labels,
        "is_backdated": kept.effective_on < china_today(),
    }
    return render(request, "column_assignments/table_preview.html", context)


def drop_old_uploads() -> None:
    """Delete the files that nobody adopted within a day."""
    TableUpload.objects.filter(uploaded_at__lt=timezone.now() - KEPT_FOR).delete()
