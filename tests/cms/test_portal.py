"""What a visitor sees."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import PageViewRestriction

from cms.gate import enter_below
from cms.models import RequestField, RequestPage
from column_assignments.calendar import CHINA
from home.models import HomePage
from tests.cms.pages import article, column_page
from tests.conftest import OWN_COLUMN


def look(client: Client, url: str) -> BeautifulSoup:
    answer = client.get(url)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def tags(page: BeautifulSoup) -> dict[str, str]:
    return {str(tag["name"]): str(tag["content"]) for tag in page.find_all("meta", attrs={"name": True})}


def test_an_address_that_does_not_exist_is_404_and_says_so(client: Client, db: None) -> None:
    answer = client.get("/mei-you/zhe-ge/")
    assert answer.status_code == 404
    assert "页面不存在" in answer.content.decode()


def test_a_draft_is_404(client: Client, db: None) -> None:
    assert client.get(article(OWN_COLUMN, live=False).get_url()).status_code == 404


def test_a_private_article_is_in_no_list(client: Client, db: None) -> None:
    page = article(OWN_COLUMN)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    seen = [look(client, url).get_text() for url in ("/", column_page(OWN_COLUMN).url, column_page("政务公开").url)]
    assert not any("任免通知" in text for text in seen)


def test_a_blank_column_says_that_it_is_blank(client: Client, db: None) -> None:
    assert "暂无内容" in look(client, column_page(OWN_COLUMN).url).main.get_text()


def test_a_column_with_an_article_lists_it_with_its_day(client: Client, db: None) -> None:
    page = article(OWN_COLUMN)
    row = look(client, column_page(OWN_COLUMN).url).select_one("main li")
    assert row is not None
    assert [row.a["href"], row.time.get_text()] == [page.url, "2026-11-20"]


def test_a_column_with_an_article_is_not_blank(client: Client, db: None) -> None:
    article(OWN_COLUMN)
    assert "暂无内容" not in look(client, column_page(OWN_COLUMN).url).get_text()


def test_an_article_carries_the_tags_of_the_norm(client: Client, db: None) -> None:
    page = article(OWN_COLUMN)
    found = tags(look(client, page.url))
    assert (found["ArticleTitle"], found["PubDate"]) == ("任免通知", "2026-11-20 09:30")
    assert (found["ContentSource"], found["ColumnName"]) == ("厅人事处", "人事信息")
    assert found["Url"] == page.full_url


def test_a_time_of_publication_is_told_in_china_time(client: Client, db: None) -> None:
    late = dt.datetime(2026, 11, 20, 23, 30, tzinfo=dt.UTC)
    assert tags(look(client, article(OWN_COLUMN, published_at=late).url))["PubDate"] == "2026-11-21 07:30"


@pytest.mark.parametrize("path", ["政务公开", OWN_COLUMN])
def test_a_column_carries_the_tags_of_the_norm(client: Client, db: None, path: str) -> None:
    found = tags(look(client, column_page(path).url))
    assert {"SiteName", "SiteDomain", "ColumnName", "ColumnType"} <= found.keys()


def test_a_title_cannot_bring_markup(client: Client, db: None) -> None:
    page = article(OWN_COLUMN, title='<script>alert("1")</script>', source='"><script>x</script>')
    assert not look(client, page.url).select("script")


def test_newest_articles_come_first(client: Client, db: None) -> None:
    for number in (1, 3, 2):
        day = dt.datetime(2026, 11, number, 9, tzinfo=CHINA)
        article(OWN_COLUMN, f"第{number}号", slug=str(number), published_at=day)
    listed = [link.get_text() for link in look(client, column_page(OWN_COLUMN).url).select("main li a")]
    assert listed == ["第3号", "第2号", "第1号"]


def test_a_column_of_many_articles_is_split_into_pages(client: Client, db: None) -> None:
    for number in range(21):
        article(OWN_COLUMN, f"第{number}号", slug=str(number))
    url = column_page(OWN_COLUMN).url
    assert [len(look(client, f"{url}?page={n}").select("main ul.articles li")) for n in ("1", "2", "x", "99")] == [
        20,
        1,
        20,
        1,
    ]


def test_the_home_page_shows_the_five_sections_and_what_is_new(client: Client, db: None) -> None:
    article(OWN_COLUMN)
    page = look(client, "/")
    assert len(page.select("section.block")) == 5
    assert "任免通知" in page.select_one("section.latest").get_text()


def test_a_notice_stands_on_every_page(client: Client, db: None) -> None:
    HomePage.objects.update(notice="示例数据")
    for url in ("/", column_page(OWN_COLUMN).url):
        assert look(client, url).select_one("p.notice").get_text() == "示例数据"


def test_the_request_page_shows_its_form_and_takes_nothing_yet(client: Client, db: None) -> None:
    page = RequestPage(title="在线申请", slug="shen-qing", guide="<p>指南</p>")
    page.fields = [RequestField(label="姓名"), RequestField(label="内容", is_long=True)]
    enter_below(column_page(OWN_COLUMN), page, "测试")
    form = look(client, page.url).form
    assert [label.get_text() for label in form.select("label")] == ["姓名 (必填)", "内容 (必填)"]
    assert form.button.has_attr("disabled")
