"""Whether an inspection that reported nothing about a finding saw that it is right, or just did not see it."""

from monitoring.checks.channel import ChannelVerdict
from monitoring.checks.verdicts import ColumnVerdict, FindingCode
from monitoring.fetching import Outcome
from monitoring.findings import COLUMN_CODES
from monitoring.inspecting import Report
from monitoring.inspecting.columns import ColumnResult
from monitoring.models import Finding

CHANNEL_KINDS = {
    FindingCode.REQUEST_CHANNEL_MISSING: "request",
    FindingCode.REQUEST_CHANNEL_DOWN: "request",
    FindingCode.REQUEST_FORM_INCOMPLETE: "request",
}
# Nothing was read of these, so nothing about them can have become right.
UNSEEN = frozenset({ColumnVerdict.UNREACHABLE, ColumnVerdict.UNREADABLE, ColumnVerdict.REFUSED})


class Settler:
    """Answers for the findings of one portal, by one report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.columns = {result.duty.column: result for result in report.columns}
        self.channels = {channel.kind: channel.verdict for channel in report.channels}

    def is_right(self, finding: Finding) -> bool:
        """Whether what `finding` says was looked at and is no longer so."""
        code = FindingCode(finding.code)
        if not self.report.coverage.get("entered"):
            return False
        if code in COLUMN_CODES:
            return self._column_is_right(finding.target)
        if code in CHANNEL_KINDS:
            return self.channels.get(CHANNEL_KINDS[code]) is ChannelVerdict.OK
        return self._address_is_right(finding.url)

    def _column_is_right(self, path: str) -> bool:
        result = self.columns.get(path)
        # A column that the table no longer names, or that is exempt, is no longer owed.
        return result is None or bool(result.duty.records.exempt) or was_read(result)

    def _address_is_right(self, url: str) -> bool:
        if url in self.report.unchecked:
            return False
        # An address that no page links any more is right too, but only if all pages were read.
        return url in self.report.checked or not self.report.coverage.get("budget_reached")


def was_read(result: ColumnResult) -> bool:
    """Whether the column's page opened and could be read."""
    opened = result.seen is not None and result.seen.outcome is Outcome.OK
    return opened and result.judged.verdict not in UNSEEN
