"""Findings and observations: a department sees those of its own columns; inspectors and office see all."""

import pytest
from django.urls import reverse

from column_assignments.calendar import china_today
from column_assignments.models import Column, Portal
from column_assignments.table.importing import import_table, read_table
from monitoring.checks.verdicts import Fault, FindingCode
from monitoring.models import Finding, Observation
from tests.cms.pages import is_refused
from tests.conftest import OWN_COLUMN, TODAY, SignIn
from tests.findings.days import BROKEN, inspection, look, watched
from tests.table.sheets import GOOD, table

ALL = ("owner", "inspector", "office")


@pytest.fixture
def finding(portal: Portal) -> str:
    """The page of a finding in the owner's column."""
    (found,) = look(watched(portal), 0, BROKEN)
    return reverse("findings:detail", args=(found.pk,))


@pytest.fixture
def observation(portal: Portal) -> str:
    """The page of an observation of the owner's column."""
    column = Column.objects.get(portal=portal, path=OWN_COLUMN)
    seen = Observation.objects.create(inspection=inspection(portal), column=column, verdict="fresh")
    return reverse("observation", args=(seen.pk,))


@pytest.mark.parametrize("page", ["finding", "observation"])
def test_for_a_foreign_department_it_does_not_exist(sign_in: SignIn, request: pytest.FixtureRequest, page: str) -> None:
    assert sign_in("foreigner").get(request.getfixturevalue(page)).status_code == 404


@pytest.mark.parametrize("page", ["finding", "observation"])
def test_it_is_refused_to_who_is_not_signed_in(sign_in: SignIn, request: pytest.FixtureRequest, page: str) -> None:
    assert is_refused(sign_in("anonymous"), request.getfixturevalue(page))


@pytest.mark.parametrize("page", ["finding", "observation"])
@pytest.mark.parametrize("who", ALL)
def test_the_owner_the_inspector_and_the_office_see_it(
    sign_in: SignIn, request: pytest.FixtureRequest, page: str, who: str
) -> None:
    assert sign_in(who).get(request.getfixturevalue(page)).status_code == 200


def test_a_list_shows_an_editor_no_foreign_finding(sign_in: SignIn, finding: str) -> None:
    url = reverse("findings:list")
    shown = {who: finding in sign_in(who).get(url).content.decode() for who in (*ALL, "foreigner")}
    assert shown == {"owner": True, "inspector": True, "office": True, "foreigner": False}


@pytest.mark.parametrize("query", ["?state=suspected", "?code=broken-link", "?state=suspected&code=broken-link&page=9"])
def test_no_filter_shows_an_editor_a_foreign_finding(sign_in: SignIn, finding: str, query: str) -> None:
    url = reverse("findings:list") + query
    assert finding in sign_in("owner").get(url).content.decode()
    assert finding not in sign_in("foreigner").get(url).content.decode()


def test_a_finding_of_no_column_is_nobodys_but_the_inspectors(sign_in: SignIn, portal: Portal) -> None:
    look(watched(portal), 0, Fault(FindingCode.SITE_SLOW, "http://portal.invalid/"))
    url = reverse("findings:detail", args=(Finding.objects.get().pk,))
    assert [sign_in(who).get(url).status_code for who in ("owner", "foreigner", "inspector")] == [404, 404, 200]


def test_who_takes_a_column_over_sees_its_findings_and_the_former_owner_does_not(
    sign_in: SignIn, portal: Portal, finding: str
) -> None:
    rows = read_table(table(GOOD | {"负责部门": "厅法规处"}))
    import_table(portal, rows, effective_on=china_today(), source="new.csv")
    assert [sign_in(who).get(finding).status_code for who in ("owner", "foreigner")] == [404, 200]


def test_a_finding_shows_its_evidence_and_its_life(sign_in: SignIn, finding: str) -> None:
    page = sign_in("inspector").get(finding).content.decode()
    for words in ("链接失效", BROKEN.url, "404", "首次发现, 待复查确认", f"{TODAY:%Y-%m-%d}"):
        assert words in page


def test_a_finding_cannot_bring_markup(sign_in: SignIn, portal: Portal) -> None:
    evil = "<script>alert(1)</script>"
    look(watched(portal), 0, Fault(BROKEN.code, f"http://portal.invalid/{evil}", {evil: evil}, (evil,), 1))
    page = sign_in("inspector").get(reverse("findings:detail", args=(Finding.objects.get().pk,)))
    assert evil not in page.content.decode()


def test_a_filter_nobody_offered_shows_nothing(sign_in: SignIn, finding: str) -> None:
    answer = sign_in("inspector").get(reverse("findings:list") + "?state=x&code=y")
    assert answer.status_code == 200
    assert finding not in answer.content.decode()
