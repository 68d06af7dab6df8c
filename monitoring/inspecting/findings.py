"""From all that the rules yielded to one finding for each target."""

from collections.abc import Sequence

from monitoring.checks.verdicts import Fault, FindingCode

CHANNELS = frozenset({FindingCode.REQUEST_CHANNEL_DOWN, FindingCode.MESSAGE_CHANNEL_DOWN})


def one_for_each(faults: Sequence[Fault]) -> list[Fault]:
    """One finding for each target, the most telling: a channel that is down is not also a broken link."""
    down = {fault.url for fault in faults if fault.code in CHANNELS}
    kept: dict[tuple[str, str, str], Fault] = {}
    for fault in faults:
        if fault.url in down and fault.code not in CHANNELS:
            continue
        kept.setdefault((fault.url, fault.code, fault.column), fault)
    return list(kept.values())
