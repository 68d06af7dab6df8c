"""A page's facts as one JSON object: the line that `read_page --json -` writes (design, stable interface)."""

from typing import Any

from .facts import Form, Item, Link, Page


def page_json(page: Page, file: str | None = None) -> dict[str, Any]:
    """The keys of the design's line; dates as ISO strings or null, times to the second in China time."""
    return {
        "file": file,
        "url": page.url,
        "charset": page.charset,
        "title": page.title,
        "tags": dict(page.tags),
        "items": [_item(item) for item in page.items],
        "newest": page.newest.isoformat() if page.newest else None,
        "published": page.published.isoformat() if page.published else None,
        "links": [_link(link) for link in page.links],
        "forms": [_form(form) for form in page.forms],
        "kind": page.kind.value,
    }


def _item(item: Item) -> dict[str, Any]:
    date = item.date.isoformat() if item.date else None
    return {"title": item.title, "url": item.url, "date": date, "date_source": item.date_source.value}


def _link(link: Link) -> dict[str, Any]:
    return {"url": link.url, "kind": link.kind.value, "text": link.text}


def _form(form: Form) -> dict[str, Any]:
    fields = [{"label": one.label, "name": one.name, "type": one.type, "required": one.required} for one in form.fields]
    return {"purpose": form.purpose.value, "fields": fields, "action": form.action, "method": form.method}
