"""Rich text as the database holds it, taken apart: paragraphs with everything written in them, links, images."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from bs4 import BeautifulSoup, Tag
from bs4.element import Doctype, NavigableString, PageElement

from monitoring.reading.text import ancestor, attribute

_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "caption", "blockquote", "pre", "div", "dt", "dd")
# What visitors never see on the page, but programs, and people who look for it, do.
_WRITTEN = ("alt", "title", "aria-label", "content", "value")
_ADDRESSES = ("tel:", "mailto:", "sms:")


class Paragraph(NamedTuple):
    """A block of the text; `number` counts from 1. `links` are its a elements, `embeds` its images and the like."""

    number: int
    text: str
    links: list[Tag]
    embeds: list[Tag]


def paragraphs(html: str) -> Iterator[Paragraph]:
    """The blocks of a rich text that hold anything, hidden text, comments and descriptions included."""
    nodes = BeautifulSoup(html, "lxml").descendants
    blocks = groupby(nodes, key=lambda node: id(block_of(node)))
    number = 0
    for _, group in blocks:
        elements = list(group)
        tags = [node for node in elements if isinstance(node, Tag)]
        text = "".join(map(text_of, elements))
        links, embeds = [tag for tag in tags if tag.name == "a"], [tag for tag in tags if tag.name in {"embed", "img"}]
        if text.strip() or links or embeds:
            number += 1
            yield Paragraph(number, text, links, embeds)


def block_of(node: PageElement) -> Tag | None:
    """The block that a node stands in; a block stands in itself."""
    if isinstance(node, Tag) and node.name in _BLOCKS:
        return node
    return ancestor(node, _BLOCKS) if isinstance(node, Tag | NavigableString) else None


def text_of(node: PageElement) -> str:
    """What a node itself adds to its paragraph: descriptions and telephone links on lines of their own."""
    if isinstance(node, Tag):
        hidden = [attribute(node, name) for name in _WRITTEN]
        href = attribute(node, "href")
        hidden += [href] if href.lower().startswith(_ADDRESSES) else []
        lines = [text for text in hidden if text]
        return "\n" if node.name in {"br", "hr"} else "".join(f"\n{text}\n" for text in lines)
    return "" if isinstance(node, Doctype) else str(node)
