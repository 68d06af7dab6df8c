from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from time import monotonic

from monitoring.fetching import Gate, Outcome
from tests.fetching.conftest import LOCAL
from tests.portal_server import PortalServer, Visit


def test_threads_share_one_gate_and_get_their_own_answers(portal: PortalServer, gate: Gate) -> None:
    portal.pages |= {f"/{n}": f"<p>{n}" for n in range(40)}
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(gate.get, [f"{portal.url}/{n}" for n in range(40)] * 4))
    assert [answer.body.decode() for answer in answers] == [f"<p>{n}" for n in range(40)] * 4


def test_more_threads_than_kept_connections_lose_nothing(portal: PortalServer, gate: Gate) -> None:
    portal.pages["/"] = lambda visit: visit.server.stopping.wait(0.05) or "<p>"
    with ThreadPoolExecutor(24) as pool:
        answers = list(pool.map(gate.get, [f"{portal.url}/"] * 48))
    assert {answer.outcome for answer in answers} == {Outcome.OK}


def test_the_interval_holds_across_threads(portal: PortalServer) -> None:
    starts: list[float] = []

    def page(visit: Visit) -> str:
        starts.append(monotonic())
        return "<p>"

    portal.pages["/"] = page
    with Gate(replace(LOCAL, interval=0.1)) as gate, ThreadPoolExecutor(6) as pool:
        list(pool.map(gate.get, [f"{portal.url}/"] * 6))
    gaps = [later - earlier for earlier, later in zip(sorted(starts), sorted(starts)[1:], strict=False)]
    assert min(gaps) > 0.05
    assert sum(gaps) > 0.45
