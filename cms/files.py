"""Files that the public reads are not exchanged behind the text that was reviewed with them."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.documents.models import Document
from wagtail.images.forms import BaseImageForm
from wagtail.images.models import Image
from wagtail.models import Page, ReferenceIndex

from cms.gate import NotCleared


def shown_by(file: Document | Image) -> list[Page]:
    """The live pages that link or show a file."""
    used = ReferenceIndex.get_references_to(file)
    pages = used.filter(base_content_type=ContentType.objects.get_for_model(Page))
    return list(Page.objects.live().filter(pk__in=[int(key) for key in pages.values_list("object_id", flat=True)]))


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
