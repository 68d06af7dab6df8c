"""Everything on a page that a browser would fetch or a visitor could follow."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from monitoring.fetching.urls import request_url

from .facts import Link, LinkKind
from .text import attribute, shortened, squash, words

MOST_LINKS = 20_000
_TEXT_LENGTH = 200
_ADDRESS_LENGTH = 4000

ATTACHMENTS = frozenset(
    [
        "doc",
        "docx",
        "docm",
        "dot",
        "wps",
        "wpt",
        "xls",
        "xlsx",
        "xlsm",
        "et",
        "ett",
        "csv",
        "ppt",
        "pptx",
        "pps",
        "dps",
        "pdf",
        "ofd",
        "ceb",
        "cebx",
        "caj",
        "rtf",
        "txt",
        "zip",
        "rar",
        "7z",
        "gz",
        "tar",
        "tgz",
        "exe",
        "apk",
        "msi",
        "dwg",
        "mp3",
        "wav",
        "wma",
        "mp4",
        "m4v",
        "avi",
        "wmv",
        "flv",
        "rmvb",
        "rm",
        "mov",
        "mpg",
        "mpeg",
        "mkv",
        "swf",
        "xml",
        "json",
        "epub",
    ]
)
_IMAGES = frozenset(["jpg", "jpeg", "png", "gif", "bmp", "webp", "svg", "ico", "tif", "tiff", "avif"])
_SOURCES = {
    "img": ("src",),
    "script": ("src",),
    "iframe": ("src",),
    "frame": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "source": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "input": ("src",),
    "a": ("href",),
    "area": ("href",),
    "link": ("href",),
}
_FETCHED_RELATIONS = frozenset({"stylesheet", "icon", "apple-touch-icon", "apple-touch-icon-precomposed"})
_REFRESH = re.compile(r"^\s*\d*\.?\d*\s*[;,]?\s*url\s*=\s*[\"']?([^\"']+)", re.IGNORECASE)
_OPENED = re.compile(
    r"""["']((?:https?:/)?/[^"'\s]{2,300}|[^"'\s:]{2,300}\.(?:s?html?|jsp|aspx?|do|php)[^"'\s]*)["']"""
)
_TEMPLATE = re.compile(r"\{\{|<%|\$\{|%7B%7B", re.IGNORECASE)


class Addresses:
    """Turns the references of one page into absolute addresses, as a browser does, `<base href>` included."""

    def __init__(self, soup: BeautifulSoup, url: str, charset: str) -> None:
        self.charset = charset
        self._known: dict[str, str] = {}
        self.page = request_url(url, "", charset=charset) or url
        base = soup.find("base", href=True)
        self.base = (base and request_url(url, attribute(base, "href"), charset=charset)) or url

    def absolute(self, reference: str) -> str:
        """The address behind a reference; "" for a mere fragment, javascript:, mailto: and the like."""
        reference = reference.strip()
        if (
            not reference
            or reference.startswith("#")
            or len(reference) > _ADDRESS_LENGTH
            or _TEMPLATE.search(reference)
        ):
            return ""
        if reference not in self._known:
            self._known[reference] = request_url(self.base, reference, charset=self.charset) or ""
        return self._known[reference]

    def target(self, anchor: Tag) -> str:
        """Where an anchor leads, be it by a script that opens a plain address."""
        if url := self.absolute(attribute(anchor, "href")):
            return url
        code = f"{attribute(anchor, 'href')[:2000]} {attribute(anchor, 'onclick')[:2000]}"
        opened = _OPENED.search(code) if "(" in code or "location" in code else None
        return self.absolute(opened[1]) if opened else ""


def read_links(soup: BeautifulSoup, addresses: Addresses) -> tuple[Link, ...]:
    """The distinct targets in the order of the page; the text is the first that any of its places shows."""
    links: dict[str, Link] = {}
    for tag in soup.find_all([*_SOURCES, "meta"]):
        if len(links) >= MOST_LINKS:
            break
        for reference in _references(tag):
            _add(links, tag, addresses.absolute(reference))
    return tuple(links.values())


def _add(links: dict[str, Link], tag: Tag, url: str) -> None:
    if not url or (url in links and links[url].text):
        return
    kind = links[url].kind if url in links else _kind(tag, url)
    links[url] = Link(url, kind, _text(tag))


def _references(tag: Tag) -> Iterator[str]:
    if tag.name == "link" and not _FETCHED_RELATIONS & set(attribute(tag, "rel").lower().split()):
        return
    if tag.name == "meta":
        yield from _refresh(tag)
        return
    for name in _SOURCES[tag.name]:
        yield attribute(tag, name)
    if tag.name in ("img", "source"):
        yield from (part.split()[0] for part in attribute(tag, "srcset").split(", ") if part.strip())


def _refresh(meta: Tag) -> Iterator[str]:
    if attribute(meta, "http-equiv").lower() == "refresh" and (match := _REFRESH.match(attribute(meta, "content"))):
        yield match[1]


def extension(url: str) -> str:
    """The extension of the file that an address names, lower case; download scripts may name it in the query."""
    parts = urlsplit(url)
    found = re.search(r"\.([A-Za-z0-9]{1,5})$", unquote(parts.path))
    return found[1].lower() if found else ""


def _kind(tag: Tag, url: str) -> LinkKind:
    if tag.name in ("script", "link"):
        return LinkKind.RESOURCE
    if tag.name in ("img", "input"):
        return LinkKind.IMAGE
    ending = extension(url)
    if ending in _IMAGES:
        return LinkKind.IMAGE
    if ending in ATTACHMENTS:
        return LinkKind.ATTACHMENT
    if tag.name in ("iframe", "frame"):
        return LinkKind.FRAME
    return LinkKind.PAGE if tag.name in ("a", "area", "meta") else LinkKind.RESOURCE


def _text(tag: Tag) -> str:
    text = words(tag, "") if tag.name == "a" else ""
    return shortened(
        text or squash(attribute(tag, "title") or attribute(tag, "alt")) or _picture_text(tag), _TEXT_LENGTH
    )


def _picture_text(tag: Tag) -> str:
    picture = tag.find("img", alt=True) if tag.name == "a" else None
    return squash(attribute(picture, "alt")) if picture else ""


def is_same_page(url: str, page: str) -> bool:
    """Whether an address is the page's own, whichever way its directory's index is written."""
    return _plain(url) == _plain(page)


def _plain(url: str) -> str:
    parts = urlsplit(url)
    path = re.sub(r"/(?:index|default)\.\w+$", "/", parts.path)
    return f"{parts.netloc}{path or '/'}?{parts.query}".rstrip("?")
