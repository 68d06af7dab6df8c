"""The headless API: what it gives, and what it never gives."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from cms.models import ArticlePage
from column_assignments.models import Column, Portal
from tests.cms.pages import article, column_page
from tests.conftest import OWN_COLUMN

ENDPOINTS = ["pages", "images", "documents", "columns", "departments"]
LISTINGS = ["", "?type=cms.ArticlePage&fields=*", "?search=任免", "?order=-id", "?slug=ren-mian", "?descendant_of={}"]


def get(client: Client, url: str) -> dict[str, Any]:
    answer = client.get(f"/api/v2/{url}")
    assert answer.status_code == 200, answer.content
    data: dict[str, Any] = answer.json()
    return data


def titles(client: Client, query: str) -> set[str]:
    query = query.format(column_page("政务公开").pk)
    return {item["title"] for item in get(client, f"pages/{query}{'&' if query else '?'}limit=100")["items"]}


def hide(page: ArticlePage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


@pytest.mark.parametrize("query", LISTINGS)
def test_a_draft_is_in_no_listing(client: Client, db: None, query: str) -> None:
    article(OWN_COLUMN, slug="ren-mian", live=False)
    assert "任免通知" not in titles(client, query)


@pytest.mark.parametrize("query", LISTINGS)
def test_a_private_page_is_in_no_listing(client: Client, db: None, query: str) -> None:
    hide(article(OWN_COLUMN, slug="ren-mian"))
    assert "任免通知" not in titles(client, query)


@pytest.mark.parametrize("query", LISTINGS)
def test_a_page_below_a_private_column_is_in_no_listing(client: Client, db: None, query: str) -> None:
    article(OWN_COLUMN, slug="ren-mian")
    hide(column_page(OWN_COLUMN))  # type: ignore[arg-type]
    assert not {"任免通知", "人事信息"} & titles(client, query)


def test_a_draft_and_a_private_page_cannot_be_opened(client: Client, db: None) -> None:
    draft, private = article(OWN_COLUMN, slug="a", live=False), article(OWN_COLUMN, slug="b")
    hide(private)
    assert {client.get(f"/api/v2/pages/{page.pk}/").status_code for page in (draft, private)} == {404}


def test_an_editor_gets_no_more_from_the_public_api(sign_in: Any) -> None:
    draft = article(OWN_COLUMN, live=False)
    assert sign_in("owner").get(f"/api/v2/pages/{draft.pk}/").status_code == 404


def test_changes_not_yet_published_are_not_given(client: Client, db: None) -> None:
    page = article(OWN_COLUMN)
    page.title = "未公开的标题"
    page.save_revision()
    assert get(client, f"pages/{page.pk}/")["title"] == "任免通知"


def test_a_document_in_a_private_collection_is_not_listed(client: Client, db: None) -> None:
    collection = Collection.get_first_root_node().add_child(name="内部")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    Document.objects.create(title="内部文件", file=ContentFile(b"x", "x.txt"), collection=collection)
    assert get(client, "documents/")["items"] == []


def test_other_portals_columns_are_not_given(client: Client, elsewhere: Portal) -> None:
    column = Column.objects.create(portal=elsewhere, name="别处", path="别处")
    assert client.get(f"/api/v2/columns/{column.pk}/").status_code == 404
    assert "别处" not in {item["path"] for item in get(client, "columns/?limit=100")["items"]}


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_an_unknown_parameter_is_refused(client: Client, db: None, endpoint: str) -> None:
    answer = client.get(f"/api/v2/{endpoint}/?colour=red")
    assert answer.status_code == 400
    assert "colour" in answer.json()["message"]


@pytest.mark.parametrize("query", ["limit=101", "limit=x", "offset=-1", "order=colour", "fields=colour", "type=cms.No"])
def test_a_value_that_cannot_be_is_refused(client: Client, db: None, query: str) -> None:
    assert client.get(f"/api/v2/pages/?{query}").status_code == 400


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_nothing_can_be_written(client: Client, db: None, endpoint: str) -> None:
    assert client.post(f"/api/v2/{endpoint}/", {"title": "x"}).status_code in {403, 405}


def test_an_unknown_page_is_404(client: Client, db: None) -> None:
    assert client.get("/api/v2/pages/999999/").status_code == 404


def test_an_article_comes_with_its_source_and_time(client: Client, db: None) -> None:
    data = get(client, f"pages/{article(OWN_COLUMN).pk}/")
    assert (data["title"], data["source"]) == ("任免通知", "厅人事处")
    assert data["published_at"].startswith("2026-11-20T09:30")


def test_a_column_page_names_its_column(client: Client, portal: Portal) -> None:
    data = get(client, f"pages/{column_page(OWN_COLUMN).pk}/")
    assert data["column"]["id"] == Column.objects.get(portal=portal, path=OWN_COLUMN).pk


def test_columns_come_in_the_order_of_the_table_with_path_and_address(client: Client, portal: Portal) -> None:
    data = get(client, "columns/?limit=100")
    assert data["meta"]["total_count"] == portal.columns.count()
    assert [item["path"] for item in data["items"]][:2] == ["政务公开", "政务公开/交通概况"]
    assert data["items"][0]["url"] == "http://localhost/zheng-wu-gong-kai/"


def test_columns_can_be_filtered(client: Client, db: None) -> None:
    (item,) = get(client, f"columns/?path={OWN_COLUMN}")["items"]
    assert item["name"] == "人事信息"


def test_departments_can_be_ordered(client: Client, db: None) -> None:
    ids = [item["id"] for item in get(client, "departments/?order=-id")["items"]]
    assert ids == sorted(ids, reverse=True)


def test_departments_come_with_their_kind(client: Client, db: None) -> None:
    (item,) = get(client, "departments/?name=厅机关各处室")["items"]
    assert item["kind"] == "collective"


def test_documents_are_listed(client: Client, db: None) -> None:
    document = Document.objects.create(title="申请表", file=ContentFile(b"x", "form.txt"))
    article(OWN_COLUMN, body=f'<p><a linktype="document" id="{document.pk}">申请表</a></p>')
    (item,) = get(client, "documents/")["items"]
    assert item["title"] == "申请表"


def test_images_are_listed(client: Client, db: None) -> None:
    image = Image.objects.create(title="图片", file=get_test_image_file())
    article(OWN_COLUMN, body=f'<embed embedtype="image" id="{image.pk}" format="left" alt="图片"/>')
    (item,) = get(client, "images/")["items"]
    assert item["title"] == "图片"


def test_a_listing_of_pages_asks_a_steady_number_of_questions(
    client: Client, db: None, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(20):
        get(client, "pages/?limit=100")
