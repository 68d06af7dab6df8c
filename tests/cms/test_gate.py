"""No text goes live without its screening and its reviews, by none of the ways in which Wagtail publishes."""

import datetime as dt
import json
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.create_page import CreatePageAction
from wagtail.actions.edit_page import EditPageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Locale, Page, Revision

from cms.approval.routes import route_of
from cms.gate import NotCleared, digest, enter, enter_change, missing
from cms.models import ArticlePage, ColumnPage, Decision, RequestField, RequestPage, Screening
from cms.tasks import publish_scheduled
from column_assignments.duties import ReviewStep
from home.models import HomePage
from tests.cms.pages import add_url, article, column_page, edit_url, form
from tests.cms.reviewing import REVIEWERS, approve, approved, draft, is_live, needs, person, submitted, title_shown
from tests.conftest import FOREIGN_COLUMN, OWN_COLUMN, TODAY, SignIn


def messages_of(answer: Any) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


# The ways by which a text could go live, each of them without a review.


def test_the_editors_publish_button(sign_in: SignIn) -> None:
    page = draft(OWN_COLUMN)
    answer = sign_in("owner").post(edit_url(page), form())
    assert answer.status_code == 200
    assert "部门审核" in messages_of(answer)
    assert not is_live(page)


def test_a_new_page_is_not_live_even_for_a_moment(sign_in: SignIn) -> None:
    assert sign_in("owner").post(add_url(OWN_COLUMN), form()).status_code == 200
    assert not ArticlePage.objects.exists()


def test_a_new_page_that_goes_around_the_form(db: None) -> None:
    with pytest.raises(NotCleared):
        column_page(OWN_COLUMN).add_child(instance=ArticlePage(title="任免", source="厅人事处", body="<p>正文</p>"))
    assert not ArticlePage.objects.exists()
    assert column_page(OWN_COLUMN).numchild == column_page(OWN_COLUMN).get_children().count()


def test_a_workflow_that_ends_without_decisions(db: None) -> None:
    page = submitted(OWN_COLUMN)
    with pytest.raises(NotCleared):
        page.current_workflow_state.finish(user=person("office"))
    assert not is_live(page)


def test_a_task_that_is_approved_past_its_rules(db: None) -> None:
    page = submitted(OWN_COLUMN, author="owner")
    for _step in list(ReviewStep)[:2]:
        page.current_workflow_task_state.approve(user=person("owner"))
    with pytest.raises(NotCleared):
        page.current_workflow_task_state.approve(user=person("owner"))
    assert not is_live(page)


def test_wagtails_own_schedule(db: None) -> None:
    page = draft(OWN_COLUMN)
    revision = page.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - dt.timedelta(minutes=1)
    revision.save()
    with pytest.raises(NotCleared):
        call_command("publish_scheduled")
    assert not is_live(page)
    publish_scheduled.delay()
    assert not is_live(page)


def bulk(client: Client, action: str, *pages: Page, **data: Any) -> Any:
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", action))
    ids = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{url}?{ids}&next={reverse('wagtailadmin_home')}", data, follow=True)


def test_bulk_publishing_says_why_not(sign_in: SignIn) -> None:
    page, other = draft(OWN_COLUMN, title="第一篇"), draft(OWN_COLUMN, title="第二篇")
    answer = bulk(sign_in("owner"), "publish", page, other)
    assert not is_live(page)
    assert not is_live(other)
    assert "第一篇" in messages_of(answer)
    assert "第二篇" in messages_of(answer)


def test_bulk_publishing_of_what_is_below(sign_in: SignIn) -> None:
    page = draft(OWN_COLUMN, title="第一篇")
    bulk(sign_in("owner"), "publish", column_page(OWN_COLUMN), include_descendants="on")
    assert not is_live(page)


def api_action(client: Client, page: Page, action: str, **data: Any) -> Any:
    url = reverse("wagtailadmin_api:pages:action", args=(page.pk, action))
    return client.post(url, json.dumps(data), content_type="application/json")


def test_the_admins_own_api(sign_in: SignIn) -> None:
    page = draft(OWN_COLUMN)
    answer = api_action(sign_in("owner"), page, "publish")
    assert answer.status_code == 403
    assert answer.json()["detail"] == " ".join(missing(page, TODAY))
    assert not is_live(page)


def test_the_action_of_the_writing_api(db: None) -> None:
    page = draft(OWN_COLUMN)
    with pytest.raises(NotCleared):
        PublishPageRevisionAction(page.get_latest_revision(), user=person("owner")).execute()
    assert not is_live(page)


def test_creating_and_publishing_in_one_go(db: None) -> None:
    parent = column_page(OWN_COLUMN)
    page = ArticlePage(title="任免", source="厅人事处", body="<p>正文</p>", slug="ren-mian")
    form_class = ArticlePage.get_edit_handler().get_form_class()
    filled = form_class(form(), instance=page, parent_page=parent, for_user=person("owner"))
    filled.data = {name: value for name, value in filled.data.items() if not name.startswith("action-")}
    with pytest.raises(NotCleared):
        CreatePageAction(page, parent, user=person("owner"), form=filled, publish=True).execute()
    assert not ArticlePage.objects.exists()


def test_editing_and_publishing_in_one_go(db: None) -> None:
    page = approved(OWN_COLUMN)
    page.title = "改过"
    with pytest.raises(NotCleared):
        EditPageAction(page, user=person("owner"), publish=True).execute()
    assert title_shown(page) == "任免通知"


def test_a_copy_that_keeps_live(db: None) -> None:
    page = approved(OWN_COLUMN)
    with pytest.raises(NotCleared):
        page.copy(update_attrs={"slug": "fu-ben"}, keep_live=True, user=person("owner"))
    assert ArticlePage.objects.count() == 1


def test_a_copy_by_the_admins_api(sign_in: SignIn) -> None:
    page = approved(OWN_COLUMN)
    assert api_action(sign_in("owner"), page, "copy", slug="fu-ben").status_code == 403
    assert ArticlePage.objects.count() == 1


def test_a_copy_in_the_admin_is_a_draft(sign_in: SignIn) -> None:
    page = approved(OWN_COLUMN)
    data = {
        "new_title": "副本",
        "new_slug": "fu-ben",
        "new_parent_page": page.get_parent().pk,
        "publish_copies": "on",
    }
    sign_in("owner").post(reverse("wagtailadmin_pages:copy", args=(page.pk,)), data)
    copy = ArticlePage.objects.get(slug="fu-ben")
    assert not copy.live
    assert missing(copy, TODAY)


def test_a_copy_for_translation_is_a_draft_with_reviews_of_its_own(db: None) -> None:
    english = Locale.objects.create(language_code="en")
    copy = approved(OWN_COLUMN).copy_for_translation(english, copy_parents=True)
    assert not copy.live
    with pytest.raises(NotCleared):
        copy.get_latest_revision().publish()


def test_a_column_aliased_for_translation_stays_live(db: None) -> None:
    english = Locale.objects.create(language_code="en")
    copy = column_page(OWN_COLUMN).copy_for_translation(english, copy_parents=True, alias=True)
    assert is_live(copy)


def test_an_alias_in_a_column_with_other_reviewers(db: None) -> None:
    page = approved(OWN_COLUMN)
    with pytest.raises(NotCleared):
        page.create_alias(parent=column_page(FOREIGN_COLUMN), update_slug="bie-ming")
    assert ArticlePage.objects.count() == 1


def test_an_alias_elsewhere_does_not_show_what_its_column_has_not_reviewed(db: None) -> None:
    needs(OWN_COLUMN)
    page = article(OWN_COLUMN)
    alias = page.create_alias(parent=column_page(FOREIGN_COLUMN), update_slug="bie-ming")
    page.title = "更正"
    with pytest.raises(NotCleared) as refusal, transaction.atomic():
        page.save_revision(user=person("owner")).publish()
    assert column_page(FOREIGN_COLUMN).title in refusal.value.reasons[0]
    assert (title_shown(page), title_shown(alias)) == ("任免通知", "任免通知")


def test_a_column_aliased_for_translation_follows_what_is_entered_and_what_is_approved(db: None) -> None:
    english = Locale.objects.create(language_code="en")
    page = column_page(OWN_COLUMN)
    alias = page.copy_for_translation(english, copy_parents=True, alias=True)
    page.title = "更正"
    enter(page, "测试")
    page.save_revision().publish()
    assert title_shown(alias) == "更正"
    page.title = "再更正"
    page.save_revision(user=person("owner"))
    page.get_workflow().start(page, person("owner"))
    approve(page, *REVIEWERS)
    assert title_shown(alias) == "再更正"


def test_an_alias_in_the_same_column_follows_its_original(db: None) -> None:
    page = approved(OWN_COLUMN)
    alias = page.create_alias(update_slug="bie-ming")
    assert is_live(alias)
    page.title = "更正"
    enter(page, "测试")
    page.save_revision().publish()
    assert title_shown(alias) == "更正"


def test_an_alias_does_not_show_a_text_of_its_own(db: None) -> None:
    alias = approved(OWN_COLUMN).create_alias(update_slug="bie-ming")
    alias.title = "另一篇"
    with pytest.raises(NotCleared):
        alias.save()


def test_a_page_cannot_pose_as_an_alias(db: None) -> None:
    original = approved(OWN_COLUMN)
    with pytest.raises(NotCleared):
        column_page(OWN_COLUMN).add_child(
            instance=ArticlePage(title="冒名", source="厅人事处", body="<p>别的</p>", alias_of=original)
        )


def test_going_back_to_a_text_that_was_never_reviewed(sign_in: SignIn) -> None:
    page = draft(OWN_COLUMN, title="初稿")
    first = page.get_latest_revision()
    page.title = "二稿"
    enter(page, "测试")
    page.save_revision().publish()
    url = reverse("wagtailadmin_pages:revisions_revert", args=(page.pk, first.pk))
    assert sign_in("owner").get(url).status_code == 200
    data = form(title="初稿", revision=str(first.pk))
    assert sign_in("owner").post(edit_url(page), data).status_code == 200
    with pytest.raises(NotCleared):
        first.publish()
    assert title_shown(page) == "二稿"


def test_going_back_to_a_text_that_was_reviewed(db: None) -> None:
    page = approved(OWN_COLUMN, title="初稿")
    first = page.live_revision
    page.title = "二稿"
    enter(page, "测试")
    page.save_revision().publish()
    first.publish()
    assert title_shown(page) == "初稿"


def test_a_plain_save_that_sets_live(db: None) -> None:
    page = draft(OWN_COLUMN)
    page.live = True
    with pytest.raises(NotCleared):
        page.save()
    with pytest.raises(NotCleared):
        page.save(update_fields=["live"])
    assert not is_live(page)


def test_a_plain_save_by_the_general_kind_of_page(db: None) -> None:
    page = Page.objects.get(pk=draft(OWN_COLUMN).pk)
    page.live = True
    with pytest.raises(NotCleared):
        page.save()
    assert not is_live(page)


def test_a_plain_save_of_another_text_on_a_live_page(db: None) -> None:
    page = approved(OWN_COLUMN)
    page.body = "<p>改过</p>"
    with pytest.raises(NotCleared):
        page.save()
    with pytest.raises(NotCleared):
        page.save(update_fields=["body"])
    general = Page.objects.get(pk=page.pk)
    general.title = "改过"
    with pytest.raises(NotCleared):
        general.save()


def test_publishing_a_revision_directly(db: None) -> None:
    with pytest.raises(NotCleared):
        draft(OWN_COLUMN).get_latest_revision().publish()


def test_a_live_page_does_not_move_around_the_reviews(sign_in: SignIn) -> None:
    needs(FOREIGN_COLUMN)
    page = article(FOREIGN_COLUMN)
    Decision.objects.all().delete()
    with pytest.raises(NotCleared):
        page.move(column_page(OWN_COLUMN), "last-child")
    page.refresh_from_db()
    assert page.get_parent().pk == column_page(FOREIGN_COLUMN).pk


def test_the_admin_says_why_a_page_does_not_move(sign_in: SignIn, admin_user: Any) -> None:
    needs(FOREIGN_COLUMN)
    page = article(FOREIGN_COLUMN)
    Decision.objects.all().delete()
    client = Client()
    client.force_login(admin_user)
    url = reverse("wagtailadmin_pages:move_confirm", args=(page.pk, column_page(OWN_COLUMN).pk))
    assert page.title in messages_of(client.post(url, follow=True))
    answer = bulk(client, "move", page, chooser=column_page(OWN_COLUMN).pk)
    assert page.title in messages_of(answer)
    page.refresh_from_db()
    assert page.get_parent().pk == column_page(FOREIGN_COLUMN).pk


# What the gate lets pass.


def test_a_reviewed_page_is_live(sign_in: SignIn) -> None:
    page = approved(OWN_COLUMN)
    assert is_live(page)
    assert sign_in("anonymous").get(page.url).status_code == 200


def test_a_live_text_stays_live_when_it_is_moved_saved_or_renamed(db: None) -> None:
    page = approved(OWN_COLUMN)
    page.save()
    page.slug = "xin-de-zhi"
    page.save()
    page.save_revision().publish()
    column_page(OWN_COLUMN).move(column_page("公众参与"), "last-child")
    assert is_live(page)


def test_a_draft_beside_a_live_text_is_nobodys_business(db: None) -> None:
    page = approved(OWN_COLUMN)
    page.title = "草稿"
    page.save_revision(user=person("owner"))
    assert is_live(page)
    assert title_shown(page) == "任免通知"


def test_unpublishing_needs_no_review(db: None) -> None:
    page = approved(OWN_COLUMN)
    page.unpublish(user=person("owner"))
    assert not is_live(page)


def test_a_column_without_reviews_takes_the_screening_alone(sign_in: SignIn) -> None:
    needs(OWN_COLUMN)
    assert sign_in("owner").post(add_url(OWN_COLUMN), form()).status_code == 302
    page = ArticlePage.objects.get()
    assert is_live(page)
    assert Screening.objects.filter(content=digest(page), passed=True).exists()


def test_a_page_outside_all_columns_needs_the_office(db: None) -> None:
    home = HomePage.objects.get()
    home.notice = "改过"
    with pytest.raises(NotCleared):
        home.save()
    assert len(missing(home, TODAY)) == 1


# The digest.


def test_the_digest_survives_the_database_and_a_revision(db: None) -> None:
    page = draft(OWN_COLUMN)
    assert digest(ArticlePage.objects.get(pk=page.pk)) == digest(page)
    assert digest(page.get_latest_revision().as_object()) == digest(page)


@pytest.mark.parametrize(
    "change",
    [{"title": "x"}, {"body": "<p>x</p>"}, {"source": "x"}, {"seo_title": "x"}, {"search_description": "x"}],
)
def test_every_text_is_in_the_digest(db: None, change: dict[str, str]) -> None:
    page = draft(OWN_COLUMN)
    before = digest(page)
    for field, value in change.items():
        setattr(page, field, value)
    assert digest(page) != before


def test_bookkeeping_is_not_in_the_digest(db: None) -> None:
    page = draft(OWN_COLUMN)
    before = digest(page)
    page.slug, page.go_live_at, page.owner = "bie-de", timezone.now(), person("office")
    assert digest(page) == before


def test_the_fields_of_a_form_are_in_the_digest_in_their_order(db: None) -> None:
    page = RequestPage(title="申请", guide="<p>说明</p>", live=False)
    page.fields = [RequestField(label="姓名", sort_order=0), RequestField(label="地址", sort_order=1)]
    column_page(OWN_COLUMN).add_child(instance=page)
    before = digest(page)
    assert digest(RequestPage.objects.get(pk=page.pk)) == before
    assert digest(page.save_revision().as_object()) == before
    page.fields = [RequestField(label="地址", sort_order=0), RequestField(label="姓名", sort_order=1)]
    assert digest(page) != before


def test_two_pages_with_the_same_words_have_two_digests(db: None) -> None:
    assert digest(draft(OWN_COLUMN)) != digest(draft(OWN_COLUMN))


# What the system enters.


def test_the_columns_of_the_table_are_entered(db: None) -> None:
    page = column_page(OWN_COLUMN)
    entry = Decision.objects.get(page=page)
    assert (entry.outcome, entry.by, entry.content) == (Decision.Outcome.ENTERED, None, digest(page))
    assert Decision.objects.filter(outcome=Decision.Outcome.ENTERED).count() == ColumnPage.objects.count()


def test_an_entry_is_for_one_text(db: None) -> None:
    page = article(OWN_COLUMN)
    page.title = "改过"
    with pytest.raises(NotCleared):
        page.save()


def test_what_is_entered_has_its_text_as_its_live_revision(db: None) -> None:
    for page in (article(OWN_COLUMN, owner=person("owner")), column_page(OWN_COLUMN)):
        stored = type(page).objects.get(pk=page.pk)
        assert stored.live_revision_id == stored.latest_revision_id == Revision.objects.for_instance(stored).get().pk
        assert not stored.has_unpublished_changes
        assert digest(stored.get_latest_revision_as_object()) == digest(stored)
        assert route_of(stored, TODAY).wrote == {}


def test_what_is_entered_stays_live_while_a_change_waits_for_its_time(db: None) -> None:
    page = article(OWN_COLUMN)
    page.title, page.go_live_at = "更正", timezone.now() + dt.timedelta(days=1)
    page.save_revision(user=person("owner"))
    page.get_workflow().start(page, person("owner"))
    approve(page, *REVIEWERS)
    assert is_live(page)
    assert title_shown(page) == "任免通知"


def test_a_change_that_is_entered_is_in_the_live_revision(db: None) -> None:
    page = column_page(OWN_COLUMN)
    page.body = "<p>说明</p>"
    enter_change(page, "测试", "body")
    stored = column_page(OWN_COLUMN)
    assert stored.body == stored.get_latest_revision_as_object().body == "<p>说明</p>"
    assert stored.live_revision_id == stored.latest_revision_id == Revision.objects.for_instance(stored).last().pk
    assert stored.live_revision.content["body"] == "<p>说明</p>"
