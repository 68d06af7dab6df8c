"""Links and images of a page: whether what they name is there for a visitor."""

import ipaddress
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urlsplit

from bs4 import Tag
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.urls import Resolver404, resolve
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from cms.screening.codes import issue
from cms.screening.issues import Issue
from cms.screening.masking import masked
from cms.screening.page_texts import RichPiece
from monitoring.reading.text import attribute

# An own page, file or address is looked up in the database, so no link is fetched here.
LARGEST_ID = 2**31 - 1
LOCAL_FILES = ("file:", "c:", "d:", "e:", "f:", "\\\\")


class Links:
    """Looks up what the links of a page name, with one query for each kind of target."""

    def __init__(self, page: Page, pieces: Sequence[RichPiece]) -> None:
        self._page, self._pieces = page, pieces
        links = [link for piece in pieces for link in piece.paragraph.links]
        embeds = [embed for piece in pieces for embed in piece.paragraph.embeds]
        self._live = dict(Page.objects.filter(pk__in=ids(links, "page")).values_list("pk", "live"))
        self.documents: dict[int, AbstractDocument] = get_document_model().objects.in_bulk(ids(links, "document"))
        images = get_image_model().objects.filter(pk__in=ids(embeds, "image", "embedtype"))
        self._images = set(images.values_list("pk", flat=True))
        own = (urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "").lower()
        self._sites = {site.hostname.lower(): site for site in Site.objects.select_related("root_page")}
        self._default = next((site for site in self._sites.values() if site.is_default_site), None)
        if self._default:
            self._sites.setdefault(own, self._default)

    def issues(self) -> Iterator[Issue]:
        """What is wrong with the links and images, in their order."""
        for place, paragraph in self._pieces:
            for link in paragraph.links:
                if code := self._code_of_link(link):
                    yield issue(code, place, shown(link))
            for embed in paragraph.embeds:
                if code := self._code_of_image(embed):
                    yield issue(code, place, masked(attribute(embed, "alt")))

    def _code_of_link(self, link: Tag) -> str:
        match attribute(link, "linktype"):
            case "page":
                return self._code_of_page(self._live.get(id_of(link)), id_of(link))
            case "document":
                return "" if id_of(link) in self.documents else "link-nowhere"
            case "":
                return self._code_of_address(link)
        return ""

    def _code_of_page(self, is_live: bool | None, pk: int) -> str:
        if is_live is None:
            return "link-nowhere"
        return "" if is_live or pk == self._page.pk else "link-not-live"

    def _code_of_image(self, embed: Tag) -> str:
        if attribute(embed, "embedtype") == "image" and id_of(embed) not in self._images:
            return "image-missing"
        is_image = embed.name == "img" or attribute(embed, "embedtype") == "image"
        return "alt-missing" if is_image and not attribute(embed, "alt").strip() else ""

    def _code_of_address(self, link: Tag) -> str:
        """The code for a typed address; addresses of others are the inspector's business."""
        href = attribute(link, "href").strip()
        if href.lower().startswith(LOCAL_FILES):
            return "link-nowhere"
        try:
            parts = urlsplit(href)
            host = (parts.hostname or "").lower()
        except ValueError:
            return "link-nowhere"
        if parts.scheme not in {"", "http", "https"} or (not host and not parts.path):
            # An anchor on the page itself; nothing at all is a link only where something was meant to be one.
            return "link-nowhere" if link.has_attr("href") and not href else ""
        site = self._sites.get(host) if host else self._default
        if site:
            return self._code_of_path(site, unquote(parts.path) or "/")
        return "link-nowhere" if is_private(host) else ""

    def _code_of_path(self, site: Site, path: str) -> str:
        if path.startswith(settings.MEDIA_URL):
            return "file-by-address" if is_stored(path.removeprefix(settings.MEDIA_URL)) else "link-nowhere"
        if not path.startswith("/"):
            return "link-nowhere"
        try:
            match = resolve(path)
        except Resolver404:
            # Django sends an address without its last slash to the one that has it.
            return "link-nowhere" if path.endswith("/") else self._code_of_path(site, f"{path}/")
        if match.url_name == "wagtail_serve":
            page = Page.objects.filter(url_path=url_path(site, path)).first()
            return self._code_of_page(page.live if page else None, page.pk if page else 0)
        if match.url_name == "wagtaildocs_serve":
            return "file-by-address" if self._has_document(int(match.args[0]), match.args[1]) else "link-nowhere"
        return ""

    def _has_document(self, pk: int, filename: str) -> bool:
        """Whether the address of a document is right; if so, the document is an attachment as any other."""
        document = get_document_model().objects.filter(pk=min(pk, LARGEST_ID)).first()
        if not document or document.filename != filename:
            return False
        self.documents[pk] = document
        return True


def ids(tags: Sequence[Tag], kind: str, attribute_name: str = "linktype") -> set[int]:
    return {id_of(tag) for tag in tags if attribute(tag, attribute_name) == kind}


def id_of(tag: Tag) -> int:
    """The id that a link names; 0, which nothing has, where it is none that a database could hold."""
    text = attribute(tag, "id")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def shown(link: Tag) -> str:
    """The link's text, or its address where it has none."""
    return masked((link.get_text(" ", strip=True) or attribute(link, "href"))[:60])


def url_path(site: Site, path: str) -> str:
    """The address of a page in Wagtail's tree."""
    inner = path.strip("/")
    return f"{site.root_page.url_path}{inner}/" if inner else str(site.root_page.url_path)


def is_stored(name: str) -> bool:
    try:
        return default_storage.exists(name)
    except (SuspiciousOperation, OSError, ValueError):
        return False


def is_private(host: str) -> bool:
    """Whether only the writer's own network knows the host."""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host == "localhost"
