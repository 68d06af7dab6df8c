"""A file that the public reads is not exchanged behind the reviewed text."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents.models import Document

from cms.files import shown_by
from cms.gate import NotCleared, digest
from tests.cms.pages import article
from tests.conftest import OWN_COLUMN, SignIn


@pytest.fixture
def document(db: None) -> Document:
    return Document.objects.create(title="名单", file=ContentFile("初稿".encode(), name="list.txt"))


def linking(document: Document, **fields: Any) -> Any:
    return article(OWN_COLUMN, body=f'<p><a linktype="document" id="{document.pk}">名单</a></p>', **fields)


def content() -> str:
    """What the stored file says."""
    with Document.objects.get().file.open() as file:
        text: str = file.read().decode()
        return text


def exchange(document: Document) -> None:
    document.file = ContentFile("另一份".encode(), name="other.txt")
    document.save()


def test_a_file_that_a_live_page_links_is_not_exchanged(document: Document) -> None:
    page = linking(document)
    assert [found.pk for found in shown_by(document)] == [page.pk]
    with pytest.raises(NotCleared, match="任免通知"):
        exchange(document)
    assert content() == "初稿"


def test_its_title_may_change(document: Document) -> None:
    linking(document)
    document.title = "名单 (2026)"
    document.save()


def test_a_file_nobody_shows_may_be_exchanged(document: Document) -> None:
    exchange(document)
    assert content() == "另一份"


def test_the_form_says_why(document: Document, sign_in: SignIn) -> None:
    linking(document)
    get_user_model().objects.filter(username="office").update(is_superuser=True)
    data = {"title": "名单", "file": ContentFile("另一份".encode(), name="other.txt"), "collection": 1, "tags": ""}
    answer = sign_in("office").post(reverse("wagtaildocs:edit", args=(document.pk,)), data)
    assert answer.status_code == 200
    assert "任免通知" in answer.content.decode()
    assert content() == "初稿"


def test_a_draft_whose_file_was_exchanged_is_another_text(document: Document) -> None:
    page = linking(document, live=False)
    before = digest(page)
    exchange(document)
    assert digest(page) != before
