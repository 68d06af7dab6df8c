"""What is asked of an inspection: a portal, its duties, and how far to go."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from column_assignments.duties import Duty

DEFAULT_PORTS: Mapping[str, int] = {"http": 80, "https": 443}


def netloc_of(url: str) -> str:
    """The host of an address, with its port where that is not the scheme's own; "" if there is none."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").lower()
    return host if port in (None, DEFAULT_PORTS.get(parts.scheme)) else f"{host}:{port}"


@dataclass(frozen=True)
class PortalSpec:
    """A portal (门户) and what is owed there.

    `hosts` are the hosts of the portal, written as in `netloc_of`; by default that of `url`. At most `budget_pages`
    pages are read and `budget_links` other targets looked at. A page `max_depth` links from the home page is the last
    to be read. Without duties the columns are found by looking.
    """

    name: str
    url: str
    duties: tuple[Duty, ...] = ()
    hosts: frozenset[str] = frozenset()
    budget_pages: int = 5000
    budget_links: int = 50000
    max_depth: int = 40

    def own_hosts(self, final_url: str = "") -> frozenset[str]:
        """The portal's hosts, with the one that the home page led to if it is the same name with or without www."""
        hosts = self.hosts | {netloc_of(self.url)}
        arrived = netloc_of(final_url)
        alias = {arrived} if arrived.removeprefix("www.") in {host.removeprefix("www.") for host in hosts} else set()
        return frozenset(hosts | alias)


@dataclass(frozen=True)
class Terms:
    """How one inspection is run: as of which day, whether faults are looked at again at once, and after what pause."""

    today: dt.date
    confirm: bool = False
    pause: float = 1.0  # seconds
    workers: int = 8
