"""An editor writes in the columns of the department, and nowhere else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from cms.models import ArticlePage
from tests.cms.pages import add_url, article, column_page, edit_url, form, is_refused, submission
from tests.cms.reviewing import REVIEWERS, approve, needs
from tests.conftest import FOREIGN_COLUMN, OWN_COLUMN, SignIn

NOBODY_HERE = ["foreigner", "inspector", "office", "anonymous"]


@pytest.mark.parametrize("who", NOBODY_HERE)
def test_nobody_else_may_open_the_form(sign_in: SignIn, who: str) -> None:
    assert is_refused(sign_in(who), add_url(OWN_COLUMN))


@pytest.mark.parametrize("who", NOBODY_HERE)
def test_nobody_else_may_add_an_article(sign_in: SignIn, who: str) -> None:
    assert is_refused(sign_in(who), add_url(OWN_COLUMN), form())
    assert not ArticlePage.objects.exists()


@pytest.mark.parametrize("who", NOBODY_HERE)
def test_nobody_else_may_edit_an_article(sign_in: SignIn, who: str) -> None:
    page = article(OWN_COLUMN)
    assert is_refused(sign_in(who), edit_url(page), form(title="别人的"))
    page.refresh_from_db()
    assert page.title == "任免通知"


@pytest.mark.parametrize("view", ["delete", "unpublish", "move", "copy", "history", "usage"])
def test_a_foreign_article_is_out_of_reach(sign_in: SignIn, view: str) -> None:
    url = reverse(f"wagtailadmin_pages:{view}", args=(article(FOREIGN_COLUMN).pk,))
    assert is_refused(sign_in("owner"), url)


def test_an_editor_does_not_read_a_foreign_draft(sign_in: SignIn) -> None:
    draft = article(FOREIGN_COLUMN, live=False)
    draft.save_revision()
    assert is_refused(sign_in("owner"), reverse("wagtailadmin_pages:view_draft", args=(draft.pk,)))


# Every list of the admin in which pages of all columns could stand.
LISTS = (
    "wagtailadmin_pages:search",
    "wagtailadmin_choose_page",
    "wagtailadmin_choose_page_search",
    "wagtailadmin_api:pages:listing",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:page_types_usage",
    "wagtailadmin_reports:aging_pages",
)


@pytest.mark.parametrize("view", LISTS)
def test_a_foreign_draft_stands_in_no_list(sign_in: SignIn, view: str) -> None:
    draft = article(FOREIGN_COLUMN, "尚未公开的讲话", live=False)
    draft.save_revision(log_action=True)
    page = sign_in("owner").get(reverse(view), {"q": "讲话"}, follow=True).content.decode()
    assert "尚未公开的讲话" not in page


def test_a_foreign_draft_does_not_stand_among_pages_of_its_kind(sign_in: SignIn) -> None:
    article(FOREIGN_COLUMN, "尚未公开的讲话", live=False)
    url = reverse("wagtailadmin_pages:type_use", args=("cms", "articlepage"))
    assert "尚未公开的讲话" not in sign_in("owner").get(url, follow=True).content.decode()


def test_a_foreign_draft_is_not_given_by_the_admins_own_api(sign_in: SignIn) -> None:
    draft = article(FOREIGN_COLUMN, "尚未公开的讲话", live=False)
    answer = sign_in("owner").get(reverse("wagtailadmin_api:pages:detail", args=(draft.pk,)))
    assert "尚未公开的讲话" not in answer.content.decode()


def test_an_editor_may_not_add_a_column_to_the_home_page(sign_in: SignIn) -> None:
    home = column_page("政务公开").get_parent()
    assert is_refused(sign_in("owner"), reverse("wagtailadmin_pages:add", args=("cms", "columnpage", home.pk)))


def test_the_explorer_shows_no_foreign_column(sign_in: SignIn) -> None:
    url = reverse("wagtailadmin_explore", args=(column_page("政务公开").pk,))
    page = sign_in("owner").get(url, follow=True).content.decode()
    assert "人事信息" in page
    assert "领导讲话" not in page


def test_an_editor_publishes_in_an_own_column_that_takes_no_review(sign_in: SignIn) -> None:
    needs(OWN_COLUMN)
    client = sign_in("owner")
    assert client.get(add_url(OWN_COLUMN)).status_code == 200
    assert client.post(add_url(OWN_COLUMN), form()).status_code == 302
    page = ArticlePage.objects.get()
    assert (page.live, page.owner.username) == (True, "owner")
    assert client.get(page.url).status_code == 200


def test_an_editor_submits_where_reviews_are_needed(sign_in: SignIn) -> None:
    client = sign_in("owner")
    assert client.post(add_url(OWN_COLUMN), form()).status_code == 200
    assert not ArticlePage.objects.exists()
    assert client.post(add_url(OWN_COLUMN), submission()).status_code == 302
    page = ArticlePage.objects.get()
    assert (page.live, page.owner.username) == (False, "owner")
    assert page.workflow_in_progress


def test_an_editor_keeps_a_draft(sign_in: SignIn) -> None:
    data = form()
    del data["action-publish"]
    assert sign_in("owner").post(add_url(OWN_COLUMN), data).status_code == 302
    assert not ArticlePage.objects.get().live


def test_an_editor_corrects_an_own_article(sign_in: SignIn) -> None:
    page = article(OWN_COLUMN)
    assert sign_in("owner").post(edit_url(page), submission(title="更正")).status_code == 302
    page.refresh_from_db()
    assert (page.title, page.draft_title) == ("任免通知", "更正")
    approve(page, *REVIEWERS)
    page.refresh_from_db()
    assert page.title == "更正"


@pytest.mark.parametrize("send", [form, submission])
def test_an_editor_need_not_think_of_an_address(sign_in: SignIn, send: Callable[..., dict[str, Any]]) -> None:
    if send is form:
        needs(OWN_COLUMN)
    sign_in("owner").post(add_url(OWN_COLUMN), send(slug=""))
    assert ArticlePage.objects.get().slug == "ren-mian-tong-zhi"


def test_two_drafts_get_two_addresses(sign_in: SignIn) -> None:
    data = form(slug="")
    del data["action-publish"]
    for _draft in range(2):
        assert sign_in("owner").post(add_url(OWN_COLUMN), data).status_code == 302
    assert set(ArticlePage.objects.values_list("slug", flat=True)) == {"ren-mian-tong-zhi", "ren-mian-tong-zhi-2"}


def test_an_article_without_a_source_is_not_taken(sign_in: SignIn) -> None:
    assert sign_in("owner").post(add_url(OWN_COLUMN), submission(source="")).status_code == 200
    assert not ArticlePage.objects.exists()
