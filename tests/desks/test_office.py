"""The office corrects classes, kinds and rules; nobody else does."""

import pytest
from django.urls import reverse

from column_assignments.models import Column, UpdateRule
from tests.cms.pages import is_refused
from tests.conftest import OWN_COLUMN, SignIn

MODELS = ("column", "department", "updaterule")


def url(model: str, view: str = "list", *args: object) -> str:
    return reverse(f"wagtailsnippets_column_assignments_{model}:{view}", args=args)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("who", ["owner", "foreigner", "inspector", "anonymous"])
def test_nobody_else_opens_the_list(sign_in: SignIn, who: str, model: str) -> None:
    assert is_refused(sign_in(who), url(model))


@pytest.mark.parametrize("who", ["owner", "foreigner", "inspector", "anonymous"])
def test_nobody_else_changes_a_rule(sign_in: SignIn, who: str) -> None:
    rule = UpdateRule.objects.get(label="动态更新", column_class="news")
    assert is_refused(sign_in(who), url("updaterule", "edit", rule.pk), {"overdue": "99d"})
    rule.refresh_from_db()
    assert rule.overdue == "14d"


@pytest.mark.parametrize("model", MODELS)
def test_the_office_opens_the_list(sign_in: SignIn, model: str) -> None:
    assert sign_in("office").get(url(model)).status_code == 200


@pytest.mark.parametrize("model", [model for model in MODELS if model != "department"])
def test_the_office_adds_and_deletes_nothing(sign_in: SignIn, model: str) -> None:
    assert is_refused(sign_in("office"), url(model, "add"))


def test_a_columns_class_changes_by_a_new_version_alone(sign_in: SignIn) -> None:
    column = Column.objects.get(path=OWN_COLUMN)
    before = column.column_class
    sign_in("office").post(url("column", "edit", column.pk), {"column_class": "notice", "url": "http://other.invalid/"})
    column.refresh_from_db()
    assert (column.column_class, "other.invalid" in column.url) == (before, False)


def test_a_limit_that_cannot_be_read_is_not_taken(sign_in: SignIn) -> None:
    rule = UpdateRule.objects.get(label="动态更新", column_class="news")
    fields = ("label", "column_class", "kind", "warn", "source")
    data = {name: getattr(rule, name) for name in fields} | {"overdue": "two weeks"}
    answer = sign_in("office").post(url("updaterule", "edit", rule.pk), data)
    assert answer.status_code == 200
    assert "two weeks" in answer.content.decode()
