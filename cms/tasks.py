"""Periodic work of the CMS. Every task asks what is due, so that a doubled or missed tick does no harm."""

import logging

from celery import shared_task
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.rights import grant_rights
from column_assignments.calendar import china_today
from column_assignments.models import Portal

log = logging.getLogger(__name__)


@shared_task(name="cms.follow_table")
def follow_table() -> None:
    """Give and take rights by the table in force today: a version for a later day takes over without anybody's help."""
    grant_rights(Portal.objects.own(), china_today())


@shared_task(name="cms.publish_scheduled")
def publish_scheduled() -> None:
    """Publish and expire what is due, each page on its own, so that one failure does not hold up the rest."""
    for revision in Revision.page_revisions.filter(approved_go_live_at__lt=timezone.now()):
        try:
            with transaction.atomic():
                revision.publish()
        except Exception:
            log.exception("page %s is due to be published and could not be", revision.object_id)
    for page in Page.objects.live().filter(expire_at__lt=timezone.now()):
        with transaction.atomic():
            page.specific.unpublish(set_expired=True)
