"""Where the CMS hangs on to Wagtail's admin."""

from django.urls import include, path
from django.urls.resolvers import URLResolver
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

import cms.screening.admin  # noqa: F401 — registers the word list and the duty phones
from cms import scheduling_views
from cms.approval import views
from cms.approval.admin import before_bulk, before_move, offer_what_passes, record_button, tell_warnings
from cms.choosing import leave_out_foreign
from cms.files import serve_what_is_shown
from cms.models import StepDeadline

hooks.register("before_serve_document", serve_what_is_shown)
hooks.register("construct_page_chooser_queryset", leave_out_foreign)
hooks.register("construct_page_action_menu", offer_what_passes)
hooks.register("after_create_page", tell_warnings)
hooks.register("after_edit_page", tell_warnings)
hooks.register("before_move_page", before_move)
hooks.register("before_bulk_action", before_bulk)
hooks.register("register_page_header_buttons", record_button)


@hooks.register("register_admin_urls")
def approval_urls() -> list[URLResolver]:
    urls = [*views.urls, *scheduling_views.urls]
    return [path("approval/", include((urls, "approval")))]


class StepDeadlineViewSet(SnippetViewSet):
    """The office's deadlines of the three steps. There are always three."""

    model = StepDeadline
    icon = "time"
    menu_label = _("Deadlines of reviews")
    list_display = ("step", "deadline", "remind")
    add_to_settings_menu = True
    copy_view_enabled = False
    panels = (FieldPanel("deadline"), FieldPanel("remind"))


register_snippet(StepDeadlineViewSet)
