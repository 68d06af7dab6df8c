"""The three desks as the first page of the admin."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path
from django.urls.resolvers import URLResolver
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel

from column_assignments.calendar import CHINA
from column_assignments.people import INSPECTORS, OFFICE, department_of, is_in
from home.desks import views
from home.desks.editor import editor_desk
from home.desks.inspector import inspector_desk
from home.desks.office import office_desk


class Desk(Component):
    """One desk as a panel of the first page."""

    order = 10

    def __init__(self, template_name: str, context: dict[str, Any]) -> None:
        self.template_name = template_name
        self.context = context

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {**self.context, "request": parent_context["request"]}


def desks_for(user: Any, now: dt.datetime) -> list[Desk]:
    """The desks that somebody sits at; usually one."""
    desks = []
    day = now.astimezone(CHINA).date()
    if department := department_of(user):
        desks.append(Desk("home/desks/editor.html", editor_desk(user, department, now, day)))
    if is_in(user, INSPECTORS):
        desks.append(Desk("home/desks/inspector.html", inspector_desk(user, day)))
    if is_in(user, OFFICE):
        desks.append(Desk("home/desks/office.html", office_desk(user, now, day)))
    return desks


@hooks.register("construct_homepage_panels")
def put_desks_first(request: HttpRequest, panels: list[Any]) -> None:
    """The desks take the place of Wagtail's list of what waits for a review: they know the deadlines."""
    kept = [panel for panel in panels if not isinstance(panel, WorkflowObjectsToModeratePanel)]
    panels[:] = [*desks_for(request.user, timezone.now()), *kept]


# Late, because Wagtail adds its own by the same hook.
@hooks.register("construct_homepage_summary_items", order=1000)
def leave_out_counts(request: HttpRequest, items: list[Any]) -> None:
    """How many pages and images there are says nothing about what is owed."""
    items.clear()


@hooks.register("construct_reports_menu")
def leave_out_withheld(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name != "page-types-usage"]


@hooks.register("insert_global_admin_css")
def desk_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("home/desks.css"))


@hooks.register("register_admin_urls")
def assessment_urls() -> list[URLResolver]:
    urls = [
        path("<str:quarter>/", views.score_sheets, name="sheets"),
        path("<str:quarter>/workbook/", views.workbook, name="workbook"),
    ]
    return [path("assessments/", include((urls, "assessments")))]
