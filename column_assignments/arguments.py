"""Arguments that several commands take, and the output that several write."""

import datetime as dt
import json
import sys
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from column_assignments.calendar import quarter_bounds
from column_assignments.models import Portal


def day(text: str) -> dt.date:
    """A day written as YYYY-MM-DD."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} 不是日期, 请写作 YYYY-MM-DD") from error


def quarter(text: str) -> str:
    """A quarter written as 2026Q4."""
    try:
        quarter_bounds(text.upper())
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} 不是季度, 请写作 2026Q4") from error
    return text.upper()


def named_portal(name: str | None) -> Portal:
    """The portal called `name`, the installation's own without one; wrong use (exit 2) if there is none."""
    if name is None:
        return Portal.objects.own()
    portal = Portal.objects.filter(name=name).first()
    if portal is None:
        known = "、".join(Portal.objects.values_list("name", flat=True)) or "无"
        raise CommandError(f"没有名为“{name}”的门户 (已有: {known}); 请先用 add_portal 登记", returncode=2)
    return portal


def write_json(target: str, data: dict[str, Any]) -> None:
    """Write one object to a file, or to standard output for "-"."""
    write_out(target, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def write_out(target: str, text: str) -> None:
    """Write data to a file, or to standard output for "-"."""
    if target == "-":
        sys.stdout.write(text)
        return
    try:
        Path(target).write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{target}: 无法写入 ({error.strerror})") from error
