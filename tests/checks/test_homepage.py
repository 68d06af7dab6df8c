import datetime as dt

import pytest

from monitoring.checks.homepage import site_fault, stale_home
from monitoring.checks.page_tags import missing_site_tags
from monitoring.checks.seen import Seen
from monitoring.checks.verdicts import FindingCode
from monitoring.fetching.answer import Answer, Outcome
from monitoring.reading.facts import DateSource, PageKind
from tests.checks.looks import TODAY, day, items, page, seen


@pytest.mark.parametrize("outcome", [Outcome.OK, Outcome.REFUSED, Outcome.LOGIN, Outcome.FAILED, Outcome.BLOCKED])
def test_a_home_page_is_not_down_because_of_us(outcome: Outcome) -> None:
    assert site_fault(seen(outcome), confirmed=True) is None


def test_a_home_page_is_not_stale_by_few_dates() -> None:
    assert not stale_home(seen(of=page(PageKind.HOME, items(30, 40))), [], TODAY, confirmed=False)
    assert not stale_home(seen(of=page(PageKind.HOME, items(30, 31, 32, *[None] * 9))), [], TODAY, confirmed=False)


def test_a_home_page_is_not_stale_by_days_in_addresses() -> None:
    rows = items(30, 31, 32, source=DateSource.URL)
    assert not stale_home(seen(of=page(PageKind.HOME, rows)), [], TODAY, confirmed=False)


def test_a_home_page_is_not_stale_if_it_links_something_new_without_a_date() -> None:
    assert not stale_home(seen(of=page(PageKind.HOME, items(30, 31, 32))), [day(3)], TODAY, confirmed=False)


def test_a_home_page_for_scripts_is_not_stale() -> None:
    assert not stale_home(seen(of=page(PageKind.SCRIPT_ONLY, items(30, 31, 32))), [], TODAY, confirmed=False)


@pytest.mark.parametrize(("ago", "stale"), [(14, False), (15, True)])
def test_a_home_page_is_stale_after_two_weeks(ago: int, stale: bool) -> None:
    fault = stale_home(seen(of=page(PageKind.HOME, items(ago, 31, 32))), [], TODAY, confirmed=True)
    assert bool(fault) is stale


def test_a_bad_certificate_is_not_called_an_outage() -> None:
    fault = site_fault(seen(Outcome.TLS_INVALID), confirmed=True)
    assert fault
    assert fault.code is FindingCode.TLS_INVALID


def home_at(url: str, **tags: str) -> Seen:
    return Seen(Answer(url, Outcome.OK, url, 200), page(PageKind.HOME, tags=tags))


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://gov.cn.example/", "http://www.example.com/"])
def test_tags_are_not_asked_of_sites_that_are_no_government(url: str) -> None:
    assert missing_site_tags(home_at(url), confirmed=True) is None


def test_one_tag_is_enough_for_silence() -> None:
    assert missing_site_tags(home_at("http://jtt.example.gov.cn/", sitename="某厅"), confirmed=True) is None


def test_a_government_home_page_without_any_tag_is_advised() -> None:
    assert missing_site_tags(home_at("http://jtt.example.gov.cn/"), confirmed=True)


def test_the_day_is_an_argument() -> None:
    home = seen(of=page(PageKind.HOME, items(30, 31, 32)))
    assert not stale_home(home, [], TODAY - dt.timedelta(days=20), confirmed=False)
