from monitoring.checks.soft_404 import learn, says_not_found
from monitoring.fetching.answer import Answer, Outcome
from monitoring.reading.facts import Page, PageKind
from tests.checks.looks import URL, page

FINE = Answer(URL, Outcome.OK, URL, 200)
HOME = page(PageKind.HOME, title="某厅", text="政务动态 政务公开 公共服务 互动交流")
LOST = page(PageKind.OTHER, title="某厅", text="您来晚了,本栏目内容另有安排 /x/1.html")


def says(shown: Page, asked: Page | None) -> bool:
    return says_not_found(FINE, shown, learn(FINE, asked, HOME) if asked else None)


def test_a_site_that_says_404_properly_leaves_no_fingerprint() -> None:
    assert learn(Answer(URL, Outcome.GONE, URL, 404), LOST, HOME) is None


def test_a_site_that_shows_its_home_page_for_everything_leaves_no_fingerprint() -> None:
    assert learn(FINE, HOME, HOME) is None


def test_a_shell_for_scripts_leaves_no_fingerprint() -> None:
    assert learn(FINE, page(PageKind.SCRIPT_ONLY, text="加载中,请稍候请稍候"), HOME) is None


def test_an_almost_empty_answer_leaves_no_fingerprint() -> None:
    assert learn(FINE, page(PageKind.OTHER, text="出错"), HOME) is None


def test_another_text_under_the_same_title_is_a_page_of_its_own() -> None:
    assert not says(page(PageKind.OTHER, title="某厅", text="本厅的职责如下,分管领导另行公布"), LOST)


def test_the_same_text_with_another_address_in_it_is_not_found() -> None:
    assert says(page(PageKind.OTHER, title="某厅", text="您来晚了,本栏目内容另有安排 /y/22.html"), LOST)


def test_a_page_that_says_so_in_its_title_is_not_found() -> None:
    assert says(page(PageKind.OTHER, title="页面不存在", text="很抱歉,您访问的页面不存在或已删除"), None)
