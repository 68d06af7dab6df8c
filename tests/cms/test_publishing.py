"""A page for every column, at an address that lasts."""

import re

from wagtail.models import Page, Site

from cms.models import ColumnPage
from cms.publishing import publish_columns
from column_assignments.models import Column, Portal
from home.models import HomePage
from tests.cms.pages import column_page
from tests.conftest import OWN_COLUMN


def test_publishing_again_makes_no_page(portal: Portal) -> None:
    before = Page.objects.count()
    assert publish_columns(HomePage.objects.get(), portal) == 0
    assert Page.objects.count() == before


def test_publishing_again_keeps_what_an_editor_changed(portal: Portal) -> None:
    ColumnPage.objects.filter(column__path=OWN_COLUMN).update(title="人事", slug="ren-shi", body="<p>介绍</p>")
    publish_columns(HomePage.objects.get(), portal)
    page = column_page(OWN_COLUMN)
    assert (page.title, page.slug, page.body) == ("人事", "ren-shi", "<p>介绍</p>")


def test_a_column_that_is_new_gets_its_page_below_its_parents(portal: Portal) -> None:
    parent = Column.objects.get(portal=portal, path="政务公开")
    Column.objects.create(portal=portal, parent=parent, name="重大项目", path="政务公开/重大项目")
    assert publish_columns(HomePage.objects.get(), portal) == 1
    assert column_page("政务公开/重大项目").get_parent().pk == column_page("政务公开").pk


def test_progress_is_told_for_every_column(portal: Portal) -> None:
    told: list[Column] = []
    publish_columns(HomePage.objects.get(), portal, told.append)
    assert len(told) == portal.columns.count()


def test_every_column_has_a_live_page(portal: Portal) -> None:
    assert not portal.columns.exclude(page__live=True).exists()


def test_other_portals_columns_get_no_pages(elsewhere: Portal) -> None:
    Column.objects.create(portal=elsewhere, name="别处", path="别处")
    publish_columns(HomePage.objects.get(), Portal.objects.own())
    assert not ColumnPage.objects.filter(column__portal=elsewhere).exists()


def test_addresses_are_pinyin(db: None) -> None:
    assert column_page(OWN_COLUMN).slug == "ren-shi-xin-xi"
    assert all(re.fullmatch(r"[a-z0-9-]+", slug) for slug in ColumnPage.objects.values_list("slug", flat=True))


def test_addresses_are_unique(db: None) -> None:
    paths = list(ColumnPage.objects.values_list("url_path", flat=True))
    assert len(paths) == len(set(paths))


def test_two_names_that_sound_alike_get_two_addresses(portal: Portal) -> None:
    parent = Column.objects.get(portal=portal, path="政务公开")
    for name in ("工作", "公作", "???"):
        Column.objects.create(portal=portal, parent=parent, name=name, path=f"政务公开/{name}")
    publish_columns(HomePage.objects.get(), portal)
    assert column_page("政务公开/工作").slug == "gong-zuo"
    assert column_page("政务公开/公作").slug == "gong-zuo-2"
    assert re.fullmatch(r"[a-z0-9-]+", column_page("政务公开/???").slug)


def test_each_column_knows_its_address(portal: Portal) -> None:
    column = Column.objects.get(portal=portal, path=OWN_COLUMN)
    assert column.url == "http://localhost/zheng-wu-gong-kai/ren-shi-xin-xi/"
    assert not portal.columns.filter(url="").exists()


def test_addresses_follow_a_moved_page(portal: Portal) -> None:
    column_page(OWN_COLUMN).move(column_page("公众参与"), "last-child")
    assert (
        Column.objects.get(path=OWN_COLUMN, portal=portal).url == "http://localhost/gong-zhong-can-yu/ren-shi-xin-xi/"
    )


def test_addresses_of_the_columns_below_follow_too(portal: Portal) -> None:
    column_page("政务公开/组织机构").move(column_page("公众参与"), "last-child")
    below = Column.objects.get(path="政务公开/组织机构/省交通厅", portal=portal)
    assert below.url.startswith("http://localhost/gong-zhong-can-yu/zu-zhi-ji-gou/")


def test_addresses_follow_a_changed_slug(portal: Portal) -> None:
    page = column_page(OWN_COLUMN)
    page.slug = "ren-shi"
    page.save_revision().publish()
    assert Column.objects.get(path=OWN_COLUMN, portal=portal).url == "http://localhost/zheng-wu-gong-kai/ren-shi/"


def test_addresses_follow_the_sites_own(portal: Portal) -> None:
    site = Site.objects.get()
    site.hostname, site.port = "127.0.0.1", 8000
    site.save()
    publish_columns(HomePage.objects.get(), portal)
    assert Column.objects.get(path=OWN_COLUMN, portal=portal).url.startswith("http://127.0.0.1:8000/zheng-wu")
