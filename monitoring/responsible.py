"""Whose a finding is, by the table in force."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from column_assignments.duties import Role
from column_assignments.models import AssignmentDepartment
from monitoring.checks.codes import CODES
from monitoring.checks.verdicts import FindingCode, Side
from monitoring.models import Finding
from monitoring.visibility import tables_in_force

ROLES = {Side.LEAD: Role.LEAD, Side.PUBLISHER: Role.PUBLISHER}


@dataclass(frozen=True)
class Owned:
    """A finding with the names of those who have to act."""

    finding: Finding
    owners: str


def with_owners(findings: Iterable[Finding], day: dt.date) -> list[Owned]:
    """The findings in their order, each with its owners; two queries, however many there are."""
    listed = list(findings)
    parts: dict[tuple[int, str], list[str]] = {}
    for column, role, name in AssignmentDepartment.objects.filter(
        assignment__table__in=tables_in_force(day),
        assignment__column__in={finding.column_id for finding in listed if finding.column_id},
    ).values_list("assignment__column", "role", "department__name"):
        parts.setdefault((column, role), []).append(name)
    return [Owned(finding, owners_of(finding, parts)) for finding in listed]


def owners_of(finding: Finding, parts: dict[tuple[int, str], list[str]]) -> str:
    """The departments by name; the portal's operator or ourselves where no department has to act."""
    side = CODES[FindingCode(finding.code)].side
    if side is Side.US:
        return _("the inspectors")
    names = parts.get((finding.column_id or 0, ROLES[side]), []) if side in ROLES else []
    return "、".join(names) or _("the portal's operator")
