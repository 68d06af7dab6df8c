"""Where the report files of an assessment lie."""

from pathlib import Path

from django.conf import settings

from column_assignments.models import Assessment


def report_file(assessment: Assessment, ending: str, folder: Path | None = None) -> Path:
    """Where the report of a quarter lies: `2026Q4.xlsx` for the own portal, with the portal's name for others."""
    name = assessment.quarter if assessment.portal.is_own else f"{assessment.quarter}-portal{assessment.portal_id}"
    return Path(folder or settings.REPORTS_ROOT) / f"{name}{ending}"
