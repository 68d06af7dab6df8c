"""Screening of pages: every text of a page, its links, its attachments, and what it lacks."""

import datetime as dt
import logging
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from cms.gate import screen
from cms.models import ArticlePage, DutyPhone, RequestField, RequestPage, Screening, WatchedWord
from cms.screening.issues import Issue, Severity
from cms.screening.pages import screen_page
from tests.cms.attachments import MOBILE, a_docx, a_pdf, an_xlsx
from tests.cms.pages import MORNING, article, column_page
from tests.conftest import OWN_COLUMN
from tests.people import get_user_model

pytestmark = pytest.mark.django_db

ID = "11010519491231002X"


def draft(body: str = "<p>正文</p>", **fields: Any) -> ArticlePage:
    """An article in memory, as it is when its editor submits it."""
    values = {"title": "任免通知", "source": "厅人事处", "published_at": MORNING, "body": body}
    return ArticlePage(**values | fields)


def issues(page: Any) -> list[Issue]:
    return screen_page(page, MORNING)


def found(page: Any) -> list[tuple[str, str]]:
    return [(issue.code, issue.place) for issue in issues(page)]


def document(name: str, content: bytes) -> Document:
    made: Document = Document.objects.create(title=name, file=ContentFile(content, name=name))
    return made


def linked(to: Document) -> str:
    return f'<p>见<a linktype="document" id="{to.pk}">附件</a></p>'


def test_a_good_article_passes() -> None:
    assert found(draft()) == []


@pytest.mark.parametrize("field", ["title", "source", "seo_title", "search_description"])
def test_every_field_is_read(field: str) -> None:
    ((code, _),) = found(draft(**{field: f"张三{MOBILE}"}))
    assert code == "mobile-number"


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{MOBILE}</p>",
        "<p>138<b>0013</b><i>8000</i></p>",
        f'<p style="display:none">{MOBILE}</p>',
        f"<p>x</p><!-- {MOBILE} -->",
        f'<p><a href="tel:{MOBILE}">电话</a></p>',
        f"<table><tr><td>张三</td><td>{MOBILE}</td></tr></table>",
        f"<ul><li>一<ul><li>{MOBILE}</li></ul></li></ul>",
        f'<p><a href="http://example.com/" title="{MOBILE}">链接</a></p>',
    ],
)
def test_every_text_of_a_rich_text_is_read(body: str) -> None:
    assert [code for code, _ in found(draft(body))] == ["mobile-number"]


def test_neighbouring_cells_are_no_number() -> None:
    assert found(draft("<table><tr><td>1380013</td><td>8000</td></tr></table><p>1380</p><p>0138000</p>")) == []


def test_the_place_names_field_and_paragraph() -> None:
    ((_, place),) = found(draft(f"<h2>一</h2><p>二</p><p></p><p>{ID}</p>"))
    assert "3" in place
    assert str(ArticlePage._meta.get_field("body").verbose_name) in place


def test_child_rows_are_read() -> None:
    page = RequestPage(title="依申请公开", guide="<p>指南</p>", fields=[RequestField(label=f"电话{MOBILE}")])
    ((code, place),) = found(page)
    assert code == "mobile-number"
    assert str(RequestField._meta.verbose_name) in place


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"source": " "}, "source-missing"),
        ({"published_at": None}, "date-missing"),
        ({"published_at": MORNING + dt.timedelta(days=3)}, "date-ahead"),
        ({"published_at": MORNING + dt.timedelta(days=3), "go_live_at": MORNING + dt.timedelta(days=2)}, "date-ahead"),
    ],
)
def test_source_and_date_are_asked_for(fields: dict[str, Any], code: str) -> None:
    assert [issue for issue, _ in found(draft(**fields))] == [code]


def test_a_scheduled_article_may_carry_the_date_of_its_publication() -> None:
    day = MORNING + dt.timedelta(days=3)
    assert found(draft(published_at=day, go_live_at=day)) == []


def link(href: str) -> str:
    return f'<p><a href="{href}">点此</a></p>'


@pytest.mark.parametrize(
    "body",
    [
        '<p><a linktype="page" id="999999">点此</a></p>',
        '<p><a linktype="document" id="999999">点此</a></p>',
        '<p><a linktype="page" id="99999999999999999999999">点此</a></p>',
        '<p><a linktype="page" id="²">点此</a></p>',
        link("/no-such-page/"),
        link("no-such-page"),
        link("http://localhost/no-such-page/"),
        link("/media/documents/gone.pdf"),
        link("/media/../../etc/passwd"),
        link("/documents/999999/gone.pdf"),
        link("/documents/99999999999999999999999999/gone.pdf"),
        link("file:///C:/Users/me/附件.docx"),
        link("C:\\附件.docx"),
        link("http://192.168.1.20/oa/"),
        link("http://[bad/"),
        link(""),
    ],
)
def test_links_that_lead_nowhere_are_serious(body: str) -> None:
    (issue,) = issues(draft(body))
    assert (issue.code, issue.severity) == ("link-nowhere", Severity.SERIOUS)


def test_links_that_lead_somewhere_are_left_alone() -> None:
    target = article(OWN_COLUMN)
    hrefs = [target.url, target.url.rstrip("/"), target.full_url, "/", "#top", "?page=2"]
    hrefs += ["http://example.com/x", "mailto:a@example.com", "/healthz"]
    body = "".join(link(href) for href in hrefs) + f'<p><a linktype="page" id="{target.pk}">x</a></p>'
    assert found(draft(body)) == []


def test_a_file_is_linked_by_choosing_it_and_not_by_its_address() -> None:
    file = document("a.pdf", a_pdf("one"))
    stored = default_storage.save("photo.txt", ContentFile(b"x"))
    for href in (file.url, f"/media/{stored}"):
        (issue,) = issues(draft(link(href)))
        assert (issue.code, issue.severity) == ("file-by-address", Severity.SERIOUS)


def test_a_link_to_a_page_that_is_not_live_yet_is_a_warning() -> None:
    target = article(OWN_COLUMN)
    ArticlePage.objects.filter(pk=target.pk).update(live=False)
    for body in (f'<p><a linktype="page" id="{target.pk}">x</a></p>', link(target.url)):
        (issue,) = issues(draft(body))
        assert (issue.code, issue.severity) == ("link-not-live", Severity.WARNING)


def test_images_need_to_exist_and_to_be_described() -> None:
    image = Image.objects.create(title="图", file=get_test_image_file())
    embed = '<embed embedtype="image" format="left" id="%s" alt="%s"/>'
    assert [code for code, _ in found(draft(embed % (image.pk, "")))] == ["alt-missing"]
    assert [code for code, _ in found(draft(embed % (999999, "图")))] == ["image-missing"]
    assert found(draft(embed % (image.pk, "大桥"))) == []
    assert [code for code, _ in found(draft(embed % (image.pk, MOBILE)))] == ["mobile-number"]


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("名单.xlsx", an_xlsx(["姓名", "证号"], ["张三", ID]), "2"),
        ("名单.xlsx", an_xlsx(["姓名"], hidden=ID), "7"),
        ("通知.docx", a_docx("正文", cell=ID), "2"),
        ("notice.pdf", a_pdf("one", f"id {ID}"), "2"),
        ("名单.csv", f"张三,{ID}".encode("gbk"), "1"),
    ],
)
def test_attachments_are_read(name: str, content: bytes, place: str) -> None:
    (issue,) = issues(draft(linked(document(name, content))))
    assert issue.code == "identity-number"
    assert name in issue.place
    assert place in issue.place
    assert ID not in f"{issue}"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"", "attachment-empty"),
        ("a.zip", b"PK\x05\x06" + b"\0" * 18, "attachment-not-read"),
        ("a.docx", b"broken", "attachment-unreadable"),
    ],
)
def test_attachments_that_cannot_be_read_are_named(name: str, content: bytes, code: str) -> None:
    assert [issue for issue, _ in found(draft(linked(document(name, content))))] == [code]


def test_an_attachment_whose_file_is_gone() -> None:
    file = document("a.pdf", a_pdf("one"))
    file.file.storage.delete(file.file.name)
    assert [issue.severity for issue in issues(draft(linked(file)))] == [Severity.SERIOUS]


def test_an_attachment_linked_by_its_address_is_read_too() -> None:
    assert [code for code, _ in found(draft(link(document("a.txt", MOBILE.encode()).url)))] == [
        "mobile-number",
        "file-by-address",
    ]


def test_the_office_words_and_phones_count() -> None:
    page = draft(f"<p>值班电话{MOBILE},尽快布署,特有的词</p>")
    assert [code for code, _ in found(page)] == ["mobile-number", "wrong-word"]
    DutyPhone.objects.create(number="138-0013-8000", whose="值班室")
    WatchedWord.objects.create(word="特有的词", kind="forbidden")
    assert [code for code, _ in found(page)] == ["forbidden-word", "wrong-word"]


def test_the_shipped_words_are_consistent() -> None:
    shipped = list(WatchedWord.objects.all())
    assert len(shipped) > 50
    for word in shipped:
        word.full_clean()
    # Nothing is recommended that would be found again.
    for instead in {word.instead for word in shipped}:
        assert found(draft(f"<p>{instead}</p>")) == []


def test_a_screening_is_kept_without_the_number(caplog: pytest.LogCaptureFixture) -> None:
    editor, page = get_user_model().objects.get(username="owner"), article(OWN_COLUMN, body=f"<p>{ID}、其它</p>")
    with caplog.at_level(logging.DEBUG):
        screening = screen(page, "digest", editor)
    kept = Screening.objects.get(pk=screening.pk)
    assert (kept.page_id, kept.content, kept.by, kept.passed) == (page.pk, "digest", editor, False)
    assert [issue["severity"] for issue in kept.issues] == ["serious", "hint"]
    assert ID not in f"{kept.issues}{caplog.text}"


def test_hints_and_warnings_do_not_fail_a_screening() -> None:
    assert screen(article(OWN_COLUMN, body="<p>其它</p>"), "digest").passed


def test_the_number_of_queries_does_not_grow_with_the_links(django_assert_max_num_queries: Any) -> None:
    target = article(OWN_COLUMN)
    page = draft(f'<p><a linktype="page" id="{target.pk}">x</a></p>' * 50)
    with django_assert_max_num_queries(8):
        assert found(page) == []


def test_a_column_page_is_screened_as_well() -> None:
    page = column_page(OWN_COLUMN)
    page.body = f"<p>{ID}</p>"
    assert [code for code, _ in found(page)] == ["identity-number"]
