"""Who may not look at the table, and who may look and not touch."""

import pytest
from django.urls import reverse

from column_assignments.models import Portal, ResponsibilityTable, TableUpload
from tests.conftest import SignIn
from tests.table.sheets import table
from tests.table.uploads import send, values_of

EDITORS = ["owner", "reviewer", "deputy", "secrecy", "foreigner", "foreign_reviewer"]
LOOKING = ["index", "versions", "version", "export"]
CHANGING = ["upload", "preview", "add", "edit", "remove"]


def address(view: str, portal: Portal) -> str:
    """A view of the Henan table."""
    version = ResponsibilityTable.objects.filter(portal=portal).latest("pk")
    row = version.assignments.first()
    assert row
    arguments = {
        "version": [version.pk],
        "export": [version.pk, ".csv"],
        "preview": [1],
        "add": [version.pk],
        "edit": [version.pk, row.pk],
        "remove": [version.pk, row.pk],
    }
    return reverse(f"table:{view}", args=arguments.get(view, []))


@pytest.mark.parametrize("view", LOOKING + CHANGING)
@pytest.mark.parametrize("name", [*EDITORS, "anonymous"])
def test_editors_and_strangers_are_turned_away(sign_in: SignIn, portal: Portal, name: str, view: str) -> None:
    browser = sign_in(name)
    for answer in (browser.get(address(view, portal)), browser.post(address(view, portal))):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/admin/login/" if name == "anonymous" else "/admin/")


@pytest.mark.parametrize("view", CHANGING)
def test_an_inspector_may_not_change_the_table(sign_in: SignIn, portal: Portal, view: str) -> None:
    browser = sign_in("inspector")
    for answer in (browser.get(address(view, portal)), browser.post(address(view, portal))):
        assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))


@pytest.mark.parametrize("view", LOOKING)
@pytest.mark.parametrize("name", ["inspector", "office"])
def test_overseers_look_at_the_table(sign_in: SignIn, portal: Portal, name: str, view: str) -> None:
    assert sign_in(name).get(address(view, portal)).status_code == 200


def test_an_inspector_is_shown_no_way_to_change_it(sign_in: SignIn, portal: Portal) -> None:
    page = sign_in("inspector").get(reverse("table:index")).content.decode()
    assert reverse("table:upload") not in page
    assert address("edit", portal) not in page
    assert address("edit", portal) in sign_in("office").get(reverse("table:index")).content.decode()


@pytest.mark.parametrize("action", ["confirm", "cancel"])
def test_somebody_elses_upload_is_refused(sign_in: SignIn, elsewhere: Portal, action: str) -> None:
    here = send(sign_in("office"), elsewhere, table(values_of("厅人事处")))["Location"]
    for answer in (sign_in("office2").get(here), sign_in("office2").post(here, {"action": action, "base": ""})):
        assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))
    assert TableUpload.objects.count() == 1
    assert not elsewhere.tables.exists()


@pytest.mark.parametrize(
    "query", ["?portal=999999", "?portal=x", "?portal=-1", "?day=x", "?day=2026-02-30", "?portal=²"]
)
def test_what_is_no_portal_and_no_day_is_not_found(sign_in: SignIn, query: str) -> None:
    assert sign_in("office").get(reverse("table:index") + query).status_code == 404


def test_another_kind_of_file_is_not_found(sign_in: SignIn, portal: Portal) -> None:
    there = address("export", portal).replace(".csv", ".pdf")
    assert sign_in("office").get(there).status_code == 404


@pytest.mark.parametrize("view", ["edit", "remove"])
def test_a_row_of_another_version_is_not_found(sign_in: SignIn, elsewhere: Portal, portal: Portal, view: str) -> None:
    other = ResponsibilityTable.objects.create(portal=elsewhere, effective_on="2026-01-01", source="x")
    row = portal.tables.latest("pk").assignments.first()
    assert row
    assert sign_in("office").get(reverse(f"table:{view}", args=[other.pk, row.pk])).status_code == 404


@pytest.mark.parametrize("name", [*EDITORS, "inspector", "office"])
def test_the_menu_leads_overseers_alone_to_the_table(sign_in: SignIn, name: str) -> None:
    page = sign_in(name).get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse("table:index") in page) == (name in ("inspector", "office"))
