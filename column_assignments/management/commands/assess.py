"""`manage.py assess QUARTER [--portal NAME] [--scheme FILE] [--json FILE] [--out DIR]`"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from column_assignments.arguments import named_portal, quarter, write_json
from column_assignments.assessing import assess, keep_draft, write_files
from column_assignments.assessment.facts import FactsError
from column_assignments.assessment.scheme import Scheme, SchemeError, load_scheme
from column_assignments.assessment.sheets import summary_rows, to_json
from column_assignments.calendar import china_today, quarter_bounds


class Command(BaseCommand):
    help = "Score a quarter (季度考评), such as 2026Q4, and write its report files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("quarter", type=quarter)
        parser.add_argument("--portal", metavar="NAME", help="default: this installation's own portal")
        parser.add_argument("--scheme", type=Path, metavar="FILE", help="try another scheme; nothing is kept")
        parser.add_argument("--json", metavar="FILE", help="also write the score sheets as JSON; - for standard output")
        parser.add_argument("--out", type=Path, metavar="DIR", help="a folder for the report files")

    def handle(self, *args: Any, quarter: str, **options: Any) -> None:
        portal = named_portal(options["portal"])
        as_of = min(china_today(), quarter_bounds(quarter)[1])
        try:
            sheets = assess(portal, quarter, as_of=as_of, scheme=chosen_scheme(options["scheme"]))
        except (SchemeError, FactsError) as error:
            raise CommandError(str(error)) from error
        if options["scheme"] is None:
            keep_draft(portal, quarter, sheets, as_of)
        if options["out"]:
            write_files(sheets, options["out"] / f"{quarter}.xlsx", options["out"] / f"{quarter}.json")
        if options["json"]:
            write_json(options["json"], to_json(sheets))
        if sheets.header.sample:
            self.stderr.write(sheets.header.sample_note, self.style.WARNING)
        for row in summary_rows(sheets):
            self.stderr.write("  ".join(row), self.style.NOTICE)


def chosen_scheme(file: Path | None) -> Scheme | None:
    """The scheme in `file`; None for the one that is shipped."""
    if file is None:
        return None
    try:
        return load_scheme(file)
    except OSError as error:
        raise CommandError(f"{file}: 无法读取 ({error.strerror})") from error
