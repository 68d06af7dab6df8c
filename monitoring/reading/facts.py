"""What a page says: the values that reading hands to the checks."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class PageKind(StrEnum):
    """What a page is for a visitor."""

    HOME = "home"
    LIST = "list"
    ARTICLE = "article"
    REQUEST_FORM = "request-form"  # 依申请公开
    MESSAGE_FORM = "message-form"  # 信箱、留言、咨询
    SEARCH = "search"
    LOGIN = "login"
    BLANK = "blank"  # opened, and holds nothing
    SCRIPT_ONLY = "script-only"  # a shell that a script fills: a browser is needed to read it
    REFUSED = "refused"  # a challenge or firewall page
    OTHER = "other"


class LinkKind(StrEnum):
    """What a link asks a browser to fetch."""

    PAGE = "page"
    ATTACHMENT = "attachment"  # 附件
    IMAGE = "image"
    RESOURCE = "resource"  # style sheet, script, icon
    FRAME = "frame"


class FormPurpose(StrEnum):
    """What a form is for."""

    REQUEST = "request"  # 依申请公开
    MESSAGE = "message"  # 信箱、留言、咨询
    SEARCH = "search"
    LOGIN = "login"
    OTHER = "other"


class DateSource(StrEnum):
    """Where a date was read, the most trusted first (standards 9.1)."""

    TAG = "tag"  # meta PubDate
    LABEL = "label"  # 发布时间:…
    ROW = "row"  # beside the title in a list
    URL = "url"  # t20240929_123.html
    NONE = "none"


@dataclass(frozen=True)
class Link:
    """A distinct target on a page, as a browser would ask for it: absolute, no fragment."""

    url: str
    kind: LinkKind
    text: str = ""


@dataclass(frozen=True)
class Item:
    """One entry of a list page. `date` is the publication day, None if the entry shows none."""

    title: str
    url: str
    date: dt.date | None
    date_source: DateSource


@dataclass(frozen=True)
class Field:
    """One thing that a form asks for, under the label a visitor reads."""

    label: str
    name: str
    type: str
    required: bool


@dataclass(frozen=True)
class Form:
    """A form, what it is for and what it asks; `action` is absolute, `method` lower case."""

    purpose: FormPurpose
    action: str
    method: str
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Page:
    """The facts of one page. `tags` holds the meta names in lower case; `text` is the main text without the frame.

    `newest` is the newest day of `items` that is not after the day of reading. `published` is the page's own
    publication time. `charset` is the codec that read it, `garbled` whether it read badly all the same. `error` names
    our own failure to read the page; nothing else is known of it then.
    """

    url: str
    kind: PageKind
    charset: str
    title: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    items: tuple[Item, ...] = ()
    newest: dt.date | None = None
    published: dt.datetime | None = None
    published_source: DateSource = DateSource.NONE
    links: tuple[Link, ...] = ()
    forms: tuple[Form, ...] = ()
    text: str = ""
    garbled: bool = False
    error: str = ""
