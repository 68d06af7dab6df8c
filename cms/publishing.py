"""The responsibility table as pages: a page for every column, at an address that lasts."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from cms.gate import enter_below
from cms.models import ColumnPage
from column_assignments.models import Column, Portal
from column_assignments.models.columns import LEVEL_SEPARATOR
from column_assignments.table.rows import LEVELS, NAME_LIMIT


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
    enter_below(parent, page, _("made from the responsibility table"))
    return page


def record_addresses() -> None:
    """Note in each own column where its page is, so that the table can say it and the inspector finds it.

    A column whose page is no longer live loses the address; one outside the CMS keeps what the table said.
    """
    sites = tuple(site.root_url for site in Site.objects.all())
    pages = {page.column_id: page for page in ColumnPage.objects.live().exclude(column=None)}
    changed = []
    for column in Column.objects.filter(portal__is_own=True):
        page = pages.get(column.pk)
        address = (page.full_url or "") if page else "" if column.url.startswith(sites) else column.url
        if column.url != address:
            column.url = address
            changed.append(column)
    Column.objects.bulk_update(changed, ["url"], batch_size=200)


def add_column(page: ColumnPage) -> Column | None:
    """The column of a column page, made on first use from the names above it, so that the table can give it a duty.

    None for a language copy, an alias, a page deeper than the table goes, and one whose name a sibling has already.
    """
    if page.column or page.alias_of_id or page.locale_id != Locale.get_default().pk or is_copy(page):
        return page.column
    parent = page.get_parent().specific
    above = add_column(parent) if isinstance(parent, ColumnPage) else None
    if isinstance(parent, ColumnPage) and (above is None or above.level == len(LEVELS)):
        return None
    name = page.title.replace(LEVEL_SEPARATOR, "／")[:NAME_LIMIT]
    portal = above.portal if above else Portal.objects.own()
    column, _ = Column.objects.get_or_create(
        portal=portal,
        path=f"{above.path}{LEVEL_SEPARATOR}{name}" if above else name,
        defaults={"name": name, "parent": above, "position": portal.columns.count()},
    )
    if ColumnPage.objects.filter(column=column).exists():
        return None
    ColumnPage.objects.filter(pk=page.pk).update(column=column)
    page.column = column
    return column


def is_copy(page: ColumnPage) -> bool:
    """Whether the page stands for another one's column, in another language."""
    same = ColumnPage.objects.filter(translation_key=page.translation_key)
    return bool(same.exclude(pk=page.pk).exclude(column=None).exists())
