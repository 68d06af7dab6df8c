"""The record of a column: who may put something on it, and what is refused."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from column_assignments.calendar import china_today
from column_assignments.models import Assignment, Column, Event, Exemption, Portal, Review
from tests.conftest import SignIn
from tests.people import OWNER

# In the Henan table 厅人事处 leads this standing text, and 厅规划处 this register of events.
STANDING = "政务公开/组织机构/机构设置"
EVENTS = "政务公开/规划计划"


def standing_column(portal: Portal) -> Column:
    """A column of the owner's with a text to review, given to it if the table has none."""
    owned = Assignment.objects.filter(table__portal=portal, parts__department__name=OWNER, parts__role="lead")
    reviewed = owned.filter(column__column_class="static").first() or owned.get(column__path="政务公开/人事信息")
    if "日常维护" not in reviewed.frequency:
        reviewed.frequency = "日常维护、适时更新"
        reviewed.save()
        Column.objects.filter(pk=reviewed.column_id).update(column_class="static")
    return Column.objects.get(pk=reviewed.column_id)


def events_column(portal: Portal) -> Column:
    """A column of the owner's in which each event is published."""
    owned = Assignment.objects.get(table__portal=portal, column__path="政务公开/人事信息")
    owned.frequency = "一事一报"
    owned.save()
    return owned.column


def posted(client: Client, name: str, pk: int, **data: Any) -> int:
    return client.post(reverse(f"records:{name}", args=(pk,)), data).status_code


@pytest.mark.parametrize("who", ["anonymous", "foreigner", "foreign_reviewer"])
@pytest.mark.parametrize("name", ["column", "review", "event", "exemption"])
def test_others_are_refused(sign_in: SignIn, portal: Portal, who: str, name: str) -> None:
    column = standing_column(portal)
    client = sign_in(who)
    answer = client.get(reverse("records:column", args=(column.pk,)))
    if name != "column":
        answer = client.post(reverse(f"records:{name}", args=(column.pk,)), {"reviewed_on": china_today()})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/")
    assert not Review.objects.exists()


def test_an_inspector_looks_but_records_nothing(sign_in: SignIn, portal: Portal) -> None:
    column = standing_column(portal)
    inspector = sign_in("inspector")
    assert inspector.get(reverse("records:column", args=(column.pk,))).status_code == 200
    inspector.post(reverse("records:review", args=(column.pk,)), {"reviewed_on": china_today()})
    assert not Review.objects.exists()


def test_the_owner_confirms_that_nothing_is_to_change(sign_in: SignIn, portal: Portal) -> None:
    column = standing_column(portal)
    assert posted(sign_in("owner"), "review", column.pk, reviewed_on=china_today(), note="逐条核对") == 302
    row = Review.objects.get()
    assert (row.column, row.reviewed_on, row.by and row.by.username) == (column, china_today(), "owner")
    page = sign_in("owner").get(reverse("records:column", args=(column.pk,))).content.decode()
    assert "逐条核对" in page


def test_nobody_reviews_in_advance(sign_in: SignIn, portal: Portal) -> None:
    tomorrow = china_today() + dt.timedelta(days=1)
    answer = sign_in("owner").post(
        reverse("records:review", args=(standing_column(portal).pk,)), {"reviewed_on": tomorrow}
    )
    assert answer.status_code == 400
    assert not Review.objects.exists()


def test_an_event_is_registered_and_its_publication_noted(sign_in: SignIn, portal: Portal) -> None:
    column, owner = events_column(portal), sign_in("owner")
    day = china_today() - dt.timedelta(days=3)
    assert posted(owner, "event", column.pk, title="某规划印发", happened_on=day) == 302
    event = Event.objects.get()
    before = {"published_on": day - dt.timedelta(days=1), "published_at_url": "https://portal.invalid/1"}
    assert posted(owner, "publication", event.pk, **before) == 400
    assert posted(owner, "publication", event.pk, **before | {"published_on": day}) == 302
    event.refresh_from_db()
    assert (event.published_on, event.registered_by and event.registered_by.username) == (day, "owner")


def test_a_foreigner_does_not_close_an_event(sign_in: SignIn, portal: Portal) -> None:
    event = Event.objects.create(column=events_column(portal), title="某规划印发", happened_on=dt.date(2026, 1, 5))
    data = {"published_on": dt.date(2026, 1, 6), "published_at_url": "https://portal.invalid/1"}
    sign_in("foreigner").post(reverse("records:publication", args=(event.pk,)), data)
    event.refresh_from_db()
    assert event.published_on is None


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"kind": "paused", "first_day": -1, "last_day": 5}, "first_day"),
        ({"kind": "paused", "first_day": 1, "last_day": None}, "last_day"),
        ({"kind": "nothing-happened", "first_day": 5, "last_day": 1}, "last_day"),
        ({"kind": "nothing-happened", "first_day": -20, "last_day": 1, "why": ""}, "why"),
    ],
)
def test_an_exemption_without_its_reasons_is_refused(
    sign_in: SignIn, portal: Portal, fields: dict[str, Any], wrong: str
) -> None:
    days = {key: china_today() + dt.timedelta(days=n) for key, n in fields.items() if isinstance(n, int)}
    data = {"why": "系统改版"} | {key: value or "" for key, value in fields.items()} | days
    answer = sign_in("owner").post(reverse("records:exemption", args=(standing_column(portal).pk,)), data)
    assert answer.status_code == 400
    assert wrong in answer.context["exemption_form"].errors
    assert not Exemption.objects.exists()


def reported(sign_in: SignIn, portal: Portal, who: str = "owner") -> Exemption:
    today = china_today()
    data = {"kind": "paused", "first_day": today, "last_day": today + dt.timedelta(days=9), "why": "系统改版"}
    assert posted(sign_in(who), "exemption", standing_column(portal).pk, **data) == 302
    return Exemption.objects.get()


def test_a_report_counts_only_once_the_office_accepted_it(sign_in: SignIn, portal: Portal) -> None:
    exemption = reported(sign_in, portal)
    assert not Exemption.objects.covering(portal, china_today()).exists()
    for who in ("owner", "inspector", "anonymous"):
        posted(sign_in(who), "decide", exemption.pk, accepted="on", decision="同意")
    exemption.refresh_from_db()
    assert exemption.state == Exemption.State.REPORTED
    posted(sign_in("office"), "decide", exemption.pk, accepted="on", decision="")
    exemption.refresh_from_db()
    assert exemption.state == Exemption.State.REPORTED, "a decision without a reason is none"
    posted(sign_in("office"), "decide", exemption.pk, accepted="on", decision="已报备")
    assert list(Exemption.objects.covering(portal, china_today())) == [exemption]
    assert sign_in("office").post(reverse("records:decide", args=(exemption.pk,))).status_code == 404


def test_the_office_does_not_decide_on_its_own_report(sign_in: SignIn, portal: Portal) -> None:
    exemption = reported(sign_in, portal, "office")
    posted(sign_in("office"), "decide", exemption.pk, accepted="on", decision="同意")
    exemption.refresh_from_db()
    assert exemption.state == Exemption.State.REPORTED
    posted(sign_in("office2"), "decide", exemption.pk, decision="理由不足")
    exemption.refresh_from_db()
    assert (exemption.state, exemption.decision) == (Exemption.State.REFUSED, "理由不足")


def test_the_list_of_reports_is_for_those_who_oversee(sign_in: SignIn, portal: Portal) -> None:
    reported(sign_in, portal)
    page = reverse("records:exemptions")
    assert sign_in("owner").get(page).status_code == 302
    assert "系统改版" in sign_in("inspector").get(page).content.decode()
    assert "lanmu-form" not in sign_in("inspector").get(page).content.decode()
    assert "lanmu-form" in sign_in("office").get(page).content.decode()
