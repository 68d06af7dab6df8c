"""What each issue means: how much it weighs and what to do about it. The advice alone must tell a reader both."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.screening.folding import fold
from cms.screening.issues import Issue, Severity
from cms.screening.masking import masked


class Meaning(NamedTuple):
    """One row of the table. The advice may hold placeholders."""

    severity: Severity
    advice: str | Promise


SERIOUS, WARNING, HINT = Severity

MEANINGS: Mapping[str, Meaning] = {
    "identity-number": Meaning(
        SERIOUS, _("This is an identity-card number. Remove it, or show only its first 6 and last 4 digits.")
    ),
    "old-identity-number": Meaning(
        WARNING, _("This may be an identity-card number of 15 digits. If it is one, remove or mask it.")
    ),
    "bank-card": Meaning(SERIOUS, _("This is a bank card number. Remove it, or show only its last 4 digits.")),
    "possible-bank-card": Meaning(WARNING, _("This may be a bank card number. If it is one, remove or mask it.")),
    "mobile-number": Meaning(
        SERIOUS,
        _("This is a mobile number. Remove or mask it; an office's duty phone can be entered in the list of them."),
    ),
    "possible-mobile-number": Meaning(WARNING, _("This may be a mobile number. If it is one, remove or mask it.")),
    "secrecy-mark": Meaning(
        SERIOUS, _("This is a mark of secrecy or of internal use. Do not publish; have the text's secrecy reviewed.")
    ),
    "possible-secrecy-mark": Meaning(
        WARNING, _("This reads like a mark of secrecy or of internal use. Make sure that the text may be published.")
    ),
    "forbidden-word": Meaning(SERIOUS, _("“%(word)s” must not be published. %(note)s")),
    "wrong-word": Meaning(WARNING, _("“%(word)s” is wrong: write “%(instead)s”. %(note)s")),
    "better-word": Meaning(HINT, _("“%(word)s” is better written “%(instead)s”. %(note)s")),
    "source-missing": Meaning(SERIOUS, _("Say who supplied the text.")),
    "date-missing": Meaning(SERIOUS, _("Enter the publication time.")),
    "date-ahead": Meaning(
        WARNING, _("The publication time is later than the time at which the text goes live. Correct one of them.")
    ),
    "link-nowhere": Meaning(SERIOUS, _("This link leads nowhere for visitors. Correct or remove it.")),
    "link-not-live": Meaning(
        WARNING, _("This link leads to a page that is not published yet. Publish that page first, or remove the link.")
    ),
    "file-by-address": Meaning(
        SERIOUS,
        _("Link this file by choosing it, not by its address: only then is it reviewed and kept with the text."),
    ),
    "image-missing": Meaning(SERIOUS, _("This image does not exist any more. Replace or remove it.")),
    "alt-missing": Meaning(HINT, _("Describe the image, for people who cannot see it.")),
    "attachment-missing": Meaning(SERIOUS, _("The file of this attachment is gone. Upload it again.")),
    "attachment-empty": Meaning(SERIOUS, _("This attachment is empty. Upload the right file.")),
    "attachment-too-large": Meaning(
        WARNING, _("This attachment is larger than %(limit)s MB and was not read. Check it by eye.")
    ),
    "attachment-not-read": Meaning(
        WARNING, _("Attachments of this type are not read. Check it by eye, or upload it as DOCX, XLSX or PDF.")
    ),
    "attachment-locked": Meaning(
        WARNING, _("This attachment is encrypted and was not read. Upload it without a password, or check it by eye.")
    ),
    "attachment-unreadable": Meaning(
        WARNING, _("This attachment is damaged or built to do harm, and could not be read to its end. Check it by eye.")
    ),
    "attachment-cut": Meaning(
        WARNING, _("This attachment is so long that only its beginning was read. Check the rest by eye.")
    ),
    "attachment-holds-files": Meaning(
        WARNING, _("This attachment has further files inside, which were not read. Check them by eye.")
    ),
    "attachment-without-text": Meaning(
        HINT, _("No text could be read in this attachment, or in parts of it; it may be a scan. Check it by eye.")
    ),
    "attachments-left": Meaning(
        WARNING, _("Reading the attachments took too long; this one was not read. Check it by eye.")
    ),
}


def issue(code: str, place: str, excerpt: str = "", **values: str) -> Issue:
    """An issue in the language of the moment. `excerpt` is masked already; file names in `place` are masked here."""
    meaning = MEANINGS[code]
    advice = str(meaning.advice) % values if values else str(meaning.advice)
    return Issue(code, meaning.severity, masked(fold(place)), excerpt, advice.strip())
