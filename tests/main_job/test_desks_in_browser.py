"""People sign in with a real browser, and each sees the right desk."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from column_assignments.classifying import DATA
from tests.main_job.conftest import MainJob

pytestmark = pytest.mark.xdist_group("main_job")

# As root a browser has no sandbox; without the other flags it tries to call its maker's hosts.
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --disable-dev-shm-usage"
)
HENAN = DATA / "henan-2012-responsibility-table.csv"
DESKS = {"editor": "desk-editor", "reviewer": "desk-editor", "inspector": "desk-inspector", "office": "desk-office"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs a browser: install chromium")
        pytest.skip("no chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN")
    yield context.new_page()
    context.close()


def sign_in(page: Page, job: MainJob, name: str, password: str | None = None) -> None:
    page.goto(f"{job.url}admin/")
    page.fill("#id_username", name)
    page.fill("#id_password", password or job.people()[name])
    with page.expect_navigation():
        page.click("button[type=submit]")


def test_a_wrong_password_opens_no_desk(page: Page, served: MainJob) -> None:
    sign_in(page, served, "editor", "wrong")
    assert page.locator(".lanmu-desk").count() == 0


@pytest.mark.parametrize("name", DESKS)
def test_each_person_sees_their_own_desk_and_no_other(page: Page, served: MainJob, name: str) -> None:
    sign_in(page, served, name)
    assert page.locator(".lanmu-desk").evaluate_all("desks => desks.map(desk => desk.id)") == [DESKS[name]]


def write(page: Page, title: str, text: str) -> None:
    """Fill the form of an article from the desk."""
    page.locator("#desk-editor tr", has_text="政务公开/人事信息").get_by_role("link", name="在此撰写").click()
    page.fill("textarea[name=title], input[name=title]", title)
    page.fill("#id_source", "厅人事处")
    page.locator("[data-contentpath=body] [contenteditable=true]").fill(text)
    # The editor hands its text to the form a moment later; nobody submits as fast as a test.
    page.wait_for_function("document.querySelector('[name=body]').value.includes('段')")


def submit(page: Page) -> None:
    page.locator("footer").get_by_role("button", name="更多动作").click()
    # Going elsewhere before the answer is there would take the submission back.
    with page.expect_navigation():
        page.locator("footer [name=action-submit]").first.click()


def approve(page: Page, served: MainJob, name: str, title: str) -> None:
    """Sign in as a reviewer and approve what waits there; the secrecy review asks for its own decision."""
    page.context.clear_cookies()
    sign_in(page, served, name)
    page.locator(".lanmu-desk tr", has_text=title).get_by_role("link", name="审核").click()
    form = page.locator("form.lanmu-form:has([value=approve])")
    if form.locator("[name=verdict]").count():
        form.locator("[name=verdict][value=fit]").check()
    form.locator("textarea").fill("已核对, 可以公开")
    with page.expect_navigation():
        form.locator("button[type=submit]").click()


def test_a_text_is_live_after_three_reviews_and_not_before(page: Page, served: MainJob) -> None:
    address, title = f"{served.url}zheng-wu-gong-kai/ren-shi-xin-xi/", "浏览器里写的一条"
    sign_in(page, served, "editor")
    write(page, title, "正文一段。")
    assert page.get_by_role("button", name="发布", exact=True).count() == 0
    submit(page)
    for reviewer in ("reviewer", "secrecy", "office"):
        page.goto(address)
        assert page.get_by_role("link", name=title).count() == 0
        approve(page, served, reviewer, title)
    page.goto(address)
    assert page.get_by_role("link", name=title).count() == 1


def test_an_identity_number_is_not_even_submitted(page: Page, served: MainJob) -> None:
    sign_in(page, served, "editor")
    write(page, "公示名单", "一段: 张某, 身份证号 11010519491231002X。")
    submit(page)
    said = page.locator(".messages").inner_text()
    assert "居民身份证号码" in said
    assert "11010519491231002X" not in said


def test_the_inspector_opens_a_finding_with_its_evidence(page: Page, served: MainJob) -> None:
    sign_in(page, served, "inspector")
    page.locator("#desk-inspector").get_by_role("link", name="栏目超期未更新", exact=True).last.click()
    page.wait_for_load_state()
    assert page.get_by_role("heading", name="证据").count() == 1
    assert "应更新日" in page.inner_text("main")


def test_the_office_opens_a_deduction_down_to_what_was_seen(page: Page, served: MainJob) -> None:
    sign_in(page, served, "office")
    page.get_by_role("link", name="打开成绩单").click()
    page.locator("a", has_text="observation:").first.click()
    page.wait_for_load_state()
    assert "判定" in page.inner_text("main")


def test_the_office_sees_what_a_file_would_change_before_it_does(page: Page, served: MainJob, tmp_path: Path) -> None:
    changed = tmp_path / "changed.csv"
    lines = HENAN.read_text(encoding="utf-8-sig").splitlines()
    changed.write_text("\n".join([*lines[:-1], "公众参与,新设栏目,,测试,动态更新,厅人事处,,"]), encoding="utf-8-sig")
    sign_in(page, served, "office")
    page.goto(f"{served.url}admin/table/import/")
    page.set_input_files("input[type=file]", str(changed))
    page.fill("[name=why]", "年度调整")
    page.locator("main form button[type=submit]").last.click()
    page.get_by_text("新增 1 个栏目").wait_for()
    assert "1 个不再列入" in page.inner_text("main")
    with page.expect_navigation():
        page.get_by_role("button", name="放弃此文件").click()
    page.goto(f"{served.url}admin/table/versions/")
    assert page.locator("main tbody tr").count() == 1


def test_the_office_merges_two_departments_on_a_day(page: Page, served: MainJob) -> None:
    sign_in(page, served, "office")
    page.goto(f"{served.url}admin/departments/reorganise/merge/")
    for name in ("厅财务处", "厅安监处"):
        page.get_by_label(name, exact=True).check()
    page.fill("[name=results]", "厅财务与安全处")
    page.fill("[name=effective_on]", "2031-10-01")
    page.fill("[name=why]", "机构改革")
    page.get_by_role("button", name="查看影响").click()
    page.get_by_text("尚未保存任何内容").wait_for()
    page.get_by_role("button", name="确认").click()
    page.wait_for_url("**/departments/changes/*/")
    tables = {day: table_on(page, served, day) for day in ("2031-09-30", "2031-10-01")}
    assert ["厅财务处" in tables[day] for day in tables] == [True, False]
    assert ["厅财务与安全处" in tables[day] for day in tables] == [False, True]


def table_on(page: Page, served: MainJob, day: str) -> str:
    """The table of a day as the office sees it."""
    page.goto(f"{served.url}admin/table/?view=sheet&day={day}")
    return page.inner_text("main tbody")


def test_an_editor_may_not_open_the_score_sheets(page: Page, served: MainJob) -> None:
    sign_in(page, served, "editor")
    page.goto(f"{served.url}admin/assessments/2026Q4/")
    assert "成绩单" not in page.title()
    assert page.get_by_text("扣分明细").count() == 0


def test_no_page_of_the_admin_calls_another_host(page: Page, served: MainJob) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    sign_in(page, served, "inspector")
    assert [url for url in asked if not url.startswith((served.url, "data:", "blob:"))] == []
