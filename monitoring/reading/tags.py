"""The page tags: what `<meta name= content=>` says (standards 5.2)."""

from bs4 import BeautifulSoup

from .text import attribute, shortened, squash

_LONGEST = 2000
_MOST = 200


def read_tags(soup: BeautifulSoup) -> dict[str, str]:
    """Meta names (or properties) in lower case and their content; the first that says something wins."""
    tags: dict[str, str] = {}
    for meta in soup.find_all("meta", limit=_MOST):
        name = squash(attribute(meta, "name") or attribute(meta, "property")).lower()
        content = shortened(squash(attribute(meta, "content")), _LONGEST)
        if name and not tags.get(name):
            tags[name] = content
    return tags


def read_title(soup: BeautifulSoup) -> str:
    """The text of `<title>`, single-spaced; a drawing's own `<title>` is none."""
    title = soup.head.find("title") if soup.head else soup.find("title")
    return shortened(squash(title.get_text()), 500) if title else ""
