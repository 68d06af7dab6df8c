"""How often one host is asked, and the silence that a host asked for."""

import threading
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from monitoring.fetching.answer import Outcome
from monitoring.fetching.errors import Ended
from monitoring.fetching.policy import Policy

_LONGEST_SILENCE = 24 * 3600.0


@dataclass
class _Host:
    interval: float
    next_start: float = 0.0
    silent_until: float = 0.0


class Pace:
    """One per gate, shared by its threads."""

    def __init__(self, policy: Policy, sleep: Callable[[float], object], clock: Callable[[], float]) -> None:
        self._max_wait = policy.max_wait
        self._sleep = sleep
        self._clock = clock
        self._lock = threading.Lock()
        self._hosts: defaultdict[str, _Host] = defaultdict(lambda: _Host(policy.interval))

    def wait(self, host: str) -> None:
        """Return when it is this request's turn. Raises `Ended` if the host wants a longer silence than we wait."""
        pause = self._book(host)
        if pause > 0:
            self._sleep(pause)

    def _book(self, host: str) -> float:
        with self._lock:
            now, state = self._clock(), self._hosts[host]
            silence = state.silent_until - now
            if silence > self._max_wait:
                raise Ended(Outcome.REFUSED, f"{host} asked for silence for another {silence:.0f} s")
            start = max(now, state.next_start, state.silent_until)
            state.next_start = start + state.interval
            return start - now

    def hear(self, host: str, status: int, headers: Mapping[str, str]) -> bool:
        """Remember what an answer asks for; whether it is worth asking again after `wait`."""
        if status not in {429, 503}:
            return False
        silence = retry_after(headers.get("retry-after", ""))
        with self._lock:
            state = self._hosts[host]
            if silence is not None:
                state.silent_until = self._clock() + silence
            elif status == 429:
                state.interval = min(max(state.interval, 0.5) * 2, self._max_wait)
        return silence is not None and silence <= self._max_wait


def retry_after(value: str, now: datetime | None = None) -> float | None:
    """Seconds that a `Retry-After` header asks for, at most a day; None if it is missing or makes no sense."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), _LONGEST_SILENCE)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max((until - (now or datetime.now(UTC))).total_seconds(), 0.0), _LONGEST_SILENCE)
