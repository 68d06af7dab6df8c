"""`manage.py export_table FILE [--portal NAME]`"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from column_assignments.arguments import named_portal
from column_assignments.calendar import china_today
from column_assignments.models import ResponsibilityTable
from column_assignments.table.exporting import as_cells, table_rows
from column_assignments.table.files import write_cells


class Command(BaseCommand):
    help = "Write the responsibility table (责任分工表) in force as CSV or XLSX."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--portal", metavar="NAME", help="default: this installation's own portal")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        portal = named_portal(options["portal"])
        table = ResponsibilityTable.objects.in_force(portal, china_today())
        if table is None:
            raise CommandError(f"门户“{portal}”没有现行的责任分工表; 请先用 import_table 导入")
        rows = table_rows(table)
        try:
            write_cells(file, as_cells(rows), f"{portal} 责任分工表 (自 {table.effective_on} 起施行)")
        except ValueError as error:
            raise CommandError(str(error), returncode=2) from error
        except OSError as error:
            raise CommandError(f"{file}: 无法写入 ({error})") from error
        self.stderr.write(f"{file}: {len(rows)} 个栏目", self.style.SUCCESS)
