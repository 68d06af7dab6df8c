"""A stored text that counts for something is never written over."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Revision, TaskState


class LastingRevisions:
    """A page whose live and submitted texts stay as they were, whatever is saved after them.

    The editor saves by itself every few seconds, into its own newest revision. One that is live, has been under review
    or is somebody else's stands for a decision or an author: the change becomes a revision of its own.
    """

    def save_revision(
        self, user: Any = None, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any
    ) -> Revision:
        """As every page's. A revision that is not the newest goes on to Wagtail, which refuses to write over it."""
        newest = self.get_latest_revision()  # type: ignore[attr-defined]
        if overwrite_revision is not None and overwrite_revision == newest and counts(newest, user):
            overwrite_revision = None
        return super().save_revision(user, *args, overwrite_revision=overwrite_revision, **kwargs)  # type: ignore[misc]


def counts(revision: Revision, user: Any) -> bool:
    """Whether it is live, has been under review, or is not `user`'s own."""
    if revision.user_id != (user.pk if user else None):
        return True
    is_live = Page.objects.filter(live_revision=revision).exists()
    return is_live or bool(TaskState.objects.filter(revision=revision).exists())


def make_live_revision(page: Page) -> None:
    """Give a live page that nobody wrote the revision of its text: without one Wagtail takes it for unpublished."""
    revision = Revision.objects.create(
        content_object=page,
        base_content_type=ContentType.objects.get_for_model(Page),
        content=page.serializable_data(),
        object_str=str(page),
    )
    page.live_revision = page.latest_revision = revision
    page.latest_revision_created_at = revision.created_at
    page.has_unpublished_changes = False
    Page.objects.filter(pk=page.pk).update(
        live_revision=revision,
        latest_revision=revision,
        latest_revision_created_at=revision.created_at,
        has_unpublished_changes=False,
    )
