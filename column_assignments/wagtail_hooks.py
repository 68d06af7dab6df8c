"""The table's data in the admin, for the office: columns and their classes, departments, update rules, the rows."""

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from django.urls.resolvers import URLResolver
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from column_assignments.models import Column, UpdateRule
from column_assignments.people import OFFICE, is_in, sees_everything
from column_assignments.views import departments, records, table
from column_assignments.views.department_listing import DepartmentViewSet


class TableMenuItem(MenuItem):
    """The way to the table, for those who look at all departments."""

    def is_shown(self, request: HttpRequest) -> bool:
        return sees_everything(request.user)


class OfficeMenuItem(MenuItem):
    """The way to what the office alone decides."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_in(request.user, OFFICE)


class ColumnViewSet(SnippetViewSet):
    """The columns that any version of a table names. What they are is said by the table in force, which they follow."""

    model = Column
    icon = "folder-open-inverse"
    list_display = ["path", "portal", "column_class", "url"]
    list_filter = ["portal", "column_class"]
    panels = [
        HelpPanel(_("Class and list page follow the table in force: edit the column's row there.")),
        FieldPanel("path", read_only=True),
        FieldPanel("column_class", read_only=True),
        FieldPanel("url", read_only=True),
    ]


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
    items = [ColumnViewSet, DepartmentViewSet, UpdateRuleViewSet]

    def get_submenu_items(self) -> list[MenuItem]:
        table_item = TableMenuItem(_("Responsibility table"), reverse_lazy("table:index"), icon_name="list-ul", order=0)
        coverage = TableMenuItem(_("Coverage"), reverse_lazy("departments:coverage"), icon_name="warning", order=5)
        changes = OfficeMenuItem(_("Reorganisations"), reverse_lazy("departments:changes"), icon_name="group", order=6)
        return [table_item, coverage, changes, *super().get_submenu_items()]


register_snippet(TableViewSetGroup)


@hooks.register("register_admin_urls")
def duty_urls() -> list[URLResolver]:
    return [
        path("table/", include((table.urlpatterns, "table"))),
        path("departments/", include((departments.urlpatterns, "departments"))),
        path("records/", include((records.urlpatterns, "records"))),
    ]
