"""Rights follow the table in force."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission

from cms.rights import GROUP_PREFIX, grant_rights
from cms.tasks import follow_table
from column_assignments.calendar import china_today
from column_assignments.models import Portal
from column_assignments.table.exporting import as_cells, table_rows
from column_assignments.table.importing import import_table, read_table
from tests.cms.pages import add_url, column_page, is_refused
from tests.conftest import IN_FORCE_SINCE, OWN_COLUMN, SignIn
from tests.people import FOREIGN, OWNER
from tests.table.sheets import as_csv


def hand_over(portal: Portal, day: dt.date) -> None:
    """A table from `day` on that gives the owner's duties to the foreign department."""
    cells = as_cells(table_rows(portal.tables.get()))
    changed = [[cell.replace(OWNER, FOREIGN) for cell in line] for line in cells]
    import_table(portal, read_table(as_csv(changed)), effective_on=day, source="new.csv")


def groups_at(path: str) -> set[str]:
    """Who may publish there."""
    held = GroupPagePermission.objects.filter(page=column_page(path), permission__codename="publish_page")
    return {name.removeprefix(GROUP_PREFIX) for name in held.values_list("group__name", flat=True)}


def test_a_new_table_takes_rights_and_gives_them_at_once(portal: Portal, sign_in: SignIn) -> None:
    hand_over(portal, china_today())
    assert is_refused(sign_in("owner"), add_url(OWN_COLUMN))
    assert sign_in("foreigner").get(add_url(OWN_COLUMN)).status_code == 200


def test_a_table_for_a_later_day_changes_nothing_before_it(portal: Portal) -> None:
    hand_over(portal, china_today() + dt.timedelta(days=2))
    assert groups_at(OWN_COLUMN) == {OWNER}


def test_a_table_for_a_later_day_is_followed_on_its_day(portal: Portal) -> None:
    hand_over(portal, china_today() + dt.timedelta(days=2))
    grant_rights(portal, china_today() + dt.timedelta(days=2))
    assert groups_at(OWN_COLUMN) == {FOREIGN}


def test_the_hourly_task_follows_the_table_in_force(portal: Portal) -> None:
    GroupPagePermission.objects.filter(group__name__startswith=GROUP_PREFIX).delete()
    follow_table.delay()
    assert groups_at(OWN_COLUMN) == {OWNER}


def test_another_portals_table_gives_no_rights(portal: Portal, elsewhere: Portal) -> None:
    before = GroupPagePermission.objects.count()
    cells = as_cells(table_rows(portal.tables.get()))
    import_table(elsewhere, read_table(as_csv(cells)), effective_on=IN_FORCE_SINCE, source="other.csv")
    assert GroupPagePermission.objects.count() == before


def test_granting_again_changes_nothing(portal: Portal) -> None:
    before = set(GroupPagePermission.objects.values_list("pk", flat=True))
    grant_rights(portal, IN_FORCE_SINCE)
    assert set(GroupPagePermission.objects.values_list("pk", flat=True)) == before


def test_rights_given_by_hand_to_other_groups_stay(portal: Portal) -> None:
    group = Group.objects.create(name="志愿者")
    GroupPagePermission.objects.create(group=group, page=column_page(OWN_COLUMN), permission_type="change")
    grant_rights(portal, IN_FORCE_SINCE)
    assert GroupPagePermission.objects.filter(group=group).exists()


@pytest.mark.parametrize(
    ("path", "groups"),
    [
        ("政务公开/规划计划", {"厅规划处", "厅计划处", "通信中心"}),
        ("政务公开/组织机构/厅直属各单位", {"厅人事处", "通信中心"}),
        ("政务公开/政务动态/政务动态", {"厅办公室"}),  # others support it
        ("政务公开", set()),
    ],
)
def test_who_leads_or_publishes_may_write(db: None, path: str, groups: set[str]) -> None:
    assert groups_at(path) == groups
