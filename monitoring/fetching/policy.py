"""What the gate may do: limits, pace and the networks it may reach."""

from dataclasses import dataclass, replace
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Self

from monitoring.fetching.errors import Ended
from monitoring.fetching.resolving import Resolver, addresses_of, resolve
from monitoring.fetching.urls import parse

Network = IPv4Network | IPv6Network

# Where an organisation's own machines lie (RFC 1122, 1918, 6598, 4291, 4193). Link-local 169.254/16 is left out: it
# holds the clouds' metadata services and no portal.
PRIVATE_BLOCKS: tuple[Network, ...] = tuple(
    map(
        ip_network,
        (
            "127.0.0.0/8",
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "100.64.0.0/10",
            "::1/128",
            "fc00::/7",
        ),
    )
)


@dataclass(frozen=True)
class Policy:
    """How the gate behaves towards the sites it asks. Safe for a live portal as it stands."""

    # Who asks. Set the operator's address in it, so that a portal's administrator can reach somebody.
    user_agent: str = "Lanmu/0.1 (+contact)"
    # Networks that may be reached although they are not public; see `own_network`.
    private_networks: tuple[Network, ...] = ()
    # Seconds for one request with its redirects, our own waiting apart: a visit fails at 15 s (国办秘函〔2019〕19号).
    deadline: float = 15.0
    # Bytes of a body after decompression.
    max_body: int = 8 * 1024 * 1024
    # Times that a compressed body may grow once it is past 1 MiB. Pages reach 20.
    max_ratio: int = 200
    max_redirects: int = 10
    # Seconds between the starts of two requests to one host.
    interval: float = 1.0
    # The longest `Retry-After`, in seconds, that is waited for instead of reported.
    max_wait: float = 30.0
    # A PEM file of certificate authorities that are trusted besides the public ones, for an intranet's own.
    ca_file: str | None = None

    @classmethod
    def for_portal(cls, url: str, *, allow_private: bool = False) -> Self:
        """The policy for inspecting the portal at `url`; no pause when it runs on this machine."""
        policy = cls(private_networks=own_network(url) if allow_private else ())
        return replace(policy, interval=0.0) if any(net.is_loopback for net in policy.private_networks) else policy


def own_network(url: str, resolver: Resolver = resolve) -> tuple[Network, ...]:
    """The private blocks in which the portal's own host lies; () if it is public, unknown or no web address.

    Asks the resolver, for ten seconds at most, unless the host is an address already.
    """
    address = parse(url)
    if address is None:
        return ()
    try:
        hosts = [ip_address(text) for text in addresses_of(address.host.strip("[]"), resolver, timeout=10.0)]
    except (Ended, OSError, ValueError):
        return ()
    return tuple(block for block in PRIVATE_BLOCKS if any(host in block for host in hosts))
