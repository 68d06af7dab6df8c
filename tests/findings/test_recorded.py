"""What is on record about a duty, in the inspection's own record and in the life of its findings."""

import pytest

from column_assignments.duties import Records
from monitoring.checks.column import Judgement
from monitoring.checks.reasons import Reason
from monitoring.checks.seen import Seen
from monitoring.checks.verdicts import ColumnVerdict
from monitoring.fetching import Answer, Outcome
from monitoring.inspecting import Report
from monitoring.inspecting.columns import ColumnResult
from monitoring.models import Finding
from monitoring.running import reason_of
from monitoring.settling import Settler
from tests.checks.looks import URL, duty
from tests.findings.days import HOME, TODAY


def settler(records: Records, outcome: Outcome) -> Settler:
    owed = duty(records=records)
    judged = Judgement(ColumnVerdict.NOT_JUDGED if records.exempt else ColumnVerdict.UNREACHABLE, Reason.EXEMPT)
    result = ColumnResult(owed, judged, Seen(Answer(URL, outcome, URL, 404)))
    return Settler(Report("p", HOME, TODAY, columns=(result,), coverage={"entered": True}))


@pytest.mark.parametrize("code", ["column-overdue", "column-blank", "column-unreachable"])
def test_a_finding_ends_when_its_column_is_exempt_even_unseen(code: str) -> None:
    finding = Finding(code=code, target="政务动态/工作信息")
    assert settler(Records(exempt="moved", exemption="exemption:1"), Outcome.GONE).is_right(finding)
    assert not settler(Records(), Outcome.GONE).is_right(finding)


def test_the_observation_names_the_record_that_decided() -> None:
    judged = Judgement(ColumnVerdict.OVERDUE, Reason.EVENT_OPEN, record="event:5")
    assert reason_of(judged).endswith(" (event:5)")
    assert "(" not in reason_of(Judgement(ColumnVerdict.FRESH, Reason.DATES))
