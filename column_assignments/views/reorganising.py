"""Reorganisations (机构调整), for the office: enter, look at what changes, confirm; the list; withdrawal."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from column_assignments.calendar import china_today
from column_assignments.department_forms import DistributionForm, ReorganisationForm
from column_assignments.models import DepartmentChange
from column_assignments.moving import move_people
from column_assignments.people import post_title
from column_assignments.reorganising import new_versions, reorganise
from column_assignments.views.guard import for_office
from column_assignments.withdrawing import objection, withdraw

Kind = DepartmentChange.Kind


@for_office
def changes(request: HttpRequest) -> HttpResponse:
    """All reorganisations, the latest day first."""
    recorded = DepartmentChange.objects.select_related("made_by").prefetch_related("sources", "results")
    context = {
        "changes": recorded.order_by("-effective_on", "-id"),
        "kinds": [(Kind.RENAME, _("Rename")), (Kind.MERGE, _("Merge")), (Kind.SPLIT, _("Split"))],
    }
    return render(request, "column_assignments/reorganise_list.html", context)


@for_office
def reorganise_view(request: HttpRequest, kind: str) -> HttpResponse:
    """Two steps without a session: what is to happen, then its effect, which carries the first step's answers along."""
    if kind not in Kind.values:
        raise Http404
    form = ReorganisationForm(request.POST or None, kind=Kind(kind))
    if not form.is_valid() or "change" in request.POST:
        return show_entry(request, form)
    versions = new_versions(form.plan)
    answers = request.POST if "confirm" in request.POST else None
    distribution = DistributionForm(answers, plan=form.plan, versions=versions)
    if not distribution.is_valid():
        return show_effect(request, form, distribution, versions)
    return record(request, form, distribution)


def show_entry(request: HttpRequest, form: ReorganisationForm) -> HttpResponse:
    context = {"form": form, "title": form.kind.label}
    return render(request, "column_assignments/reorganise_form.html", context, status=400 if form.errors else 200)


def show_effect(
    request: HttpRequest, form: ReorganisationForm, distribution: DistributionForm, versions: Any
) -> HttpResponse:
    """What changes, before anything is stored."""
    context = {
        "form": form,
        "distribution": distribution,
        "plan": form.plan,
        "versions": versions,
        "title": form.kind.label,
        "is_past": form.plan.effective_on <= china_today(),
    }
    status = 400 if distribution.errors else 200
    return render(request, "column_assignments/reorganise_effect.html", context, status=status)


def record(request: HttpRequest, form: ReorganisationForm, distribution: DistributionForm) -> HttpResponse:
    """Store it; one whose day has come takes effect at once."""
    try:
        change = reorganise(distribution.complete, request.user)
    except ValidationError as error:
        for reason in error.messages:
            form.add_error(None, reason)
        return show_entry(request, form)
    move_people(china_today())
    messages.success(request, _("The reorganisation is recorded."))
    return redirect("departments:change", change.pk)


@for_office
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """One reorganisation: what it did or will do, and whether it can still be withdrawn."""
    recorded = get_object_or_404(DepartmentChange.objects.select_related("made_by", "withdrawn_by"), pk=pk)
    context = {
        "change": recorded,
        "tables": recorded.tables.select_related("portal"),
        "posts": planned_posts(recorded),
        "objection": objection(recorded, china_today()),
    }
    return render(request, "column_assignments/reorganise_detail.html", context)


def planned_posts(change: DepartmentChange) -> list[tuple[str, str, str]]:
    """(department, post, person) as the office named them."""
    planned: dict[str, dict[str, int]] = change.people.get("posts", {})
    departments = {str(result.pk): result.name for result in change.results.all()}
    users = {user for posts in planned.values() for user in posts.values()}
    names = {user.pk: str(user) for user in get_user_model().objects.filter(pk__in=users)}
    return [
        (departments[key], post_title(post), names.get(user, "—"))
        for key, posts in planned.items()
        for post, user in posts.items()
        if key in departments
    ]


@require_POST
@for_office
def withdraw_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo one that is not in effect yet."""
    recorded = get_object_or_404(DepartmentChange, pk=pk)
    try:
        withdraw(recorded, request.user, china_today())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(
            request, _("The reorganisation is withdrawn; from its day on the table says what it said before.")
        )
    return redirect("departments:change", pk)
