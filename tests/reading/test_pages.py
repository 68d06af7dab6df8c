"""Every page of tests/pages is read as its truth says."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from monitoring.reading import Page, read_page
from monitoring.reading.not_found import looks_like_not_found

PAGES = Path(__file__).parents[1] / "pages"
TODAY = dt.date(2026, 11, 22)
TRUTH: dict[str, dict[str, Any]] = json.loads((PAGES / "truth.json").read_text(encoding="utf-8"))


def seen(page: Page, wanted: dict[str, Any]) -> dict[str, Any]:
    """What was read, under the keys that the truth speaks of."""
    fields = [field for form in page.forms for field in form.fields]
    labels = [field.label for field in fields]
    facts = {
        "kind": page.kind.value,
        "charset": page.charset,
        "newest": page.newest.isoformat() if page.newest else None,
        "published": page.published.isoformat() if page.published else None,
        "published_source": page.published_source.value,
        "items": len(page.items),
        "title": page.items[0].title if page.items else None,
        "dates": [item.date.isoformat() if item.date else None for item in page.items],
        "purposes": [form.purpose.value for form in page.forms],
        "labels": [label for label in labels if label in wanted.get("labels", ())],
        "required": [field.label for field in fields if field.required],
        "not_found": looks_like_not_found(page),
    }
    return {key: facts[key] for key in wanted if key in facts}


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_a_page_is_read_as_its_truth_says(name: str) -> None:
    truth = TRUTH[name]
    page = read_page(
        (PAGES / name).read_bytes(),
        truth["url"],
        today=TODAY,
        content_type=truth.get("content_type", ""),
        status=truth.get("status", 200),
    )
    asked = ("url", "content_type", "status")
    assert seen(page, truth) == {key: value for key, value in truth.items() if key not in asked}


def test_every_page_has_a_truth() -> None:
    assert {path.name for path in PAGES.glob("*.html")} == set(TRUTH)
