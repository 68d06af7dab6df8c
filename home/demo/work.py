"""Work in progress on the desks: a text on its way through the reviews, and a report to the office. Sample data."""

import datetime as dt
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from cms.models import ArticlePage, ColumnPage
from column_assignments.models import Column, Exemption, Portal
from home.demo import texts

COLUMN = "政务公开/人事信息"
STANDING = "政务公开/组织机构/厅直属各单位"


def leave_work(portal: Portal, today: dt.date) -> None:
    """Leave something on the desks, once."""
    editor = get_user_model().objects.get(username="editor")
    if not ArticlePage.objects.filter(owner=editor).exists():
        submit_text(ColumnPage.objects.get(column__portal=portal, column__path=COLUMN), editor)
    report_pause(Column.objects.get(portal=portal, path=STANDING), editor, today)


def submit_text(parent: ColumnPage, editor: Any) -> None:
    """A text that the editor wrote and submitted; it waits for the head of the department."""
    page = ArticlePage(
        title=f"{texts.LABEL}: 关于公开招聘工作人员的公告",
        slug="shili-dai-shen-he",
        source="厅人事处",
        body=f"<p>【{texts.LABEL}】本条等待审核, 用来说明三审的过程。</p>",
        live=False,
        owner=editor,
        sample=True,
    )
    parent.add_child(instance=page)
    page.save_revision(user=editor)
    page.get_workflow().start(page, editor)


def report_pause(column: Column, editor: Any, today: dt.date) -> None:
    """A pause reported beforehand (报备), on which the office has not decided."""
    Exemption.objects.get_or_create(
        column=column,
        kind=Exemption.Kind.PAUSED,
        defaults={
            "first_day": today + dt.timedelta(days=7),
            "last_day": today + dt.timedelta(days=37),
            "why": f"{texts.LABEL}: 所属单位正在改革, 职责待重新核定",
            "reported_by": editor,
            "reported_at": timezone.now(),
        },
    )
