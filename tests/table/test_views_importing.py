"""A file is looked through before it becomes the table, and becomes it once."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from column_assignments.models import Portal, TableUpload, UpdateRule
from column_assignments.signals import table_imported
from column_assignments.table.importing import import_table, read_table
from column_assignments.table.limits import SIZE_LIMIT
from tests.conftest import TODAY, SignIn
from tests.table.sheets import GOOD, OTHER, as_xlsx, lines, table
from tests.table.uploads import send

CONFIRM = {"action": "confirm", "base": ""}


def test_bad_rows_are_shown_with_their_lines_and_nothing_can_be_adopted(sign_in: SignIn, elsewhere: Portal) -> None:
    browser = sign_in("office")
    there = send(browser, elsewhere, table(GOOD | {"负责部门": ""}, OTHER | {"二级栏目": "a/b"}))["Location"]
    text = browser.get(there).content.decode()
    assert all(word in text for word in ("缺少负责部门", "含有“/”"))
    assert 'value="confirm"' not in text
    browser.post(there, CONFIRM)
    assert not elsewhere.tables.exists()


def test_a_file_that_is_too_large_is_not_kept(sign_in: SignIn, elsewhere: Portal) -> None:
    answer = send(sign_in("office"), elsewhere, table(GOOD) + b" " * SIZE_LIMIT)
    assert answer.status_code == 200
    assert not TableUpload.objects.exists()


@pytest.mark.parametrize("missing", ["why", "effective_on", "portal", "file"])
def test_a_file_comes_with_a_portal_a_day_and_a_reason(sign_in: SignIn, elsewhere: Portal, missing: str) -> None:
    answer = sign_in("office").post(
        reverse("table:upload"), {"portal": elsewhere.pk, "effective_on": TODAY, "why": "x"} | {missing: ""}
    )
    assert answer.status_code == 200
    assert not TableUpload.objects.exists()


def test_the_difference_is_shown_and_nothing_is_stored(sign_in: SignIn, elsewhere: Portal) -> None:
    import_table(elsewhere, read_table(table(GOOD, OTHER)), effective_on=TODAY, source="t.csv")
    browser = sign_in("office")
    data = table(GOOD | {"负责部门": "厅法规处"}, GOOD | {"二级栏目": "新栏目", "负责部门": "新来的处"})
    text = browser.get(send(browser, elsewhere, data)["Location"]).content.decode()
    assert "新增 1 个栏目、1 个更换负责部门、1 个不再列入" in text
    assert "将新建 1 个部门: 新来的处" in text
    assert elsewhere.tables.count() == 1


@pytest.mark.parametrize("data", [table(GOOD), as_xlsx(lines(GOOD))], ids=["csv", "xlsx"])
def test_what_was_confirmed_becomes_the_table(sign_in: SignIn, elsewhere: Portal, data: bytes) -> None:
    told: list[Portal] = []
    table_imported.connect(receiver := lambda portal, **kwargs: told.append(portal))
    browser = sign_in("office")
    answer = browser.post(send(browser, elsewhere, data, name="分工表")["Location"], CONFIRM)
    table_imported.disconnect(receiver)
    stored = elsewhere.tables.get()
    assert answer["Location"] == reverse("table:version", args=[stored.pk])
    assert (stored.source, stored.why, str(stored.made_by), stored.effective_on) == (
        "分工表",
        "年度调整",
        "office",
        TODAY,
    )
    assert told == [elsewhere]
    assert not TableUpload.objects.exists()


def test_a_second_confirmation_does_no_harm(sign_in: SignIn, elsewhere: Portal) -> None:
    browser = sign_in("office")
    there = send(browser, elsewhere, table(GOOD))["Location"]
    browser.post(there, CONFIRM)
    assert browser.post(there, CONFIRM)["Location"] == reverse("table:index")
    assert elsewhere.tables.count() == 1


def test_a_cancelled_file_is_dropped(sign_in: SignIn, elsewhere: Portal) -> None:
    browser = sign_in("office")
    browser.post(send(browser, elsewhere, table(GOOD))["Location"], {"action": "cancel"})
    assert not TableUpload.objects.exists()
    assert not elsewhere.tables.exists()


def test_a_table_that_changed_meanwhile_is_shown_again(sign_in: SignIn, elsewhere: Portal) -> None:
    browser = sign_in("office")
    there = send(browser, elsewhere, table(GOOD))["Location"]
    import_table(elsewhere, read_table(table(OTHER)), effective_on=TODAY, source="faster.csv")
    answer = browser.post(there, CONFIRM)
    assert answer.status_code == 200
    assert "新增 1 个栏目、1 个不再列入" in answer.content.decode()
    assert elsewhere.tables.count() == 1
    browser.post(there, CONFIRM | {"base": elsewhere.tables.get().pk})
    assert elsewhere.tables.count() == 2


def test_what_the_table_says_already_is_not_stored_again(sign_in: SignIn, elsewhere: Portal) -> None:
    import_table(elsewhere, read_table(table(GOOD)), effective_on=TODAY, source="t.csv")
    browser = sign_in("office")
    there = send(browser, elsewhere, table(GOOD))["Location"]
    browser.post(there, CONFIRM | {"base": elsewhere.tables.get().pk})
    assert elsewhere.tables.count() == 1


def test_an_unknown_label_is_refused_until_it_is_accepted(sign_in: SignIn, elsewhere: Portal) -> None:
    browser = sign_in("office")
    there = send(browser, elsewhere, table(GOOD | {"更新频度": "经常更新"}))["Location"]
    assert "不认识的更新频度“经常更新”" in browser.get(there).content.decode()
    browser.post(there, CONFIRM)
    assert not elsewhere.tables.exists()
    assert "待归类" in browser.get(there + "?accept_labels=on").content.decode()
    browser.post(there, CONFIRM | {"accept_labels": "on"})
    assert elsewhere.tables.exists()
    assert set(UpdateRule.objects.filter(label="经常更新").values_list("kind", flat=True)) == {"unclassified"}


def test_files_that_nobody_adopted_are_dropped_after_a_day(sign_in: SignIn, elsewhere: Portal) -> None:
    user = get_user_model().objects.get(username="office2")
    for hours in (23, 25):
        kept = TableUpload.objects.create(
            portal=elsewhere, effective_on=TODAY, name=str(hours), data=b"x", uploaded_by=user
        )
        TableUpload.objects.filter(pk=kept.pk).update(uploaded_at=timezone.now() - dt.timedelta(hours=hours))
    sign_in("office").get(reverse("table:upload"))
    assert [kept.name for kept in TableUpload.objects.all()] == ["23"]


def test_a_later_version_that_takes_over_is_named(sign_in: SignIn, elsewhere: Portal) -> None:
    later = TODAY + dt.timedelta(days=30)
    import_table(elsewhere, read_table(table(GOOD)), effective_on=later, source="next-year.csv")
    browser = sign_in("office")
    assert "next-year.csv" in browser.get(send(browser, elsewhere, table(OTHER))["Location"]).content.decode()


def test_a_page_shows_no_more_problems_than_people_read(sign_in: SignIn, elsewhere: Portal) -> None:
    browser = sign_in("office")
    there = send(browser, elsewhere, table(*[{"一级栏目": "x"}] * 300))["Location"]
    assert browser.get(there).content.decode().count("缺少负责部门") == 100
