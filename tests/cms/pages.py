"""Articles for tests: written straight into a column, or through the admin as an editor does."""

import datetime as dt
from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text

from cms.gate import enter_below
from cms.models import ArticlePage, ColumnPage
from column_assignments.calendar import CHINA

MORNING = dt.datetime(2026, 11, 20, 9, 30, tzinfo=CHINA)
FORM = {"title": "任免通知", "slug": "ren-mian", "published_at": "2026-11-20 09:30", "source": "厅人事处"}


def column_page(path: str) -> ColumnPage:
    """The page of a column of the Henan table."""
    page: ColumnPage = ColumnPage.objects.get(column__path=path, column__portal__is_own=True)
    return page


def article(path: str, title: str = "任免通知", **fields: Any) -> ArticlePage:
    """A live article in a column, entered by the system as the demo's are; with `live=False` a draft."""
    page = ArticlePage(title=title, **{"published_at": MORNING, "source": "厅人事处", "body": "<p>正文</p>"} | fields)
    if page.live:
        enter_below(column_page(path), page, "测试")
    else:
        column_page(path).add_child(instance=page)
    return page


def form(**changes: str) -> dict[str, Any]:
    """What an editor's browser sends to publish an article."""
    data: dict[str, Any] = nested_form_data(
        FORM | {"body": rich_text("<p>正文</p>"), "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    )
    return data | {"action-publish": "1"} | changes


def submission(**changes: str) -> dict[str, Any]:
    """What an editor's browser sends to submit an article to its reviews."""
    data = form(**changes)
    del data["action-publish"]
    return data | {"action-submit": "1"}


def add_url(path: str) -> str:
    """Where an article is written in a column."""
    return reverse("wagtailadmin_pages:add", args=("cms", "articlepage", column_page(path).pk))


def edit_url(page: ArticlePage | ColumnPage) -> str:
    """Where a page is edited."""
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))


def is_refused(client: Client, url: str, data: dict[str, Any] | None = None) -> bool:
    """Whether the admin sends somebody away from `url`, to its first page or to the door."""
    answer = client.post(url, data) if data else client.get(url)
    away = (reverse("wagtailadmin_home"), f"{reverse('wagtailadmin_login')}?next={url}")
    return answer.status_code == 403 or (answer.status_code == 302 and answer["Location"] in away)
