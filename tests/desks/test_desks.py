"""Everybody who signs in sees the own desk, and no other."""

import datetime as dt
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from django.test import Client
from django.urls import reverse

from column_assignments.calendar import china_today, quarter_of
from column_assignments.models import Assessment, Column, Portal
from column_assignments.people import make_groups
from monitoring.models import Finding, Inspection, Observation
from tests.conftest import FOREIGN_COLUMN, OWN_COLUMN, SignIn
from tests.findings.days import BROKEN, look, watched

DESKS = ("desk-editor", "desk-inspector", "desk-office")


def first_page(client: Client) -> BeautifulSoup:
    answer = client.get(reverse("wagtailadmin_home"))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def desk(client: Client) -> Tag:
    found = first_page(client).find("section", class_="lanmu-desk")
    assert isinstance(found, Tag)
    return found


def seen_today(portal: Portal, path: str, **fields: Any) -> Observation:
    """A column as it was seen this morning."""
    done = Inspection.objects.get_or_create(
        portal=watched(portal),
        day=china_today(),
        defaults={"state": "done", "finished_at": dt.datetime.now(dt.UTC), "pages": 140, "links": 900},
    )[0]
    column = Column.objects.get(portal=portal, path=path)
    return Observation.objects.create(inspection=done, column=column, **{"verdict": "overdue"} | fields)


def test_nobody_sees_a_desk_who_is_not_signed_in(sign_in: SignIn) -> None:
    answer = sign_in("anonymous").get(reverse("wagtailadmin_home"))
    assert (answer.status_code, answer["Location"]) == (302, "/admin/login/?next=/admin/")


@pytest.mark.parametrize(
    ("who", "own"),
    [
        ("owner", "desk-editor"),
        ("foreigner", "desk-editor"),
        ("inspector", "desk-inspector"),
        ("office", "desk-office"),
    ],
)
def test_everybody_sees_the_own_desk_alone(sign_in: SignIn, who: str, own: str) -> None:
    page = first_page(sign_in(who))
    assert [name for name in DESKS if page.find(id=name)] == [own]


@pytest.mark.parametrize("who", ["owner", "inspector", "office"])
def test_a_desk_speaks_chinese(sign_in: SignIn, who: str) -> None:
    words = [word for tag in desk(sign_in(who)).select("h2, h3, th") for word in tag.find_all(string=True)]
    assert [word for word in words if word.strip() and not re.search("[\u4e00-\u9fff0-9]", word)] == []


def test_the_editor_sees_the_departments_duties_and_no_others(sign_in: SignIn) -> None:
    text = desk(sign_in("owner")).get_text()
    assert "厅人事处" in text
    assert OWN_COLUMN in text
    assert FOREIGN_COLUMN not in text


def test_the_editor_sees_what_is_due_first(sign_in: SignIn, portal: Portal) -> None:
    seen_today(portal, "政务公开/组织机构/省交通厅", verdict="fresh")
    seen_today(portal, OWN_COLUMN, newest=dt.date(2025, 11, 1))
    first = desk(sign_in("owner")).select("tbody tr")[0].get_text(" ", strip=True)
    assert OWN_COLUMN in first
    assert "2026-11-01" in first
    assert "2025-11-01" in first


def test_the_editor_gets_to_the_form_in_one_step(sign_in: SignIn) -> None:
    client = sign_in("owner")
    ways = [link["href"] for link in desk(client).select("tbody a.button")]
    assert ways
    assert {client.get(way).status_code for way in ways} == {200}


def test_the_editor_sees_the_findings_of_own_columns_alone(sign_in: SignIn, portal: Portal) -> None:
    look(watched(portal), 0, BROKEN)
    link = reverse("findings:detail", args=(Finding.objects.get().pk,))
    assert link in str(desk(sign_in("owner")))
    assert link not in str(desk(sign_in("foreigner")))


def test_every_desk_says_when_nothing_was_inspected_yet(sign_in: SignIn, portal: Portal) -> None:
    watched(portal)
    for who in ("owner", "inspector"):
        assert desk(sign_in(who)).select(".lanmu-age strong")


def test_every_desk_shows_the_age_of_its_data(sign_in: SignIn, portal: Portal) -> None:
    seen_today(portal, OWN_COLUMN)
    for who in ("owner", "inspector"):
        assert f"{china_today():%Y-%m-%d}" in desk(sign_in(who)).select(".lanmu-age")[0].get_text()


def test_simulated_days_are_not_taken_for_seen_ones(sign_in: SignIn, portal: Portal) -> None:
    seen_today(portal, OWN_COLUMN)
    Inspection.objects.update(sample=True)
    assert desk(sign_in("inspector")).select(".lanmu-late")


def test_the_inspector_sees_columns_by_verdict_and_findings_by_code(sign_in: SignIn, portal: Portal) -> None:
    seen_today(portal, OWN_COLUMN)
    look(portal, 0, BROKEN)
    counts = [item.get_text(" ", strip=True) for item in desk(sign_in("inspector")).select(".lanmu-counts li")]
    assert counts == ["超期 1", "链接失效 1"]


def test_the_inspector_is_told_that_today_is_missing(sign_in: SignIn, portal: Portal) -> None:
    seen_today(portal, OWN_COLUMN)
    assert not desk(sign_in("inspector")).select(".lanmu-late")
    Inspection.objects.update(day=china_today() - dt.timedelta(days=1))
    assert desk(sign_in("inspector")).select(".lanmu-late")


def test_the_office_sees_the_table_in_force(sign_in: SignIn) -> None:
    text = desk(sign_in("office")).get_text()
    assert "2026-01-01" in text
    assert "henan-2012-responsibility-table.csv" in text
    assert "73" in text


def test_the_office_gets_to_the_score_sheets(sign_in: SignIn, portal: Portal) -> None:
    quarter = quarter_of(china_today())
    sheets = {"header": {}, "departments": [], "columns": [], "deductions": []}
    Assessment.objects.create(portal=portal, quarter=quarter, scheme="x", as_of=china_today(), sheets=sheets)
    assert reverse("assessments:sheets", args=(quarter,)) in str(desk(sign_in("office")))


def test_the_groups_can_be_made_again_without_harm(sign_in: SignIn) -> None:
    make_groups()
    assert desk(sign_in("office"))["id"] == "desk-office"
