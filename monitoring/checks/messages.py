"""The channels for messages (信箱、留言、咨询): only a linked page that is broken says anything (V5a).

Whether messages are answered well is for people; nothing is ever sent.
"""

import re

from monitoring.checks.channel import Channel, ChannelVerdict
from monitoring.checks.seen import Seen, evidence_of
from monitoring.checks.verdicts import Fault, FindingCode
from monitoring.fetching.answer import Outcome

MESSAGE = re.compile(
    r"(厅长|局长|部长|省长|市长|领导|主任)信箱|(网上|在线|我要|公众)?(咨询|留言)(板|台|建言)?|互动交流|咨询投诉"
)
MESSAGE_TEXT = 8


def is_message_entrance(text: str) -> bool:
    """Whether the text of a link promises a place to write to; the whole text has to be such a name."""
    text = text.strip()
    return len(text) <= MESSAGE_TEXT and bool(MESSAGE.fullmatch(text))


def judge_message_channel(seen: Seen, *, broken: bool) -> Channel:
    """The verdict on one message page: down, ok because it opens, or not to be judged."""
    if broken:
        return Channel("message", seen.answer.url, ChannelVerdict.DOWN, evidence=evidence_of(seen))
    opens = seen.outcome is Outcome.OK
    return Channel("message", seen.answer.url, ChannelVerdict.OK if opens else ChannelVerdict.CANNOT_JUDGE)


def message_fault(channel: Channel, *, column: str = "", confirmed: bool) -> Fault | None:
    """The finding against a message page that is down."""
    if channel.verdict is not ChannelVerdict.DOWN:
        return None
    evidence = channel.evidence | {"rule": "互动渠道能够打开", "source": "国办秘函〔2019〕19号 V5a"}
    return Fault(FindingCode.MESSAGE_CHANNEL_DOWN, channel.url, evidence, column=column, confirmed=confirmed)
