"""Words for codes, as the desks show them."""

from django import template

from column_assignments.models import Department
from monitoring.checks.codes import title_of
from monitoring.words import SEVERITIES, VERDICTS

register = template.Library()


@register.filter
def code_title(code: str) -> str:
    """What people call a finding code."""
    return title_of(code)


@register.filter
def severity_title(severity: str) -> str:
    """What people call a severity."""
    return SEVERITIES.get(severity, severity)


@register.filter
def kind_title(kind: str) -> str:
    """What people call a kind of department."""
    return str(dict(Department.Kind.choices).get(kind, kind))


@register.filter
def verdict_title(verdict: str) -> str:
    """What people call a column's verdict."""
    return str(VERDICTS.get(verdict, verdict))
