"""One inspection of one portal: a URL, duties and a policy in, a report out. No models, no settings."""

from monitoring.inspecting.inspection import inspect_portal
from monitoring.inspecting.portal import PortalSpec
from monitoring.inspecting.report import Report, report_json

__all__ = ["PortalSpec", "Report", "inspect_portal", "report_json"]
