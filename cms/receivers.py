"""What happens by itself when pages or the table change."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published, page_slug_changed, post_page_move

from cms.models import ColumnPage
from cms.publishing import record_addresses
from cms.rights import grant_rights
from column_assignments.calendar import china_today
from column_assignments.models import Portal
from column_assignments.signals import table_imported


@receiver([page_published, page_slug_changed, post_page_move])
def follow_addresses(instance: Any, **kwargs: Any) -> None:
    """A column page that appears or moves takes the addresses of the columns below with it."""
    if isinstance(instance.specific, ColumnPage):
        record_addresses()


@receiver(table_imported)
def follow_table(portal: Portal, **kwargs: Any) -> None:
    """A new table gives and takes rights at once; one for a later day is followed by the hourly task."""
    if portal.is_own:
        grant_rights(portal, china_today())
