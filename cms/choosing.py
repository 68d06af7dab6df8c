"""The page chooser shows people the pages of their own columns; links to others are made by pasting the address."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.chooser import ExternalLinkView
from wagtail.models import Page

from cms.permissions import visible_to
from column_assignments.people import sees_everything


def leave_out_foreign(pages: "QuerySet[Page]", request: HttpRequest) -> "QuerySet[Page]":
    """What the chooser may list: titles of drafts are as confidential as the drafts."""
    if sees_everything(request.user):
        return pages
    return pages & visible_to(request.user)


class PastedLinkView(ExternalLinkView):
    """Wagtail takes the address of a live page for the page, which is wanted, and answers with its title as drafted."""

    def render_chosen_response(self, result: dict[str, Any]) -> HttpResponse:
        if "adminTitle" in result:
            result["adminTitle"] = Page.objects.values_list("title", flat=True).get(pk=result["id"])
        answer: HttpResponse = super().render_chosen_response(result)
        return answer


pasted_link = require_admin_access(PastedLinkView.as_view())
