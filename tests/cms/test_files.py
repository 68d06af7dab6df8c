"""A file that the public reads is not exchanged behind the reviewed text."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from cms.files import shown_by
from cms.gate import NotCleared, digest, enter
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


def served(document: Document, client: Client) -> int:
    return client.get(document.url).status_code


def test_a_visitor_gets_no_file_of_a_draft(document: Document, sign_in: SignIn) -> None:
    page = linking(document, live=False)
    anonymous = sign_in("anonymous")
    assert served(document, anonymous) == 404
    assert anonymous.get("/api/v2/documents/").json()["meta"]["total_count"] == 0
    assert anonymous.get(f"/api/v2/documents/{document.pk}/").status_code == 404
    enter(page, "测试")
    page.live = True
    page.save()
    answer = anonymous.get(document.url)
    assert (answer.status_code, b"".join(answer.streaming_content).decode()) == (200, "初稿")
    assert [item["id"] for item in anonymous.get("/api/v2/documents/").json()["items"]] == [document.pk]


def test_nor_by_the_address_of_its_storage(document: Document, sign_in: SignIn) -> None:
    linking(document)
    assert sign_in("anonymous").get(document.file.url).status_code == 404


def test_another_department_gets_no_file_of_a_draft(document: Document, sign_in: SignIn) -> None:
    linking(document, live=False)
    assert [served(document, sign_in(who)) for who in ("foreigner", "foreign_reviewer")] == [404, 404]
    for who in ("owner", "reviewer", "office", "inspector"):
        answer = sign_in(who).get(document.url)
        assert (answer.status_code, b"".join(answer.streaming_content).decode()) == (200, "初稿")


def test_nor_an_image_by_the_api(db: None, sign_in: SignIn) -> None:
    image = Image.objects.create(title="现场", file=get_test_image_file())
    assert sign_in("anonymous").get("/api/v2/images/").json()["meta"]["total_count"] == 0
    article(OWN_COLUMN, body=f'<embed embedtype="image" id="{image.pk}" format="left" alt="现场"/>')
    assert sign_in("anonymous").get("/api/v2/images/").json()["meta"]["total_count"] == 1


def shown(client: Client, url: str) -> str:
    """A page, or the dialogue in an answer to the chooser's script."""
    answer = client.get(url)
    page: str = answer.json()["html"] if "json" in answer["Content-Type"] else answer.content.decode()
    return page


def test_a_department_does_not_see_the_files_of_others(sign_in: SignIn) -> None:
    home = Collection.objects.get(name="部门: 厅人事处")
    owner = get_user_model().objects.get(username="owner")
    file = ContentFile(b"x", name="x.txt")
    Document.objects.create(title="未公开的名单", file=file, collection=home, uploaded_by_user=owner)
    for url in (reverse("wagtaildocs:index"), reverse("wagtaildocs_chooser:choose")):
        assert "未公开的名单" in shown(sign_in("owner"), url)
        assert "未公开的名单" not in shown(sign_in("foreigner"), url)
