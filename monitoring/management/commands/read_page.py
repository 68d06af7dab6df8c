"""`manage.py read_page FILE_OR_URL... [--url URL | --urls MAP.json] [--date D] [--allow-private] [--json -]`"""

import datetime as dt
import json
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from column_assignments.arguments import day, write_out
from column_assignments.calendar import china_today
from column_assignments.table.rows import is_web_address
from monitoring.fetching import Outcome
from monitoring.gates import gate_to
from monitoring.reading import Page, read_page
from monitoring.reading.as_json import page_json

# Where a file says nothing about the address it came from.
NO_ADDRESS = "http://page.invalid/"


@dataclass(frozen=True)
class Source:
    """The bytes of one page and what came with them."""

    name: str
    body: bytes
    url: str
    content_type: str = ""
    status: int = 200


class Command(BaseCommand):
    help = "Show what the reader sees in a page: charset, tags, dated items and why, forms."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("pages", nargs="+", metavar="FILE_OR_URL")
        where = parser.add_mutually_exclusive_group()
        where.add_argument("--url", help="the address that the file came from")
        where.add_argument("--urls", type=Path, metavar="MAP.json", help="an object: file name → address")
        parser.add_argument("--date", type=day, metavar="YYYY-MM-DD", help="read as of this day; default: today")
        parser.add_argument("--allow-private", action="store_true", help="for an address in a private network")
        parser.add_argument("--json", metavar="FILE", help="write one object a line; - for standard output")

    def handle(self, *args: Any, pages: list[str], **options: Any) -> None:
        today = options["date"] or china_today()
        addresses = read_map(options["urls"])
        lines, failed = [], False
        for name in pages:
            try:
                source = load(name, addresses, options["url"], allow_private=options["allow_private"])
            except UnreadableError as error:
                failed = True
                self.stderr.write(f"{name}: {error}", self.style.ERROR)
                continue
            page = read(source, today)
            lines.append(json.dumps(page_json(page, file=source.name), ensure_ascii=False))
            if not options["json"]:
                self.stdout.write("\n".join(describe(source.name, page)))
        if options["json"]:
            write_out(options["json"], "".join(f"{line}\n" for line in lines))
        if failed:
            raise CommandError("有的页面没有读到, 见上")


class UnreadableError(Exception):
    """A page could not be had; the message says why."""


def read_map(file: Path | None) -> Mapping[str, str]:
    """File name → address; wrong use if the file is not such an object."""
    if file is None:
        return {}
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"{file}: 无法读取 ({error})", returncode=2) from error
    if not isinstance(found, dict):
        raise CommandError(f"{file}: 应为 文件名 → 网址 的 JSON 对象", returncode=2)
    return {str(key): str(value) for key, value in found.items()}


def load(name: str, addresses: Mapping[str, str], url: str | None, *, allow_private: bool) -> Source:
    """The page in the file or at the address `name`."""
    if is_web_address(name):
        return fetch(name, allow_private=allow_private)
    path = Path(name)
    address = url or addresses.get(name) or addresses.get(path.name) or NO_ADDRESS
    try:
        return Source(name, path.read_bytes(), address)
    except OSError as error:
        raise UnreadableError(f"无法读取 ({error.strerror})") from error


def fetch(url: str, *, allow_private: bool) -> Source:
    """The page at an address, through the gate."""
    with gate_to(url, allow_private=allow_private) as gate:
        answer = gate.get(url)
    # What a site sends with an error or a challenge can still be read, and is worth seeing.
    if answer.outcome is not Outcome.OK and not answer.body:
        raise UnreadableError(f"{answer.outcome}: {answer.detail}")
    content_type = answer.headers.get("content-type", "")
    return Source(url, answer.body, answer.final_url or url, content_type, answer.status or 200)


def read(source: Source, today: dt.date) -> Page:
    return read_page(source.body, source.url, today=today, content_type=source.content_type, status=source.status)


def describe(name: str, page: Page) -> Iterator[str]:
    """The facts of a page for people."""
    yield f"{name}: {page.kind} · {page.charset} · {page.title}"
    yield f"  发布时间 {page.published or '—'} ({page.published_source}) · 最新条目 {page.newest or '—'}"
    yield f"  条目 {len(page.items)} · 链接 {len(page.links)} · 表单 {len(page.forms)} · 标签 {len(page.tags)}"
    yield from (f"  {item.date or '无日期'} ({item.date_source}) {item.title} {item.url}" for item in page.items)
    for form in page.forms:
        yield f"  表单 {form.purpose}: {'、'.join(field.label or field.name for field in form.fields)}"
