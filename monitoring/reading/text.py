"""Text as it is compared and measured: one width, one kind of space."""

import re
import unicodedata
from collections.abc import Iterator

from bs4 import Tag
from bs4.element import CData, NavigableString

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0f\ufeff]")
_SPACES = re.compile(r"\s+")


def normalise(text: str) -> str:
    """Half-width characters, no zero-width ones, single spaces: for matching, never for showing."""
    return squash(unicodedata.normalize("NFKC", text))


def squash(text: str) -> str:
    """As the page shows it, with single spaces."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()


def visible_strings(root: Tag) -> Iterator[NavigableString]:
    """The strings a visitor can read: no comments, scripts or styles."""
    for node in root.descendants:
        if isinstance(node, NavigableString) and is_visible(node):
            yield node


def is_visible(node: NavigableString) -> bool:
    """Whether a string is text; bs4 gives comments, scripts and the like classes of their own."""
    return type(node) in (NavigableString, CData)


def words(root: Tag, separator: str = " ") -> str:
    """The visible text below an element."""
    return squash(separator.join(visible_strings(root)))


def shortened(text: str, length: int) -> str:
    """At most `length` characters of it."""
    return text if len(text) <= length else text[:length].rstrip()


def attribute(tag: Tag, name: str) -> str:
    """An attribute as one string; "" if it is missing."""
    value = tag.get(name)
    if value is None:
        return ""
    return value if isinstance(value, str) else " ".join(value)


def marks(tag: Tag) -> str:
    """Id and classes in lower case, a space around each, for matching whole names with ` name `."""
    return f" {attribute(tag, 'id')} {attribute(tag, 'class')} ".lower()


def ancestor(node: Tag | NavigableString, names: tuple[str, ...], reach: int = 40) -> Tag | None:
    """The nearest such element around a node, looked for only so far: broken pages nest thousands of levels deep."""
    tag = node.parent
    for _ in range(reach):
        if tag is None or tag.name in names:
            return tag
        tag = tag.parent
    return None


def is_gone(node: Tag | NavigableString) -> bool:
    """Whether a node was decomposed. bs4's own property searches the whole subtree for a tag of that name first."""
    return "_decomposed" in vars(node)
