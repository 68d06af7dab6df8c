"""What the reviews change on Wagtail's own pages: the buttons, and words where the gate would refuse without any."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from cms.approval.acting import may_decide
from cms.approval.cases import case_of
from cms.approval.routes import route_of
from cms.approval.standing import standing_on
from cms.gate import digest, in_words, missing, missing_after_move, screen, serious_issues
from cms.models import Screening
from cms.screening.issues import Severity
from column_assignments.calendar import china_today

PUBLISH, SUBMIT = "action-publish", "action-submit"


class ReviewMenuItem(ActionMenuItem):
    """Leads a reviewer from the locked editor to the decision."""

    name = "action-review"
    icon_name = "clipboard-list"

    def __init__(self, label: str, page: Page) -> None:
        super().__init__(order=-1)
        self.label, self.page = label, page

    def get_url(self, parent_context: Any) -> str:
        return reverse("approval:review", args=(self.page.pk,))


def offer_what_passes(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Take away the buttons that the gate would refuse, and show a reviewer the way to the decision."""
    refused = refused_buttons(context)
    items[:] = [item for item in items if item.name not in refused]
    page = context.get("page")
    if page and page.pk and may_decide(case_of(page, china_today()), request.user):
        items.insert(0, ReviewMenuItem(_("Review"), page))


def refused_buttons(context: dict[str, Any]) -> set[str]:
    """Publish where reviews are missing; Submit where there is none to pass."""
    page, place = context.get("page"), context.get("parent_page")
    if page is not None and page.pk:
        steps = route_of(page, china_today()).steps
        lacks = bool(missing(page, china_today()))
    else:
        steps = route_of(place, china_today()).steps if place else ()
        lacks = bool(steps)
    return ({PUBLISH} if lacks else set()) | (set() if steps else {SUBMIT})


def tell_warnings(request: HttpRequest, page: Page) -> None:
    """Show what screening found and let pass, to whoever has just submitted or published."""
    if not {PUBLISH, SUBMIT, "action-restart-workflow"} & set(request.POST):
        return
    screening = Screening.objects.filter(content=digest(page)).first()
    for issue in screening.issues if screening else ():
        if issue["severity"] != Severity.SERIOUS:
            messages.warning(request, in_words(issue))


def before_move(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Say why a live text may not move."""
    reasons = missing_after_move(page, page.get_parent(), destination) if request.method == "POST" else []
    return told(request, reasons, reverse("wagtailadmin_explore", args=(page.get_parent().pk,)))


def before_bulk(request: HttpRequest, action_type: str, pages: Iterable[Any], action: Any) -> HttpResponse | None:
    """Say of each page why it may not be published, or moved: all or none."""
    if action.model is not Page:
        return None
    data = action.cleaned_form.cleaned_data if action.cleaned_form else {}
    if action_type == "publish":
        reasons = list(against_bulk_publishing(pages, data.get("include_descendants", False)))
    elif action_type == "move" and data.get("chooser"):
        reasons = [row for page in pages for row in missing_after_move(page, page.get_parent(), data["chooser"])]
    else:
        return None
    return told(request, reasons, action.next_url)


def against_bulk_publishing(pages: Iterable[Page], with_descendants: bool) -> Iterator[str]:
    """What stands against each page, in words."""
    for page in pages:
        below = page.get_descendants().not_live() if with_descendants else []
        for each in (page, *below):
            text = each.get_latest_revision_as_object()
            for reason in missing(text, china_today()) or unfit(text):
                yield f"{text.title}: {reason}"


def unfit(text: Page) -> list[str]:
    """What screening has against the text, in words."""
    content = digest(text)
    standing = standing_on(content)
    if text.alias_of_id or standing.is_entered or standing.is_overridden:
        return []
    return serious_issues(screen(text, content))


def told(request: HttpRequest, reasons: list[str], url: str) -> HttpResponse | None:
    """Back to `url` with the reasons as messages; None without any."""
    for reason in reasons:
        messages.error(request, reason)
    return redirect(url) if reasons else None


def record_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """The way to the record of a page, from its own header."""
    if page.permissions_for_user(user).can_edit():
        url = reverse("approval:record", args=(page.pk,))
        yield Button(_("Record of the reviews"), url, icon_name="clipboard-list", priority=66)
