"""The gate: no text goes live, or changes while it is live, without its screening and its reviews.

Every way in which Wagtail publishes ends in the page being saved, so the gate stands there (stack.md, section 4).
What it lets pass it knows by the digest of the text, not by a revision's number: a changed text has another one.
"""

import datetime as dt
import hashlib
import json
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField
from wagtail.images.models import AbstractImage
from wagtail.models import COMMENTS_RELATION_NAME, Page
from wagtail.signals import pre_page_move

from cms.approval.routes import Route, columns_of, route_of
from cms.approval.standing import Standing, standing_on, valid_approvals
from cms.models import Decision, Screening
from cms.revisions import make_live_revision
from cms.screening.issues import Severity
from cms.screening.pages import screen_page
from column_assignments.calendar import china_today
from column_assignments.duties import ReviewStep
from column_assignments.models.choices import STEP_CHOICES

STEP_TITLES = {ReviewStep(step): title for step, title in STEP_CHOICES}
# Where a page stands, how it is scheduled and what Wagtail keeps for itself; everything else is its text.
BOOKKEEPING = frozenset(
    "pk id path depth numchild url_path slug content_type owner alias_of column live expired first_published_at "
    "last_published_at go_live_at expire_at has_unpublished_changes live_revision latest_revision "
    f"latest_revision_created_at draft_title locked locked_at locked_by {COMMENTS_RELATION_NAME}".split()
)
CHILD_BOOKKEEPING = {"pk", "sort_order", "translation_key", "locale"}
# What an alias has of its own.
ALIAS_OWN = {"translation_key", "locale"}


class NotCleared(PermissionDenied):
    """A text that may not go live; `reasons` in words."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def content_of(page: Page) -> dict[str, Any]:
    """The text of a page: field → value as in a revision, with the lists that belong to it in their order, and its files."""
    data = {name: value for name, value in page.serializable_data().items() if name not in BOOKKEEPING}
    for relation in get_all_child_relations(page):
        name = relation.get_accessor_name()
        if name in data:
            own = CHILD_BOOKKEEPING | {relation.field.name}
            data[name] = [strip(child, own) for child in sorted(data[name], key=place_in_list)]
    return data | {"type": page._meta.label_lower, "files": sorted(files_of(page))}


def files_of(page: Page) -> set[tuple[str, str, str, str]]:
    """The documents and images in the texts of `page`: kind, key, and what tells one content from another."""
    named = {
        (model, str(key))
        for field in page._meta.fields
        if isinstance(field, RichTextField)
        for model, key, *_place in field.extract_references(field.value_from_object(page))
        if issubclass(model, (AbstractDocument, AbstractImage))
    }
    found = [(model, model._default_manager.filter(pk=key).first(), key) for model, key in named]
    return {(model._meta.label_lower, key, file.file.name, hash_of(file)) for model, file, key in found if file}


def hash_of(file: Any) -> str:
    """The hash of the file's content; "" if it is not there."""
    try:
        return str(file.get_file_hash())
    except OSError:
        return ""


def place_in_list(child: dict[str, Any]) -> int:
    return child.get("sort_order") or 0


def strip(data: dict[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in names}


def digest(page: Page) -> str:
    """The SHA-256 of the text of `page` as it stands in memory, in hexadecimal digits."""
    text = json.dumps(content_of(page), cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def enter(page: Page, reason: str) -> Decision:
    """Let `page` pass as it stands, because the system itself brings it in. For code alone: no request leads here."""
    return Decision.objects.create(
        content=digest(page),
        page=page if page.pk else None,
        title=page.title,
        outcome=Decision.Outcome.ENTERED,
        at=timezone.now(),
        reason=reason,
    )


@transaction.atomic
def enter_below(parent: Page, page: Page, reason: str) -> None:
    """Add a new page, live, below `parent`, entered by the system itself."""
    page.locale_id = parent.locale_id
    entry = enter(page, reason)
    parent.add_child(instance=page)
    make_live_revision(page)
    Decision.objects.filter(pk=entry.pk).update(page=page)


@transaction.atomic
def enter_change(page: Page, reason: str, *fields: str) -> None:
    """Save these fields of a live page, whose change the system itself brings in, and its revision with them."""
    enter(page, reason)
    page.save(update_fields=fields)
    make_live_revision(page)


def missing(page: Page, day: dt.date, place: Page | None = None) -> list[str]:
    """What `page` still lacks to go live as it stands in memory, in words. `place` is its parent while it has none.

    Its screening is not among it: `serious_issues` says what that finds.
    """
    return missing_reviews(standing_on(digest(page)), route_of(page, day, place))


def missing_reviews(standing: Standing, route: Route) -> list[str]:
    """The reviews that a text has not passed, in words."""
    if standing.is_entered:
        return []
    passed = valid_approvals(standing, route)
    return [_("The %(step)s is missing.") % {"step": STEP_TITLES[step]} for step in route.steps if step not in passed]


def screen(page: Page, content: str, by: Any = None) -> Screening:
    """Screen `page` and keep what was found."""
    issues = screen_page(page)
    return Screening.objects.create(
        content=content,
        page=page if page.pk else None,
        by=by,
        issues=[issue.as_json() for issue in issues],
        passed=not any(issue.severity == Severity.SERIOUS for issue in issues),
    )


def serious_issues(screening: Screening) -> list[str]:
    """What blocks, in words: place, excerpt, what to do."""
    return [in_words(issue) for issue in screening.issues if issue["severity"] == Severity.SERIOUS]


def in_words(issue: dict[str, str]) -> str:
    """One issue, as it is stored, as a sentence."""
    return _("%(place)s: “%(excerpt)s”. %(advice)s") % issue


@receiver(pre_save)
def stand_before_saving(instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Refuse to save a page that would thereby show a text that is not cleared. A text that is live stays as it is."""
    if raw or not isinstance(instance, Page) or not touches_text(update_fields):
        return
    stored = stored_page(instance)
    was_live = stored is not None and stored.live
    sets_live = update_fields is None or "live" in update_fields
    if not (instance.live if sets_live else was_live):
        return
    before = digest(stored) if stored is not None and was_live else None
    text = as_saved(instance, stored, update_fields)
    if digest(text) != before:
        check(text)


def touches_text(update_fields: Any) -> bool:
    """Whether saving these fields can change what the public reads."""
    return update_fields is None or any(
        name == "live" or name.removesuffix("_id") not in BOOKKEEPING for name in update_fields
    )


def stored_page(page: Page) -> Page | None:
    """The page in full as the database has it."""
    model = page.specific_class or type(page)
    return cast("Page | None", model._base_manager.filter(pk=page.pk).first()) if page.pk else None


def as_saved(page: Page, stored: Page | None, update_fields: Any) -> Page:
    """The page in full as it will be once `page`, which may be a part of it, is saved."""
    if stored is None or (update_fields is None and isinstance(page, type(stored))):
        return page
    for field in page._meta.concrete_fields:
        if update_fields is None or {field.name, field.attname} & set(update_fields):
            setattr(stored, field.attname, getattr(page, field.attname))
    return stored


def check(text: Page) -> None:
    """Raise NotCleared unless `text` may be shown. An alias shows what its original shows."""
    if text.alias_of_id:
        check_alias(text)
        return
    content = digest(text)
    standing = standing_on(content)
    if standing.is_entered:
        return
    refuse(missing_reviews(standing, route_of(text, china_today())))
    if not standing.is_overridden:
        refuse(serious_issues(screen(text, content)))


def check_alias(alias: Page) -> None:
    """An alias follows its live original, whose text needs the reviews of the column in which the alias stands as well."""
    original = Page.objects.get(pk=alias.alias_of_id).specific
    same = strip(content_of(alias), ALIAS_OWN) == strip(content_of(original), ALIAS_OWN)
    if not (original.live and same):
        raise NotCleared([_("An alias shows the text of its original and no other.")])
    while original.alias_of_id:
        original = Page.objects.get(pk=original.alias_of_id).specific
    where = alias.get_parent().title
    reasons = missing_at(original, alias)
    refuse([_("The alias in “%(place)s”: %(reason)s") % {"place": where, "reason": reason} for reason in reasons])


def missing_at(page: Page, place: Page) -> list[str]:
    """What the live text of `page` lacks to be shown at or below `place`, in words; nothing in its own column."""
    here, there = columns_of([page, place])
    if here == there:
        return []
    return missing_reviews(standing_on(digest(page)), route_of(page, china_today(), place))


def refuse(reasons: list[str]) -> None:
    if reasons:
        raise NotCleared(reasons)


@receiver(pre_page_move)
def stand_before_moving(instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """A live text does not get around the reviews of a column by moving into it."""
    refuse(missing_after_move(instance, parent_page_before, parent_page_after))


def missing_after_move(page: Page, before: Page, after: Page) -> list[str]:
    """What the live texts at and below `page` lack to be shown below `after`, in words."""
    here, there, own = columns_of([before, after, page])
    if here == there or own != here:
        return []  # it stays in its column, or it is a column and takes it along
    texts = page.get_descendants(inclusive=True).live().specific()
    return [f"{text.title}: {reason}" for text in texts for reason in missing_at(text, after)]
