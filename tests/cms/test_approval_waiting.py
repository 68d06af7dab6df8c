"""What waits for whom, and until when."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from cms.approval.waiting import late, waiting_for
from cms.models import StepDeadline
from column_assignments.calendar import CHINA
from column_assignments.models import Department
from column_assignments.people import join
from tests.cms.reviewing import approve, person, state_of, submitted
from tests.conftest import OWN_COLUMN, SignIn
from tests.people import OWNER

# A Friday; the next working days are Monday the 23rd and Tuesday the 24th.
FRIDAY = dt.datetime(2026, 11, 20, 10, 0, tzinfo=CHINA)


def waits_since(page: Any, at: dt.datetime) -> None:
    TaskState.objects.filter(pk=state_of(page).pk).update(started_at=at)


def names_waiting(now: dt.datetime) -> set[str]:
    people = ["owner", "reviewer", "deputy", "secrecy", "foreigner", "foreign_reviewer", "inspector", "office"]
    return {name for name in people if waiting_for(person(name), now)}


def test_a_text_waits_for_those_who_may_take_its_step(db: None) -> None:
    page, now = submitted(OWN_COLUMN), timezone.now()
    assert names_waiting(now) == {"reviewer", "deputy"}
    approve(page, "reviewer")
    assert names_waiting(now) == {"secrecy"}
    approve(page, "secrecy")
    assert names_waiting(now) == {"office"}
    approve(page, "office")
    assert names_waiting(now) == set()


def test_a_text_does_not_wait_for_its_author(db: None) -> None:
    submitted(OWN_COLUMN, author="reviewer")
    assert names_waiting(timezone.now()) == {"deputy"}


def test_the_deadline_is_counted_in_working_days(db: None) -> None:
    page = submitted(OWN_COLUMN)
    waits_since(page, FRIDAY)
    [row] = waiting_for(person("reviewer"), FRIDAY)
    assert (row.page, row.title, row.column, row.step) == (page.pk, page.title, OWN_COLUMN, "department")
    assert row.due == dt.date(2026, 11, 24)
    assert row.remind_at == dt.datetime(2026, 11, 23, tzinfo=CHINA)
    assert not row.is_late
    assert row.url == reverse("approval:review", args=(page.pk,))


def test_a_review_is_late_after_the_day_of_its_deadline(db: None) -> None:
    waits_since(submitted(OWN_COLUMN), FRIDAY)
    assert late(dt.datetime(2026, 11, 24, 23, 59, tzinfo=CHINA)) == []
    [row] = late(dt.datetime(2026, 11, 25, 0, 0, tzinfo=CHINA))
    assert row.is_late


def test_the_office_changes_the_deadline(db: None) -> None:
    waits_since(submitted(OWN_COLUMN), FRIDAY)
    StepDeadline.objects.filter(step="department").update(deadline="1wd")
    assert waiting_for(person("reviewer"), FRIDAY)[0].due == dt.date(2026, 11, 23)


def test_the_three_deadlines_are_shipped(db: None) -> None:
    assert set(StepDeadline.objects.values_list("step", "deadline", "remind")) == {
        ("department", "2wd", "1wd"),
        ("secrecy", "2wd", "1wd"),
        ("office", "2wd", "1wd"),
    }


def test_many_texts_cost_no_more_queries_than_few(db: None, django_assert_num_queries: Any) -> None:
    reviewer, now = person("reviewer"), timezone.now()
    submitted(OWN_COLUMN)
    with CaptureQueriesContext(connection) as few:
        assert len(waiting_for(reviewer, now)) == 1
    for number in range(4):
        submitted(OWN_COLUMN, title=f"第{number}篇")
    with django_assert_num_queries(len(few)):
        assert len(waiting_for(reviewer, now)) == 5


@pytest.mark.parametrize(("who", "sees"), [("reviewer", True), ("owner", False), ("foreign_reviewer", False)])
def test_wagtails_first_page_lists_it_for_its_reviewers(sign_in: SignIn, who: str, sees: bool) -> None:
    page = submitted(OWN_COLUMN)
    states = TaskState.objects.reviewable_by(person(who))
    assert list(states.values_list("pk", flat=True)) == ([state_of(page).pk] if sees else [])


def test_a_new_head_takes_over_what_waits(db: None) -> None:
    submitted(OWN_COLUMN)
    join(person("foreigner"), Department.objects.get(name=OWNER))
    Department.objects.filter(name=OWNER).update(head=person("foreigner"))
    assert names_waiting(timezone.now()) == {"deputy", "foreigner"}
