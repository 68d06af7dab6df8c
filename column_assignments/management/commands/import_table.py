"""`manage.py import_table FILE [--portal NAME] [--effective DATE] [--dry-run] [--accept-labels]`"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from column_assignments.arguments import day, named_portal
from column_assignments.calendar import china_today
from column_assignments.table.files import read_file
from column_assignments.table.importing import Imported, import_table, read_table
from column_assignments.table.rows import BadTableError


class Command(BaseCommand):
    help = "Import a responsibility table (责任分工表) from CSV or XLSX: all of it, or nothing and why."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--portal", metavar="NAME", help="default: this installation's own portal")
        parser.add_argument("--effective", type=day, metavar="DATE", help="YYYY-MM-DD; default: today")
        parser.add_argument("--dry-run", action="store_true", help="check and say what would be done")
        parser.add_argument(
            "--accept-labels", action="store_true", help="take unknown frequency labels as needing classification"
        )

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        portal = named_portal(options["portal"])
        try:
            rows = read_table(read_file(file), accept_labels=options["accept_labels"])
        except OSError as error:
            raise CommandError(f"{file}: 无法读取 ({error.strerror})") from error
        except BadTableError as error:
            raise CommandError(f"{file}: 未导入任何内容\n{error}") from error
        done = import_table(
            portal,
            rows,
            effective_on=options["effective"] or china_today(),
            source=file.name,
            dry_run=options["dry_run"],
        )
        for line in report(done, dry_run=options["dry_run"]):
            self.stderr.write(line, self.style.SUCCESS)


def report(done: Imported, *, dry_run: bool) -> list[str]:
    """What was done, or would be, line by line."""
    verb = "校验通过" if dry_run else "已导入" if done.changed else "与现行分工表相同, 未作改动"
    lines = [f"{verb}: {done.rows} 个栏目, {done.departments} 个部门"]
    if done.changed:
        lines += [f"与此前的分工表相比: {done.difference.summary()}", *(f"注意: {text}" for text in done.warnings)]
    return lines
