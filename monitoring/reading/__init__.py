"""Bytes of a page to its facts: charset, tags, dated items, links, forms, kind. No network, no database, no settings."""

from .facts import DateSource, Field, Form, FormPurpose, Item, Link, LinkKind, Page, PageKind
from .page import read_page

__all__ = [
    "DateSource",
    "Field",
    "Form",
    "FormPurpose",
    "Item",
    "Link",
    "LinkKind",
    "Page",
    "PageKind",
    "read_page",
]
