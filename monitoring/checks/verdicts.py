"""What a check can conclude: the closed lists, and the fault that a rule yields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Any


class ColumnVerdict(StrEnum):
    """How a column stands (栏目判定). Only what was seen: five kinds of "not fresh" stay five different words."""

    FRESH = "fresh"
    DUE_SOON = "due-soon"
    OVERDUE = "overdue"  # its newest date was read, and it is too old
    BLANK = "blank"  # it opened, and holds nothing
    UNREACHABLE = "unreachable"  # a visitor cannot open it
    UNREADABLE = "unreadable"  # a visitor can read it, we cannot
    REFUSED = "refused"  # programs are turned away
    NOT_JUDGED = "not-judged"  # nothing to judge by, or our own failure


class Severity(IntEnum):
    """How much a finding weighs. A larger number weighs more, so `max()` finds the worst."""

    ADVICE = 0
    MINOR = 1
    SERIOUS = 2
    CRITICAL = 3

    @property
    def word(self) -> str:
        """The word in files and addresses."""
        return self.name.lower()

    @property
    def chinese(self) -> str:
        """The word on the desks."""
        return ("提示", "一般", "较重", "严重")[self]


class Side(StrEnum):
    """Who has to act on a finding."""

    LEAD = "lead"
    PUBLISHER = "publisher"
    OPERATOR = "operator"  # the portal's operator (运维单位)
    US = "us"  # whoever runs this program


class FindingCode(StrEnum):
    """Every finding there is. A new one needs its entry in `codes.CODES`."""

    SITE_UNREACHABLE = "site-unreachable"
    SITE_SLOW = "site-slow"
    TLS_INVALID = "tls-invalid"
    TLS_EXPIRING = "tls-expiring"
    BROKEN_LINK = "broken-link"
    BROKEN_IMAGE = "broken-image"
    BROKEN_ATTACHMENT = "broken-attachment"
    REDIRECT_LOOP = "redirect-loop"
    SOFT_404 = "soft-404"
    LINK_UNCONFIRMED = "link-unconfirmed"
    HIDDEN_LINK = "hidden-link"
    HOSTILE_LINK = "hostile-link"
    HOMEPAGE_STALE = "homepage-stale"
    COLUMN_OVERDUE = "column-overdue"
    COLUMN_DUE_SOON = "column-due-soon"
    COLUMN_BLANK = "column-blank"
    COLUMN_UNREACHABLE = "column-unreachable"
    COLUMN_UNREADABLE = "column-unreadable"
    UNDATED_ITEMS = "undated-items"
    BACKDATED_ITEM = "backdated-item"
    FUTURE_DATED_ITEM = "future-dated-item"
    REQUEST_CHANNEL_MISSING = "request-channel-missing"
    REQUEST_CHANNEL_DOWN = "request-channel-down"
    REQUEST_FORM_INCOMPLETE = "request-form-incomplete"
    MESSAGE_CHANNEL_DOWN = "message-channel-down"
    REPLY_OVERDUE = "reply-overdue"
    PAGE_TAGS_MISSING = "page-tags-missing"
    SITE_MARK_MISSING = "site-mark-missing"
    PERSONAL_DATA = "personal-data"
    SECRECY_MARK = "secrecy-mark"
    WORDING = "wording"
    INSPECTION_MISSED = "inspection-missed"


@dataclass(frozen=True)
class Fault:
    """What a rule yields against one target.

    `url` is the target, `found_on` the first pages where it stands and `found_on_total` how many there are. `column`
    is the path of the column it belongs to, "" for the portal as a whole. `evidence` goes into JSON as it is: the
    rule, what was seen, status, dates, and the source of the norm. `confirmed` says that it was seen twice.
    """

    code: FindingCode
    url: str
    evidence: Mapping[str, Any] = field(default_factory=dict)
    found_on: tuple[str, ...] = ()
    found_on_total: int = 0
    column: str = ""
    confirmed: bool = False
