"""The checks: page facts and duties in, verdicts and faults out. One rule, one file; no models, no settings."""

from monitoring.checks.codes import CODES, Entry
from monitoring.checks.reasons import REASONS, Reason
from monitoring.checks.verdicts import ColumnVerdict, Fault, FindingCode, Severity, Side

__all__ = ["CODES", "REASONS", "ColumnVerdict", "Entry", "Fault", "FindingCode", "Reason", "Severity", "Side"]
