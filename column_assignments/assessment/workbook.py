"""The score sheets as a workbook to print, sign and send round (XLSX)."""

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from column_assignments.assessment.sheets import ScoreSheets
from column_assignments.assessment.tables import Shown, Table, facts_of, tables

OVERVIEW = "总览"
A4 = 9
# Limits of the file format: characters in a cell, characters in an address, addresses in a sheet.
CELL, ADDRESS, ADDRESSES = 32767, 2000, 65000
# Titles and addresses come from strangers' pages: whatever they look like, they stay texts.
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

FORMATS = {
    "title": {"bold": True, "font_size": 14},
    "note": {"bold": True, "font_size": 12, "font_color": "#FFFFFF", "bg_color": "#C00000"},
    "label": {"bold": True, "valign": "top"},
    "heading": {"bold": True, "bg_color": "#1F4E78", "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter"},
    "text": {"text_wrap": True, "valign": "top"},
    "evidence": {"valign": "top"},
    "score": {"num_format": "0.0", "valign": "top", "bold": True},
    "points": {"num_format": "0.0###", "valign": "top"},
    "whole": {"num_format": "0", "valign": "top"},
    "day": {"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"},
    "link": {"font_color": "#0563C1", "underline": 1, "valign": "top"},
}
# From the best band to the worst; bands in between share the middle ones.
BEST, MIDDLE, WORST = "#C6EFCE", ("#DDEBF7", "#FFF2CC"), "#FFC7CE"


def write_workbook(sheets: ScoreSheets, path: Path | str) -> None:
    """Write the sheets 总览, 部门排名, 栏目得分, 扣分明细, 未计入. The same score sheets give the same bytes."""
    book = Book(sheets, path)
    book.overview()
    for table in tables(sheets):
        book.table(table)
    book.chart()
    book.file.close()


class Book:
    """A workbook being written."""

    def __init__(self, sheets: ScoreSheets, path: Path | str) -> None:
        self.sheets = sheets
        self.head = sheets.header
        self.file = xlsxwriter.Workbook(str(path), OPTIONS)
        self.formats: dict[str, Format] = {name: self.file.add_format(look) for name, look in FORMATS.items()}
        made_on = dt.datetime.fromisoformat(self.head.as_of)
        self.file.set_properties({"title": f"{self.head.portal} {self.head.quarter}", "created": made_on})

    def sheet(self, name: str) -> tuple[Worksheet, int]:
        """A new sheet ready to print, and the row below its title and the warning about sample data."""
        sheet = self.file.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4)
        sheet.set_footer("&L" + name + "&C第 &P 页，共 &N 页&R截至 " + self.head.as_of)
        sheet.write_string(0, 0, f"{self.head.portal} {self.head.quarter} {name}".strip()[:CELL], self.formats["title"])
        if self.head.sample:
            # A note in one narrow cell would be cut off in print.
            sheet.merge_range(1, 0, 1, 4, "", self.formats["note"])
            sheet.write_string(1, 0, self.head.sample_note, self.formats["note"])
        return sheet, 2

    def overview(self) -> None:
        sheet, row = self.sheet(OVERVIEW)
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 1, 70)
        rules = [("计分规则", ""), *((str(number), rule) for number, rule in enumerate(self.head.rules, 1))]
        for label, text in [*facts_of(self.sheets), ("", ""), *rules]:
            sheet.write_string(row, 0, label, self.formats["label"])
            sheet.write_string(row, 1, text[:CELL], self.formats["text"])
            row += 1

    def table(self, table: Table) -> None:
        sheet, top = self.sheet(table.name)
        sheet.set_row(top, 32)
        for index, column in enumerate(table.columns):
            sheet.set_column(index, index, column.width)
            sheet.write_string(top, index, column.heading, self.formats["heading"])
            self.cells(sheet, top + 1, index, column)
        sheet.freeze_panes(top + 1, 1)
        sheet.repeat_rows(top)
        sheet.autofilter(top, 0, top + table.length, len(table.columns) - 1)

    def cells(self, sheet: Worksheet, row: int, index: int, column: Shown) -> None:
        links = 0
        for offset, value in enumerate(column.values):
            if column.kind == "evidence" and links < ADDRESSES and is_address(value):
                sheet.write_url(row + offset, index, value, self.formats["link"], string=value)
                links += 1
            else:
                self.cell(sheet, row + offset, index, value, self.formats[column.kind])
        if column.kind == "score" and len(column.values):
            self.colour(sheet, row, index, row + len(column.values) - 1)

    def cell(self, sheet: Worksheet, row: int, index: int, value: Any, look: Format) -> None:
        if isinstance(value, str):
            sheet.write_string(row, index, value[:CELL], look)
        elif pd.isna(value):
            sheet.write_blank(row, index, None, look)
        elif isinstance(value, dt.date):
            sheet.write_datetime(row, index, pd.Timestamp(value).to_pydatetime(), look)
        else:
            sheet.write_number(row, index, value, look)

    def colour(self, sheet: Worksheet, first: int, index: int, last: int) -> None:
        """Colour scores by band. Ranges, because to a spreadsheet every text is above every number."""
        bands, ceiling = self.head.bands, 1000.0
        for place, (floor, _) in enumerate(bands):
            colour = BEST if place == 0 else WORST if place == len(bands) - 1 else MIDDLE[(place - 1) % len(MIDDLE)]
            rule = {"type": "cell", "criteria": "between", "minimum": floor, "maximum": ceiling, "stop_if_true": True}
            look = self.file.add_format({"bg_color": colour})
            sheet.conditional_format(first, index, last, index, {**rule, "format": look})
            ceiling = floor

    def chart(self) -> None:
        """The departments' scores beside the overview; rows without a score leave a gap."""
        table = tables(self.sheets)[0]
        overview = self.file.get_worksheet_by_name(OVERVIEW)
        if not table.length or overview is None:
            return
        at = {column.heading: index for index, column in enumerate(table.columns)}
        first, last = 3, 2 + table.length
        chart = self.file.add_chart({"type": "bar"})
        chart.add_series(
            {
                "name": "得分",
                "categories": [table.name, first, at["部门"], last, at["部门"]],
                "values": [table.name, first, at["得分"], last, at["得分"]],
                "data_labels": {"value": True, "num_format": "0.0"},
                "gap": 60,
            }
        )
        chart.set_title({"name": "部门得分"})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"min": 0, "num_format": "0"})
        chart.set_size({"width": 620, "height": min(120 + 26 * table.length, 1200)})
        overview.insert_chart(2, 3, chart, {"description": "各部门季度得分"})


def is_address(value: str) -> bool:
    """One web address, and nothing else that a click could start."""
    return value.startswith(("http://", "https://")) and " " not in value and len(value) <= ADDRESS
