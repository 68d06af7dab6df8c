"""The three reviews: who may take which, in which order, and what each leaves behind."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState, WorkflowState

from cms.approval import acting
from cms.approval.routes import route_of
from cms.approval.waiting import waiting_for
from cms.gate import NotCleared, digest, missing
from cms.models import ArticlePage, Decision, Screening, WatchedWord
from column_assignments.duties import ReviewStep
from column_assignments.models import Assignment, AssignmentDepartment, Department, Member
from column_assignments.people import join
from tests.cms.pages import add_url, article, column_page, edit_url, form, is_refused, submission
from tests.cms.reviewing import (
    REVIEWERS,
    approve,
    approved,
    draft,
    is_live,
    needs,
    person,
    state_of,
    submitted,
    title_shown,
)
from tests.conftest import FOREIGN_COLUMN, OWN_COLUMN, TODAY, SignIn
from tests.people import FOREIGN, OWNER

EVERYBODY = [
    "owner",
    "reviewer",
    "deputy",
    "secrecy",
    "foreigner",
    "foreign_reviewer",
    "inspector",
    "office",
    "office2",
]
AT = {"department": 0, "secrecy": 1, "office": 2}
MAY = {"department": {"reviewer", "deputy"}, "secrecy": {"secrecy"}, "office": {"office", "office2"}}


def review_url(page: ArticlePage) -> str:
    return reverse("approval:review", args=(page.pk,))


def at_step(step: str) -> ArticlePage:
    page = submitted(OWN_COLUMN)
    approve(page, *REVIEWERS[: AT[step]])
    return page


def outcomes(page: ArticlePage) -> list[tuple[str, str, str]]:
    return list(Decision.objects.filter(page=page).values_list("outcome", "step", "by_name"))


# Refusals.


@pytest.mark.parametrize("step", AT)
@pytest.mark.parametrize("who", [*EVERYBODY, "anonymous"])
def test_who_may_take_a_step(sign_in: SignIn, step: str, who: str) -> None:
    page = at_step(step)
    client = sign_in(who)
    assert is_refused(client, review_url(page)) is (who not in MAY[step])
    if who not in MAY[step]:
        assert is_refused(client, review_url(page), {"action": "approve", "verdict": "fit", "comment": "同意"})
        assert state_of(page).task.specific.step == step


@pytest.mark.parametrize("who", ["owner", "foreign_reviewer", "office", "secrecy"])
def test_wagtails_own_dialogue_refuses_too(sign_in: SignIn, who: str) -> None:
    page = at_step("department")
    url = reverse("wagtailadmin_pages:workflow_action", args=(page.pk, "approve", state_of(page).pk))
    assert is_refused(sign_in(who), url, {"comment": ""})
    assert state_of(page).task.specific.step is ReviewStep.DEPARTMENT


def test_a_head_does_not_approve_an_own_text(db: None) -> None:
    page = submitted(OWN_COLUMN, author="reviewer")
    with pytest.raises(NotCleared):
        approve(page, "reviewer")
    approve(page, "deputy")


def test_a_head_does_not_approve_a_text_that_the_head_has_changed(db: None) -> None:
    page = draft(OWN_COLUMN)
    page.title = "改过"
    page.save_revision(user=person("reviewer"))
    page.get_workflow().start(page, person("owner"))
    with pytest.raises(NotCleared):
        approve(page, "reviewer")


def test_a_head_does_not_approve_own_words_that_somebody_took_up_again(db: None) -> None:
    page = approved(OWN_COLUMN)
    live = page.live_revision
    page.title = "处长拟的标题"
    old = page.save_revision(user=person("reviewer"))
    # The owner puts it off, and publishes what was live; later the old draft is taken up again.
    live.as_object().save_revision(user=person("owner"), previous_revision=live).publish()
    ArticlePage.objects.get(pk=page.pk).get_latest_revision()
    again = old.as_object().save_revision(user=person("owner"), previous_revision=old)
    page = ArticlePage.objects.get(pk=page.pk)
    page.get_workflow().start(page, person("owner"))
    assert state_of(page).revision_id == again.pk
    with pytest.raises(NotCleared, match="本人"):
        approve(page, "reviewer")
    approve(page, "deputy")


def test_a_head_does_not_approve_what_the_head_has_submitted(db: None) -> None:
    page = draft(OWN_COLUMN)
    page.get_workflow().start(page, person("reviewer"))
    with pytest.raises(NotCleared):
        approve(page, "reviewer")


def test_nobody_takes_two_steps_of_one_text(db: None) -> None:
    Department.objects.filter(name=OWNER).update(secrecy_reviewer=person("reviewer"))
    page = submitted(OWN_COLUMN)
    approve(page, "reviewer")
    with pytest.raises(NotCleared):
        approve(page, "reviewer")


def test_a_member_of_the_office_does_not_take_two_steps(db: None) -> None:
    join(person("office"), Department.objects.get(name=OWNER))
    Department.objects.filter(name=OWNER).update(head=person("office"))
    page = submitted(OWN_COLUMN)
    approve(page, "office", "secrecy")
    with pytest.raises(NotCleared):
        approve(page, "office")
    approve(page, "office2")
    assert is_live(page)


def test_a_decision_by_somebody_who_wrote_the_text_does_not_count(db: None) -> None:
    page = submitted(OWN_COLUMN)
    for step in ReviewStep:
        Decision.objects.create(
            content=digest(page),
            page=page,
            title=page.title,
            column=OWN_COLUMN,
            outcome="approved",
            step=step,
            by=person("owner"),
            by_name="owner",
            at=timezone.now(),
        )
    assert len(missing(page, TODAY)) == 3


def test_one_persons_decisions_count_for_one_step(db: None) -> None:
    page = submitted(OWN_COLUMN)
    for step in ReviewStep:
        Decision.objects.create(
            content=digest(page),
            page=page,
            title=page.title,
            column=OWN_COLUMN,
            outcome="approved",
            step=step,
            by=person("office"),
            by_name="office",
            at=timezone.now(),
        )
    assert len(missing(page, TODAY)) == 2


def test_an_approval_in_another_column_does_not_count(db: None) -> None:
    page = at_step("office")
    page.current_workflow_state.cancel(user=person("owner"))
    page.move(column_page(FOREIGN_COLUMN), "last-child")
    page.refresh_from_db()
    assert len(missing(page, TODAY)) == 3


def autosave(client: Client, page: ArticlePage, overwrite: int | None, **changes: str) -> Any:
    """What the editor sends by itself, into the revision that it has made before."""
    data = form(**changes)
    del data["action-publish"]
    data |= {"overwrite_revision_id": str(overwrite)} if overwrite else {}
    return client.post(edit_url(page), data, headers={"accept": "application/json"})


def test_a_head_who_saves_over_the_live_text_is_an_author(sign_in: SignIn) -> None:
    page = submitted(OWN_COLUMN, author="reviewer")
    approve(page, "deputy", "secrecy", "office")
    page.refresh_from_db()
    live, client = page.live_revision_id, sign_in("reviewer")
    saved = autosave(client, page, live, title="改过").json()
    assert saved["success"]
    assert saved["revision_id"] != live
    assert Revision.objects.get(pk=live).content["title"] == "任免通知"
    again = autosave(client, page, saved["revision_id"], title="又改").json()
    assert again["revision_id"] == saved["revision_id"]
    page = ArticlePage.objects.get(pk=page.pk)
    page.get_workflow().start(page, person("owner"))
    with pytest.raises(NotCleared):
        approve(page, "reviewer")
    assert title_shown(page) == "任免通知"


def test_a_revision_that_was_reviewed_is_not_written_over(sign_in: SignIn) -> None:
    page = at_step("office")
    acting.send_back(state_of(page), person("office"), "改标题", timezone.now())
    reviewed = ArticlePage.objects.get(pk=page.pk).latest_revision_id
    saved = autosave(sign_in("owner"), page, reviewed, title="改好").json()
    assert saved["revision_id"] != reviewed
    assert Revision.objects.get(pk=reviewed).content["title"] == "任免通知"


def test_a_revision_of_somebody_elses_is_not_written_over(db: None) -> None:
    page = draft(OWN_COLUMN)
    first = page.latest_revision
    page.title = "改过"
    assert page.save_revision(user=person("reviewer"), overwrite_revision=first).pk != first.pk
    assert set(route_of(page, TODAY).wrote) == {person("owner").pk, person("reviewer").pk}


def test_only_the_newest_revision_is_written_over(db: None) -> None:
    page = draft(OWN_COLUMN)
    first = page.latest_revision
    second = page.save_revision(user=person("owner"))
    assert page.save_revision(user=person("owner"), overwrite_revision=second).pk == second.pk
    with pytest.raises(PermissionDenied):
        page.save_revision(user=person("reviewer"), overwrite_revision=first)


def test_who_wrote_over_the_live_revision_all_the_same_is_an_author(db: None) -> None:
    page = submitted(OWN_COLUMN, author="reviewer")
    approve(page, "deputy", "secrecy", "office")
    page.refresh_from_db()
    assert route_of(page, TODAY).wrote == {}
    Revision.objects.filter(pk=page.live_revision_id).update(created_at=timezone.now())
    assert set(route_of(page, TODAY).wrote) == {person("reviewer").pk}


@pytest.mark.parametrize("member", [True, False])
def test_who_works_elsewhere_now_does_not_review_for_the_old_department(db: None, member: bool) -> None:
    page = submitted(OWN_COLUMN)
    if member:
        join(person("reviewer"), Department.objects.get(name=FOREIGN))
    else:
        Member.objects.filter(user=person("reviewer")).delete()
    with pytest.raises(NotCleared):
        approve(page, "reviewer")
    assert set(route_of(page, TODAY).reviewers[ReviewStep.DEPARTMENT]) == {person("deputy").pk}


def test_a_collectives_posts_are_held_by_people_of_its_members(db: None, django_assert_num_queries: Any) -> None:
    collective = Department.objects.create(name="各处室", kind=Department.Kind.COLLECTIVE, head=person("owner"))
    Department.objects.filter(pk=collective.pk).update(deputy=person("foreigner"))
    collective.members.add(Department.objects.get(name=OWNER))
    AssignmentDepartment.objects.filter(
        assignment__column__path=FOREIGN_COLUMN, assignment__column__portal__is_own=True, role="lead"
    ).update(department=collective)
    page = column_page(FOREIGN_COLUMN)
    with CaptureQueriesContext(connection) as one_member:
        reviewers = route_of(page, TODAY).reviewers[ReviewStep.DEPARTMENT]
    assert set(reviewers) == {person(name).pk for name in ("owner", "reviewer", "deputy")}
    collective.members.add(*Department.objects.exclude(name=FOREIGN).exclude(pk=collective.pk)[:5])
    with django_assert_num_queries(len(one_member)):
        route_of(page, TODAY)


def test_two_approvals_that_come_together_are_one(db: None) -> None:
    page = submitted(OWN_COLUMN)
    state = state_of(page)
    acting.approve(state, person("reviewer"), "", timezone.now())
    with pytest.raises(NotCleared):
        acting.approve(state, person("deputy"), "", timezone.now())
    assert Decision.objects.filter(page=page, step="department").count() == 1


def test_wagtails_own_dialogue_works(sign_in: SignIn) -> None:
    page = at_step("department")
    for who, data in (("reviewer", {"comment": ""}), ("secrecy", {"verdict": "fit", "comment": "依据"})):
        url = reverse("wagtailadmin_pages:workflow_action", args=(page.pk, "approve", state_of(page).pk))
        assert sign_in(who).get(url).status_code == 200
        sign_in(who).post(url, data)
    assert state_of(page).task.specific.step is ReviewStep.OFFICE


# Submitting.


def test_an_editor_submits_and_reviewers_publish(sign_in: SignIn) -> None:
    assert sign_in("owner").post(add_url(OWN_COLUMN), submission()).status_code == 302
    page = ArticlePage.objects.get()
    for who in REVIEWERS:
        client = sign_in(who)
        assert client.get(review_url(page)).status_code == 200
        data = {"action": "approve", "comment": "同意", "verdict": "fit"}
        assert client.post(review_url(page), data).status_code == 302
    assert is_live(page)
    assert outcomes(page) == [
        ("submitted", "", "owner"),
        ("approved", "department", "reviewer"),
        ("approved", "secrecy", "secrecy"),
        ("approved", "office", "office"),
    ]


def test_a_step_that_nobody_can_take_is_said_at_once(sign_in: SignIn) -> None:
    Department.objects.filter(name=OWNER).update(head=person("owner"), deputy=None)
    answer = sign_in("owner").post(add_url(OWN_COLUMN), submission())
    assert answer.status_code == 200
    assert "部门审核" in answer.content.decode()
    assert not ArticlePage.objects.exists()
    with pytest.raises(NotCleared):
        submitted(OWN_COLUMN)
    assert not WorkflowState.objects.exists()


def test_somebody_who_has_left_is_nobody(db: None) -> None:
    secrecy = person("secrecy")
    secrecy.is_active = False
    secrecy.save()
    page = submitted(OWN_COLUMN)
    approve(page, "reviewer", "deputy")  # the deputy acts for the secrecy reviewer
    assert state_of(page).task.specific.step is ReviewStep.OFFICE


def test_two_steps_for_one_person_are_one_too_many(db: None) -> None:
    Department.objects.filter(name=OWNER).update(deputy=None, secrecy_reviewer=person("reviewer"))
    with pytest.raises(NotCleared):
        submitted(OWN_COLUMN)


def test_the_members_of_a_collective_review(db: None) -> None:
    collective = Department.objects.create(name="各处室", kind=Department.Kind.COLLECTIVE)
    collective.members.add(Department.objects.get(name=OWNER))
    AssignmentDepartment.objects.filter(
        assignment__column__path=FOREIGN_COLUMN, assignment__column__portal__is_own=True, role="lead"
    ).update(department=collective)
    page = submitted(FOREIGN_COLUMN, author="foreigner")
    with pytest.raises(NotCleared):
        approve(page, "foreign_reviewer")
    approve(page, *REVIEWERS)
    assert is_live(page)
    assert Decision.objects.get(page=page, step="department").department == OWNER


def test_steps_that_the_column_does_not_need_are_skipped(db: None) -> None:
    needs(OWN_COLUMN, "department", "office")
    page = submitted(OWN_COLUMN)
    approve(page, "reviewer", "office")
    assert is_live(page)
    states = TaskState.objects.for_instance(page).order_by("pk").values_list("status", flat=True)
    assert list(states) == ["approved", "skipped", "approved"]


def test_a_column_without_reviews_publishes_on_submitting(db: None) -> None:
    needs(OWN_COLUMN)
    page = submitted(OWN_COLUMN)
    assert is_live(page)
    assert TaskState.objects.for_instance(page).count() == 3


def test_a_column_without_reviews_is_no_way_around_the_right_to_publish(db: None) -> None:
    needs(OWN_COLUMN)
    with pytest.raises(NotCleared):
        submitted(OWN_COLUMN, author="foreigner")
    assert not WorkflowState.objects.exists()


def test_a_live_page_shows_its_old_text_until_the_new_one_is_approved(sign_in: SignIn) -> None:
    page = approved(OWN_COLUMN)
    assert sign_in("owner").post(edit_url(page), submission(title="更正")).status_code == 302
    assert title_shown(page) == "任免通知"
    approve(page, *REVIEWERS)
    assert title_shown(page) == "更正"


# Under review.


@pytest.mark.parametrize("who", ["owner", "reviewer"])
def test_a_text_under_review_changes_for_nobody(sign_in: SignIn, who: str) -> None:
    page = submitted(OWN_COLUMN)
    sign_in(who).post(edit_url(page), form(title="改过"))
    page.refresh_from_db()
    assert page.get_latest_revision().content["title"] == "任免通知"


def test_a_text_that_was_changed_all_the_same_is_not_approved(db: None) -> None:
    page = submitted(OWN_COLUMN)
    page.title = "改过"
    page.save_revision(user=person("owner"))
    with pytest.raises(NotCleared):
        approve(page, "reviewer")
    acting.send_back(state_of(page), person("reviewer"), "重来", timezone.now())
    assert not is_live(page)


def test_the_author_cancels(sign_in: SignIn) -> None:
    page = submitted(OWN_COLUMN)
    sign_in("owner").post(edit_url(page), form() | {"action-cancel-workflow": "1"})
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_CANCELLED


def test_the_editor_shows_a_reviewer_the_way(sign_in: SignIn) -> None:
    page = submitted(OWN_COLUMN)
    assert review_url(page) in sign_in("reviewer").get(edit_url(page)).content.decode()
    assert review_url(page) not in sign_in("owner").get(edit_url(page)).content.decode()


def test_the_publish_button_is_not_offered_where_reviews_are_needed(sign_in: SignIn) -> None:
    client = sign_in("owner")
    assert 'name="action-publish"' not in client.get(add_url(OWN_COLUMN)).content.decode()
    assert 'name="action-submit"' in client.get(add_url(OWN_COLUMN)).content.decode()
    needs(OWN_COLUMN)
    assert 'name="action-publish"' in client.get(add_url(OWN_COLUMN)).content.decode()
    assert 'name="action-submit"' not in client.get(add_url(OWN_COLUMN)).content.decode()


def test_a_reviewer_opens_the_text(sign_in: SignIn) -> None:
    page = at_step("office")
    url = reverse("wagtailadmin_pages:workflow_preview", args=(page.pk, state_of(page).task_id))
    assert sign_in("office").get(url).status_code == 200


# Sending back.


def test_sending_back_needs_a_reason(sign_in: SignIn) -> None:
    page = submitted(OWN_COLUMN)
    assert sign_in("reviewer").post(review_url(page), {"action": "reject", "comment": ""}).status_code == 200
    assert state_of(page).task.specific.step is ReviewStep.DEPARTMENT
    assert sign_in("reviewer").post(review_url(page), {"action": "reject", "comment": "补充来源"}).status_code == 302
    last = Decision.objects.filter(page=page).last()
    assert last is not None
    assert (last.outcome, last.reason, last.department) == ("rejected", "补充来源", OWNER)


def test_what_was_sent_back_begins_with_the_first_step_again(sign_in: SignIn) -> None:
    page = at_step("office")
    acting.send_back(state_of(page), person("office"), "改标题", timezone.now())
    assert len(missing(page, TODAY)) == 3
    sign_in("owner").post(edit_url(page), submission(title="改好"))
    assert state_of(page).task.specific.step is ReviewStep.DEPARTMENT
    approve(page, *REVIEWERS)
    assert title_shown(page) == "改好"


def test_what_comes_back_unchanged_is_reviewed_anew(sign_in: SignIn) -> None:
    page = at_step("office")
    acting.send_back(state_of(page), person("office"), "不同意", timezone.now())
    sign_in("owner").post(edit_url(page), submission(slug=page.slug))
    assert len(missing(page.get_latest_revision_as_object(), TODAY)) == 3
    approve(page, *REVIEWERS)
    assert is_live(page)


@pytest.mark.parametrize("step", ["department", "secrecy"])
def test_a_text_whose_column_leaves_the_table_goes_back(sign_in: SignIn, step: str) -> None:
    page = at_step(step)
    Assignment.objects.filter(column__path=OWN_COLUMN, column__portal__is_own=True).delete()
    assert [row.page for row in waiting_for(person("office"), timezone.now())] == [page.pk]
    assert waiting_for(person("reviewer"), timezone.now()) == []
    with pytest.raises(NotCleared):
        approve(page, "office")
    client = sign_in("office")
    assert 'value="approve"' not in client.get(review_url(page)).content.decode()
    assert client.post(review_url(page), {"action": "reject", "comment": "栏目已撤"}).status_code == 302
    page = ArticlePage.objects.get(pk=page.pk)
    page.current_workflow_state.resume(person("owner"))
    approve(page, "office")
    assert is_live(page)


def test_a_text_whose_column_takes_no_review_any_more_goes_back(db: None) -> None:
    page = at_step("department")
    needs(OWN_COLUMN)
    acting.send_back(state_of(page), person("office"), "无需审核", timezone.now())
    assert not is_live(page)


# The last approval of a text whose address has been taken meanwhile.


@pytest.fixture
def clash(db: None) -> ArticlePage:
    page = at_step("office")
    other = article(OWN_COLUMN, live=False, slug="bie-de")
    Page.objects.filter(pk=other.pk).update(slug=page.slug)
    return page


def test_the_review_says_that_the_address_is_taken(sign_in: SignIn, clash: ArticlePage) -> None:
    answer = sign_in("office").post(review_url(clash), {"action": "approve", "comment": ""})
    assert answer.status_code == 200
    assert clash.slug in " ".join(str(message) for message in answer.context["messages"])
    assert not is_live(clash)
    assert not Decision.objects.filter(page=clash, step="office").exists()


def test_wagtails_own_dialogue_says_that_the_address_is_taken(sign_in: SignIn, clash: ArticlePage) -> None:
    url = reverse("wagtailadmin_pages:workflow_action", args=(clash.pk, "approve", state_of(clash).pk))
    answer = sign_in("office").post(url, {"comment": ""}, follow=True)
    assert answer.status_code == 200
    assert clash.slug in " ".join(str(message) for message in answer.context["messages"])
    assert not is_live(clash)


@pytest.mark.parametrize("text", ["x", "WyLkvaDlpb0iXQ:1abc:sig"])
def test_nobody_lends_the_review_words(sign_in: SignIn, text: str) -> None:
    answer = sign_in("reviewer").get(review_url(at_step("department")), {"refused": text})
    assert list(answer.context["messages"]) == []


# Secrecy.


def test_the_secrecy_review_is_a_decision_with_its_basis(sign_in: SignIn) -> None:
    page = at_step("secrecy")
    client = sign_in("secrecy")
    assert client.post(review_url(page), {"action": "approve", "verdict": "fit"}).status_code == 200
    assert client.post(review_url(page), {"action": "approve", "comment": "依据"}).status_code == 200
    data = {"action": "approve", "verdict": "fit", "comment": "不涉及国家秘密"}
    assert client.post(review_url(page), data).status_code == 302
    assert Decision.objects.get(page=page, step="secrecy").reason == "不涉及国家秘密"


def test_what_must_not_be_public_goes_back(sign_in: SignIn) -> None:
    page = at_step("secrecy")
    data = {"action": "approve", "verdict": "unfit", "comment": "涉密事项目录第3条"}
    sign_in("secrecy").post(review_url(page), data)
    last = Decision.objects.filter(page=page).last()
    assert last is not None
    assert (last.outcome, last.step) == ("rejected", "secrecy")
    assert not is_live(page)


# Screening and its override. A forbidden word is the simplest serious issue.


@pytest.fixture
def forbidden(db: None) -> str:
    WatchedWord.objects.create(word="绝不许写", kind=WatchedWord.Kind.FORBIDDEN)
    return "绝不许写"


def test_a_serious_issue_blocks_submitting(sign_in: SignIn, forbidden: str) -> None:
    answer = sign_in("owner").post(add_url(OWN_COLUMN), submission(title=forbidden))
    assert answer.status_code == 200
    assert not ArticlePage.objects.exists()
    with pytest.raises(NotCleared):
        submitted(OWN_COLUMN, title=forbidden)


def test_a_word_that_is_forbidden_meanwhile_blocks_the_last_approval(sign_in: SignIn) -> None:
    page = submitted(OWN_COLUMN, title="绝不许写")
    approve(page, *REVIEWERS[:2])
    WatchedWord.objects.create(word="绝不许写", kind=WatchedWord.Kind.FORBIDDEN)
    answer = sign_in("office").post(review_url(page), {"action": "approve", "comment": ""})
    assert answer.status_code == 200
    assert not is_live(page)
    assert state_of(page).task.specific.step is ReviewStep.OFFICE
    assert not Decision.objects.filter(page=page, step="office").exists()
    assert Screening.objects.filter(page=page, passed=False).exists()


def override_url(page: ArticlePage) -> str:
    return reverse("approval:override", args=(page.pk,))


@pytest.mark.parametrize("who", [name for name in EVERYBODY if not name.startswith("office")] + ["anonymous"])
def test_only_the_office_overrides(sign_in: SignIn, who: str) -> None:
    page = draft(OWN_COLUMN)
    assert is_refused(sign_in(who), override_url(page))
    assert is_refused(sign_in(who), override_url(page), {"reason": "可以"})
    assert not Decision.objects.filter(outcome="overridden").exists()


def test_the_office_overrides_with_a_reason(sign_in: SignIn, forbidden: str) -> None:
    page = draft(OWN_COLUMN, title=forbidden)
    assert sign_in("office").post(override_url(page), {"reason": " "}).status_code == 200
    assert sign_in("office").post(override_url(page), {"reason": "引用文件原文"}).status_code == 302
    page.get_workflow().start(page, person("owner"))
    approve(page, *REVIEWERS)
    assert is_live(page)
    decision = Decision.objects.get(page=page, outcome="overridden")
    assert (decision.by_name, decision.reason) == ("office", "引用文件原文")


def test_an_override_is_for_one_text(sign_in: SignIn, forbidden: str) -> None:
    page = draft(OWN_COLUMN, title=forbidden)
    sign_in("office").post(override_url(page), {"reason": "引用文件原文"})
    page.title = f"又{forbidden}"
    page.save_revision(user=person("owner"))
    with pytest.raises(NotCleared):
        page.get_workflow().start(page, person("owner"))


def test_nobody_overrides_for_an_own_text(sign_in: SignIn, forbidden: str) -> None:
    page = draft(OWN_COLUMN, author="office", title=forbidden)
    assert sign_in("office").post(override_url(page), {"reason": "可以"}).status_code == 200
    assert not Decision.objects.filter(outcome="overridden").exists()


def test_an_override_does_not_stand_for_a_review(sign_in: SignIn, forbidden: str) -> None:
    page = draft(OWN_COLUMN, title=forbidden)
    sign_in("office").post(override_url(page), {"reason": "引用文件原文"})
    assert len(missing(page, TODAY)) == 3


# The record.


@pytest.mark.parametrize("who", ["foreigner", "foreign_reviewer", "anonymous"])
def test_a_foreign_record_is_refused(sign_in: SignIn, who: str) -> None:
    assert is_refused(sign_in(who), reverse("approval:record", args=(approved(OWN_COLUMN).pk,)))


@pytest.mark.parametrize("who", ["owner", "reviewer", "secrecy", "office", "inspector"])
def test_the_record_names_everybody(sign_in: SignIn, who: str) -> None:
    page = approved(OWN_COLUMN)
    text = sign_in(who).get(reverse("approval:record", args=(page.pk,))).content.decode()
    assert all(name in text for name in ("owner", *REVIEWERS, OWNER))


def test_decisions_outlive_the_page_and_the_account(db: None) -> None:
    page = approved(OWN_COLUMN)
    page.delete()
    person("reviewer").delete()
    decision = Decision.objects.get(step="department")
    assert (decision.page, decision.by, decision.by_name, decision.title) == (None, None, "reviewer", "任免通知")
    assert decision.column == OWN_COLUMN


def test_a_page_that_was_entered_has_a_record_without_a_person(sign_in: SignIn) -> None:
    page = article(OWN_COLUMN)
    assert "测试" in sign_in("owner").get(reverse("approval:record", args=(page.pk,))).content.decode()
