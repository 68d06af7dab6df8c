"""The way to the channels: from the home page and the columns to the form, as a visitor would walk it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from column_assignments.duties import Duty
from monitoring.checks.channel import (
    Channel,
    Step,
    channel_fault,
    is_entrance,
    judge_request_channel,
    leads_on,
    mentions,
)
from monitoring.checks.links import LinkState
from monitoring.checks.messages import is_message_entrance, judge_message_channel, message_fault
from monitoring.checks.seen import Seen
from monitoring.checks.verdicts import Fault
from monitoring.inspecting.looking import Looker
from monitoring.inspecting.targets import PAGES, Register, Target
from monitoring.reading.facts import LinkKind, PageKind

ENTRANCES = 5
STEPS = 6
# How an entrance that is only a picture names itself in its address.
NAMED_IN_URL = re.compile(r"ysqgk|yishenqing|sqgk\b", re.I)
NAMED_IN_TITLE = re.compile(r"依申请公开")


@dataclass(frozen=True)
class Walk:
    """What walking needs: how to look, the links of the portal, how to judge them, and the columns' duties."""

    looker: Looker
    register: Register
    judge: Callable[[str, Seen], LinkState]
    duties: Sequence[Duty]
    home_url: str
    all_seen: bool

    def request_channel(self) -> Channel:
        """Walk to the application form once."""
        steps = [self._step(target, entrance=True) for target in self._entrances()]
        steps += self._onward(steps)
        all_seen = self.all_seen and not any(map(_mentions, self.register.all()))
        return judge_request_channel(steps, home_url=self.home_url, all_seen=all_seen)

    def message_targets(self) -> list[Target]:
        """The places to write to that the home page or a duty names."""
        wanted = {duty.url for duty in self.duties if is_message_entrance(duty.column.rpartition("/")[2])}
        return [
            target
            for target in self.register.all()
            if target.kind in PAGES and (target.url in wanted or self._on_home(target, is_message_entrance))
        ]

    def column_at(self, url: str) -> str:
        """The column whose page stands at `url`, "" if none."""
        return next((duty.column for duty in self.duties if duty.url == url), "")

    def request_column(self) -> str:
        """The column that carries the request channel, "" if no duty names it."""
        return next((duty.column for duty in self.duties if is_entrance(duty.column.rpartition("/")[2])), "")

    def _entrances(self) -> list[Target]:
        """The duty's own page first, then what the home page links, then what any page links."""
        column = {duty.url for duty in self.duties if is_entrance(duty.column.rpartition("/")[2])}
        pages = [target for target in self.register.all() if target.kind in PAGES]
        ranked = [
            [target for target in pages if target.url in column],
            [target for target in pages if self._on_home(target, is_entrance)],
            [target for target in pages if _is_named(target)],
        ]
        return list({id(target): target for rank in ranked for target in rank}.values())[:ENTRANCES]

    def _on_home(self, target: Target, names: Callable[[str], bool]) -> bool:
        return self.home_url in target.found_on and any(map(names, target.texts))

    def _step(self, target: Target, *, entrance: bool) -> Step:
        seen = self.looker.page(target.url)
        return Step(seen, self.judge(target.url, seen) is LinkState.BROKEN, entrance)

    def _onward(self, entrances: Sequence[Step]) -> list[Step]:
        """Two more steps along links that promise the form."""
        walked = {step.seen.answer.url for step in entrances}
        steps: list[Step] = []
        latest = list(entrances)
        for _ in range(2):
            links = [link for step in latest if step.seen.page for link in step.seen.page.links]
            wanted = dict.fromkeys(link.url for link in links if link.kind in PAGES and leads_on(link.text))
            latest = [self._step(self._target(url), entrance=False) for url in wanted if url not in walked][:STEPS]
            walked |= wanted.keys()
            steps += latest
        return steps

    def _target(self, url: str) -> Target:
        return self.register.targets.get(url) or Target(url, LinkKind.PAGE, self.register.is_own(url))


def _is_named(target: Target) -> bool:
    page = target.seen.page if target.seen else None
    if page and (page.kind is PageKind.REQUEST_FORM or NAMED_IN_TITLE.match(page.title)):
        return True
    return any(map(is_entrance, target.texts)) or (not target.texts and bool(NAMED_IN_URL.search(target.url)))


def _mentions(target: Target) -> bool:
    title = target.seen.page.title if target.seen and target.seen.page else ""
    return mentions(title) or any(map(mentions, target.texts))


def request_findings(walk: Walk, *, confirm: bool) -> tuple[Channel, list[Fault]]:
    """The request channel and the finding that follows, walked twice if `confirm` and something is wrong."""
    channel = walk.request_channel()
    first, confirmed = channel, False
    if confirm and channel_fault(channel, confirmed=False):
        channel = walk.request_channel()
        confirmed = (channel.verdict, channel.missing, channel.url) == (first.verdict, first.missing, first.url)
    fault = channel_fault(channel, column=walk.request_column(), confirmed=confirmed)
    return channel, [fault] if fault else []


def message_findings(walk: Walk, broken: dict[str, bool]) -> tuple[list[Channel], list[Fault]]:
    """The message channels; `broken` has the addresses that are, and whether that was confirmed."""
    channels, faults = [], []
    for target in walk.message_targets():
        if target.seen is None:
            continue
        channel = judge_message_channel(target.seen, broken=target.url in broken)
        channels.append(channel)
        confirmed = broken.get(target.url, False)
        fault = message_fault(channel, column=walk.column_at(target.url), confirmed=confirmed)
        faults += [fault] if fault else []
    return channels, faults
