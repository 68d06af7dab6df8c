"""The table's data in the admin, for the office: columns and their classes, departments, update rules, the rows."""

from django.urls import include, path
from django.urls.resolvers import URLResolver
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from column_assignments.models import Assignment, Column, Department, UpdateRule
from column_assignments.views import departments, records, table


class AssignmentViewSet(SnippetViewSet):
    """The rows of all versions of the table. They change by import alone."""

    model = Assignment
    icon = "list-ul"
    list_display = ["column", "frequency", "table"]
    list_filter = ["table"]
    inspect_view_enabled = True


class ColumnViewSet(SnippetViewSet):
    """A column's class decides its update rule; the name and the place in the tree come from the table."""

    model = Column
    icon = "folder-open-inverse"
    list_display = ["path", "portal", "column_class", "url"]
    list_filter = ["portal", "column_class"]
    panels = [FieldPanel("path", read_only=True), FieldPanel("column_class"), FieldPanel("url")]


class DepartmentViewSet(SnippetViewSet):
    """Kinds and members of departments."""

    model = Department
    icon = "group"
    list_display = ["name", "kind"]
    list_filter = ["kind"]
    panels = [FieldPanel("name"), FieldPanel("kind"), FieldPanel("members")]


class UpdateRuleViewSet(SnippetViewSet):
    """The numbers by which columns are judged."""

    model = UpdateRule
    icon = "time"
    list_display = ["label", "column_class", "kind", "warn", "overdue", "confirmed"]
    list_filter = ["kind", "column_class", "confirmed"]
    list_per_page = 100


class TableViewSetGroup(SnippetViewSetGroup):
    """All of it under one item of the menu."""

    menu_label = _("Responsibilities")
    menu_icon = "list-ul"
    menu_order = 120
    items = [AssignmentViewSet, ColumnViewSet, DepartmentViewSet, UpdateRuleViewSet]


register_snippet(TableViewSetGroup)


@hooks.register("register_admin_urls")
def duty_urls() -> list[URLResolver]:
    return [
        path("table/", include((table.urlpatterns, "table"))),
        path("departments/", include((departments.urlpatterns, "departments"))),
        path("records/", include((records.urlpatterns, "records"))),
    ]
