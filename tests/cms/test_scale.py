"""300 columns, 40 departments, 10,000 pages: the admin asks the database as often as for a handful."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page

from cms.models import ArticlePage, ColumnPage
from cms.rights import GROUP_PREFIX, grant_rights, sync_members
from column_assignments.duties import Role
from column_assignments.models import Assignment, Column, Department, Member, Portal, ResponsibilityTable
from column_assignments.models.tables import AssignmentDepartment
from home.models import HomePage
from tests.conftest import IN_FORCE_SINCE, TODAY, SignIn

DAY = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)


def grow(parent: Page, kind: type[Page], number: int, **fields: Any) -> list[Page]:
    """Live pages below `parent`, put straight into the tables: making them one by one takes minutes."""
    parent.refresh_from_db()
    first = parent.numchild
    made = [
        Page(
            path=Page._get_path(parent.path, parent.depth + 1, first + place + 1),
            depth=parent.depth + 1,
            title=f"第{place}页",
            draft_title=f"第{place}页",
            slug=f"p-{first + place}",
            url_path=f"{parent.url_path}p-{first + place}/",
            content_type=ContentType.objects.get_for_model(kind),
            locale=Locale.get_default(),
            live=True,
            latest_revision_created_at=DAY,
        )
        for place in range(number)
    ]
    Page.objects.bulk_create(made, batch_size=500)
    for start in range(0, number, 500):  # Django's bulk_create does not take a model with a parent
        rows = [kind(page_ptr=page, **fields) for page in made[start : start + 500]]
        kind._base_manager._insert(rows, fields=kind._meta.local_concrete_fields, using="default")
    Page.objects.filter(pk=parent.pk).update(numchild=first + number)
    return made


def sections(number: int) -> list[Page]:
    """Column pages in two levels, ten below each hub."""
    hubs = grow(HomePage.objects.get(), ColumnPage, (number + 9) // 10)
    return [page for hub in hubs for page in grow(hub, ColumnPage, min(10, number))]


def articles(column: Page, number: int) -> list[Page]:
    return grow(column, ArticlePage, number, published_at=DAY, source="厅人事处")


def editor_of(name: str, columns: Iterable[Page]) -> Client:
    """A new editor who writes and publishes in just these columns, one grant for each right in each."""
    user = get_user_model().objects.create(username=name)
    user.groups.add(group := Group.objects.create(name=name))
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    rights = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=("add_page", "change_page", "publish_page")
    )
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page=page, permission=right) for page in columns for right in rights
    )
    client = Client()
    client.force_login(user)
    return client


def queries(client: Client, url: str) -> int:
    """How often a request asks the database, once what a process remembers is remembered."""
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    assert answer.status_code == 200
    return len(captured)


def views(column: Page, page: Page) -> dict[str, str]:
    """What an editor looks at all day."""
    return {
        "first page": reverse("wagtailadmin_home"),
        "explorer": reverse("wagtailadmin_explore", args=(column.pk,)),
        "explorer at the hub": reverse("wagtailadmin_explore", args=(column.get_parent().pk,)),
        "menu": reverse("wagtailadmin_api:pages:listing") + f"?child_of={column.get_parent().pk}&for_explorer=1",
        "editor": reverse("wagtailadmin_pages:edit", args=(page.pk,)),
        "new": reverse("wagtailadmin_pages:add", args=("cms", "articlepage", column.pk)),
        "history": reverse("wagtailadmin_pages:history", args=(page.pk,)),
        "where to write": reverse("wagtailadmin_pages:choose_parent", args=("cms", "articlepage")),
        "search": reverse("wagtailadmin_pages:search") + "?q=第",
        "chooser": reverse("wagtailadmin_choose_page_child", args=(column.pk,)),
        "chooser's search": reverse("wagtailadmin_choose_page_search") + "?q=第",
        "site history": reverse("wagtailadmin_reports:site_history"),
    }


def counted(client: Client, column: Page, page: Page) -> dict[str, int]:
    return {name: queries(client, url) for name, url in views(column, page).items()}


def test_a_hundred_columns_cost_as_many_queries_as_three(db: None) -> None:
    columns = sections(110)
    page = articles(columns[0], 5)[0]
    few = counted(editor_of("few", [*columns[:2], columns[10]]), columns[0], page)
    many = counted(editor_of("many", [*columns[:2], *columns[10:108]]), columns[0], page)
    assert many == few


def test_a_thousand_pages_cost_as_many_queries_as_sixty(db: None) -> None:
    columns = sections(10)
    page = articles(columns[0], 60)[0]  # more than stand on a page of the explorer
    client = editor_of("editor", columns)
    few = counted(client, columns[0], page)
    articles(columns[0], 940)
    assert counted(client, columns[0], page) == few


def test_the_size_of_a_ministry_changes_nothing(db: None, portal: Portal, sign_in: SignIn) -> None:
    columns = sections(10)
    page = articles(columns[0], 60)[0]
    client = editor_of("editor", columns)
    few = counted(client, columns[0], page)
    others = sections(300)
    for column in others:
        articles(column, 34)
    assert Page.objects.count() > 10_000
    assign(portal, others)
    assert counted(client, columns[0], page) == few


def assign(portal: Portal, pages: list[Page]) -> None:
    """Hand the pages' columns out to 40 departments by a table, and let the rights follow."""
    departments = Department.objects.bulk_create(
        Department(name=f"第{number}处", kind=Department.Kind.OFFICE) for number in range(40)
    )
    table = ResponsibilityTable.objects.create(portal=portal, effective_on=IN_FORCE_SINCE, source="big.csv")
    columns = Column.objects.bulk_create(
        Column(portal=portal, name=f"栏目{place}", path=f"栏目{place}") for place in range(len(pages))
    )
    for column, page in zip(columns, pages, strict=True):
        ColumnPage.objects.filter(pk=page.pk).update(column=column)
    rows = Assignment.objects.bulk_create(
        Assignment(table=table, column=column, position=place, frequency="每天") for place, column in enumerate(columns)
    )
    AssignmentDepartment.objects.bulk_create(
        AssignmentDepartment(assignment=row, department=departments[place % 40], role=Role.LEAD)
        for place, row in enumerate(rows)
    )
    grant_rights(portal, TODAY)


def test_rights_are_granted_in_a_number_of_queries_that_does_not_grow(db: None, portal: Portal) -> None:
    columns = sections(300)
    assign(portal, columns)
    with CaptureQueriesContext(connection) as captured:
        grant_rights(portal, TODAY)
    assert len(captured) < 30
    assert GroupPagePermission.objects.filter(group__name=f"{GROUP_PREFIX}第0处").count() == 8 * 3


def test_people_in_forty_departments_are_put_in_their_groups_at_once(db: None, portal: Portal) -> None:
    assign(portal, sections(40))
    users = get_user_model().objects.bulk_create(get_user_model()(username=f"u{place}") for place in range(200))
    departments = list(Department.objects.filter(name__startswith="第"))
    Member.objects.bulk_create(
        Member(user=user, department=departments[place % 40]) for place, user in enumerate(users)
    )
    sync_members()
    assert get_user_model().objects.filter(groups__name=f"{GROUP_PREFIX}第0处").count() == 5
