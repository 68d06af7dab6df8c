"""The fields of a form, under the labels that a visitor reads."""

import re

from bs4 import Tag
from bs4.element import NavigableString

from .facts import Field
from .text import attribute, is_visible, normalise, shortened, squash, words

_MOST_FIELDS = 200
_SKIPPED = ("hidden", "submit", "button", "image", "reset")
_BLOCK_TAGS = ("tr", "li", "p", "dl", "div", "form", "fieldset", "table", "body")
_REQUIRED_CODE = re.compile(r"required|notnull|notempty|must|not_null|datatype", re.IGNORECASE)
_REQUIRED_WORDS = re.compile(r"[*﹡✱]|必填|必须填写")
_TRIM = re.compile(r"^[\s*﹡✱:]+|[\s*﹡✱::]+$|[((]?必填(?:项)?[))]?")


def read_fields(around: Tag, *, outside_forms: bool = False) -> tuple[Field, ...]:
    """What an element asks; the buttons of one choice are one field, fields of a form in it may be left out."""
    labels = {attribute(tag, "for"): tag for tag in around.find_all("label", limit=400) if tag.get("for")}
    fields: dict[str, Field] = {}
    for number, tag in enumerate(around.find_all(["input", "textarea", "select"], limit=_MOST_FIELDS)):
        kind = _type(tag)
        if kind in _SKIPPED or (outside_forms and tag.find_parent("form") is not None):
            continue
        name = attribute(tag, "name") or attribute(tag, "id")
        key = name if name and kind in ("radio", "checkbox") else f"{name}#{number}"
        if key not in fields:
            fields[key] = _field(tag, kind, name, labels)
    return tuple(fields.values())


def _type(tag: Tag) -> str:
    return attribute(tag, "type").strip().lower() or "text" if tag.name == "input" else tag.name


def _field(tag: Tag, kind: str, name: str, labels: dict[str, Tag]) -> Field:
    is_choice = kind in ("radio", "checkbox")
    said = (not is_choice and _own_label(tag, labels)) or _text_before(tag, skip_labels=is_choice)
    said = said or _own_label(tag, labels)
    label = _TRIM.sub("", said) or squash(
        attribute(tag, "placeholder") or attribute(tag, "title") or attribute(tag, "aria-label")
    )
    return Field(shortened(_TRIM.sub("", label), 100), name, kind, _is_required(tag, said))


def _own_label(tag: Tag, labels: dict[str, Tag]) -> str:
    around = next((one for one, _ in zip(tag.parents, range(4), strict=False) if one.name == "label"), None)
    label = labels.get(attribute(tag, "id")) if tag.get("id") else None
    return next((text for one in (label, around) if one is not None and (text := normalise(words(one)))), "")


def _text_before(tag: Tag, *, skip_labels: bool) -> str:
    """The text between this field and the one before it, within its row; a table's label may stand in the cell before."""
    texts: list[str] = []
    node = tag.previous_element
    for _ in range(40):
        if node is None or (isinstance(node, Tag) and _is_other_field(node)):
            break
        if isinstance(node, Tag) and node.name in _BLOCK_TAGS and texts:
            break
        if isinstance(node, NavigableString) and is_visible(node) and not _is_option(node, skip_labels):
            texts.append(normalise(node))
        node = node.previous_element
    return shortened(squash("".join(reversed([text for text in texts if text]))), 100)


def _is_other_field(tag: Tag) -> bool:
    return tag.name in ("textarea", "select", "form") or (tag.name == "input" and _type(tag) not in _SKIPPED)


def _is_option(node: NavigableString, skip_labels: bool) -> bool:
    parent = node.parent
    return parent is not None and (parent.name == "option" or (skip_labels and parent.name == "label"))


def _is_required(tag: Tag, said: str) -> bool:
    if tag.has_attr("required") or attribute(tag, "aria-required") == "true":
        return True
    codes = (
        attribute(tag, "class"),
        *(attribute(tag, name) for name in tag.attrs if re.search("valid|verify|rule|check|datatype|nullmsg", name)),
    )
    if any(_REQUIRED_CODE.search(code) for code in codes) or tag.has_attr("datatype") or tag.has_attr("nullmsg"):
        return True
    return bool(
        _REQUIRED_WORDS.search(said)
        or _REQUIRED_WORDS.search(_text_after(tag))
        or "必填" in attribute(tag, "placeholder")
    )


def _text_after(tag: Tag) -> str:
    """The text behind a field up to the next row or field: where a red star stands."""
    texts: list[str] = []
    node = tag.next_element
    for _ in range(12):
        if node is None or (
            isinstance(node, Tag) and node.name in (*_BLOCK_TAGS, "input", "textarea", "select", "th", "label")
        ):
            break
        if isinstance(node, NavigableString) and is_visible(node) and not _is_option(node, False):
            texts.append(str(node))
        node = node.next_element
    return " ".join(texts)[:40]
