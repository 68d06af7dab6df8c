"""The responsibility table as pages: a page for every column, at an address that lasts."""

from collections.abc import Callable

from django.db import transaction
from wagtail.models import Page

from cms.models import ColumnPage
from column_assignments.models import Column, Portal


def publish_columns(home: Page, portal: Portal, progress: Callable[[Column], None] = lambda column: None) -> int:
    """Publish a page below `home` for each column of `portal` that has none; the number of new pages.

    Parents come before their children; a page that is there is left as its editors made it.
    """
    made = 0
    for column in sorted(portal.columns.select_related("parent"), key=lambda c: (c.level, c.position, c.pk)):
        if not ColumnPage.objects.filter(column=column).exists():
            with transaction.atomic():
                publish_column(home, column)
            made += 1
        progress(column)
    record_addresses()
    return made


def publish_column(home: Page, column: Column) -> ColumnPage:
    """Publish the page of one column below its parent's page."""
    parent = ColumnPage.objects.get(column=column.parent) if column.parent else home
    # Positions and counts of children change with every page added.
    parent.refresh_from_db()
    page = ColumnPage(title=column.name, column=column)
    parent.add_child(instance=page)
    return page


def record_addresses() -> None:
    """Note in each own column where its page is, so that the table can say it and the inspector finds it."""
    changed = []
    for page in ColumnPage.objects.live().exclude(column=None).select_related("column"):
        address = page.full_url or ""
        if page.column and page.column.url != address:
            page.column.url = address
            changed.append(page.column)
    Column.objects.bulk_update(changed, ["url"], batch_size=200)
