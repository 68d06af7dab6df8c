"""What happens by itself when pages, people or the table change."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cms.models import ColumnPage
from cms.publishing import add_column, is_copy, record_addresses
from cms.rights import grant_rights, sync_members
from column_assignments.calendar import china_today
from column_assignments.models import Department, Member, Portal
from column_assignments.signals import table_imported


@receiver([page_slug_changed, page_unpublished, post_page_move])
def follow_addresses(instance: Any, **kwargs: Any) -> None:
    """A column page that moves or goes takes the addresses of the columns below with it."""
    if isinstance(instance.specific, ColumnPage):
        record_addresses()


@receiver(post_delete, sender=ColumnPage)
def forget_address(**kwargs: Any) -> None:
    record_addresses()


@receiver(page_published)
def take_up_column(instance: Any, **kwargs: Any) -> None:
    """A column page that appears is a column: the table can say whose it is, and its departments may write in it.

    Wagtail sends the signal for a publication that is only scheduled as well.
    """
    page = instance.specific
    if isinstance(page, ColumnPage) and page.live:
        add_column(page)
        record_addresses()
        grant_rights(Portal.objects.own(), china_today())


@receiver(post_save, sender=ColumnPage)
def follow_copy(instance: ColumnPage, created: bool, **kwargs: Any) -> None:
    """Who writes in a column writes in its copy in another language, as soon as there is one."""
    if created and instance.column is None and is_copy(instance):
        grant_rights(Portal.objects.own(), china_today())


@receiver(table_imported)
def follow_table(portal: Portal, **kwargs: Any) -> None:
    """A new table gives and takes rights at once; one for a later day is followed by the hourly task."""
    if portal.is_own:
        grant_rights(portal, china_today())


@receiver([post_save, post_delete], sender=Member)
def follow_people(raw: bool = False, **kwargs: Any) -> None:
    """Somebody who moves to another department leaves the rights behind."""
    if not raw:
        sync_members()


@receiver(m2m_changed, sender=Department.members.through)
def follow_collectives(action: str, **kwargs: Any) -> None:
    if action.startswith("post_"):
        sync_members()
