"""What the main job prints in the end: what was found, and where to look."""

import datetime as dt
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from column_assignments.assessment.sheets import from_json, summary_rows
from column_assignments.models import Assessment, Portal
from home.demo.people import Person
from monitoring.models import Delivery, Finding, Inspection
from monitoring.showing import finding_table, verdict_table


def print_summary(console: Console, portal: Portal, day: dt.date, people: list[Person], files: list[Path]) -> None:
    """Columns by verdict, findings by code, score by department, and where to log in."""
    inspection = Inspection.objects.get(portal=portal, day=day)
    console.rule(f"{portal} {day}")
    console.print(f"读页面 {inspection.pages} 个, 查链接 {inspection.links} 个; 栏目内容和历史均为示例数据")
    console.print(verdict_table(Counter(inspection.observations.values_list("verdict", flat=True))))
    standing = Finding.objects.filter(portal=portal, state=Finding.State.OPEN, sample=False)
    console.print(finding_table(Counter(standing.values_list("code", flat=True))))
    assessment = Assessment.objects.filter(portal=portal).first()
    if assessment:
        console.print(score_table(assessment))
    sent = Delivery.objects.filter(day=day).exclude(sent_at=None).count()
    console.print(f"巡查简报: {sent} 封, 见 {files[0]}")
    for file in files[1:]:
        console.print(f"季度报表: {file}")
    console.print(login_table(portal, people))


def score_table(assessment: Assessment) -> Table:
    """Score, rank and band of each department."""
    sheets = from_json(assessment.sheets)
    title = f"{assessment.quarter} 部门得分 (草稿)"
    if sheets.header.sample:
        title += f" — {sheets.header.sample_note}"
    table = Table("部门", "得分", "名次", "等次", title=title, title_justify="left")
    for row in summary_rows(sheets):
        table.add_row(*row)
    return table


def login_table(portal: Portal, people: list[Person]) -> Table:
    """Where each person signs in."""
    table = Table("工作台", "网址", "用户名", "密码", title="登录", title_justify="left")
    for person in people:
        table.add_row(person.desk, f"{portal.url}admin/", person.username, person.password)
    return table
