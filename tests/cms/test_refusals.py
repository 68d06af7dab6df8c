"""Nobody reads, changes or moves what is another department's, by whichever address of the admin they try.

Every address that Wagtail offers is named here, so that one which a new version brings makes a test fail.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.documents.models import Document
from wagtail.models import GroupApprovalTask, Page, Revision, TaskState, Workflow, WorkflowTask

from cms.models import ArticlePage, ColumnPage, RequestPage
from cms.rights import GROUP_PREFIX
from home.models import HomePage
from tests.cms.pages import MORNING, article, column_page, form
from tests.cms.reviewing import needs, state_of, submitted
from tests.conftest import OWN_COLUMN, SignIn
from tests.people import OWNER

# Where the strangers of the foreign department write.
THEIR_COLUMN = "政务公开/政策解读"
TITLE, TEXT = "尚未公开的任命", "尚未公开的正文"
STRANGERS = ("foreigner", "foreign_reviewer", "inspector", "office", "anonymous")
BULK = ("publish", "unpublish", "delete", "move")
API_ACTIONS = (
    "convert_alias",
    "copy",
    "copy_for_translation",
    "create_alias",
    "delete",
    "move",
    "publish",
    "revert_to_page_revision",
    "unpublish",
)


@dataclass(frozen=True)
class Held:
    """What is the owner's: a draft under review, whose text links to a document, and the page of a new sub-column."""

    page: ArticlePage
    section: ColumnPage
    document: Document
    task_state: TaskState

    @property
    def revisions(self) -> tuple[int, int]:
        first, last = self.page.revisions.order_by("pk").values_list("pk", flat=True)[:2]
        return first, last


@pytest.fixture
def held(db: None) -> Held:
    document = Document.objects.create(title="附件", file=ContentFile(b"%PDF-1.4", name="fu-jian.pdf"))
    owner = get_user_model().objects.get(username="owner")
    section = ColumnPage(title=TITLE, live=False)
    column_page(OWN_COLUMN).add_child(instance=section)
    page = ArticlePage(
        title=TITLE,
        live=False,
        owner=owner,
        published_at=MORNING,
        source="厅人事处",
        body=f'<p>{TEXT}<a linktype="document" id="{document.pk}">附件</a></p>',
    )
    column_page(OWN_COLUMN).add_child(instance=page)
    page.save_revision(user=owner, log_action=True)
    page.save_revision(user=owner, log_action=True)
    return Held(page, section, document, under_review(page, owner))


def under_review(page: Page, by: Any) -> TaskState:
    """The first step of a review of `page`, which waits for anybody of the owner's department."""
    task = GroupApprovalTask.objects.create(name="审核")
    task.groups.add(Group.objects.get(name=f"{GROUP_PREFIX}{OWNER}"))
    workflow = Workflow.objects.create(name="三审")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    state: TaskState = workflow.start(page, by).current_task_state
    return state


# Each address about one page, and what it takes besides.
ONE_PAGE: dict[str, Callable[[Held], tuple[Any, ...]]] = {
    "add": lambda held: ("cms", "articlepage", column_page(OWN_COLUMN).pk),
    "preview_on_add": lambda held: ("cms", "articlepage", column_page(OWN_COLUMN).pk),
    "usage": lambda held: (held.page.pk,),
    "edit": lambda held: (held.page.pk,),
    "preview_on_edit": lambda held: (held.page.pk,),
    "view_draft": lambda held: (held.page.pk,),
    "add_subpage": lambda held: (column_page(OWN_COLUMN).pk,),
    "delete": lambda held: (held.page.pk,),
    "unpublish": lambda held: (held.page.pk,),
    "convert_alias": lambda held: (held.page.pk,),
    "move": lambda held: (held.page.pk,),
    "move_confirm": lambda held: (held.page.pk, column_page(THEIR_COLUMN).pk),
    "set_page_position": lambda held: (held.page.pk,),
    "copy": lambda held: (held.page.pk,),
    "workflow_action": lambda held: (held.page.pk, "approve", held.task_state.pk),
    "collect_workflow_action_data": lambda held: (held.page.pk, "reject", held.task_state.pk),
    "confirm_workflow_cancellation": lambda held: (held.page.pk,),
    "workflow_preview": lambda held: (held.page.pk, held.task_state.task_id),
    "set_privacy": lambda held: (held.page.pk,),
    "lock": lambda held: (held.page.pk,),
    "unlock": lambda held: (held.page.pk,),
    "revisions_index": lambda held: (held.page.pk,),
    "revisions_view": lambda held: (held.page.pk, held.revisions[0]),
    "revisions_revert": lambda held: (held.page.pk, held.revisions[0]),
    "revisions_unschedule": lambda held: (held.page.pk, held.revisions[0]),
    "revisions_compare": lambda held: (held.page.pk, *held.revisions),
    "workflow_history": lambda held: (held.page.pk,),
    "workflow_history_detail": lambda held: (held.page.pk, held.task_state.workflow_state_id),
    "history": lambda held: (held.page.pk,),
    "history_results": lambda held: (held.page.pk,),
}
# What the owner is not let into either: it asks for a right that nobody has, or the page is not in that state.
NOT_EVEN_THE_OWNER = {
    "convert_alias",
    "lock",
    "move_confirm",
    "set_page_position",
    "unlock",
    "unpublish",
    "revisions_index",  # leads on to the history
    "revisions_unschedule",
}
# Each address that lists pages, or finds them, and where in it somebody would look for the draft.
LISTS: dict[str, Callable[[Held], str]] = {
    "wagtailadmin_home": lambda held: reverse("wagtailadmin_home"),
    "wagtailadmin_explore_root": lambda held: reverse("wagtailadmin_explore_root") + f"?q={TITLE[:4]}&search_all=1",
    "wagtailadmin_explore": lambda held: reverse("wagtailadmin_explore", args=(column_page(OWN_COLUMN).pk,)),
    "wagtailadmin_explore_results": lambda held: reverse(
        "wagtailadmin_explore_results", args=(column_page(OWN_COLUMN).pk,)
    ),
    "wagtailadmin_pages:search": lambda held: reverse("wagtailadmin_pages:search") + f"?q={TITLE[:4]}",
    "wagtailadmin_pages:search_results": lambda held: reverse("wagtailadmin_pages:search_results") + f"?q={TITLE[:4]}",
    "wagtailadmin_pages:type_use": lambda held: reverse("wagtailadmin_pages:type_use", args=("cms", "articlepage")),
    "wagtailadmin_pages:type_use_results": lambda held: reverse(
        "wagtailadmin_pages:type_use_results", args=("cms", "articlepage")
    ),
    "wagtailadmin_pages:choose_parent": lambda held: reverse(
        "wagtailadmin_pages:choose_parent", args=("cms", "articlepage")
    ),
    "wagtailadmin_choose_page": lambda held: reverse("wagtailadmin_choose_page") + "?page_type=cms.ArticlePage",
    "wagtailadmin_choose_page_child": lambda held: reverse(
        "wagtailadmin_choose_page_child", args=(column_page(OWN_COLUMN).pk,)
    ),
    "wagtailadmin_choose_page_search": lambda held: reverse("wagtailadmin_choose_page_search") + f"?q={TITLE[:4]}",
    "wagtailadmin_choose_page_chosen_multiple": lambda held: (
        reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={held.page.pk}"
    ),
    "wagtailadmin_api:pages:listing": lambda held: reverse("wagtailadmin_api:pages:listing") + "?order=-id",
    "wagtailadmin_api:pages:detail": lambda held: reverse("wagtailadmin_api:pages:detail", args=(held.page.pk,)),
    "wagtailadmin_api:pages:find": lambda held: reverse("wagtailadmin_api:pages:find") + f"?id={held.page.pk}",
    "wagtailadmin_reports:locked_pages": lambda held: reverse("wagtailadmin_reports:locked_pages"),
    "wagtailadmin_reports:locked_pages_results": lambda held: reverse("wagtailadmin_reports:locked_pages_results"),
    "wagtailadmin_reports:workflow": lambda held: reverse("wagtailadmin_reports:workflow"),
    "wagtailadmin_reports:workflow_results": lambda held: reverse("wagtailadmin_reports:workflow_results"),
    "wagtailadmin_reports:workflow_tasks": lambda held: reverse("wagtailadmin_reports:workflow_tasks") + "?export=csv",
    "wagtailadmin_reports:workflow_tasks_results": lambda held: reverse("wagtailadmin_reports:workflow_tasks_results"),
    "wagtailadmin_reports:site_history": lambda held: reverse("wagtailadmin_reports:site_history") + "?export=csv",
    "wagtailadmin_reports:site_history_results": lambda held: reverse("wagtailadmin_reports:site_history_results"),
    "wagtailadmin_reports:aging_pages": lambda held: reverse("wagtailadmin_reports:aging_pages") + "?export=csv",
    "wagtailadmin_reports:aging_pages_results": lambda held: reverse("wagtailadmin_reports:aging_pages_results"),
    "wagtailadmin_reports:page_types_usage": lambda held: "/admin/reports/page-types-usage/",
    "wagtailadmin_reports:page_types_usage_results": lambda held: "/admin/reports/page-types-usage/results/",
    "wagtaildocs:document_usage": lambda held: reverse("wagtaildocs:document_usage", args=(held.document.pk,)),
}
# Lists that show the draft to its owner's department, so that its absence for others means something.
SHOWN_TO_THE_OWNER = (
    "wagtailadmin_explore",
    "wagtailadmin_explore_results",
    "wagtailadmin_pages:search",
    "wagtailadmin_pages:search_results",
    "wagtailadmin_pages:type_use",
    "wagtailadmin_choose_page_child",
    "wagtailadmin_choose_page_search",
    "wagtailadmin_choose_page_chosen_multiple",
    "wagtailadmin_api:pages:listing",
    "wagtailadmin_api:pages:detail",
    "wagtailadmin_reports:workflow",
    "wagtailadmin_reports:workflow_tasks",
    "wagtailadmin_reports:site_history",
)
# Tested below in their own way.
BY_THEMSELVES = {
    "wagtail_bulk_action",
    "wagtailadmin_api:pages:action",
    "wagtailadmin_editing_sessions:ping",
    "wagtailadmin_choose_page_external_link",
}
# Neither lists pages nor takes one.
NOT_ABOUT_PAGES = {
    "wagtailadmin_account",
    "wagtailadmin_block_preview",
    "wagtailadmin_choose_page_anchor_link",
    "wagtailadmin_choose_page_email_link",
    "wagtailadmin_choose_page_phone_link",
    "wagtailadmin_dismissibles",
    "wagtailadmin_editing_sessions:release",
    "wagtailadmin_error_test",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_complete",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_sprite",
    "wagtailadmin_tag_autocomplete",
    "wagtailadmin_tag_model_autocomplete",
}
# Whole parts of the admin that are not about pages, or only for those who may change workflows and sites.
OTHER_PARTS = (
    "wagtailadmin_api:documents:",
    "wagtailadmin_api:images:",
    "wagtailadmin_collections:",
    "wagtailadmin_workflows:",
    "wagtaildocs",
    "wagtailembeds:",
    "wagtailimages",
    "wagtaillocales:",
    "wagtailsettings:",
    "wagtailsites:",
    "wagtailsnippetchoosers_",
    "wagtailsnippets",
    "wagtailusers_",
)


def wagtails_names(resolver: Any, before: str = "") -> Iterator[str]:
    """The names of all addresses of Wagtail's admin, with their namespaces."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from wagtails_names(entry, f"{before}{entry.namespace}:" if entry.namespace else before)
        elif isinstance(entry, URLPattern) and (before or entry.name or "").startswith("wagtail"):
            yield f"{before}{entry.name}"


def test_every_address_of_the_admin_is_classified() -> None:
    known = {f"wagtailadmin_pages:{name}" for name in ONE_PAGE} | LISTS.keys() | BY_THEMSELVES | NOT_ABOUT_PAGES
    names = set(wagtails_names(get_resolver()))
    public = {"wagtail_serve", "wagtaildocs_serve", "wagtaildocs_authenticate_with_password", "wagtailcore_login"}
    unknown = {
        name
        for name in names - known - public
        if not name.startswith(OTHER_PARTS) and not name.startswith("wagtailcore_authenticate")
    }
    assert unknown == set()
    assert known <= names  # nothing is tested that is no longer there


def everything() -> list[Any]:
    """What a stranger must not change."""
    fields = ("pk", "path", "title", "draft_title", "live", "locked", "latest_revision", "has_unpublished_changes")
    return [
        list(Page.objects.order_by("pk").values_list(*fields)),
        Revision.objects.count(),
        list(TaskState.objects.order_by("pk").values_list("pk", "status")),
    ]


def keeps_quiet(answer: Any) -> bool:
    """Whether nothing of the draft stands in an answer, or in the message that waits for the next page."""
    read = b"".join(answer).decode(errors="replace")
    read += " ".join(str(message) for message in get_messages(answer.wsgi_request))
    return not any(secret in read or json.dumps(secret).strip('"') in read for secret in (TITLE, TEXT))


@pytest.mark.parametrize("view", ONE_PAGE)
def test_a_strangers_page_is_out_of_reach(held: Held, sign_in: SignIn, view: str) -> None:
    url, before = reverse(f"wagtailadmin_pages:{view}", args=ONE_PAGE[view](held)), everything()
    wishes = form(title="篡改", new_title="篡改", new_slug="x", new_parent_page=str(column_page(THEIR_COLUMN).pk))
    for name in STRANGERS:
        client = sign_in(name)
        for answer in (client.get(url), client.post(url, wishes), client.post(url, wishes | {"action-publish": ""})):
            assert answer.status_code in (302, 403, 404, 405), name
            assert keeps_quiet(answer), name
        assert everything() == before, name


@pytest.mark.parametrize("view", [view for view in ONE_PAGE if view not in NOT_EVEN_THE_OWNER])
def test_the_owners_department_is_let_in(held: Held, sign_in: SignIn, view: str) -> None:
    url = reverse(f"wagtailadmin_pages:{view}", args=ONE_PAGE[view](held))
    assert sign_in("reviewer").get(url).status_code == 200


@pytest.mark.parametrize("view", LISTS)
def test_a_strangers_draft_stands_in_no_list(held: Held, sign_in: SignIn, view: str) -> None:
    url = LISTS[view](held)
    # Who oversees all departments chooses among all pages.
    overseeing = {"inspector", "office"} if view.startswith("wagtailadmin_choose_page") else set()
    for name in STRANGERS:
        assert name in overseeing or keeps_quiet(sign_in(name).get(url, follow=True)), name


@pytest.mark.parametrize("view", SHOWN_TO_THE_OWNER)
def test_the_owners_department_finds_its_draft(held: Held, sign_in: SignIn, view: str) -> None:
    assert not keeps_quiet(sign_in("reviewer").get(LISTS[view](held)))


@pytest.mark.parametrize("action", BULK)
@pytest.mark.parametrize("chosen", ["id={page}", "id=all", "id=all&childOf={parent}", "id={own}&id={page}"])
def test_no_bulk_action_takes_or_names_a_strangers_page(held: Held, sign_in: SignIn, action: str, chosen: str) -> None:
    own = article(THEIR_COLUMN, title="自己的")
    query = chosen.format(page=held.page.pk, parent=held.page.get_parent().pk, own=own.pk)
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", action)) + f"?{query}&next=/"
    before, destination = everything(), {"chooser": column_page(THEIR_COLUMN).pk}
    for name in STRANGERS:
        client = sign_in(name)
        for answer in (client.get(url), client.post(url, destination)):
            assert answer.status_code in (302, 403, 404), name
            assert keeps_quiet(answer), name
        assert everything() == before, name


@pytest.mark.parametrize("action", BULK)
def test_bulk_actions_work_on_ones_own(held: Held, sign_in: SignIn, action: str) -> None:
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", action))
    assert sign_in("reviewer").get(f"{url}?id={held.page.pk}").status_code == 200
    parent = held.page.get_parent().pk
    assert sign_in("reviewer").get(f"{url}?id=all&childOf={parent}").status_code == 200


@pytest.mark.parametrize("key", ["x", "-1", "9" * 40, "1 OR 1=1"])
def test_a_bulk_action_on_what_is_no_page_is_refused(db: None, sign_in: SignIn, key: str) -> None:
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "Page", "delete"))
    assert sign_in("owner").get(url, {"id": key}).status_code in (302, 403, 404)


@pytest.mark.parametrize("action", API_ACTIONS)
def test_the_admins_api_acts_on_no_strangers_page(held: Held, sign_in: SignIn, action: str) -> None:
    before = everything()
    wishes = {
        "destination_page_id": column_page(THEIR_COLUMN).pk,
        "position": "last-child",
        "locale": "zh-hans",
        "revision_id": held.revisions[0],
    }
    url = reverse("wagtailadmin_api:pages:action", args=(held.page.pk, action))
    for name in STRANGERS:
        answer = sign_in(name).post(url, wishes, content_type="application/json")
        assert answer.status_code in (302, 403, 404), name
        assert keeps_quiet(answer), name
        assert everything() == before, name


@pytest.mark.parametrize("name", STRANGERS)
def test_nobody_else_learns_who_is_editing(held: Held, sign_in: SignIn, name: str) -> None:
    url = reverse("wagtailadmin_editing_sessions:ping", args=("cms", "articlepage", held.page.pk, 1))
    assert sign_in(name).post(url).status_code in (302, 403, 404)


# Ways to bring a page to another place: what is sent where.
WAYS: dict[str, Callable[[Client, Page, Page], Any]] = {
    "move": lambda client, page, to: client.post(
        reverse("wagtailadmin_pages:move", args=(page.pk,)), {"new_parent_page": to.pk}, follow=True
    ),
    "move_confirm": lambda client, page, to: client.post(
        reverse("wagtailadmin_pages:move_confirm", args=(page.pk, to.pk))
    ),
    "copy": lambda client, page, to: client.post(
        reverse("wagtailadmin_pages:copy", args=(page.pk,)),
        {"new_title": "副本", "new_slug": "fu-ben", "new_parent_page": to.pk},
    ),
    "alias": lambda client, page, to: client.post(
        reverse("wagtailadmin_pages:copy", args=(page.pk,)),
        {"new_title": "副本", "new_slug": "fu-ben", "new_parent_page": to.pk, "alias": "on"},
    ),
    "bulk": lambda client, page, to: client.post(
        reverse("wagtail_bulk_action", args=("wagtailcore", "page", "move")) + f"?id={page.pk}&next=/admin/",
        {"chooser": to.pk},
    ),
    **{
        f"api {action}": lambda client, page, to, action=action: client.post(  # type: ignore[misc]
            reverse("wagtailadmin_api:pages:action", args=(page.pk, action)),
            {"destination_page_id": to.pk, "position": "last-child"},
            content_type="application/json",
        )
        for action in ("move", "copy", "create_alias")
    },
}


@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_brought_into_a_strangers_column(held: Held, sign_in: SignIn, way: str) -> None:
    own = article(THEIR_COLUMN, title="自己的")
    client, before = sign_in("foreigner"), everything()
    answer = WAYS[way](client, own, held.section)
    assert keeps_quiet(answer)  # the section is a draft: not even its name
    assert everything() == before


@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_taken_out_of_a_strangers_column(held: Held, sign_in: SignIn, way: str) -> None:
    live = article(OWN_COLUMN, title="别人的")
    client, before = sign_in("foreigner"), everything()
    for page in (held.page, live):
        assert keeps_quiet(WAYS[way](client, page, column_page(THEIR_COLUMN)))
    assert everything() == before


def test_within_ones_own_columns_pages_move(held: Held, sign_in: SignIn) -> None:
    own = article(OWN_COLUMN, title="自己的")
    WAYS["move_confirm"](sign_in("owner"), own, held.section)
    own.refresh_from_db()
    assert own.is_descendant_of(held.section)


def test_a_step_of_another_pages_review_is_not_taken_through_ones_own(db: None, sign_in: SignIn) -> None:
    """Wagtail asks for rights on the page in the address and acts on the step in it."""
    needs(THEIR_COLUMN, "department")
    theirs, own = submitted(OWN_COLUMN), submitted(THEIR_COLUMN, author="foreigner")
    step, client = state_of(theirs), sign_in("foreign_reviewer")
    for view in ("workflow_action", "collect_workflow_action_data"):
        for action in ("approve", "reject"):
            url = reverse(f"wagtailadmin_pages:{view}", args=(own.pk, action, step.pk))
            assert client.post(url, {"reason": "同意", "comment": "同意"}).status_code == 302
            assert client.get(url).status_code == 302
    assert state_of(theirs) == step


@pytest.mark.parametrize("name", ["owner", *STRANGERS])
@pytest.mark.parametrize("view", ["api:pages:listing", "api:pages:detail", "api:pages:find"])
def test_the_public_api_gives_no_draft(held: Held, sign_in: SignIn, view: str, name: str) -> None:
    args = (held.page.pk,) if view.endswith("detail") else ()
    client = sign_in(name)
    answer = client.get(reverse(view, args=args), {"id": held.page.pk} if view.endswith("find") else {})
    assert keeps_quiet(answer)


@pytest.mark.parametrize("name", ["owner", *STRANGERS])
def test_the_portal_serves_no_draft(held: Held, sign_in: SignIn, name: str) -> None:
    assert sign_in(name).get(held.page.url).status_code == 404


def test_a_pasted_address_becomes_a_link_to_the_page(db: None, sign_in: SignIn) -> None:
    foreign = article(OWN_COLUMN, title="已公开")
    foreign.title = TITLE
    foreign.save_revision()
    answer = paste(sign_in("foreigner"), foreign.full_url)
    assert answer["result"]["id"] == foreign.pk
    assert answer["result"]["adminTitle"] == "已公开"


def test_a_pasted_address_of_a_draft_tells_nothing(held: Held, sign_in: SignIn) -> None:
    assert "id" not in paste(sign_in("foreigner"), held.page.full_url)["result"]


def paste(client: Client, address: str) -> dict[str, Any]:
    """What the link dialog answers to an address."""
    url = reverse("wagtailadmin_choose_page_external_link")
    answer = client.post(url, {"external-link-chooser-url": address, "external-link-chooser-link_text": ""})
    result: dict[str, Any] = answer.json()
    return result


def test_the_chooser_opens_at_ones_own_columns(held: Held, sign_in: SignIn) -> None:
    """Wagtail's opens at the page above all of a type, and names it."""
    held.section.add_child(instance=RequestPage(title="申请", live=False, guide="<p>指南</p>"))
    url = reverse("wagtailadmin_choose_page") + "?page_type=cms.RequestPage"
    assert keeps_quiet(sign_in("foreigner").get(url, follow=True))
    assert not keeps_quiet(sign_in("office").get(url, follow=True))


def test_the_chooser_leads_from_the_top_to_ones_own_columns_only(db: None, sign_in: SignIn) -> None:
    client = sign_in("owner")
    for above in column_page(OWN_COLUMN).get_ancestors():
        url = reverse("wagtailadmin_choose_page_child", args=(above.pk,))
        html = client.get(url).json()["html"]
        assert column_page(THEIR_COLUMN).title not in html


@pytest.mark.parametrize("name", ["inspector", "office"])
def test_who_oversees_all_departments_chooses_among_all_pages(db: None, sign_in: SignIn, name: str) -> None:
    foreign = article(OWN_COLUMN, title="已公开")
    url = reverse("wagtailadmin_choose_page_child", args=(foreign.get_parent().pk,))
    assert "已公开" in sign_in(name).get(url).json()["html"]


def test_an_editor_does_not_choose_whose_page_a_column_page_is(held: Held, sign_in: SignIn) -> None:
    url = reverse("wagtailadmin_pages:edit", args=(column_page(OWN_COLUMN).pk,))
    assert 'name="column"' not in sign_in("owner").get(url).content.decode()


def test_the_home_page_is_nobodys(db: None, sign_in: SignIn) -> None:
    home = HomePage.objects.get()
    for view in ("edit", "delete", "unpublish", "move", "copy", "history", "view_draft"):
        assert sign_in("owner").get(reverse(f"wagtailadmin_pages:{view}", args=(home.pk,))).status_code in (302, 403)
