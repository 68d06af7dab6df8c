"""What the table in force leaves open, both ways."""

import dataclasses
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from column_assignments.coverage import Gap, GapKind, gaps
from column_assignments.duties import Role
from column_assignments.models import Column, Department, Member, Portal, UpdateRule
from column_assignments.people import join
from column_assignments.table.exporting import table_rows
from column_assignments.table.importing import import_table
from tests.conftest import FOREIGN_COLUMN, IN_FORCE_SINCE, OWN_COLUMN, TODAY, SignIn
from tests.people import FOREIGN, OWNER

URL = "/admin/departments/coverage/"


def found(portal: Portal, kind: GapKind) -> dict[str, Gap]:
    return {gap.subject: gap for gap in gaps(portal, TODAY) if gap.kind == kind}


def department(name: str) -> Department:
    return Department.objects.get(name=name)


def user(name: str) -> Any:
    return get_user_model().objects.get(username=name)


def test_a_portal_without_table_and_columns_has_no_gaps(elsewhere: Portal) -> None:
    assert gaps(elsewhere, TODAY) == []


def test_a_duty_without_a_column_on_the_portal(portal: Portal) -> None:
    assert OWN_COLUMN not in found(portal, GapKind.NO_LIST_PAGE)
    Column.objects.filter(portal=portal, path=OWN_COLUMN).update(url="")
    assert OWN_COLUMN in found(portal, GapKind.NO_LIST_PAGE)


def test_a_duty_whose_list_page_the_table_names(portal: Portal) -> None:
    Column.objects.filter(portal=portal, path=OWN_COLUMN).update(url="")
    portal.tables.get().assignments.filter(column__path=OWN_COLUMN).update(address="http://portal.invalid/rsxx/")
    assert OWN_COLUMN not in found(portal, GapKind.NO_LIST_PAGE)


def test_a_column_without_a_duty(portal: Portal) -> None:
    assert found(portal, GapKind.NO_DUTY) == {}
    rows = [row for row in table_rows(portal.tables.get()) if row.path != OWN_COLUMN]
    import_table(portal, rows, effective_on=TODAY, source="without.csv")
    assert set(found(portal, GapKind.NO_DUTY)) == {OWN_COLUMN}


def test_a_column_with_others_below_needs_no_duty(portal: Portal) -> None:
    assert "政务公开" not in found(portal, GapKind.NO_DUTY)


def test_two_leads_for_one_column(portal: Portal) -> None:
    rows = [
        dataclasses.replace(row, departments=row.departments | {Role.LEAD: (OWNER, FOREIGN)})
        if row.path == OWN_COLUMN
        else row
        for row in table_rows(portal.tables.get())
    ]
    before = set(found(portal, GapKind.TWO_LEADS))
    import_table(portal, rows, effective_on=TODAY, source="two.csv")
    after = found(portal, GapKind.TWO_LEADS)
    assert set(after) - before == {OWN_COLUMN}
    assert after[OWN_COLUMN].detail == f"{OWNER}、{FOREIGN}"


def test_a_frequency_without_a_rule_is_named_with_its_columns(portal: Portal) -> None:
    before = found(portal, GapKind.UNCLASSIFIED)
    assignment = portal.tables.get().assignments.get(column__path=OWN_COLUMN)
    UpdateRule.objects.filter(label=assignment.frequency, column_class=assignment.column.column_class).delete()
    after = found(portal, GapKind.UNCLASSIFIED)
    (new,) = set(after) - set(before)
    assert new.startswith(assignment.frequency)
    assert OWN_COLUMN in after[new].detail.split("、")


def test_an_empty_post_and_nobody_to_sign_in(portal: Portal) -> None:
    assert OWNER not in found(portal, GapKind.EMPTY_POST)
    assert FOREIGN in found(portal, GapKind.EMPTY_POST)
    assert "厅办公室" in found(portal, GapKind.EMPTY_POST)
    assert OWNER not in found(portal, GapKind.NO_PEOPLE)
    assert "厅办公室" in found(portal, GapKind.NO_PEOPLE)
    get_user_model().objects.filter(member__department__name=OWNER).update(is_active=False)
    assert OWNER in found(portal, GapKind.NO_PEOPLE)


def test_who_leads_where_texts_pass_a_secrecy_review_needs_a_secrecy_reviewer(portal: Portal) -> None:
    Department.objects.filter(name=OWNER).update(secrecy_reviewer=None)
    assert OWNER in found(portal, GapKind.EMPTY_POST)
    portal.tables.get().assignments.update(steps="department office")
    assert OWNER not in found(portal, GapKind.EMPTY_POST)


@pytest.mark.parametrize("way", ["moved", "gone", "locked"])
def test_a_post_held_by_somebody_who_left(portal: Portal, way: str) -> None:
    assert OWNER not in found(portal, GapKind.LEFT)
    match way:
        case "moved":
            join(user("reviewer"), department(FOREIGN))
        case "gone":
            Member.objects.get(user=user("reviewer")).delete()
        case "locked":
            get_user_model().objects.filter(username="reviewer").update(is_active=False)
    assert "reviewer" in found(portal, GapKind.LEFT)[OWNER].detail


def test_a_collective_needs_members_and_no_posts(portal: Portal) -> None:
    gap = next(iter(found(portal, GapKind.NO_MEMBERS).values()))
    assert gap.subject not in found(portal, GapKind.EMPTY_POST)
    member = Department.objects.create(name="郑州市交通运输局", kind=Department.Kind.AFFILIATED)
    Department.objects.get(pk=gap.pk).members.add(member)
    assert gap.subject not in found(portal, GapKind.NO_MEMBERS)
    assert member.name in found(portal, GapKind.NO_PEOPLE)


def test_a_department_named_after_it_ended(portal: Portal) -> None:
    Department.objects.filter(name=OWNER).update(ended_on=TODAY)
    assert set(found(portal, GapKind.ENDED)) == {OWNER}
    assert OWNER not in found(portal, GapKind.EMPTY_POST)


def test_the_number_of_queries_does_not_grow_with_the_table(portal: Portal, elsewhere: Portal) -> None:
    rows = table_rows(portal.tables.get())
    import_table(elsewhere, rows[:5], effective_on=IN_FORCE_SINCE, source="few.csv")
    with CaptureQueriesContext(connection) as few:
        gaps(elsewhere, TODAY)
    with CaptureQueriesContext(connection) as many:
        gaps(portal, TODAY)
    assert len(many) <= len(few)


@pytest.mark.parametrize("name", ["anonymous", "owner", "reviewer", "foreigner"])
def test_departments_do_not_see_the_gaps_of_all(portal: Portal, sign_in: SignIn, name: str) -> None:
    assert sign_in(name).get(URL).status_code == 302


def test_the_office_finds_where_to_mend_and_the_inspector_what_is_missing(portal: Portal, sign_in: SignIn) -> None:
    address = f"/admin/snippets/column_assignments/department/edit/{department(FOREIGN).pk}/"
    office, inspector = (sign_in(name).get(URL).content.decode() for name in ("office", "inspector"))
    assert FOREIGN in office
    assert FOREIGN in inspector
    assert address in office
    assert address not in inspector


def test_another_portal_is_looked_at_by_its_number(portal: Portal, elsewhere: Portal, sign_in: SignIn) -> None:
    import_table(elsewhere, table_rows(portal.tables.get())[:3], effective_on=IN_FORCE_SINCE, source="few.csv")
    page = sign_in("inspector").get(URL, {"portal": elsewhere.pk})
    assert page.context["portal"] == elsewhere
    assert sign_in("inspector").get(URL, {"portal": "0"}).status_code == 404


def test_every_place_to_mend_can_be_opened_by_the_office(portal: Portal, sign_in: SignIn) -> None:
    Department.objects.filter(name=OWNER).update(ended_on=TODAY)
    join(user("foreign_reviewer"), department(OWNER))
    Column.objects.filter(portal=portal, path=FOREIGN_COLUMN).update(url="")
    browser = sign_in("office")
    places = {rows[0][1] for _kind, rows in browser.get(URL).context["groups"]}
    assert len(places) > 3
    for place in places:
        assert browser.get(place).status_code == 200, place
