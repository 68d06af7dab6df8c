"""Files (attachments, images) follow the texts: what no live page shows is nobody else's business, and what one shows
is not exchanged behind the text that was reviewed with it.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.documents.models import Document
from wagtail.images.forms import BaseImageForm
from wagtail.images.models import Image
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from cms.gate import NotCleared
from cms.permissions import visible_to
from column_assignments.people import sees_everything

KEEPING = ("add", "change", "delete", "choose")


def references() -> "QuerySet[ReferenceIndex]":
    """What pages use, drafts that were never published included."""
    references: QuerySet[ReferenceIndex] = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    return references


def shown_by(file: Document | Image) -> list[Page]:
    """The live pages that link or show a file."""
    used = references().filter(to_content_type=ContentType.objects.get_for_model(file), to_object_id=str(file.pk))
    return list(Page.objects.live().filter(pk__in=[int(key) for key in used.values_list("object_id", flat=True)]))


def shown_to_all(files: "QuerySet[Any]") -> "QuerySet[Any]":
    """Of `files` those that a live page without a password shows; one query."""
    live = Page.objects.live().public().annotate(key=Cast("pk", CharField())).values("key")
    used = references().filter(to_content_type=ContentType.objects.get_for_model(files.model), object_id__in=live)
    shown: QuerySet[Any] = files.annotate(key=Cast("pk", CharField())).filter(key__in=used.values("to_object_id"))
    return shown


def serve_what_is_shown(document: Document, request: HttpRequest) -> None:
    """Hook: nobody gets a file of a text that is not live but those who have to do with it."""
    if not (may_read(document, request.user) or shown_to_all(Document.objects.filter(pk=document.pk)).exists()):
        raise Http404


def may_read(document: Document, user: Any) -> bool:
    """Whether `user` oversees all departments, keeps the file, or works on a text that links it."""
    if not user.has_perm("wagtailadmin.access_admin"):
        return False
    if sees_everything(user) or document.uploaded_by_user_id == user.pk:
        return True
    keeps = policy_registry.get_by_type(Document).user_has_any_permission_for_instance(user, KEEPING, document)
    used = references().filter(to_content_type=ContentType.objects.get_for_model(Document))
    pages = [int(key) for key in used.filter(to_object_id=str(document.pk)).values_list("object_id", flat=True)]
    return keeps or visible_to(user).filter(pk__in=pages).exists()


def refusal(file: Document | Image) -> str:
    """Why the file of `file` may not be exchanged; "" if it may."""
    pages = shown_by(file)
    if not pages:
        return ""
    return _(
        "“%(page)s” shows this file to the public. Upload the new one as a file of its own and review the text."
    ) % {"page": pages[0].title}


class FileForm:
    """Says so in the form, before it is saved."""

    cleaned_data: dict[str, Any]
    changed_data: list[str]
    instance: Any

    def clean_file(self) -> Any:
        if "file" in self.changed_data and self.instance.pk and (reason := refusal(self.instance)):
            raise ValidationError(reason)
        return self.cleaned_data["file"]


class DocumentForm(FileForm, BaseDocumentForm):
    """Wagtail's, with the refusal."""


class ImageForm(FileForm, BaseImageForm):
    """Wagtail's, with the refusal."""


@receiver(pre_save, sender=Document)
@receiver(pre_save, sender=Image)
def keep_what_is_shown(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """The same for whatever saves a file without a form."""
    if raw or not instance.pk:
        return
    stored = sender.objects.filter(pk=instance.pk).values_list("file", flat=True).first()
    if stored and instance.file.name != stored and (reason := refusal(instance)):
        raise NotCleared([reason])
