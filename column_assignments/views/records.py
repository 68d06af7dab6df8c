"""The record of a column: reviews, events that oblige publication, exemptions; and the office's decisions on these."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from column_assignments.calendar import china_today
from column_assignments.duties import DutyKind
from column_assignments.forms import DatedForm, DecisionForm, EventForm, ExemptionForm, PublicationForm, ReviewForm
from column_assignments.models import Column, Event, Exemption, Review
from column_assignments.obligations import duties_in_force
from column_assignments.people import OFFICE, is_in
from column_assignments.recording import assignment_of, may_look, may_record
from column_assignments.views.guard import for_office, for_overseers

REVIEWED = {DutyKind.REVIEW, DutyKind.FUNCTION}


def column_record(request: HttpRequest, pk: int) -> HttpResponse:
    """What is owed in a column and what was put on record about it."""
    column = get_object_or_404(Column.objects.select_related("portal"), pk=pk)
    if not may_look(request.user, column, china_today()):
        raise PermissionDenied
    return show(request, column)


def show(request: HttpRequest, column: Column, status: int = 200, **bound: DatedForm) -> HttpResponse:
    """The page, with `bound` forms in place of empty ones where something was wrong."""
    today = china_today()
    duty = next((duty for duty in duties_in_force(column.portal, today) if duty.column == column.path), None)
    context: dict[str, Any] = {
        "column": column,
        "duty": duty,
        "assignment": assignment_of(column, today),
        "may_record": duty is not None and may_record(request.user, column, today),
        "is_reviewed": duty is not None and duty.rule.kind in REVIEWED,
        "has_events": duty is not None and duty.rule.kind is DutyKind.EVENT,
        "reviews": column.reviews.select_related("by")[:20],
        "events": column.events.select_related("registered_by")[:50],
        "exemptions": column.exemptions.select_related("reported_by", "decided_by")[:20],
        "review_form": ReviewForm(today=today, initial={"reviewed_on": today}),
        "event_form": EventForm(today=today, initial={"happened_on": today}),
        "publication_form": PublicationForm(today=today, initial={"published_on": today}),
        "exemption_form": ExemptionForm(today=today, initial={"first_day": today}),
    }
    return render(request, "column_assignments/column_record.html", context | bound, status=status)


def recordable(request: HttpRequest, pk: int) -> Column:
    """The column, for people who may put something on its record and while a duty binds it."""
    column = get_object_or_404(Column.objects.select_related("portal"), pk=pk)
    if not may_record(request.user, column, china_today()):
        raise PermissionDenied
    return column


def record(request: HttpRequest, column: Column, name: str, form: DatedForm) -> HttpResponse:
    """Store what a form says, or show the page with its mistakes."""
    if not form.is_valid():
        return show(request, column, status=400, **{name: form})
    form.save()
    messages.success(request, _("Put on record."))
    return redirect("records:column", column.pk)


@require_POST
def review(request: HttpRequest, pk: int) -> HttpResponse:
    column = recordable(request, pk)
    known = Review(column=column, by_id=request.user.pk)
    return record(request, column, "review_form", ReviewForm(request.POST, instance=known, today=china_today()))


@require_POST
def register_event(request: HttpRequest, pk: int) -> HttpResponse:
    column = recordable(request, pk)
    known = Event(column=column, registered_by_id=request.user.pk)
    return record(request, column, "event_form", EventForm(request.POST, instance=known, today=china_today()))


@require_POST
def note_publication(request: HttpRequest, pk: int) -> HttpResponse:
    event = get_object_or_404(Event, pk=pk, published_on=None)
    column = recordable(request, event.column_id)
    event.published_noted_by_id = request.user.pk
    return record(
        request, column, "publication_form", PublicationForm(request.POST, instance=event, today=china_today())
    )


@require_POST
def report_exemption(request: HttpRequest, pk: int) -> HttpResponse:
    column = recordable(request, pk)
    known = Exemption(column=column, reported_by_id=request.user.pk, reported_at=timezone.now())
    return record(request, column, "exemption_form", ExemptionForm(request.POST, instance=known, today=china_today()))


@for_overseers
def exemptions(request: HttpRequest) -> HttpResponse:
    """All reports, those that wait first."""
    rows = Exemption.objects.select_related("column__portal", "reported_by", "decided_by").order_by("-reported_at")
    waiting = rows.filter(state=Exemption.State.REPORTED)
    decided = rows.exclude(state=Exemption.State.REPORTED)[:100]
    context = {"waiting": waiting, "decided": decided, "decide": is_in(request.user, OFFICE)}
    return render(request, "column_assignments/exemptions.html", context)


@require_POST
@for_office
def decide_exemption(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or refuse a report, once, with a reason. Nobody decides what they reported."""
    form = DecisionForm(request.POST)
    with transaction.atomic():
        exemption = get_object_or_404(Exemption.objects.select_for_update(), pk=pk, state=Exemption.State.REPORTED)
        if exemption.reported_by_id == request.user.pk:
            messages.error(request, _("Nobody decides what they reported themselves."))
        elif not form.is_valid():
            messages.error(request, _("Give a reason."))
        else:
            accepted = form.cleaned_data["accepted"]
            exemption.state = Exemption.State.ACCEPTED if accepted else Exemption.State.REFUSED
            exemption.decided_by_id, exemption.decided_at = request.user.pk, timezone.now()
            exemption.decision = form.cleaned_data["decision"]
            exemption.save()
            messages.success(request, _("Put on record."))
    return redirect("records:exemptions")


urlpatterns = [
    path("columns/<int:pk>/", column_record, name="column"),
    path("columns/<int:pk>/review/", review, name="review"),
    path("columns/<int:pk>/event/", register_event, name="event"),
    path("columns/<int:pk>/exemption/", report_exemption, name="exemption"),
    path("events/<int:pk>/publication/", note_publication, name="publication"),
    path("exemptions/", exemptions, name="exemptions"),
    path("exemptions/<int:pk>/decision/", decide_exemption, name="decide"),
]
