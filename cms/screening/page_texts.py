"""Every text of a page, whatever its type: its own fields and those of its child rows."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.screening.markup import Paragraph, paragraphs
from cms.screening.texts import Piece

# Made by the system from what is screened anyway, or never shown.
OF_THE_SYSTEM = {"path", "url_path", "slug", "draft_title", "translation_key"}


class RichPiece(NamedTuple):
    """A paragraph of a rich text and where it stands."""

    place: str
    paragraph: Paragraph


def texts(page: Page) -> Iterator[Piece | RichPiece]:
    """The texts of the page and of its child rows as they stand in memory."""
    yield from texts_of(page)
    for name, child in children(page):
        for text in texts_of(child):
            yield text._replace(place=f"{name} {text.place}")


def children(page: Page) -> Iterator[tuple[str, models.Model]]:
    """The child rows of the page, named and numbered: "表单字段 2"."""
    for relation in get_all_child_relations(page):
        for number, child in enumerate(getattr(page, relation.get_accessor_name()).all(), 1):
            yield f"{child._meta.verbose_name} {number}", child


def texts_of(instance: models.Model) -> Iterator[Piece | RichPiece]:
    for field in instance._meta.concrete_fields:
        if field.name not in OF_THE_SYSTEM:
            yield from texts_in(field, instance)


def texts_in(field: "models.Field[Any, Any]", instance: models.Model) -> Iterator[Piece | RichPiece]:
    """The texts of one field; its label is their place."""
    label, value = str(field.verbose_name), getattr(instance, field.attname)
    if isinstance(field, StreamField):
        for text in strings(json.loads(field.value_to_string(instance))):
            yield from rich(label, text)
    elif isinstance(field, RichTextField):
        yield from rich(label, value or "")
    elif isinstance(field, models.CharField | models.TextField) and not field.choices and value:
        yield Piece(label, str(value))


def rich(label: str, html: str) -> Iterator[RichPiece]:
    for paragraph in paragraphs(html):
        place = _("%(field)s, paragraph %(number)d") % {"field": label, "number": paragraph.number}
        yield RichPiece(place, paragraph)


def strings(value: Any) -> Iterator[str]:
    """Every string in a value of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def chosen_documents(page: Page) -> Iterator[AbstractDocument]:
    """The documents chosen in fields of the page and of its child rows, rather than linked in a text."""
    for instance in (page, *(child for _name, child in children(page))):
        for field in instance._meta.concrete_fields:
            if field.remote_field and field.related_model is get_document_model() and getattr(instance, field.attname):
                yield getattr(instance, field.name)
