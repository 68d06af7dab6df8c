import pytest

from monitoring.checks.links import LinkState, judge_link, link_code
from monitoring.checks.verdicts import FindingCode
from monitoring.fetching.answer import FAULTS, Outcome
from monitoring.reading.facts import LinkKind
from tests.checks.looks import seen

NO_FAULT = sorted(set(Outcome) - FAULTS - {Outcome.OK})
OURS_PERHAPS = [Outcome.DNS, Outcome.TIMEOUT, Outcome.RESET, Outcome.TLS_INVALID, Outcome.CONNECT]


@pytest.mark.parametrize("outcome", NO_FAULT)
@pytest.mark.parametrize("internal", [True, False])
def test_what_is_no_fault_of_the_site_is_never_broken(outcome: Outcome, internal: bool) -> None:
    assert judge_link(seen(outcome), internal=internal, line_is_good=True) is LinkState.NOT_CHECKED


@pytest.mark.parametrize("outcome", OURS_PERHAPS)
def test_nothing_is_said_of_other_sites_while_our_line_may_be_down(outcome: Outcome) -> None:
    assert judge_link(seen(outcome), internal=False, line_is_good=False) is LinkState.NOT_CHECKED


@pytest.mark.parametrize("outcome", [Outcome.TIMEOUT, Outcome.RESET, Outcome.TLS_INVALID, Outcome.CLIENT_ERROR])
def test_another_site_that_may_only_dislike_us_is_doubtful_and_never_broken(outcome: Outcome) -> None:
    state = judge_link(seen(outcome), internal=False, line_is_good=True)
    assert link_code(seen(outcome), LinkKind.PAGE, state) is FindingCode.LINK_UNCONFIRMED


@pytest.mark.parametrize("outcome", [Outcome.GONE, Outcome.SERVER_ERROR, Outcome.REDIRECT_LOOP])
def test_what_another_site_says_of_itself_counts(outcome: Outcome) -> None:
    assert judge_link(seen(outcome), internal=False, line_is_good=False) is LinkState.BROKEN


@pytest.mark.parametrize("outcome", [Outcome.CONNECT, Outcome.DNS])
def test_a_dead_host_is_broken_if_others_answer(outcome: Outcome) -> None:
    assert judge_link(seen(outcome), internal=False, line_is_good=True) is LinkState.BROKEN


@pytest.mark.parametrize("outcome", sorted(FAULTS))
def test_inside_the_portal_every_fault_counts(outcome: Outcome) -> None:
    assert judge_link(seen(outcome), internal=True, line_is_good=False) is LinkState.BROKEN


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (LinkKind.PAGE, FindingCode.BROKEN_LINK),
        (LinkKind.FRAME, FindingCode.BROKEN_LINK),
        (LinkKind.RESOURCE, FindingCode.BROKEN_LINK),
        (LinkKind.IMAGE, FindingCode.BROKEN_IMAGE),
        (LinkKind.ATTACHMENT, FindingCode.BROKEN_ATTACHMENT),
    ],
)
def test_the_finding_names_what_is_broken(kind: LinkKind, code: FindingCode) -> None:
    assert link_code(seen(Outcome.GONE), kind, LinkState.BROKEN) is code


def test_a_loop_and_a_soft_404_have_names_of_their_own() -> None:
    assert link_code(seen(Outcome.REDIRECT_LOOP), LinkKind.PAGE, LinkState.BROKEN) is FindingCode.REDIRECT_LOOP
    assert link_code(seen(not_found=True), LinkKind.PAGE, LinkState.BROKEN) is FindingCode.SOFT_404
    assert link_code(seen(not_found=True), LinkKind.ATTACHMENT, LinkState.BROKEN) is FindingCode.BROKEN_ATTACHMENT
