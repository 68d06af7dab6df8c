"""What the office edits for screening: the word list and the duty phones."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.models import DutyPhone, WatchedWord


class WatchedWordViewSet(SnippetViewSet):
    """The word list (词表)."""

    model = WatchedWord
    icon = "warning"
    list_display = ["word", "kind", "instead", "note"]
    list_filter = ["kind"]
    list_per_page = 100
    search_fields = ["word", "instead", "note"]
    search_backend_name = None
    panels = [FieldPanel("word"), FieldPanel("kind"), FieldPanel("instead"), FieldPanel("note")]


class DutyPhoneViewSet(SnippetViewSet):
    """Mobile numbers that may be published."""

    model = DutyPhone
    icon = "mobile-alt"
    list_display = ["number", "whose"]
    search_fields = ["number", "whose"]
    search_backend_name = None
    panels = [FieldPanel("number"), FieldPanel("whose")]


class ScreeningViewSetGroup(SnippetViewSetGroup):
    """Both under one item of the menu."""

    menu_label = _("Screening")
    menu_icon = "warning"
    menu_order = 130
    items = [WatchedWordViewSet, DutyPhoneViewSet]


register_snippet(ScreeningViewSetGroup)
