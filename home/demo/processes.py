"""Web server, worker and scheduler as children of one command, ended with it."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from monitoring.fetching import Gate, Outcome, Policy, own_network

START_SECONDS = 60
STOP_SECONDS = 15
# Also the pause before a worker that ended is replaced.
RESPAWN_SECONDS = 1.0


class CannotStartError(Exception):
    """A child did not come up; the message says what to do."""


@contextmanager
def only_one(var: Path) -> Iterator[None]:
    """Hold the data folder for this process: two schedulers on one folder would be one too many."""
    with (var / "running.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CannotStartError(f"另一个 make run 正在使用 {var}; 请先停止它, 或另设 LANMU_VAR") from error
        yield


@contextmanager
def services(var: Path, port: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Run web, worker and scheduler for the length of the block; their logs lie under `var/log/`."""
    check_port(port)
    logs = var / "log"
    logs.mkdir(parents=True, exist_ok=True)
    children: list[subprocess.Popen[bytes]] = []
    try:
        children.append(spawn(web_command(port), logs / "web.log"))
        # The scheduler may start the day's inspection at once, so the portal has to answer before it does.
        wait_for_web(port, children[0], logs / "web.log")
        children.append(spawn(worker_command(var), logs / "worker.log"))
        yield children
    finally:
        stop(children)


def web_command(port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "settings.wsgi", "--bind", f"127.0.0.1:{port}"),
        *("--workers", "2", "--threads", "4", "--preload", "--no-control-socket"),
    ]


def worker_command(var: Path) -> list[str]:
    """Worker and scheduler in one process: right for one machine, and for one machine only."""
    return [
        *(sys.executable, "-m", "celery", "-A", "settings.celery", "worker", "--beat", "--pool", "threads"),
        *("--concurrency", "4", "--loglevel", "INFO", "--schedule", str(var / "celerybeat-schedule")),
        *("--without-gossip", "--without-mingle"),
    ]


def spawn(command: list[str], log: Path) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own, so that Ctrl-C reaches us first and we end it in order."""
    with log.open("a", encoding="utf-8") as file:
        return subprocess.Popen(  # noqa: S603 — our own commands
            command, stdout=file, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True
        )


def check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CannotStartError(f"端口 {port} 已被占用; 请换一个, 例如 make run PORT={port + 1}") from error


def wait_for_web(port: int, web: subprocess.Popen[bytes], log: Path) -> None:
    url = f"http://127.0.0.1:{port}/healthz"
    deadline = time.monotonic() + START_SECONDS
    with Gate(Policy(private_networks=own_network(url), interval=0, deadline=3)) as gate:
        while time.monotonic() < deadline and web.poll() is None:
            if gate.get(url).outcome is Outcome.OK:
                return
            time.sleep(0.2)
    raise CannotStartError(f"网页服务没有启动, 原因见 {log}")


def serve_on(children: list[subprocess.Popen[bytes]], var: Path) -> None:
    """Serve until somebody stops us. A worker that ended is replaced; without the web server there is nothing to serve."""
    web, worker = children
    while web.poll() is None:
        if worker.poll() is not None:
            worker = spawn(worker_command(var), var / "log" / "worker.log")
            children.append(worker)
        time.sleep(RESPAWN_SECONDS)
    raise CannotStartError(f"网页服务意外结束; 原因见 {var / 'log' / 'web.log'}")


def stop(children: list[subprocess.Popen[bytes]]) -> None:
    """End the children that we started, politely first."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
