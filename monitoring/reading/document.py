"""Text to a tree that is ready to be read: bounded, and with the records that a script would draw in their places."""

import re
import warnings
from typing import Any

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
from bs4.element import NavigableString

from .dates import find_dates
from .text import ancestor, attribute, is_visible, normalise, words

# What begins as XML is read as a browser would read it, as far as it goes. For the whole process: threads share filters.
warnings.filterwarnings("ignore", category=XMLParsedAsHTMLWarning)

# Far above any page of a portal (a list of 1,000 rows has some 15,000 tags), far below what hurts.
MOST_BYTES = 3_000_000
_MOST_TAGS = 60_000
_DEEPEST = 120

_RECORD = re.compile("<record>", re.IGNORECASE)
_RECORD_END = re.compile("</record>", re.IGNORECASE)
_NO_RECORDS = re.compile(r"<totalrecord>\s*0\s*</totalrecord>", re.IGNORECASE)
_MOST_RECORDS = 5000
_WRITTEN_SCRIPT_LENGTH = 600


class _ShallowSoup(BeautifulSoup):
    """A tree of bounded depth: an element too deep ends the one it would stand in, as pages with unclosed tags mean it."""

    def handle_starttag(self, *args: Any, **named: Any) -> Tag | None:
        while len(self.tagStack) > _DEEPEST:
            self.popTag()
        return super().handle_starttag(*args, **named)


def parse(text: str) -> BeautifulSoup:
    """The tree of a page. What stands beyond the limits is left out."""
    soup = _soup(_cut(text.replace("\0", "")))
    _gather(soup)
    _end_entries(soup)
    return soup


def _end_entries(soup: BeautifulSoup) -> None:
    """An entry ends where the next begins, whatever was left open in it; lxml would nest them, a browser does not."""
    for tag in soup.find_all(["li", "dt", "dd"], limit=_MOST_RECORDS):
        around = ancestor(tag, ("li", "dt", "dd", "ul", "ol", "dl", "menu", "table"), 12)
        if around is not None and around.name in ("li", "dt", "dd") and (around.name == "li") == (tag.name == "li"):
            around.insert_after(tag)


def _gather(soup: BeautifulSoup) -> None:
    """Put what follows `</html>` into the body, as browsers do: included headers often bring an end of their own."""
    if soup.html is None or soup.body is None:
        return
    kept = (soup.html, soup.body, soup.head)
    strays = [node for node in (*soup.html.contents, *soup.contents) if all(node is not one for one in kept)]
    for node in strays:
        if isinstance(node, Tag) or (isinstance(node, NavigableString) and is_visible(node)):
            soup.body.append(node)


def _soup(text: str) -> BeautifulSoup:
    # Bytes with a stated codec: given text, lxml would heed the page's own charset label a second time.
    options: dict[str, Any] = {"from_encoding": "utf-8"}
    return _ShallowSoup(text.encode("utf-8", "replace"), "lxml", **options)


def _cut(text: str) -> str:
    """At most so many tags; the text is long past reading when that bites."""
    if text.count("<") <= _MOST_TAGS:
        return text
    end = -1
    for _ in range(_MOST_TAGS):
        end = text.find("<", end + 1)
    return text[:end]


def drop_unshown(soup: BeautifulSoup) -> str:
    """Take out what a browser with scripts never shows, and return what `<noscript>` would have told."""
    told = " ".join(words(tag) for tag in soup.find_all("noscript"))
    for tag in soup.find_all(["noscript", "template"]):
        tag.extract()
    return told


def fill_in(soup: BeautifulSoup) -> None:
    """Put in place what scripts draw from data in the page itself: record sets (Hanweb, 9.3) and written dates."""
    for script in soup.find_all(["script", "xml", "textarea"]):
        content = script.string or ""
        if "<record>" in content.lower() or _NO_RECORDS.search(content):
            script.replace_with(_records(content))
        elif "document.write" in content and len(content) <= _WRITTEN_SCRIPT_LENGTH:
            _write_date(script, content)


def _records(content: str) -> Tag:
    """The records as the rows of one list."""
    parts = _RECORD.split(content, _MOST_RECORDS)[1:]
    ended = (_RECORD_END.split(part, 1)[0].strip() for part in parts if _RECORD_END.search(part))
    rows = [part.removeprefix("<![CDATA[").removesuffix("]]>").strip() for part in ended]
    whole = "\n".join(rows)
    if whole.lstrip().lower().startswith("<tr"):
        whole = f"<table>{whole}</table>"
    drawn = _soup(f"<div>{whole}</div>")
    for script in drawn.find_all("script"):
        script.decompose()
    return drawn.div or Tag(name="div")


def _write_date(script: Tag, content: str) -> None:
    dates = {found.moment.date() for found in find_dates(normalise(content))}
    if len(dates) == 1 and attribute(script, "type") in ("", "text/javascript"):
        script.replace_with(f" {dates.pop()} ")


def main_landmark(soup: BeautifulSoup) -> Tag | None:
    """The page's one `<main>` (or `role="main"`) with words in it: then the page says itself where its content stands."""
    marked = soup.find_all(lambda tag: tag.name == "main" or attribute(tag, "role") == "main", limit=2)
    return marked[0] if len(marked) == 1 and words(marked[0]).strip() else None
