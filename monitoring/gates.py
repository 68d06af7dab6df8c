"""The gate as this installation sets it up: under its own name, with manners that suit the address."""

from dataclasses import replace

from django.conf import settings

from monitoring.fetching import Gate, Policy


def gate_to(url: str, *, allow_private: bool, interval: float | None = None) -> Gate:
    """A gate for the portal at `url`. `interval` is in seconds; a portal on this machine is asked without a pause."""
    policy = replace(Policy.for_portal(url, allow_private=allow_private), user_agent=settings.USER_AGENT)
    return Gate(policy if interval is None or not policy.interval else replace(policy, interval=interval))
