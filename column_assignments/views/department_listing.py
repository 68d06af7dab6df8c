"""Departments as the office lists and edits them."""

from functools import partial

from django.db.models import Count, Q, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from column_assignments.department_forms import DepartmentForm
from column_assignments.models import Department
from column_assignments.models.departments import POSTS
from column_assignments.people import NEEDED_POSTS, with_holders, works_for


def holder(post: str, department: Department) -> str:
    """Who holds the post, or what is wrong with it."""
    user = getattr(department, post)
    if user is not None:
        return str(user) if works_for(user, department) else _("%(person)s (left)") % {"person": user}
    needs_it = department.kind != Department.Kind.COLLECTIVE and department.ended_on is None and post in NEEDED_POSTS
    return _("not filled") if needs_it else "—"


def people_url(department: Department) -> str:
    return reverse("departments:people", args=[department.pk])


class DepartmentViewSet(SnippetViewSet):
    """Departments with their posts and, for a collective, its members."""

    model = Department
    icon = "group"
    list_display = [
        "name",
        "kind",
        TitleColumn("people", label=gettext_lazy("people"), accessor="people_total", get_url=people_url),
        *(Column(post, label=POSTS[post], accessor=partial(holder, post)) for post in POSTS),
        "ended_on",
    ]
    list_filter = ["kind"]
    list_per_page = 100
    ordering = ["pk"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("kind"),
            MultiFieldPanel([FieldPanel(post) for post in POSTS], heading=gettext_lazy("posts")),
            FieldPanel("members", widget=CheckboxSelectMultiple),
            FieldPanel("ended_on", read_only=True),
        ],
        base_form_class=DepartmentForm,
    )

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Department]":
        people = Count("people", filter=Q(people__user__is_active=True))
        return with_holders(Department.objects.annotate(people_total=people))
