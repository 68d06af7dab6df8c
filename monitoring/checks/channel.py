"""The channel for disclosure on request (依申请公开): can a citizen reach a complete form?

Source: 政府信息公开条例 art. 29; the project's reading of "渠道可用" (standards 4.8). Nothing is ever submitted, so a
wall (log-in, captcha before the form) and a form in several steps cannot be judged.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from monitoring.checks.request_form import ELEMENTS, Element, elements_of, missing_elements, requires_purpose
from monitoring.checks.seen import Seen, evidence_of
from monitoring.checks.verdicts import Fault, FindingCode
from monitoring.reading.facts import Form, FormPurpose, LinkKind

MENTION = re.compile(r"依\s*申\s*请\s*公\s*开|申请公开|公开申请")
ENTRANCE = re.compile(
    r"(我要|在线|网上|进入)?(政府|政务)?(信息)?(依申请公开|申请公开|公开申请)(政府信息|信息)?"
    r"(在线申请|网上申请|申请|入口|平台|系统|专栏|栏目|渠道|受理|办理)?"
)
STEP = re.compile(
    r"(点击|进入|立即)?((公民|个人|法人|法人或其他组织|法人或者其他组织|其他组织)?(在线|网上|网络|我要|提交|填写)?)"
    r"(信息公开|公开)?申请(表单|表|入口|平台|系统|提交)?"
)
DOWNLOAD = re.compile(r"申请(公开)?表|申请书")
# With fewer of the five elements a form is the first of several steps, or another form altogether.
SURE = 2


class ChannelVerdict(StrEnum):
    """How a channel stands."""

    OK = "ok"
    MISSING = "missing"
    DOWN = "down"
    INCOMPLETE = "incomplete"
    CANNOT_JUDGE = "cannot-judge"


CODE_OF = {
    ChannelVerdict.MISSING: FindingCode.REQUEST_CHANNEL_MISSING,
    ChannelVerdict.DOWN: FindingCode.REQUEST_CHANNEL_DOWN,
    ChannelVerdict.INCOMPLETE: FindingCode.REQUEST_FORM_INCOMPLETE,
}


@dataclass(frozen=True)
class Step:
    """A page on the way to the form. `broken`: a visitor cannot open it, and the fault is the site's own."""

    seen: Seen
    broken: bool = False
    is_entrance: bool = True


@dataclass(frozen=True)
class Channel:
    """The verdict on a channel of one `kind` (request, message); `missing` holds words of `Element`."""

    kind: str
    url: str
    verdict: ChannelVerdict
    missing: tuple[str, ...] = ()
    evidence: dict[str, Any] = field(default_factory=dict)


def is_entrance(text: str) -> bool:
    """Whether the text of a link is a name of the channel; titles of articles about it are not."""
    return bool(ENTRANCE.fullmatch(re.sub(r"[\s>»·]+", "", text)))


def mentions(text: str) -> bool:
    """Whether a text speaks of the channel at all, so that nobody may call it missing."""
    return bool(MENTION.search(text))


def leads_on(text: str) -> bool:
    """Whether the text of a link on an entrance page promises the form."""
    return is_entrance(text) or bool(STEP.fullmatch(text.strip()))


def judge_request_channel(steps: Sequence[Step], *, home_url: str, all_seen: bool) -> Channel:
    """Judge the way to the form. `all_seen`: no page is left in which an entrance could still stand."""
    if not steps:
        verdict = ChannelVerdict.MISSING if all_seen else ChannelVerdict.CANNOT_JUDGE
        return Channel("request", home_url, verdict, evidence={"seen": "没有找到依申请公开的入口"})
    return _by_form(steps) or _by_fault(steps) or _by_text(steps)


def _by_form(steps: Sequence[Step]) -> Channel | None:
    forms = [(step.seen, form) for step in steps for form in _request_forms(step.seen)]
    sure = [(seen, form) for seen, form in forms if len(elements_of(form)) >= SURE]
    if not sure:
        return None
    seen, form = max(sure, key=lambda pair: len(elements_of(pair[1])))
    missing, purpose = missing_elements(form), requires_purpose(form)
    verdict = ChannelVerdict.INCOMPLETE if missing or purpose else ChannelVerdict.OK
    return Channel("request", seen.answer.url, verdict, missing, _form_evidence(form, missing, purpose))


def _request_forms(seen: Seen) -> list[Form]:
    return [form for form in seen.page.forms if form.purpose is FormPurpose.REQUEST] if seen.page else []


def _form_evidence(form: Form, missing: tuple[Element, ...], purpose: bool) -> dict[str, Any]:
    return {
        "fields": [field.label or field.name for field in form.fields][:40],
        "missing": [ELEMENTS[element] for element in missing],
        "purpose_required": purpose,
    }


def _by_fault(steps: Sequence[Step]) -> Channel | None:
    """Down if no entrance opens, or if what the entrance leads to does not."""
    entrances = [step for step in steps if step.is_entrance]
    onward = [step for step in steps if not step.is_entrance]
    for way in (entrances, onward):
        if way and all(step.broken for step in way):
            seen = way[0].seen
            return Channel("request", seen.answer.url, ChannelVerdict.DOWN, evidence=evidence_of(seen))
    return None


def _by_text(steps: Sequence[Step]) -> Channel:
    url = steps[0].seen.answer.url
    for step in steps:
        for link in step.seen.page.links if step.seen.page else ():
            if link.kind is LinkKind.ATTACHMENT and DOWNLOAD.search(link.text):
                evidence = {"seen": "没有在线表单,提供申请表下载", "form_file": link.url}
                return Channel("request", step.seen.answer.url, ChannelVerdict.OK, evidence=evidence)
    return Channel("request", url, ChannelVerdict.CANNOT_JUDGE, evidence={"seen": "有入口,没有能够判读的表单"})


def channel_fault(channel: Channel, *, column: str = "", confirmed: bool) -> Fault | None:
    """The finding that follows from a request channel's verdict."""
    code = CODE_OF.get(channel.verdict)
    if code is None:
        return None
    evidence = channel.evidence | {"rule": "依申请公开渠道可用", "source": "政府信息公开条例第二十九条"}
    return Fault(code, channel.url, evidence, column=column, confirmed=confirmed)
