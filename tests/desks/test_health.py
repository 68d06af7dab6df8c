"""Signs of life: what is missing is named, and only the machine itself reads the figures."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from column_assignments.models import Portal
from monitoring.models import Heartbeat, Inspection
from monitoring.tasks import beat, heartbeat
from tests.findings.days import BROKEN, inspection, look

PARTS = [Heartbeat.Part.WORKER, Heartbeat.Part.SCHEDULER]


def ago(**time: float) -> dt.datetime:
    return timezone.now() - dt.timedelta(**time)


@pytest.fixture
def alive(portal: Portal) -> None:
    """An installation in which everything works."""
    for part in PARTS:
        beat(part)
    inspection(portal, state="done", finished_at=ago(hours=3))


def ready(client: Client) -> tuple[int, dict[str, Any]]:
    answer = client.get("/readyz")
    return answer.status_code, answer.json()


def test_without_any_sign_of_life_it_is_not_ready_and_says_what_is_missing(client: Client, db: None) -> None:
    assert ready(client) == (
        503,
        {
            "database": "ok",
            "broker": "ok",
            "worker": "never seen",
            "scheduler": "never seen",
            "inspection": "none yet",
        },
    )


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_went_silent_is_named(client: Client, alive: None, part: Heartbeat.Part) -> None:
    Heartbeat.objects.filter(part=part).update(at=ago(seconds=100))
    code, checks = ready(client)
    assert code == 503
    assert {name: state.split(" for ")[0] for name, state in checks.items() if state != "ok"} == {part: "silent"}


def test_an_inspection_of_long_ago_is_named(client: Client, alive: None) -> None:
    Inspection.objects.update(finished_at=ago(hours=49))
    assert ready(client)[0] == 503
    assert ready(client)[1]["inspection"] == "last one 49 h ago"


@pytest.mark.parametrize("change", [{"sample": True}, {"state": "failed"}, {"state": "running"}])
def test_only_a_real_inspection_that_is_done_counts(client: Client, alive: None, change: dict[str, Any]) -> None:
    Inspection.objects.update(**change)
    assert ready(client)[1]["inspection"] == "none yet"


def test_with_everything_there_it_is_ready(client: Client, alive: None) -> None:
    code, checks = ready(client)
    assert (code, set(checks.values())) == (200, {"ok"})


def test_one_missed_night_is_no_fault(client: Client, alive: None) -> None:
    Inspection.objects.update(finished_at=ago(hours=47))
    assert ready(client)[0] == 200


def test_the_process_answers(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_a_workers_heartbeat_is_the_workers(db: None) -> None:
    heartbeat.apply()
    assert list(Heartbeat.objects.values_list("part", flat=True)) == ["worker"]


def test_a_second_heartbeat_is_no_second_row(db: None) -> None:
    beat(Heartbeat.Part.WORKER)
    beat(Heartbeat.Part.WORKER)
    assert Heartbeat.objects.count() == 1


@pytest.mark.parametrize("address", ["192.0.2.1", "10.0.0.1", "::ffff:192.0.2.1", ""])
def test_the_figures_are_refused_to_other_addresses(client: Client, db: None, address: str) -> None:
    assert client.get("/metrics", REMOTE_ADDR=address).status_code == 403


def test_a_header_does_not_make_another_address(client: Client, db: None) -> None:
    answer = client.get("/metrics", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR="127.0.0.1")
    assert answer.status_code == 403


def test_the_machine_itself_reads_the_figures(client: Client, alive: None, portal: Portal) -> None:
    look(portal, 0, BROKEN)
    figures = client.get("/metrics").content.decode()
    assert "lanmu_findings_open 0\n" in figures
    assert "lanmu_inspection_age_seconds 10800\n" in figures
    assert 'lanmu_heartbeat_age_seconds{part="worker"} 0\n' in figures
