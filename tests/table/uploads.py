"""Files sent to the import as a browser sends them."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from column_assignments.models import Portal
from tests.conftest import TODAY
from tests.table.sheets import GOOD, Row


def values_of(lead: str) -> Row:
    """A good row led by somebody."""
    return GOOD | {"负责部门": lead}


def send(browser: Client, portal: Portal, data: bytes, *, day: Any = TODAY, name: str = "table.csv") -> Any:
    """Upload a file; the answer leads to its preview."""
    fields = {"portal": portal.pk, "effective_on": str(day), "why": "年度调整"}
    return browser.post(reverse("table:upload"), fields | {"file": SimpleUploadedFile(name, data)})
