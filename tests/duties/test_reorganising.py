"""Departments are renamed, merged and split on a day; what was before stays."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from column_assignments.duties import ReviewStep, Role
from column_assignments.models import Department, DepartmentChange, Member, Portal, ResponsibilityTable
from column_assignments.moving import move_people
from column_assignments.reorganising import Choices, Reorganisation, reorganise, reorganised
from column_assignments.table.exporting import as_cells, table_rows
from column_assignments.table.importing import import_table, read_table
from column_assignments.table.rows import TableRow
from column_assignments.withdrawing import withdraw
from tests.conftest import OWN_COLUMN, TODAY, SignIn
from tests.people import FOREIGN, OWNER
from tests.table.sheets import as_csv

Kind = DepartmentChange.Kind
DAY = dt.date(2026, 10, 1)
EVE = DAY - dt.timedelta(days=1)
LATER = dt.date(2026, 12, 15)
NEW = "厅人事法规处"

NAMES = st.sampled_from(["A", "B", "C", "D", "E"])
PARTS = st.lists(NAMES, unique=True, max_size=4).map(tuple)
ROWS = st.lists(
    st.builds(
        TableRow,
        line=st.integers(2, 99),
        levels=st.sampled_from([("甲",), ("甲", "乙"), ("丙", "丁", "戊")]),
        content=st.just("内容"),
        frequency=st.just("每月"),
        departments=st.fixed_dictionaries(dict.fromkeys(Role, PARTS)),
        address=st.sampled_from([None, "http://portal.invalid/"]),
        steps=st.sampled_from([None, (), (ReviewStep.OFFICE,)]),
    ),
    max_size=6,
)


def row(lead: Sequence[str] = (), support: Sequence[str] = (), publisher: Sequence[str] = ()) -> TableRow:
    parts = {Role.LEAD: tuple(lead), Role.SUPPORT: tuple(support), Role.PUBLISHER: tuple(publisher)}
    return TableRow(2, ("甲",), "", "每月", parts)


def parts(rows: Sequence[TableRow]) -> list[tuple[str, ...]]:
    return [names for one in rows for names in one.departments.values()]


@given(ROWS, st.dictionaries(NAMES, NAMES, max_size=3))
def test_every_row_and_duty_stays(rows: list[TableRow], successors: dict[str, str]) -> None:
    after = reorganised(rows, successors)
    assert [(r.line, r.levels, r.content, r.frequency, r.address, r.steps) for r in after] == [
        (r.line, r.levels, r.content, r.frequency, r.address, r.steps) for r in rows
    ]
    for old, new in zip(rows, after, strict=True):
        kept = {successors.get(name, name) for names in old.departments.values() for name in names}
        assert {name for names in new.departments.values() for name in names} == kept
        for role in (Role.LEAD, Role.PUBLISHER):
            assert list(new.departments[role]) == list(
                dict.fromkeys(successors.get(name, name) for name in old.departments[role])
            )


@given(ROWS, st.sampled_from(["A", "B", "Z"]))
def test_merging_twice_is_merging_once(rows: list[TableRow], result: str) -> None:
    once = reorganised(rows, {"A": result, "B": result})
    assert reorganised(once, {"A": result, "B": result}) == once


@given(ROWS)
def test_a_table_without_the_department_stays_as_it_is(rows: list[TableRow]) -> None:
    assert reorganised(rows, {"Z": "Y"}) == rows


def test_names_that_become_one_stand_once_where_the_first_stood() -> None:
    assert parts(reorganised([row(lead=["X", "A", "Y", "B"])], {"A": "C", "B": "C"}))[0] == ("X", "C", "Y")


def test_a_department_that_comes_to_lead_does_not_support_itself() -> None:
    assert parts(reorganised([row(lead=["A"], support=["B", "X"])], {"A": "C", "B": "C"}))[:2] == [("C",), ("X",)]


def test_a_split_follows_the_choice_for_column_and_role() -> None:
    choices: Choices = {("甲", Role.PUBLISHER): "C"}
    assert parts(reorganised([row(lead=["A"], publisher=["A"])], {"A": "B"}, choices)) == [("B",), (), ("C",)]


def department(name: str) -> Department:
    return Department.objects.get(name=name)


def user(name: str) -> Any:
    return get_user_model().objects.get(username=name)


def merged(**different: Any) -> Reorganisation:
    known: dict[str, Any] = {
        "kind": Kind.MERGE,
        "effective_on": DAY,
        "sources": (department(OWNER), department(FOREIGN)),
        "results": (NEW,),
        "why": "机构改革方案",
    }
    return Reorganisation(**(known | different))


def renamed(old: str, new: str, day: dt.date = DAY) -> Reorganisation:
    return merged(kind=Kind.RENAME, sources=(department(old),), results=(new,), effective_on=day)


def names_on(portal: Portal, day: dt.date) -> set[str]:
    table = ResponsibilityTable.objects.in_force(portal, day)
    assert table is not None
    return {name for names in parts(table_rows(table)) for name in names}


def works_at(name: str) -> str:
    return Member.objects.get(user__username=name).department.name


def test_the_table_names_the_old_ones_up_to_the_day_and_the_new_one_from_it(portal: Portal) -> None:
    reorganise(merged(), user("office"))
    assert {OWNER, FOREIGN} <= names_on(portal, EVE)
    assert NEW not in names_on(portal, EVE)
    assert NEW in names_on(portal, DAY)
    assert not {OWNER, FOREIGN} & names_on(portal, DAY)


def test_the_exports_of_both_days_can_be_imported_again(portal: Portal, elsewhere: Portal) -> None:
    reorganise(merged(), user("office"))
    for day in (EVE, DAY):
        rows = table_rows(ResponsibilityTable.objects.in_force(portal, day))
        again = read_table(as_csv(as_cells(rows)))
        import_table(elsewhere, again, effective_on=day, source="again.csv")
        assert table_rows(ResponsibilityTable.objects.in_force(elsewhere, day)) == rows


def test_the_new_version_says_who_made_it_and_why(portal: Portal) -> None:
    change = reorganise(merged(), user("office"))
    table = change.tables.get()
    assert (table.portal, table.effective_on, table.made_by, table.why) == (portal, DAY, user("office"), "机构改革方案")


def test_a_table_for_a_later_day_does_not_bring_the_old_name_back(portal: Portal) -> None:
    rows = table_rows(portal.tables.get())
    import_table(portal, rows[:-5], effective_on=LATER, source="later.csv")
    reorganise(merged(), user("office"))
    assert not {OWNER, FOREIGN} & names_on(portal, LATER)
    assert len(table_rows(ResponsibilityTable.objects.in_force(portal, LATER))) == len(rows) - 5
    assert NEW in names_on(portal, DAY)


def test_another_portals_table_follows_too(portal: Portal, elsewhere: Portal) -> None:
    import_table(elsewhere, table_rows(portal.tables.get()), effective_on=EVE, source="elsewhere.csv")
    reorganise(merged(), user("office"))
    assert NEW in names_on(elsewhere, DAY)


def test_review_steps_and_addresses_of_the_rows_stay(portal: Portal) -> None:
    rows = table_rows(portal.tables.get())
    own = next(one for one in rows if one.path == OWN_COLUMN)
    special = dataclasses.replace(own, address="http://portal.invalid/rsxx/", steps=(ReviewStep.OFFICE,))
    import_table(portal, [special if one is own else one for one in rows], effective_on=EVE, source="special.csv")
    reorganise(merged(), user("office"))
    after = next(one for one in table_rows(ResponsibilityTable.objects.in_force(portal, DAY)) if one.path == OWN_COLUMN)
    assert (after.address, after.steps) == (special.address, special.steps)


def test_the_old_departments_end_and_stay_on_record(portal: Portal) -> None:
    reorganise(merged(), user("office"))
    assert department(OWNER).ended_on == department(FOREIGN).ended_on == DAY
    assert (department(NEW).ended_on, department(NEW).kind) == (None, department(OWNER).kind)


def test_people_move_on_the_day_and_not_before(portal: Portal) -> None:
    reorganise(merged(), user("office"))
    assert move_people(EVE) == 0
    assert works_at("owner") == OWNER
    assert move_people(DAY) == 6
    assert works_at("owner") == works_at("foreigner") == NEW
    assert move_people(DAY) == 0


def test_who_came_after_it_was_recorded_moves_too(portal: Portal) -> None:
    reorganise(merged(), user("office"))
    Member.objects.create(user=user("inspector"), department=department(OWNER))
    move_people(DAY)
    assert works_at("inspector") == NEW


def test_posts_go_over_with_a_new_name(portal: Portal) -> None:
    reorganise(renamed(OWNER, "人事教育处"), user("office"))
    move_people(DAY)
    now = department("人事教育处")
    assert (now.head, now.deputy, now.contact, now.secrecy_reviewer) == tuple(
        map(user, ("reviewer", "deputy", "owner", "secrecy"))
    )


def test_a_merged_department_has_the_posts_that_the_office_named(portal: Portal) -> None:
    plan = merged(posts={NEW: {"head": user("reviewer").pk, "contact": user("foreigner").pk}})
    reorganise(plan, user("office"))
    move_people(DAY)
    assert (department(NEW).head, department(NEW).contact) == (user("reviewer"), user("foreigner"))
    assert department(NEW).deputy is None


def test_somebody_who_can_sign_in_no_longer_gets_no_post(portal: Portal) -> None:
    reorganise(merged(posts={NEW: {"head": user("reviewer").pk}}), user("office"))
    get_user_model().objects.filter(username="reviewer").update(is_active=False)
    move_people(DAY)
    assert department(NEW).head is None


def test_a_split_divides_columns_and_people_by_choice(portal: Portal) -> None:
    plan = merged(
        kind=Kind.SPLIT,
        sources=(department(OWNER),),
        results=("干部处", "教育处"),
        choices={(OWN_COLUMN, Role.LEAD): "教育处"},
        moves={user("deputy").pk: "教育处"},
    )
    reorganise(plan, user("office"))
    move_people(DAY)
    after = {one.path: one for one in table_rows(ResponsibilityTable.objects.in_force(portal, DAY))}
    assert after[OWN_COLUMN].departments[Role.LEAD] == ("教育处",)
    assert "干部处" in names_on(portal, DAY)
    assert OWNER not in names_on(portal, DAY)
    assert (works_at("deputy"), works_at("owner")) == ("教育处", "干部处")


def test_a_department_may_take_another_in(portal: Portal) -> None:
    reorganise(merged(results=(OWNER,)), user("office"))
    assert move_people(DAY) == 2
    assert department(OWNER).ended_on is None
    assert department(OWNER).head == user("reviewer")
    assert FOREIGN not in names_on(portal, DAY)
    assert department(FOREIGN).ended_on == DAY


def test_a_department_may_keep_its_name_in_a_split_where_all_stays_with_it(portal: Portal) -> None:
    plan = merged(kind=Kind.SPLIT, sources=(department(OWNER),), results=(OWNER, "教育处"))
    assert not reorganise(plan, user("office")).tables.exists()
    assert department(OWNER).ended_on is None


def test_collectives_that_contained_the_old_ones_contain_the_new_one(portal: Portal) -> None:
    collective = Department.objects.filter(kind=Department.Kind.COLLECTIVE)[0]
    collective.members.set([department(OWNER)])
    reorganise(merged(), user("office"))
    move_people(DAY)
    assert department(NEW) in collective.members.all()


def test_two_changes_in_a_row_lead_to_the_last(portal: Portal) -> None:
    reorganise(renamed(OWNER, "甲处", DAY), user("office"))
    reorganise(renamed("甲处", "乙处", LATER), user("office"))
    assert "甲处" in names_on(portal, DAY)
    assert not {"甲处", OWNER} & names_on(portal, LATER)
    move_people(LATER)
    assert works_at("owner") == "乙处"
    assert department("乙处").head == user("reviewer")


def test_a_name_can_come_back(portal: Portal) -> None:
    reorganise(renamed(OWNER, "甲处", DAY), user("office"))
    reorganise(renamed("甲处", OWNER, LATER), user("office"))
    assert OWNER in names_on(portal, LATER)
    assert (department(OWNER).ended_on, department("甲处").ended_on) == (None, LATER)


@pytest.mark.parametrize(
    "different",
    [
        {"kind": Kind.RENAME},
        {"kind": Kind.SPLIT},
        {"results": ("甲处", "乙处")},
        {"results": ("",)},
        {"results": ("甲处、乙处",)},
        {"results": ("=甲处",)},
        {"results": ("长" * 101,)},
        {"results": ("厅办公室",)},
        {"why": " "},
        {"choices": {(OWN_COLUMN, Role.LEAD): "别处"}},
        {"moves": {1: "别处"}},
        {"posts": {NEW: {"head": 0}}},
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(portal: Portal, different: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        reorganise(merged(**different), user("office"))
    assert not DepartmentChange.objects.exists()
    assert portal.tables.count() == 1


def test_a_department_that_has_ended_cannot_be_reorganised_again(portal: Portal) -> None:
    reorganise(merged(), user("office"))
    with pytest.raises(ValidationError):
        reorganise(renamed(OWNER, "甲处", LATER), user("office"))


def test_nothing_comes_before_a_reorganisation_already_recorded_for_a_later_day(portal: Portal) -> None:
    reorganise(merged(results=(OWNER,), effective_on=LATER), user("office"))
    with pytest.raises(ValidationError):
        reorganise(renamed(OWNER, "甲处", DAY), user("office"))


def test_a_collective_does_not_merge_with_a_department(portal: Portal) -> None:
    collective = Department.objects.filter(kind=Department.Kind.COLLECTIVE)[0]
    with pytest.raises(ValidationError):
        reorganise(merged(sources=(department(OWNER), collective)), user("office"))


def test_a_post_needs_somebody_who_will_work_there(portal: Portal) -> None:
    split = {"kind": Kind.SPLIT, "sources": (department(OWNER),), "results": ("甲处", "乙处")}
    with pytest.raises(ValidationError):
        reorganise(merged(**split, posts={"乙处": {"head": user("reviewer").pk}}), user("office"))
    moves = {user("reviewer").pk: "乙处"}
    assert reorganise(merged(**split, posts={"乙处": {"head": user("reviewer").pk}}, moves=moves), user("office"))


def test_withdrawn_before_its_day_it_leaves_everything_as_it_was(portal: Portal) -> None:
    before = table_rows(portal.tables.get())
    import_table(portal, before[:-5], effective_on=LATER + dt.timedelta(days=9), source="later.csv")
    change = reorganise(merged(effective_on=LATER), user("office"))
    withdraw(change, user("office2"), TODAY)
    after = ResponsibilityTable.objects.in_force(portal, LATER)
    assert after is not None
    assert (table_rows(after), after.made_by) == (before, user("office2"))
    last = ResponsibilityTable.objects.in_force(portal, LATER + dt.timedelta(days=9))
    assert last is not None
    assert table_rows(last) == before[:-5]
    assert department(OWNER).ended_on is None
    assert move_people(LATER) == 0
    assert works_at("owner") == OWNER


def test_withdrawn_it_can_be_recorded_again_for_another_day(portal: Portal) -> None:
    withdraw(reorganise(merged(effective_on=LATER), user("office")), user("office"), TODAY)
    reorganise(merged(effective_on=LATER - dt.timedelta(days=5)), user("office"))
    assert NEW in names_on(portal, LATER - dt.timedelta(days=5))
    assert department(NEW).ended_on is None


def test_in_effect_it_cannot_be_withdrawn(portal: Portal) -> None:
    change = reorganise(merged(), user("office"))
    with pytest.raises(ValidationError):
        withdraw(change, user("office"), TODAY)
    assert NEW in names_on(portal, TODAY)


def test_it_is_not_withdrawn_twice(portal: Portal) -> None:
    change = reorganise(merged(effective_on=LATER), user("office"))
    withdraw(change, user("office"), TODAY)
    with pytest.raises(ValidationError):
        withdraw(change, user("office"), TODAY)


def test_what_something_was_built_upon_is_not_withdrawn_until_that_is(portal: Portal) -> None:
    first = reorganise(merged(effective_on=LATER), user("office"))
    second = reorganise(renamed(NEW, "甲处", LATER + dt.timedelta(days=9)), user("office"))
    with pytest.raises(ValidationError):
        withdraw(first, user("office"), TODAY)
    withdraw(second, user("office"), TODAY)
    withdraw(first, user("office"), TODAY)
    assert {OWNER, FOREIGN} <= names_on(portal, LATER + dt.timedelta(days=9))


def test_a_table_imported_since_is_not_undone(portal: Portal) -> None:
    change = reorganise(merged(effective_on=LATER), user("office"))
    rows = table_rows(ResponsibilityTable.objects.in_force(portal, LATER))
    import_table(portal, rows[:-1], effective_on=LATER + dt.timedelta(days=3), source="since.csv")
    with pytest.raises(ValidationError):
        withdraw(change, user("office"), TODAY)


def test_an_edit_made_since_for_an_earlier_day_survives_the_withdrawal(portal: Portal) -> None:
    before = table_rows(portal.tables.get())
    change = reorganise(merged(effective_on=LATER), user("office"))
    import_table(portal, before[:-1], effective_on=LATER - dt.timedelta(days=5), source="since.csv")
    withdraw(change, user("office"), TODAY)
    after = ResponsibilityTable.objects.in_force(portal, LATER)
    assert after is not None
    assert table_rows(after) == before[:-1]


def test_a_name_that_came_back_ends_again_on_its_former_day(portal: Portal) -> None:
    reorganise(renamed(OWNER, "甲处", DAY), user("office"))
    change = reorganise(renamed("甲处", OWNER, LATER), user("office"))
    withdraw(change, user("office"), TODAY)
    assert (department(OWNER).ended_on, department("甲处").ended_on) == (DAY, None)


def test_tables_are_locked_before_they_are_read(portal: Portal) -> None:
    plan, office = merged(effective_on=LATER), user("office")
    with CaptureQueriesContext(connection) as recording:
        change = reorganise(plan, office)
    with CaptureQueriesContext(connection) as undoing:
        withdraw(change, office, TODAY)
    for queries in (recording, undoing):
        reads = [query["sql"] for query in queries if query["sql"].startswith("SELECT")]
        assert 'FROM "column_assignments_portal"' in reads[0]


URL = "/admin/departments/"
ENTRY = {"results": NEW, "effective_on": DAY.isoformat(), "why": "机构改革方案"}


def entry(**different: Any) -> dict[str, Any]:
    return ENTRY | {"sources": [department(OWNER).pk, department(FOREIGN).pk]} | different


@pytest.mark.parametrize("name", ["anonymous", "owner", "reviewer", "foreigner", "inspector"])
@pytest.mark.parametrize("path", ["", "reorganise/merge/", "changes/1/", "changes/1/withdraw/"])
def test_nobody_but_the_office_reorganises(portal: Portal, sign_in: SignIn, name: str, path: str) -> None:
    browser = sign_in(name)
    for response in (browser.get(URL + path), browser.post(URL + path, entry(confirm="on"))):
        assert response.status_code in (302, 403, 405)
        if response.status_code == 302:
            assert response["Location"] == "/admin/" or response["Location"].startswith("/admin/login/")
    assert not DepartmentChange.objects.exists()


def test_the_office_sees_what_changes_before_anything_is_stored(portal: Portal, sign_in: SignIn) -> None:
    page = sign_in("office").post(f"{URL}reorganise/merge/", entry())
    assert page.status_code == 200
    text = page.content.decode()
    assert all(words in text for words in (OWN_COLUMN, NEW, "reviewer"))
    for source in (OWNER, FOREIGN):
        assert f'<input type="hidden" name="sources" value="{department(source).pk}"' in text
    assert not DepartmentChange.objects.exists()


def test_the_office_confirms_and_a_day_that_has_come_takes_effect(portal: Portal, sign_in: SignIn) -> None:
    browser = sign_in("office")
    named = {"post:0:head": user("reviewer").pk, "post:0:contact": user("foreigner").pk}
    page = browser.post(f"{URL}reorganise/merge/", entry(confirm="on", **named), follow=True)
    change = DepartmentChange.objects.get()
    assert page.redirect_chain[-1][0] == f"{URL}changes/{change.pk}/"
    assert "foreigner" in page.content.decode()
    assert (works_at("owner"), department(NEW).head) == (NEW, user("reviewer"))
    assert NEW in browser.get(URL).content.decode()


def test_the_office_renames(portal: Portal, sign_in: SignIn) -> None:
    answers = entry(sources=department(OWNER).pk, results="人事教育处", confirm="on")
    sign_in("office").post(f"{URL}reorganise/rename/", answers)
    assert department("人事教育处").head == user("reviewer")


def test_the_office_splits_by_column_and_person(portal: Portal, sign_in: SignIn) -> None:
    browser = sign_in("office")
    answers = entry(sources=department(OWNER).pk, results="干部处\n教育处\n")
    page = browser.post(f"{URL}reorganise/split/", answers)
    form = page.context["distribution"]
    chosen = {field.html_name: "干部处" for field in [*form.parts(), *form.persons()]}
    assert f"part:lead:{OWN_COLUMN}" in chosen
    chosen |= {f"part:lead:{OWN_COLUMN}": "教育处", f"person:{user('deputy').pk}": "教育处"}
    browser.post(f"{URL}reorganise/split/", answers | chosen | {"confirm": "on"})
    table = ResponsibilityTable.objects.in_force(portal, DAY)
    assert table is not None
    after = {one.path: one for one in table_rows(table)}
    assert after[OWN_COLUMN].departments[Role.LEAD] == ("教育处",)
    assert works_at("deputy") == "教育处"


def test_a_mistake_is_named_and_the_way_back_keeps_the_answers(portal: Portal, sign_in: SignIn) -> None:
    browser = sign_in("office")
    wrong = browser.post(f"{URL}reorganise/merge/", entry(results="厅办公室"))
    assert wrong.status_code == 400
    assert "厅办公室" in wrong.content.decode()
    back = browser.post(f"{URL}reorganise/merge/", entry(change="on"))
    assert (back.status_code, NEW in back.content.decode()) == (200, True)


def test_the_office_withdraws_in_the_browser(portal: Portal, sign_in: SignIn) -> None:
    browser = sign_in("office")
    day = dt.date.max.replace(year=2100)
    browser.post(f"{URL}reorganise/merge/", entry(effective_on=day.isoformat(), confirm="on"))
    change = DepartmentChange.objects.get()
    browser.post(f"{URL}changes/{change.pk}/withdraw/")
    change.refresh_from_db()
    assert change.withdrawn_by == user("office")
    assert browser.get(f"{URL}changes/{change.pk}/").status_code == 200


def test_no_other_kind_of_reorganisation_exists(portal: Portal, sign_in: SignIn) -> None:
    assert sign_in("office").get(f"{URL}reorganise/close/").status_code == 404
    assert sign_in("office").get(f"{URL}reorganise/split/").status_code == 200
