"""The sample portal: something in every column, labelled as sample data, with the planted faults."""

import datetime as dt
import random
from collections.abc import Callable, Iterator

from django.core.files.base import ContentFile
from docx import Document as WordDocument
from wagtail.documents.models import Document
from wagtail.models import Site

from cms.gate import enter_below, enter_change
from cms.models import ArticlePage, ColumnPage, RequestField, RequestPage
from cms.publishing import publish_columns
from column_assignments.calendar import CHINA
from column_assignments.due_dates import after
from column_assignments.duties import Duty, DutyKind, Limit
from column_assignments.models import Assignment, Column, Portal
from column_assignments.obligations import assignments_in_force, duties_in_force
from home.demo import faults, texts
from home.models import HomePage

DATED = {DutyKind.PUBLISH, DutyKind.FEED, DutyKind.YEARLY, DutyKind.EVENT}
ARTICLES = 4
# 政府信息公开条例 art. 29 (2019).
REQUEST_ELEMENTS = (
    "姓名或名称",
    "身份证明",
    "联系方式",
    "所需政府信息的名称、文号或者其他特征性描述",
    "获取信息的方式、途径",
)
SITE_NAME = "示例省交通运输厅"
# Why the gate lets them pass: nobody wrote or reviewed them.
REASON = "示例数据"

Progress = Callable[[str], None]


def publish_sample_portal(today: dt.date, port: int, progress: Progress) -> None:
    """Publish the columns and fill those that are empty. What is there stays as its editors left it."""
    home = HomePage.objects.get()
    name_site(home, port)
    portal = Portal.objects.own()
    publish_columns(home, portal, lambda column: progress(column.path))
    duties = {duty.column: duty for duty in duties_in_force(portal, today)}
    for assignment in assignments_in_force(portal, today):
        page = ColumnPage.objects.get(column=assignment.column)
        if not page.body and not page.get_children().exists():
            fill(page, assignment, duties[assignment.column.path], today)
        progress(assignment.column.path)


def name_site(home: HomePage, port: int) -> None:
    """Give the site its name and the address it is reached by."""
    Site.objects.filter(is_default_site=True).update(hostname="127.0.0.1", port=port, site_name=SITE_NAME)
    Site.clear_site_root_paths_cache()
    if not home.notice:
        home.notice = texts.NOTICE
        enter_change(home, REASON, "notice")


def fill(page: ColumnPage, assignment: Assignment, duty: Duty, today: dt.date) -> None:
    """Write what a column of this kind holds."""
    path = assignment.column.path
    chance = random.Random(path)  # noqa: S311 — sample text, not a secret
    if path in faults.BLANK:
        return
    if path == faults.REQUEST_COLUMN:
        add_request_page(page)
    elif duty.rule.kind in DATED:
        add_articles(page, assignment, list(publication_days(duty, today, chance)), chance)
    else:
        extra = faults.paragraph_for(path)
        page.body = texts.introduction(assignment.column.name, assignment.description, chance, extra)
        enter_change(page, REASON, "body")


def publication_days(duty: Duty, today: dt.date, chance: random.Random) -> Iterator[dt.date]:
    """Days of publication, newest first: recent ones, or too old ones for an overdue column."""
    newest = today - dt.timedelta(days=1 if duty.rule.kind is DutyKind.FEED else chance.randint(1, 3))
    if duty.column in faults.OVERDUE:
        newest = before(today, duty.rule.overdue or Limit(14, "d")) - dt.timedelta(days=faults.DAYS_PAST)
    step = 30 if duty.rule.kind is DutyKind.YEARLY else chance.randint(3, 6)
    for number in range(ARTICLES):
        yield newest - dt.timedelta(days=number * step)


def before(today: dt.date, limit: Limit) -> dt.date:
    """The oldest day that still keeps `limit` today."""
    day = today
    while after(day - dt.timedelta(days=1), limit) >= today:
        day -= dt.timedelta(days=1)
    return day


def add_articles(page: ColumnPage, assignment: Assignment, days: list[dt.date], chance: random.Random) -> None:
    """Publish an article for each day; the newest one carries the planted paragraph, if there is one."""
    column: Column = assignment.column
    lead = next((part.department.name for part in assignment.parts.all() if part.role == "lead"), SITE_NAME)
    for number, day in enumerate(days):
        extra = "" if number else faults.paragraph_for(column.path)
        article = ArticlePage(
            title=texts.title(column.column_class, chance),
            slug=f"{day:%Y%m%d}-{number + 1}",
            published_at=dt.datetime.combine(day, dt.time(8 + number, 30), CHINA),
            source=lead,
            body=texts.article(assignment.description, chance, extra),
            sample=True,
        )
        enter_below(page, article, REASON)


def add_request_page(page: ColumnPage) -> None:
    """Publish the guide and the unfinished form of the disclosure-on-request column."""
    document = sample_form()
    guide = (
        f"<p>【{texts.LABEL}】公民、法人和其他组织可以向本机关申请获取政府信息。当面、来信均可申请。</p>"
        "<p>本机关收到申请后, 能够当场答复的当场答复; 不能当场答复的, 自收到之日起二十个工作日内答复。</p>"
        f'<p><a linktype="document" id="{document.pk}">下载申请表 ({texts.LABEL})</a></p>'
    )
    request_page = RequestPage(title="依申请公开网上申请表", slug="shenqing", guide=guide)
    request_page.fields = [
        RequestField(label=label, is_long=is_long, sort_order=place)
        for place, (label, is_long) in enumerate(faults.REQUEST_FIELDS)
    ]
    enter_below(page, request_page, REASON)


def sample_form() -> Document:
    """The form as a file to download."""
    word = WordDocument()
    word.add_heading(f"政府信息公开申请表 ({texts.LABEL})", 1)
    for label in REQUEST_ELEMENTS:
        word.add_paragraph(f"{label}: ")
    file = ContentFile(b"", name="sample-request-form.docx")
    word.save(file)
    file.seek(0)
    return Document.objects.create(title=f"政府信息公开申请表 ({texts.LABEL})", file=file)
