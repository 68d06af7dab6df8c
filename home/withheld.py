"""What of Wagtail's admin would show a department what is another's, or let it act there."""

from collections.abc import Callable, Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch
from wagtail.admin.auth import permission_denied
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.permissions import policy_registry

from cms.permissions import EXPLORING, visible_to
from column_assignments.people import sees_everything

# Addresses that lead to somebody's own pages over those of others: the pages on the way may be seen.
BROWSING = {"wagtailadmin_explore", "wagtailadmin_explore_results"}
CHOOSING = {"wagtailadmin_choose_page_child", "wagtailadmin_choose_page_chosen_multiple"}
# Where an address or a form says which pages it is about.
IN_THE_PATH = ("page_id", "pk", "parent_page_id", "page_to_move_id", "destination_id")
IN_THE_QUERY = ("id", "childOf")
IN_THE_FORM = ("new_parent_page", "chooser")


def withheld(request: HttpRequest) -> HttpResponse:
    """Page types usage names the last edited page of each type, drafts included, to everybody in the admin."""
    raise Http404


class ForeignPagesWithheld:
    """Refuses every address of the admin that names a page which its user has nothing to do with.

    Most of Wagtail's views ask for permission themselves. Some show a title before they do (bulk actions, copying,
    moving, the workflow's dialogs), or do not ask (the chooser), and versions to come may have more of the kind.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        """The refusal, or None for Wagtail's own view to answer."""
        match = request.resolver_match
        user = request.user
        if (
            not match
            or not is_about_pages(match)
            or user.is_superuser
            or not user.has_perm("wagtailadmin.access_admin")
        ):
            return None
        if match.view_name == "wagtailadmin_choose_page":
            return chooser_at_own_pages(request)
        if may_see(request, match, set(named_pages(request, kwargs))) and belong_together(kwargs):
            return None
        refusal: HttpResponse = permission_denied(request)
        return refusal


def is_about_pages(match: ResolverMatch) -> bool:
    """Whether an address of the admin names pages in its path, query or form."""
    name = match.view_name
    if name == "wagtail_bulk_action":
        return str(match.kwargs["model_name"]).lower() == "page"
    return name.startswith("wagtailadmin_pages:") or name in BROWSING | CHOOSING | {"wagtailadmin_choose_page"}


def named_pages(request: HttpRequest, kwargs: dict[str, Any]) -> Iterator[str]:
    """The keys of the pages that a request is about, as the browser wrote them; "all" is every page there is."""
    yield from (str(kwargs[name]) for name in IN_THE_PATH if name in kwargs)
    for name in IN_THE_QUERY:
        yield from request.GET.getlist(name)
    for name in IN_THE_FORM:
        yield from filter(None, request.POST.getlist(name))


def may_see(request: HttpRequest, match: ResolverMatch, keys: set[str]) -> bool:
    """Whether all named pages are the user's, wait for the user's review, or are on the way to the user's own."""
    if match.view_name in CHOOSING and sees_everything(request.user):
        return True
    if "all" in keys and "childOf" in request.GET:
        keys.discard("all")  # the children of a page of one's own
    if not all(key.isdecimal() and len(key) < 19 for key in keys):
        return False
    if match.view_name in BROWSING | CHOOSING:
        seen = visible_to(request.user)
    else:
        seen = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(request.user, EXPLORING)
    others = Page.objects.filter(pk__in=keys).exclude(pk__in=seen.values("pk"))
    return all(page.permissions_for_user(request.user).can_edit() for page in others)


def belong_together(kwargs: dict[str, Any]) -> bool:
    """Whether a step of a workflow is one of the page's: Wagtail asks for rights on the page and acts on the step."""
    page = str(kwargs.get("page_id", ""))
    step, workflow = kwargs.get("task_state_id"), kwargs.get("workflow_state_id")
    if step and not TaskState.objects.filter(pk=step, workflow_state__object_id=page).exists():
        return False
    return not workflow or WorkflowState.objects.filter(pk=workflow, object_id=page).exists()


def chooser_at_own_pages(request: HttpRequest) -> HttpResponse | None:
    """Opens the chooser where the user's own pages part, because it would name the page above all of a type."""
    if sees_everything(request.user):
        return None
    top = policy_registry.get_by_type(Page).explorable_root_instance(request.user)
    if top is None:
        return None
    address = redirect("wagtailadmin_choose_page_child", top.pk)
    address["Location"] += f"?{request.GET.urlencode()}"
    return address
