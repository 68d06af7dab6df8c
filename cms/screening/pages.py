"""What screening finds on a whole page: its texts, its links, its attachments, and what it lacks."""

import datetime as dt
from itertools import chain

from django.utils import timezone
from wagtail.models import Page

from cms.models import DutyPhone, WatchedWord
from cms.screening.files import screen_files
from cms.screening.issues import Issue, Severity
from cms.screening.links import Links
from cms.screening.page_texts import RichPiece, chosen_documents, texts
from cms.screening.presence import presence_issues
from cms.screening.rules.words import Word
from cms.screening.texts import Piece, screen


def screen_page(page: Page, now: dt.datetime | None = None) -> list[Issue]:
    """Every issue of `page` as it stands in memory, the serious ones first. `page` is of its own type (specific)."""
    found = list(texts(page))
    rich = [text for text in found if isinstance(text, RichPiece)]
    links = Links(page, rich)
    of_links = list(links.issues())
    documents = {document.pk: document for document in chain(links.documents.values(), chosen_documents(page))}
    attached, of_files = screen_files(documents.values())
    pieces = [Piece(text.place, text.paragraph.text) if isinstance(text, RichPiece) else text for text in found]
    issues = [
        *presence_issues(page, now or timezone.now()),
        *screen([*pieces, *attached], watched_words(), duty_phones()),
        *of_links,
        *of_files,
    ]
    return sorted(issues, key=lambda issue: list(Severity).index(issue.severity))


def watched_words() -> list[Word]:
    """The word list as the office has it."""
    return [Word(*row) for row in WatchedWord.objects.values_list("word", "kind", "instead", "note")]


def duty_phones() -> set[str]:
    """The numbers that may stand, as digits alone."""
    numbers = DutyPhone.objects.values_list("number", flat=True)
    return {"".join(character for character in number if character.isdigit()) for number in numbers}
