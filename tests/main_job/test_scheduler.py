"""Scheduler and worker by themselves, on the embedded default: nobody asks for these inspections."""

import sqlite3
import time

import pytest

from tests.main_job.conftest import MainJob, manage

pytestmark = pytest.mark.xdist_group("main_job")

WAIT_SECONDS = 150


def state_of(job: MainJob, name: str) -> str | None:
    query = (
        "SELECT i.state FROM monitoring_inspection i JOIN column_assignments_portal p ON p.id = i.portal_id"
        " WHERE p.name = ? AND NOT i.sample"
    )
    with sqlite3.connect(job.var / "lanmu.sqlite3", timeout=20) as database:
        row = database.execute(query, [name]).fetchone()
    return row[0] if row else None


def wait_until_done(job: MainJob, name: str) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while state_of(job, name) != "done" and time.monotonic() < deadline:
        time.sleep(0.5)
    assert state_of(job, name) == "done"


def test_a_registered_portal_is_inspected_without_anybody_asking(served: MainJob) -> None:
    added = manage(served.var, served.port, "add_portal", "另一门户", served.url, "--allow-private")
    assert added.returncode == 0, added.stderr
    wait_until_done(served, "另一门户")


def test_an_inspection_whose_worker_went_silent_is_taken_over(served: MainJob) -> None:
    manage(served.var, served.port, "add_portal", "另一门户", served.url, "--allow-private")
    wait_until_done(served, "另一门户")
    with sqlite3.connect(served.var / "lanmu.sqlite3", timeout=20) as database:
        database.execute(
            "UPDATE monitoring_inspection SET state = 'running', claimed_until = '2020-01-01 00:00:00' WHERE portal_id ="
            " (SELECT id FROM column_assignments_portal WHERE name = '另一门户')"
        )
    wait_until_done(served, "另一门户")
