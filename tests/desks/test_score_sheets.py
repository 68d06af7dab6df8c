"""The quarter's score sheets: for the office and the inspectors, refused to everybody else."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import escape

from column_assignments.assessment.sheets import to_json
from column_assignments.models import Assessment, Portal
from home.desks.views import evidence_url
from tests.assessment.quarters import checks, days, finding, roles, scored
from tests.cms.pages import is_refused
from tests.conftest import TODAY, SignIn

COLUMN = "政务公开/人事信息"
SHEETS = to_json(
    scored(
        {COLUMN: "ff"},
        days=days(sample=True, **{COLUMN: "ff"}),
        findings=[finding("broken-link", COLUMN, evidence="finding:12")],
        checks=checks("broken-link"),
        roles=roles((COLUMN, "厅人事处", "office", "lead")),
    )
)


@pytest.fixture(autouse=True)
def assessed(portal: Portal) -> Assessment:
    """A quarter that was assessed."""
    return Assessment.objects.create(portal=portal, quarter="2026Q4", scheme="默认 1", as_of=TODAY, sheets=SHEETS)


def url(view: str, quarter: str = "2026Q4") -> str:
    return reverse(f"assessments:{view}", args=(quarter,))


@pytest.mark.parametrize("view", ["sheets", "workbook"])
@pytest.mark.parametrize("who", ["owner", "foreigner", "anonymous"])
def test_editors_and_strangers_are_refused(sign_in: SignIn, who: str, view: str) -> None:
    assert is_refused(sign_in(who), url(view))


@pytest.mark.parametrize("who", ["owner", "foreigner"])
def test_editors_do_not_learn_which_quarters_there_are(sign_in: SignIn, who: str) -> None:
    assert is_refused(sign_in(who), url("sheets", "1999Q1"))


@pytest.mark.parametrize("who", ["inspector", "office"])
def test_inspectors_and_the_office_see_them(sign_in: SignIn, who: str) -> None:
    page = sign_in(who).get(url("sheets")).content.decode()
    for words in ("厅人事处", COLUMN, SHEETS["header"]["sample_note"], *SHEETS["header"]["rules"]):
        assert escape(words) in page


@pytest.mark.parametrize("quarter", ["1999Q1", "x", "2026Q9"])
@pytest.mark.parametrize("view", ["sheets", "workbook"])
def test_a_quarter_that_was_not_assessed_is_404(sign_in: SignIn, view: str, quarter: str) -> None:
    assert sign_in("office").get(url(view, quarter)).status_code == 404


def test_a_workbook_that_was_not_written_is_404(sign_in: SignIn, settings: Any, tmp_path: Path) -> None:
    settings.REPORTS_ROOT = tmp_path
    assert sign_in("office").get(url("workbook")).status_code == 404


def test_the_workbook_comes_as_a_file(sign_in: SignIn, settings: Any, tmp_path: Path) -> None:
    settings.REPORTS_ROOT = tmp_path
    (tmp_path / "2026Q4.xlsx").write_bytes(b"PK workbook")
    answer = sign_in("office").get(url("workbook"))
    assert b"".join(answer.streaming_content) == b"PK workbook"
    assert "2026Q4.xlsx" in answer["Content-Disposition"]
    answer.close()


def test_another_portals_quarter_is_not_shown(sign_in: SignIn, elsewhere: Portal) -> None:
    Assessment.objects.create(portal=elsewhere, quarter="2026Q3", scheme="x", as_of=TODAY, sheets=SHEETS)
    assert sign_in("office").get(url("sheets", "2026Q3")).status_code == 404


def test_a_deduction_opens_to_its_evidence(sign_in: SignIn) -> None:
    page = sign_in("office").get(url("sheets")).content.decode()
    assert f'href="{reverse("findings:detail", args=(12,))}"' in page


@pytest.mark.parametrize(
    ("reference", "address"),
    [
        ("finding:12", "/admin/findings/12/"),
        ("observation:7", "/admin/observations/7/"),
        ("http://portal.example/a", "http://portal.example/a"),
        ("javascript:alert(1)", ""),
        ("finding:x", ""),
        ("", ""),
    ],
)
def test_a_reference_leads_to_its_page_or_nowhere(reference: str, address: str) -> None:
    assert evidence_url(reference) == address
