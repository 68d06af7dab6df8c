import pytest

from monitoring.checks.channel import (
    ChannelVerdict,
    Step,
    channel_fault,
    is_entrance,
    judge_request_channel,
    leads_on,
    mentions,
)
from monitoring.checks.messages import is_message_entrance, judge_message_channel, message_fault
from monitoring.fetching.answer import Outcome
from monitoring.reading.facts import Form, Link, LinkKind, PageKind
from tests.checks.looks import URL, form, page, seen

WHOLE = ("姓名", "证件号码", "联系电话", "所需信息的内容描述", "获取信息的方式")


def verdict(*steps: Step, all_seen: bool = True) -> ChannelVerdict:
    return judge_request_channel(steps, home_url=URL, all_seen=all_seen).verdict


def with_form(*forms: Form) -> Step:
    return Step(seen(of=page(PageKind.REQUEST_FORM, forms=forms)))


def test_a_channel_is_not_missing_while_pages_are_unseen() -> None:
    assert verdict(all_seen=False) is ChannelVerdict.CANNOT_JUDGE


@pytest.mark.parametrize("outcome", [Outcome.LOGIN, Outcome.REFUSED, Outcome.FAILED, Outcome.TIMEOUT])
def test_a_wall_or_our_failure_cannot_be_judged(outcome: Outcome) -> None:
    assert verdict(Step(seen(outcome))) is ChannelVerdict.CANNOT_JUDGE


def test_a_guide_without_a_form_is_not_accused() -> None:
    assert verdict(Step(seen(of=page(PageKind.ARTICLE, text="申请指南")))) is ChannelVerdict.CANNOT_JUDGE


def test_a_form_to_download_is_a_channel() -> None:
    link = Link(URL + "sqb.doc", LinkKind.ATTACHMENT, "政府信息公开申请表.doc")
    assert verdict(Step(seen(of=page(PageKind.ARTICLE, links=(link,))))) is ChannelVerdict.OK


def test_the_first_step_of_a_form_in_steps_is_not_incomplete() -> None:
    assert verdict(with_form(form("申请人类型", "姓名"))) is ChannelVerdict.CANNOT_JUDGE


def test_a_form_without_labels_is_not_incomplete() -> None:
    assert verdict(with_form(form("", "", ""))) is ChannelVerdict.CANNOT_JUDGE


def test_one_whole_form_is_enough() -> None:
    assert verdict(with_form(form("姓名", "联系电话"), form(*WHOLE))) is ChannelVerdict.OK


def test_an_optional_purpose_is_no_fault() -> None:
    assert verdict(with_form(form(*WHOLE, "所需信息的用途"))) is ChannelVerdict.OK


def test_one_entrance_that_works_is_enough() -> None:
    assert verdict(Step(seen(Outcome.GONE), broken=True), with_form(form(*WHOLE))) is ChannelVerdict.OK


def test_a_compulsory_purpose_is_a_fault() -> None:
    channel = judge_request_channel([with_form(form(*WHOLE, "用途", required=True))], home_url=URL, all_seen=True)
    assert (channel.verdict, channel.missing) == (ChannelVerdict.INCOMPLETE, ())
    assert channel.evidence["purpose_required"]


@pytest.mark.parametrize(
    ("left_out", "missing"),
    list(zip(WHOLE, ["name", "identity", "contact", "description", "form-of-provision"], strict=True)),
)
def test_a_missing_element_is_named(left_out: str, missing: str) -> None:
    shown = form(*(label for label in WHOLE if label != left_out))
    channel = judge_request_channel([with_form(shown)], home_url=URL, all_seen=True)
    assert (channel.verdict, channel.missing) == (ChannelVerdict.INCOMPLETE, (missing,))


def test_a_form_for_organisations_in_its_own_words_is_whole() -> None:
    labels = ("法人或者其他组织名称", "统一社会信用代码", "电子邮箱", "文件名称、文号或其他特征性描述", "指定提供方式")
    assert verdict(with_form(form(*labels))) is ChannelVerdict.OK


def test_no_entrance_anywhere_is_missing() -> None:
    assert verdict() is ChannelVerdict.MISSING


def test_a_broken_entrance_is_down() -> None:
    assert verdict(Step(seen(Outcome.GONE), broken=True)) is ChannelVerdict.DOWN


def test_a_broken_form_behind_a_good_entrance_is_down() -> None:
    guide = Step(seen(of=page(PageKind.ARTICLE)))
    assert verdict(guide, Step(seen(Outcome.GONE), broken=True, is_entrance=False)) is ChannelVerdict.DOWN


@pytest.mark.parametrize("kept", [ChannelVerdict.OK, ChannelVerdict.CANNOT_JUDGE])
def test_no_finding_follows_from_a_good_or_unjudged_channel(kept: ChannelVerdict) -> None:
    steps = [with_form(form(*WHOLE))] if kept is ChannelVerdict.OK else []
    channel = judge_request_channel(steps, home_url=URL, all_seen=False)
    assert channel.verdict is kept
    assert channel_fault(channel, confirmed=True) is None


@pytest.mark.parametrize(
    "text", ["依申请公开", "信息公开申请", "政府信息依申请公开", " 依申请公开>>", "依申请公开申请"]
)
def test_names_of_the_channel(text: str) -> None:
    assert is_entrance(text)


@pytest.mark.parametrize("text", ["依申请公开指南", "关于依申请公开工作的通知", "申请", ""])
def test_titles_about_the_channel_are_no_entrance(text: str) -> None:
    assert not is_entrance(text)


def test_a_title_about_the_channel_is_still_a_mention() -> None:
    assert mentions("关于依申请公开工作的通知")
    assert not mentions("政策法规")


@pytest.mark.parametrize("text", ["在线申请", "我要申请", "公民申请", "依申请公开", "点击申请"])
def test_links_that_lead_on_to_the_form(text: str) -> None:
    assert leads_on(text)


@pytest.mark.parametrize("text", ["道路运输证网上申请", "低保申请办理指南"])
def test_other_applications_do_not_lead_on(text: str) -> None:
    assert not leads_on(text)


def test_a_message_page_that_was_not_found_broken_is_never_accused() -> None:
    channel = judge_message_channel(seen(Outcome.REFUSED), broken=False)
    assert channel.verdict is ChannelVerdict.CANNOT_JUDGE
    assert message_fault(channel, confirmed=True) is None


def test_a_broken_message_page_is_down() -> None:
    assert message_fault(judge_message_channel(seen(Outcome.GONE), broken=True), confirmed=True)


def test_names_of_message_pages() -> None:
    assert is_message_entrance("厅长信箱")
    assert is_message_entrance("网上咨询")
    assert not is_message_entrance("关于开通厅长信箱的通知")
