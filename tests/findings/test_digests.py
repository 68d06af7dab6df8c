"""The daily digest: sent once to each inspector, and honest about what was not inspected. Hours are in China."""

import datetime as dt
import socket
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from column_assignments.calendar import CHINA
from column_assignments.models import Portal
from monitoring.alerts.delivering import MAX_ATTEMPTS
from monitoring.alerts.digest import daily_digest
from monitoring.alerts.sending import send_digests, send_owed_digests
from monitoring.models import Delivery, Inspection, PortalPolicy
from tests.conftest import TODAY
from tests.findings.days import BROKEN, OVERDUE, hours_pass, inspection, look, watched

LINK = "http://127.0.0.1:8000/admin/"
NINE = dt.datetime.combine(TODAY, dt.time(9), CHINA)


@pytest.fixture
def done(portal: Portal, settings: Any) -> Portal:
    """A portal whose inspection of today is done."""
    settings.CONFIRMATION_HOURS = 2
    settings.INSPECTION_HOUR, settings.DIGEST_AFTER_HOURS = 6, 3
    finished = dt.datetime.combine(TODAY, dt.time(6, 5), CHINA)
    inspection(watched(portal), state="done", finished_at=finished, pages=140, links=900)
    return portal


def text() -> str:
    return daily_digest(TODAY, LINK).text


def subject() -> str:
    return daily_digest(TODAY, LINK).subject


def undo(portal: Portal, **fields: Any) -> None:
    Inspection.objects.filter(portal=portal, day=TODAY).update(**fields)


def test_nobody_but_inspectors_gets_it(done: Portal, mailoutbox: list[Any]) -> None:
    send_digests(TODAY)
    assert [mail.to for mail in mailoutbox] == [["inspector@lanmu.invalid"]]


def test_an_inspector_who_left_gets_none(done: Portal, mailoutbox: list[Any]) -> None:
    get_user_model().objects.filter(username="inspector").update(is_active=False)
    assert send_digests(TODAY) == len(mailoutbox) == 0


def test_it_is_sent_once(done: Portal, mailoutbox: list[Any]) -> None:
    assert [send_digests(TODAY), send_digests(TODAY), send_owed_digests(NINE)] == [1, 0, 0]
    assert len(mailoutbox) == 1


def test_it_is_not_sent_while_somebody_else_is_sending_it(done: Portal, mailoutbox: list[Any]) -> None:
    send_digests(TODAY)
    Delivery.objects.update(sent_at=None, claimed_until=timezone.now() + dt.timedelta(minutes=5))
    assert send_digests(TODAY) == 0


def test_a_mail_server_that_fails_is_recorded_and_tried_again(
    done: Portal, mailoutbox: list[Any], settings: Any
) -> None:
    with socket.socket() as nobody_listens:
        nobody_listens.bind(("127.0.0.1", 0))
        working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = nobody_listens.getsockname()
        assert send_digests(TODAY) == 0
    row = Delivery.objects.get()
    assert (row.sent_at, row.attempts, row.error.split(":")[0]) == (None, 1, "ConnectionRefusedError")
    settings.EMAIL_BACKEND = working
    assert send_digests(TODAY) == len(mailoutbox) == 1
    row.refresh_from_db()
    assert (row.attempts, row.error, row.sent_at is None) == (2, "", False)


def test_it_is_not_tried_for_ever(done: Portal, mailoutbox: list[Any]) -> None:
    inspector = get_user_model().objects.get(username="inspector")
    Delivery.objects.create(kind="daily-digest", day=TODAY, recipient=inspector, attempts=MAX_ATTEMPTS)
    assert send_digests(TODAY) == 0


def test_it_says_so_when_nothing_was_inspected(done: Portal) -> None:
    undo(done, state="waiting")
    assert "1 个门户当日未完成巡查" in subject()
    assert "以下门户当日没有完成巡查" in text()
    assert "没有新的变化" not in text()


def test_it_says_so_when_the_inspection_failed_and_why(done: Portal) -> None:
    undo(done, state="failed", error="磁盘已满")
    assert "1 个门户当日未完成巡查" in subject()
    assert "未完成的原因 (我方): 磁盘已满" in text()


def test_without_any_portal_all_is_not_well(db: None) -> None:
    assert "没有登记任何门户" in text()
    assert "一切正常" not in subject()


def test_a_portal_that_rests_was_not_missed(done: Portal, elsewhere: Portal) -> None:
    PortalPolicy.objects.create(portal=elsewhere, is_active=False)
    assert "未完成巡查" not in subject()


def test_simulated_days_are_no_inspections(done: Portal) -> None:
    undo(done, sample=True)
    assert "1 个门户当日未完成巡查" in subject()
    assert "示例数据" in text()


def test_it_lists_what_is_new_with_owner_place_and_what_to_do(done: Portal) -> None:
    look(done, -1, BROKEN, OVERDUE)
    hours_pass(24)
    look(done, 0, BROKEN, OVERDUE)
    assert "新增 2" in subject()
    assert text().index("[较重] 栏目超期未更新") < text().index("[一般] 链接失效")
    for words in ("厅人事处", BROKEN.url, "更正或删除该链接", f"位置: {BROKEN.found_on[0]}"):
        assert words in text()


def test_what_is_only_suspected_is_told_apart(done: Portal) -> None:
    look(done, 0, BROKEN)
    assert "待复查确认 (1), 尚不作为问题" in text()
    assert "新增" not in subject()


def test_it_lists_what_is_fixed(done: Portal) -> None:
    look(done, -2, BROKEN)
    hours_pass(24)
    look(done, -1, BROKEN)
    look(done, 0)
    assert "恢复 1" in subject()
    assert "已恢复 (1)" in text()


def test_all_good_is_said_in_one_line(done: Portal) -> None:
    assert subject() == "每日巡查简报 2026-11-22: 一切正常"
    assert "没有新的变化; 尚未解决的问题 0 个" in text()


def test_it_shows_the_age_of_its_data_and_the_way_to_the_desk(done: Portal) -> None:
    assert "最近一次完成的巡查: 2026-11-22 06:05 (北京时间), 读页面 140 个, 查链接 900 个" in text()
    assert LINK in text()


def test_a_mailbox_can_tell_a_digest_that_comes_twice(done: Portal, mailoutbox: list[Any]) -> None:
    send_digests(TODAY)
    (mail,) = mailoutbox
    assert mail.extra_headers["Message-ID"] == f"<daily-digest-{Delivery.objects.get().pk}@lanmu.invalid>"


@pytest.mark.parametrize(("state", "hour", "sent"), [("done", 7, 1), ("running", 8, 0), ("running", 9, 1)])
def test_it_waits_for_the_inspections_but_not_for_ever(done: Portal, state: str, hour: int, sent: int) -> None:
    undo(done, state=state)
    assert send_owed_digests(NINE.replace(hour=hour)) == sent


def test_a_late_hour_does_not_keep_a_missed_day_silent(done: Portal, settings: Any) -> None:
    undo(done, state="waiting")
    settings.INSPECTION_HOUR = 22
    assert send_owed_digests(NINE.replace(hour=23, minute=55)) == 1
