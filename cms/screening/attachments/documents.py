"""Word documents (DOCX): body, tables, text boxes, headers and footers, comments, notes, and deletions still in the file."""

import io
from collections.abc import Iterator
from itertools import groupby

import docx
from docx.opc.part import Part as Package
from docx.opc.part import XmlPart
from docx.oxml.ns import nsmap
from lxml import etree

from cms.screening.attachments.parts import Part

_W = f"{{{nsmap['w']}}}"
_PARAGRAPH = f"{_W}p"
_TEXTS = (f"{_W}t", f"{_W}delText", f"{_W}instrText")
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# The same text box once more, for programs of before 2010.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_KINDS = {
    "document.main": "paragraph",
    "header": "header",
    "footer": "header",
    "comments": "comment",
    "footnotes": "footnote",
    "endnotes": "footnote",
}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def read_docx(data: bytes) -> Iterator[Part]:
    """The paragraphs of all parts of the document, counted in each."""
    for package in docx.Document(io.BytesIO(data)).part.package.iter_parts():
        kind = _KINDS.get(package.content_type.removeprefix(_WORD).removesuffix("+xml"))
        if kind:
            for number, text in enumerate(paragraphs(root_of(package)), 1):
                yield Part(kind, number, "", text)


def root_of(package: Package) -> etree._Element:
    if isinstance(package, XmlPart):
        root: etree._Element = package.element
        return root
    return etree.fromstring(package.blob, etree.XMLParser(resolve_entities=False, no_network=True))


def paragraphs(root: etree._Element) -> Iterator[str]:
    """The paragraphs that are not blank; a text box inside a paragraph is one of its own."""
    nodes = ((home_of(node), node) for node in root.iter(*_TEXTS, *_BREAKS))
    for home, group in groupby(nodes, key=lambda pair: pair[0]):
        text = "".join(_BREAKS.get(str(node.tag)) or node.text or "" for _, node in group)
        if home is not None and text.strip():
            yield text


def home_of(node: etree._Element) -> etree._Element | None:
    """The paragraph that a text stands in; None for the copy of a text box."""
    home = None
    for ancestor in node.iterancestors(_PARAGRAPH, _FALLBACK):
        if ancestor.tag == _FALLBACK:
            return None
        home = ancestor if home is None else home
    return home
