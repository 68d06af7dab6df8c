"""The column that a page belongs to."""

from wagtail.models import Page

from cms.models import ColumnPage
from column_assignments.models import Column


def column_of(page: Page) -> Column | None:
    """The column of the nearest column page at or above `page`, its portal at hand; None outside all columns.

    A language copy of a column page stands for the column of the page it was translated from.
    An unsaved page has no place yet: ask for its parent.
    """
    above = [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
    nearest = ColumnPage.objects.filter(path__in=above).order_by("-depth")
    keys = list(nearest.values_list("translation_key", flat=True))
    columns = {
        column.page.translation_key: column
        for column in Column.objects.filter(page__translation_key__in=keys).select_related("portal", "page")
    }
    return next((columns[key] for key in keys if key in columns), None)
