"""`manage.py demo [--once]`: what `make run` runs."""

import signal
import sys
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from column_assignments.calendar import china_today
from column_assignments.models import Portal
from home.demo.job import JobFailedError, MainJob
from home.demo.people import Person
from home.demo.processes import CannotStartError, only_one, serve_on, services
from home.demo.summary import print_summary
from settings import env


class Command(BaseCommand):
    help = "Set up the sample portal, serve it, inspect it, report, and go on serving."
    requires_system_checks: Any = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop after the report")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        signal.signal(signal.SIGTERM, stop_like_ctrl_c)
        console = Console(highlight=False, width=None if sys.stdout.isatty() else 110)
        port = env.integer("PORT", 8000, 1, 65535)
        try:
            with only_one(settings.VAR):
                run(console, port, once=once)
        except (CannotStartError, JobFailedError) as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            console.print("已停止")


def stop_like_ctrl_c(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def run(console: Console, port: int, *, once: bool) -> None:
    """The main job with its display, then the services until somebody stops them."""
    today = china_today()
    with display(console) as bars:
        job = MainJob(today, port, bars)
        job.step("准备数据库", lambda task: call_command("migrate", verbosity=0))
        people: list[Person] = job.prepare()
        task = bars.add_task("启动网页、任务和定时服务", total=None)
        with services(settings.VAR, port) as children:
            bars.update(task, total=1, completed=1)
            files = job.inspect_and_report()
            bars.stop()
            print_summary(console, Portal.objects.own(), today, people, files)
            if not once:
                console.print(f"正在 http://127.0.0.1:{port}/ 提供服务; 按 Ctrl-C 停止")
                serve_on(children, settings.VAR)


def display(console: Console) -> Progress:
    """A line for each step."""
    return Progress(
        SpinnerColumn(finished_text="✓"),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TimeElapsedColumn(),
        console=console,
    )
