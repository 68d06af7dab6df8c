"""`make run ONCE=1` on an empty folder: what it says, what it leaves behind, and that a second run loses nothing."""

import email
import email.policy
import json
import sqlite3
import time
from collections import Counter
from email.message import EmailMessage
from typing import Any

import openpyxl
import pytest

from home.demo import faults
from monitoring.fetching import Gate, Outcome, Policy, own_network
from tests.main_job.conftest import MainJob, manage

pytestmark = pytest.mark.xdist_group("main_job")


def rows(job: MainJob, query: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(f"file:{job.var / 'lanmu.sqlite3'}?mode=ro", uri=True) as database:
        return database.execute(query).fetchall()


def report(job: MainJob) -> dict[str, Any]:
    [file] = (job.var / "reports").glob("*.json")
    data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return data


def digests(job: MainJob) -> list[EmailMessage]:
    """The inspector's mails; other tests of the same installation have texts approved, which sends mail too."""
    texts = [file.read_bytes().rpartition(b"-" * 79)[0] for file in (job.var / "mail").iterdir()]
    messages = [email.message_from_bytes(text, policy=email.policy.default) for text in texts]
    return [message for message in messages if message["To"] == "inspector@lanmu.invalid"]


def test_it_ends_with_exit_code_0(main_job: MainJob) -> None:
    assert main_job.exit_code == 0, main_job.output


def test_all_73_duties_are_imported_and_published(main_job: MainJob) -> None:
    # A test in the browser lays down a version for a day far off.
    imported = (
        "SELECT count(*) FROM column_assignments_assignment WHERE table_id IN"
        " (SELECT id FROM column_assignments_responsibilitytable WHERE source LIKE '%.csv')"
    )
    assert rows(main_job, imported) == [(73,)]
    without_page = "SELECT count(*) FROM column_assignments_column c LEFT JOIN cms_columnpage p ON p.column_id = c.id"
    assert rows(main_job, f"{without_page} WHERE p.page_ptr_id IS NULL") == [(0,)]


def test_the_inspection_finds_exactly_the_planted_faults(main_job: MainJob) -> None:
    found = rows(main_job, "SELECT code FROM monitoring_finding WHERE NOT sample AND state = 'open'")
    assert Counter(code for (code,) in found) == faults.expected()
    assert rows(main_job, "SELECT count(*) FROM monitoring_finding WHERE NOT sample AND state != 'open'") == [(0,)]


@pytest.mark.parametrize(("code", "columns"), [("column-overdue", faults.OVERDUE), ("column-blank", faults.BLANK)])
def test_the_columns_found_are_the_planted_ones(main_job: MainJob, code: str, columns: tuple[str, ...]) -> None:
    found = rows(main_job, f"SELECT target FROM monitoring_finding WHERE code = '{code}' AND NOT sample")  # noqa: S608
    assert {target for (target,) in found} == set(columns)


def test_every_other_column_is_fresh_or_not_judged(main_job: MainJob) -> None:
    verdicts = rows(
        main_job,
        "SELECT verdict, count(*) FROM monitoring_observation o JOIN monitoring_inspection i ON i.id = o.inspection_id"
        " WHERE NOT i.sample GROUP BY verdict",
    )
    assert dict(verdicts) == {"fresh": 59, "overdue": 2, "blank": 2, "not-judged": 10}


def test_the_summary_says_what_was_found_and_where_to_log_in(main_job: MainJob) -> None:
    for said in ("column-overdue", "request-form-incomplete", "厅人事处", "editor", "inspector", "office"):
        assert said in main_job.output
    for password in main_job.people().values():
        assert password in main_job.output


def test_the_digest_names_each_finding_and_its_owner(main_job: MainJob) -> None:
    [message] = digests(main_job)
    text = message.get_content()
    assert message["To"] == "inspector@lanmu.invalid"
    assert f"新增 {faults.expected().total()}" in message["Subject"]
    for column in (*faults.OVERDUE, *faults.BLANK, *faults.BROKEN_LINKS, *faults.MISSING_ATTACHMENTS):
        assert column in text
    assert "责任: 厅办公室" in text


def test_the_score_sheet_is_marked_as_sample_data(main_job: MainJob) -> None:
    header = report(main_job)["header"]
    assert header["sample"] is bool(header["days_observed"] > 1)
    assert header["days_observed"] >= 1


def test_every_deduction_names_its_evidence(main_job: MainJob) -> None:
    deductions = report(main_job)["deductions"]
    assert deductions
    assert all(row["evidence"] for row in deductions)


def test_the_workbook_opens_and_has_a_row_for_each_column(main_job: MainJob) -> None:
    [file] = (main_job.var / "reports").glob("*.xlsx")
    book = openpyxl.load_workbook(file)
    named = {cell.value for row in book["栏目得分"].iter_rows() for cell in row}
    assert {column for (column,) in rows(main_job, "SELECT path FROM monitoring_observation o JOIN "
            "column_assignments_column c ON c.id = o.column_id")} <= named  # fmt: skip


def test_a_second_run_loses_nothing_and_sends_nothing_twice(served: MainJob) -> None:
    imported = "SELECT count(*) FROM column_assignments_responsibilitytable WHERE source LIKE '%.csv'"
    assert rows(served, imported) == [(1,)]
    assert len(digests(served)) == 1
    found = rows(served, "SELECT code FROM monitoring_finding WHERE NOT sample")
    assert Counter(code for (code,) in found) == faults.expected()


def test_a_third_run_beside_it_is_refused_with_advice(served: MainJob) -> None:
    refused = manage(served.var, served.port, "demo", "--once")
    assert refused.returncode == 1
    assert "LANMU_VAR" in refused.stderr


def test_database_broker_worker_and_scheduler_are_ready(served: MainJob) -> None:
    url = f"{served.url}readyz"
    policy = Policy(private_networks=own_network(url), interval=0)
    states: dict[str, str] = {}
    with Gate(policy) as gate:
        for _ in range(60):
            # A server error carries no body through the gate, so an unready answer is just asked for again.
            answer = gate.get(url)
            if answer.outcome is Outcome.OK:
                states = json.loads(answer.body)
                break
            time.sleep(1)
    assert states == dict.fromkeys(("database", "broker", "worker", "scheduler", "inspection"), "ok")
