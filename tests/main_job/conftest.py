"""The main job run as a newcomer runs it: a process of its own, a folder of its own, no server but those it starts."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
JOB_SECONDS = 300
# The scheduler starts inspections whatever the time is when the tests run.
AT_ANY_HOUR = {"LANMU_INSPECTION_HOUR": "0"}


@dataclass(frozen=True)
class MainJob:
    """A finished `demo --once`."""

    var: Path
    port: int
    exit_code: int
    output: str
    seconds: float

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def people(self) -> dict[str, str]:
        passwords: dict[str, str] = json.loads((self.var / "people.json").read_text(encoding="utf-8"))
        return passwords


def environment(var: Path, port: int) -> dict[str, str]:
    """What the job sees of the world: nothing but its folder and its port."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return (
        kept
        | {"LANMU_VAR": str(var), "PORT": str(port), "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
        | AT_ANY_HOUR
    )


def manage(var: Path, port: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command of manage.py to its end."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(var, port),
        capture_output=True,
        text=True,
        timeout=JOB_SECONDS,
        check=False,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def main_job(tmp_path_factory: pytest.TempPathFactory) -> MainJob:
    """The first run, in an empty folder."""
    var, port, started = tmp_path_factory.mktemp("main-job"), free_port(), time.monotonic()
    done = manage(var, port, "demo", "--once")
    return MainJob(var, port, done.returncode, done.stdout + done.stderr, time.monotonic() - started)


@pytest.fixture(scope="session")
def served(main_job: MainJob) -> Iterator[MainJob]:
    """The second run in the same folder, which goes on serving while the tests look at it."""
    assert main_job.exit_code == 0, main_job.output
    log = main_job.var / "second-run.log"
    with log.open("w", encoding="utf-8") as output:
        job = subprocess.Popen(
            [sys.executable, "manage.py", "demo"],
            cwd=ROOT,
            env=environment(main_job.var, main_job.port),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until_served(job, log)
        yield main_job
    finally:
        job.terminate()
        job.wait(60)


def wait_until_served(job: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + JOB_SECONDS
    while time.monotonic() < deadline and job.poll() is None:
        if "正在" in log.read_text(encoding="utf-8") and "提供服务" in log.read_text(encoding="utf-8"):
            return
        time.sleep(0.2)
    pytest.fail(f"the second run does not serve:\n{log.read_text(encoding='utf-8')}")
