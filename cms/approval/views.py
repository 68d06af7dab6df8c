"""The pages of the reviews: decide, read the record, override a screening. None of them needs a script."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.approval import acting, starting
from cms.approval.cases import Case, case_of
from cms.approval.forms import OverrideForm, form_for
from cms.gate import NotCleared, digest, in_words, missing
from cms.models import Decision, Screening
from column_assignments.calendar import china_today
from column_assignments.people import OFFICE, is_in, sees_everything


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The text that waits for this reviewer, what was found and decided, and the forms to decide."""
    page = get_object_or_404(Page, pk=pk)
    case = case_of(page, china_today())
    if case is None or not acting.may_decide(case, request.user):
        raise PermissionDenied
    for reason in refused_elsewhere(request):
        messages.error(request, reason)
    forms = bound_forms(request, case, page)
    chosen = forms.get(request.POST.get("action", ""))
    if chosen is not None and chosen["form"].is_valid() and carried_out(request, case, chosen):
        return redirect("wagtailadmin_home")
    context = context_of(page, request.user) | {"case": case, "forms": forms.values(), "step": case.state.task.name}
    return render(request, "cms/review.html", context)


def refused_elsewhere(request: HttpRequest) -> list[str]:
    """Why Wagtail's own dialogue, which cannot say it, led here. Signed: nobody lends the page words."""
    if request.method == "POST":
        return []
    try:
        reasons: list[str] = signing.loads(request.GET.get("refused", ""), salt=starting.REFUSED, max_age=60)
    except signing.BadSignature:
        return []
    return reasons


def bound_forms(request: HttpRequest, case: Case, page: Page) -> dict[str, dict[str, Any]]:
    """By action: its name, title and form, filled in where it was sent."""
    data = request.POST if request.method == "POST" else None
    return {
        name: {
            "name": name,
            "title": title,
            "form": form_for(case.step, name)(
                data if data and data.get("action") == name else None, auto_id=f"id_{name}_%s"
            ),
        }
        for name, title, _has_form in case.state.task.specific.get_actions(page, request.user)
    }


def carried_out(request: HttpRequest, case: Case, chosen: dict[str, Any]) -> bool:
    """Do what was chosen; why not, as messages."""
    try:
        starting.perform(case.state, request.user, chosen["name"], **chosen["form"].cleaned_data)
    except NotCleared as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        return False
    messages.success(request, _("Your decision on “%(title)s” is recorded.") % {"title": case.page.draft_title})
    return True


def context_of(page: Page, user: Any) -> dict[str, Any]:
    """What is on record about a page."""
    screenings = list(Screening.objects.filter(page=page).select_related("by")[:50])
    return {
        "page": page,
        "decisions": Decision.objects.filter(page=page).reverse(),
        "screenings": [(row, [(issue, in_words(issue)) for issue in row.issues]) for row in screenings],
        "may_edit": page.permissions_for_user(user).can_edit(),
        "may_override": is_in(user, OFFICE),
    }


def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that was decided and found, for those who write, review or look at all departments."""
    page = get_object_or_404(Page, pk=pk)
    context = context_of(page, request.user)
    if not (context["may_edit"] or sees_everything(request.user)):
        raise PermissionDenied
    text = page.get_latest_revision_as_object()
    context |= {"missing": missing(text, china_today()) if not text.alias_of_id else [], "text": digest(text)}
    return render(request, "cms/record.html", context)


def override(request: HttpRequest, pk: int) -> HttpResponse:
    """The office's form to let a text pass in spite of serious issues."""
    if not is_in(request.user, OFFICE):
        raise PermissionDenied
    page = get_object_or_404(Page, pk=pk).get_latest_revision_as_object()
    form = OverrideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acting.override(page, request.user, form.cleaned_data["reason"], timezone.now())
        except NotCleared as refusal:
            form.add_error(None, refusal.reasons[0])
        else:
            messages.success(request, _("The screening of “%(title)s” is overridden.") % {"title": page.title})
            return redirect("approval:record", pk)
    return render(request, "cms/override.html", context_of(page, request.user) | {"form": form})


urls = [
    path("review/<int:pk>/", review, name="review"),
    path("record/<int:pk>/", record, name="record"),
    path("override/<int:pk>/", override, name="override"),
]
