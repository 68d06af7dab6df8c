"""Rights follow people, collectives, supporting departments and language copies."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page

from cms.columns import column_of
from cms.models import ArticlePage, ColumnPage
from cms.publishing import record_addresses
from cms.rights import GROUP_PREFIX, department_group, grant_rights, sync_members
from column_assignments.models import Column, Department, Member, Portal
from home.models import HomePage
from tests.cms.pages import add_url, article, column_page, edit_url, is_refused
from tests.conftest import FOREIGN_COLUMN, IN_FORCE_SINCE, OWN_COLUMN, SignIn
from tests.people import FOREIGN, OWNER

# A column that the office leads and others support.
SUPPORTED = "政务公开/政务动态/政务动态"


def move(name: str, department: str) -> None:
    member = Member.objects.get(user__username=name)
    member.department = Department.objects.get(name=department)
    member.save()


def groups(name: str) -> set[str]:
    user = get_user_model().objects.get(username=name)
    names = user.groups.filter(name__startswith=GROUP_PREFIX).values_list("name", flat=True)
    return {group.removeprefix(GROUP_PREFIX) for group in names}


def test_who_moves_to_another_department_leaves_the_rights_behind(db: None, sign_in: SignIn) -> None:
    move("owner", FOREIGN)
    assert is_refused(sign_in("owner"), add_url(OWN_COLUMN))
    assert sign_in("owner").get(add_url("政务公开/政策解读")).status_code == 200


def test_who_leaves_has_no_rights(db: None, sign_in: SignIn) -> None:
    Member.objects.get(user__username="owner").delete()
    assert is_refused(sign_in("owner"), add_url(OWN_COLUMN))


def test_rights_that_somebody_was_given_past_the_register_go(portal: Portal) -> None:
    user = get_user_model().objects.get(username="owner")
    user.groups.add(department_group(Department.objects.get(name=FOREIGN)))
    grant_rights(portal, IN_FORCE_SINCE)
    assert FOREIGN not in groups("owner")


def test_other_groups_of_a_person_stay(db: None) -> None:
    before = set(get_user_model().objects.get(username="owner").groups.values_list("name", flat=True))
    sync_members()
    assert set(get_user_model().objects.get(username="owner").groups.values_list("name", flat=True)) == before


@pytest.fixture
def collective(portal: Portal) -> Department:
    """The owner's department stands behind a collective, which now leads the foreign column."""
    everybody = Department.objects.create(name="机关各处室", kind=Department.Kind.COLLECTIVE)
    portal.tables.get().assignments.get(column__path=FOREIGN_COLUMN).parts.update(department=everybody)
    grant_rights(portal, IN_FORCE_SINCE)
    return everybody


def test_a_collective_alone_lets_nobody_in(collective: Department, sign_in: SignIn) -> None:
    for name in ("owner", "foreigner"):
        assert is_refused(sign_in(name), add_url(FOREIGN_COLUMN))


def test_a_collective_stands_for_its_members(collective: Department, sign_in: SignIn) -> None:
    collective.members.add(Department.objects.get(name=OWNER))
    assert sign_in("owner").get(add_url(FOREIGN_COLUMN)).status_code == 200
    assert is_refused(sign_in("foreigner"), add_url(FOREIGN_COLUMN))
    collective.members.clear()
    assert is_refused(sign_in("owner"), add_url(FOREIGN_COLUMN))


@pytest.fixture
def supporting(portal: Portal) -> None:
    """The owner's department supports the foreign column."""
    row = portal.tables.get().assignments.get(column__path=FOREIGN_COLUMN)
    row.parts.create(department=Department.objects.get(name=OWNER), role="support")
    grant_rights(portal, IN_FORCE_SINCE)


def codenames(path: str, department: str) -> set[str]:
    held = GroupPagePermission.objects.filter(page=column_page(path), group__name=f"{GROUP_PREFIX}{department}")
    return set(held.values_list("permission__codename", flat=True))


def test_a_supporting_department_drafts_only(supporting: None) -> None:
    assert codenames(FOREIGN_COLUMN, OWNER) == {"add_page"}


def test_a_supporting_department_changes_no_text_of_others(supporting: None, sign_in: SignIn) -> None:
    text = article(FOREIGN_COLUMN)
    client = sign_in("owner")
    assert client.get(add_url(FOREIGN_COLUMN)).status_code == 200
    for view in ("edit", "delete", "unpublish", "move", "copy", "view_draft", "history"):
        assert is_refused(client, reverse(f"wagtailadmin_pages:{view}", args=(text.pk,))), view


def test_a_supporting_department_edits_its_own_draft_and_does_not_publish(supporting: None, sign_in: SignIn) -> None:
    owner = get_user_model().objects.get(username="owner")
    draft = article(FOREIGN_COLUMN, live=False, owner=owner)
    draft.save_revision()
    assert sign_in("owner").get(edit_url(draft)).status_code == 200
    permissions = draft.permissions_for_user(owner)
    assert not permissions.can_publish()
    assert not permissions.can_unpublish()


@pytest.fixture
def english(db: None) -> Any:
    """The portal in English, as far as its home page."""
    locale = Locale.objects.create(language_code="en")
    HomePage.objects.get().copy_for_translation(locale)
    return locale


def translated(path: str, locale: Locale) -> ColumnPage:
    copy: ColumnPage = column_page(path).copy_for_translation(locale, copy_parents=True).specific
    return copy


def test_a_language_copy_is_its_departments_as_soon_as_it_appears(english: Locale, sign_in: SignIn) -> None:
    copy = translated(OWN_COLUMN, english)
    url = reverse("wagtailadmin_pages:add", args=("cms", "articlepage", copy.pk))
    assert sign_in("owner").get(url).status_code == 200
    assert is_refused(sign_in("foreigner"), url)


def test_a_language_copy_keeps_its_rights(english: Locale, portal: Portal) -> None:
    copy = translated(OWN_COLUMN, english)
    grant_rights(portal, IN_FORCE_SINCE)
    assert GroupPagePermission.objects.filter(page=copy, group__name=f"{GROUP_PREFIX}{OWNER}").count() == 3


def test_a_language_copy_stands_for_the_column_of_its_source(english: Locale) -> None:
    copy = translated(OWN_COLUMN, english)
    assert copy.column is None
    assert column_of(copy) == Column.objects.get(path=OWN_COLUMN, portal__is_own=True)
    copy.add_child(instance=(text := ArticlePage(title="news", slug="news", live=False, source="x")))
    assert column_of(text) == column_of(copy)


def test_an_alias_stands_for_the_column_of_its_source(english: Locale) -> None:
    page = column_page(OWN_COLUMN)
    translated(page.get_parent().specific.column.path, english)
    alias = page.copy_for_translation(english, alias=True).specific
    assert alias.column is None
    assert column_of(alias) == page.column


def test_a_copied_column_page_is_no_second_page_of_the_column(db: None) -> None:
    page = column_page(OWN_COLUMN)
    page.save_revision()
    copy = page.copy(update_attrs={"slug": "fu-ben", "title": "副本"}, keep_live=False).specific
    assert copy.column is None
    assert column_of(copy) == page.get_parent().specific.column
    assert copy.get_latest_revision_as_object().column is None


@pytest.mark.parametrize("path", [OWN_COLUMN, FOREIGN_COLUMN])
def test_a_text_belongs_to_the_nearest_column(db: None, path: str) -> None:
    found = column_of(article(path))
    assert found is not None
    assert found.path == path


def test_the_home_page_belongs_to_no_column(db: None) -> None:
    assert column_of(Page.objects.get(pk=HomePage.objects.get().pk)) is None


def publish(parent: Page, title: str) -> ColumnPage:
    """Publish a column page that stands for no column, as from the admin."""
    page = ColumnPage(title=title, live=False)
    parent.add_child(instance=page)
    revision = page.save_revision()
    clear(page)
    revision.publish()
    page.refresh_from_db()
    return page


def clear(page: ColumnPage) -> None:
    """Let the gate pass the page: what it asks is not the matter here."""
    from cms.gate import enter

    enter(page, "测试")


def test_a_new_column_page_becomes_a_column_without_a_duty(portal: Portal) -> None:
    parent = column_page("政务公开")
    page = publish(parent, "新栏目/甲")
    column = Column.objects.get(portal=portal, path="政务公开/新栏目／甲")
    assert page.column == column
    assert column.parent == parent.column
    assert column.url == page.full_url
    assert not column.assignments.exists()


def test_a_column_page_below_the_tables_last_level_stays_part_of_its_column(portal: Portal) -> None:
    deepest = column_page(SUPPORTED)
    before = Column.objects.count()
    page = publish(deepest, "更深")
    assert page.column is None
    assert Column.objects.count() == before
    assert column_of(page) == deepest.column


def test_a_language_copy_that_is_published_makes_no_column(english: Locale) -> None:
    copy = translated(OWN_COLUMN, english)
    before = Column.objects.count()
    clear(copy)
    copy.save_revision().publish()
    assert Column.objects.count() == before


def test_a_column_whose_page_is_taken_down_loses_its_address(db: None) -> None:
    page = column_page(OWN_COLUMN)
    column = Column.objects.get(page=page)
    assert column.url
    page.unpublish()
    column.refresh_from_db()
    assert column.url == ""


def test_a_column_whose_page_is_deleted_loses_its_address(db: None) -> None:
    page = column_page(OWN_COLUMN)
    column = Column.objects.get(page=page)
    page.delete()
    column.refresh_from_db()
    assert column.url == ""


def test_the_address_of_a_column_outside_the_cms_stays(portal: Portal) -> None:
    column = Column.objects.create(portal=portal, name="旧站", path="旧站", url="http://old.invalid/list/")
    record_addresses()
    column.refresh_from_db()
    assert column.url == "http://old.invalid/list/"
