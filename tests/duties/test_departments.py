"""Departments: what a collective stands for, who holds which post, who works where."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from column_assignments.collectives import departments_behind
from column_assignments.models import Department, Member, Portal
from column_assignments.obligations import acts_as, assigned_to
from column_assignments.people import EDITORS, empty_posts, join, left_posts
from tests.conftest import OWN_COLUMN, TODAY, SignIn
from tests.people import FOREIGN, OWNER

Kind = Department.Kind


def department(name: str) -> Department:
    return Department.objects.get(name=name)


def collective(name: str, *members: Department) -> Department:
    made = Department.objects.create(name=name, kind=Kind.COLLECTIVE)
    made.members.set(members)
    return made


def user(name: str) -> Any:
    return get_user_model().objects.get(username=name)


@pytest.fixture
def nested(portal: Portal) -> tuple[Department, Department]:
    """A collective of the owner, and one of that collective and the foreigner."""
    inner = collective("机关各处", department(OWNER))
    return inner, collective("全体各处", inner, department(FOREIGN))


def test_a_collective_stands_for_its_members_however_deep(nested: tuple[Department, Department]) -> None:
    inner, outer = nested
    assert departments_behind(inner, TODAY) == {department(OWNER)}
    assert departments_behind(outer, TODAY) == {department(OWNER), department(FOREIGN)}


def test_a_department_stands_for_itself(portal: Portal) -> None:
    assert departments_behind(department(OWNER), TODAY) == {department(OWNER)}


def test_nobody_is_behind_an_empty_collective(portal: Portal) -> None:
    assert departments_behind(collective("各处"), TODAY) == set()


def test_a_member_that_ended_is_behind_it_no_longer(nested: tuple[Department, Department]) -> None:
    Department.objects.filter(name=OWNER).update(ended_on=TODAY)
    assert departments_behind(nested[0], TODAY) == set()


def test_collectives_in_a_circle_do_no_harm(nested: tuple[Department, Department]) -> None:
    inner, outer = nested
    inner.members.add(outer)
    assert departments_behind(inner, TODAY) == {department(OWNER), department(FOREIGN)}
    assert acts_as(inner) == {inner.pk, outer.pk}


def test_a_department_acts_as_the_collectives_that_contain_it(nested: tuple[Department, Department]) -> None:
    inner, outer = nested
    assert acts_as(department(OWNER)) == {department(OWNER).pk, inner.pk, outer.pk}
    assert acts_as(department(FOREIGN)) == {department(FOREIGN).pk, outer.pk}


def test_what_is_assigned_to_a_collective_is_assigned_to_its_members(portal: Portal) -> None:
    paths = {row.column.path for row in assigned_to(department(FOREIGN), portal, TODAY)}
    assert OWN_COLUMN not in paths
    department(OWNER).members.set([department(FOREIGN)])
    assert OWN_COLUMN in {row.column.path for row in assigned_to(department(FOREIGN), portal, TODAY)}


def test_whoever_joins_a_department_leaves_the_one_before(portal: Portal) -> None:
    join(user("owner"), department(FOREIGN))
    assert Member.objects.get(user=user("owner")).department == department(FOREIGN)


def test_whoever_joins_is_an_editor(portal: Portal) -> None:
    newcomer = get_user_model().objects.create_user("newcomer")
    join(newcomer, department(OWNER))
    assert list(newcomer.groups.filter(name=EDITORS)) == [Group.objects.get(name=EDITORS)]


def test_a_post_that_nobody_holds_is_empty(portal: Portal) -> None:
    assert empty_posts(department(OWNER)) == []
    assert empty_posts(department(FOREIGN)) == ["deputy"]


def test_a_post_is_left_by_whoever_moves_or_can_sign_in_no_longer(portal: Portal) -> None:
    assert left_posts(department(OWNER)) == []
    join(user("reviewer"), department(FOREIGN))
    get_user_model().objects.filter(username="owner").update(is_active=False)
    assert left_posts(department(OWNER)) == ["head", "contact"]


LIST = "/admin/snippets/column_assignments/department/"
PEOPLE = "/admin/departments/{}/people/"


def edit_url(name: str) -> str:
    return f"{LIST}edit/{department(name).pk}/"


def answers(name: str, **different: Any) -> dict[str, Any]:
    posts = {"head": "reviewer", "deputy": "deputy", "contact": "owner", "secrecy_reviewer": "secrecy"}
    return {"name": name, "kind": Kind.OFFICE} | {post: user(holder).pk for post, holder in posts.items()} | different


@pytest.mark.parametrize("name", ["anonymous", "owner", "reviewer", "foreigner", "inspector"])
def test_nobody_but_the_office_edits_departments(portal: Portal, sign_in: SignIn, name: str) -> None:
    assert sign_in(name).get(edit_url(OWNER)).status_code == 302
    sign_in(name).post(edit_url(OWNER), answers(OWNER, head=""))
    assert department(OWNER).head == user("reviewer")


@pytest.mark.parametrize("name", ["anonymous", "owner", "reviewer", "foreigner", "inspector"])
def test_nobody_but_the_office_says_who_works_where(portal: Portal, sign_in: SignIn, name: str) -> None:
    browser, url = sign_in(name), PEOPLE.format(department(OWNER).pk)
    assert browser.get(url).status_code == 302
    browser.post(url, {"username": "foreigner"})
    member = Member.objects.get(user=user("owner"))
    browser.post(f"{url}{member.pk}/leave/")
    assert Member.objects.get(user=user("foreigner")).department == department(FOREIGN)
    assert Member.objects.filter(pk=member.pk).exists()


def test_the_office_lists_departments_with_posts_and_gaps(
    portal: Portal, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    join(user("foreign_reviewer"), department(OWNER))
    browser = sign_in("office")
    browser.get(LIST)
    with django_assert_max_num_queries(40):
        text = browser.get(LIST).content.decode()
    assert "foreign_reviewer（已离开）" in text or "foreign_reviewer (left)" in text
    assert "reviewer" in text


def test_the_office_gives_posts(portal: Portal, sign_in: SignIn) -> None:
    response = sign_in("office").post(edit_url(OWNER), answers(OWNER, head=user("deputy").pk))
    assert response.status_code == 302
    assert department(OWNER).head == user("deputy")


@pytest.mark.parametrize("holder", ["foreigner", "office"])
def test_a_post_goes_to_nobody_from_elsewhere(portal: Portal, sign_in: SignIn, holder: str) -> None:
    sign_in("office").post(edit_url(OWNER), answers(OWNER, head=user(holder).pk))
    assert department(OWNER).head == user("reviewer")


def test_a_post_goes_to_nobody_who_can_sign_in_no_longer(portal: Portal, sign_in: SignIn) -> None:
    get_user_model().objects.filter(username="deputy").update(is_active=False)
    sign_in("office").post(edit_url(OWNER), answers(OWNER, head=user("deputy").pk, deputy=""))
    assert department(OWNER).head == user("reviewer")


def test_the_name_of_a_department_changes_by_reorganisation_alone(portal: Portal, sign_in: SignIn) -> None:
    pk = department(OWNER).pk
    assert sign_in("office").post(edit_url(OWNER), answers("改名处")).status_code == 302
    assert Department.objects.get(pk=pk).name == OWNER


def test_a_collective_is_no_member_of_itself(nested: tuple[Department, Department], sign_in: SignIn) -> None:
    inner, outer = nested
    for member in (inner, outer):
        form = {"name": inner.name, "kind": Kind.COLLECTIVE, "members": [member.pk]}
        sign_in("office").post(f"{LIST}edit/{inner.pk}/", form)
        assert list(inner.members.all()) == [department(OWNER)]


def test_a_member_that_ended_stays_on_record(nested: tuple[Department, Department], sign_in: SignIn) -> None:
    inner, _outer = nested
    Department.objects.filter(name=OWNER).update(ended_on=TODAY)
    members = [department(OWNER).pk, department(FOREIGN).pk]
    form = {"name": inner.name, "kind": Kind.COLLECTIVE, "members": members}
    assert sign_in("office").post(f"{LIST}edit/{inner.pk}/", form).status_code == 302
    assert set(inner.members.all()) == {department(OWNER), department(FOREIGN)}


@pytest.mark.parametrize(("ended_on", "offered"), [("2020-01-01", False), ("2100-01-01", True), (None, True)])
def test_a_department_that_ends_later_can_still_become_a_member(
    portal: Portal, sign_in: SignIn, ended_on: str | None, offered: bool
) -> None:
    Department.objects.filter(name=FOREIGN).update(ended_on=ended_on)
    page = sign_in("office").get(f"/admin/snippets/column_assignments/department/edit/{collective('各处').pk}/")
    assert (department(FOREIGN) in page.context["form"].fields["members"].queryset) is offered


def test_only_a_collective_has_members(portal: Portal, sign_in: SignIn) -> None:
    sign_in("office").post(edit_url(OWNER), answers(OWNER, members=[department(FOREIGN).pk]))
    assert not department(OWNER).members.exists()


def test_the_office_adds_a_department(portal: Portal, sign_in: SignIn) -> None:
    sign_in("office").post(f"{LIST}add/", {"name": "郑州市交通运输局", "kind": Kind.AFFILIATED})
    assert department("郑州市交通运输局").kind == Kind.AFFILIATED


def test_the_office_says_who_works_where(portal: Portal, sign_in: SignIn) -> None:
    browser, url = sign_in("office"), PEOPLE.format(department(OWNER).pk)
    assert "secrecy" in browser.get(url).content.decode()
    assert browser.post(url, {"username": "foreigner"}).status_code == 302
    member = Member.objects.get(user=user("foreigner"))
    assert member.department == department(OWNER)
    browser.post(f"{url}{member.pk}/leave/")
    assert not Member.objects.filter(user=user("foreigner")).exists()


def test_somebody_who_does_not_exist_joins_nothing(portal: Portal, sign_in: SignIn) -> None:
    url = PEOPLE.format(department(OWNER).pk)
    assert sign_in("office").post(url, {"username": "niemand"}).status_code == 400


def test_a_department_lets_only_its_own_people_go(portal: Portal, sign_in: SignIn) -> None:
    stranger = Member.objects.get(user=user("foreigner"))
    url = PEOPLE.format(department(OWNER).pk)
    assert sign_in("office").post(f"{url}{stranger.pk}/leave/").status_code == 404
