"""The one gate for every outbound request. A URL and a policy in, an answer out; no models, no settings."""

from monitoring.fetching.answer import FAULTS, Answer, Outcome
from monitoring.fetching.gate import Gate
from monitoring.fetching.policy import Policy, own_network
from monitoring.fetching.urls import request_url

__all__ = ["FAULTS", "Answer", "Gate", "Outcome", "Policy", "own_network", "request_url"]
