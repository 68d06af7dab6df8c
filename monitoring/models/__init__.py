"""What is seen: how a portal is looked at, inspections, observations, findings, deliveries, heartbeats."""

from monitoring.models.deliveries import Delivery
from monitoring.models.findings import Finding, FindingTransition
from monitoring.models.heartbeats import Heartbeat
from monitoring.models.inspections import Inspection, Observation
from monitoring.models.policies import PortalPolicy

__all__ = ["Delivery", "Finding", "FindingTransition", "Heartbeat", "Inspection", "Observation", "PortalPolicy"]
