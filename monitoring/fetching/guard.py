"""Which addresses may be asked at all. Everything here raises `Ended` with BLOCKED."""

import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from monitoring.fetching.answer import Outcome
from monitoring.fetching.errors import Ended
from monitoring.fetching.policy import Network, Policy
from monitoring.fetching.urls import Address, parse

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")

# Fetch Standard, "bad port": browsers ask no web server there, so no link to one works for a visitor. The last two are
# not in the standard: Redis and memcached take the lines of a request for commands.
_BAD_PORTS = """
0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 135 137
139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 995 1719 1720
1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080 6379 11211
"""
BAD_PORTS = frozenset(map(int, _BAD_PORTS.split()))


def _networks(*texts: str) -> tuple[Network, ...]:
    return tuple(ip_network(text) for text in texts)


# Never, whatever a policy allows: this host, link-local and multicast, and the metadata services that clouds keep in
# otherwise usable blocks (Alibaba 100.100.100.200, Oracle 192.0.0.192, AWS fd00:ec2::254).
_NEVER = _networks(
    "0.0.0.0/8",
    "169.254.0.0/16",
    "100.100.100.200/32",
    "192.0.0.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
    "::/128",
    "fe80::/10",
    "fd00:ec2::254/128",
    "ff00::/8",
)
# `is_global` of Python 3.11 says yes to these: 6to4's relay, and the blocks that wrap an IPv4 address.
_NOT_PUBLIC = _networks("192.88.99.0/24", "2001::/32", "2002::/16", "3fff::/20")
_PUBLIC_IPV6 = ip_network("2000::/3")


def checked(url: str) -> Address:
    """The parts of `url`, unless its very text is to be refused."""
    if "\\" in url or _CONTROL.search(url):
        raise _blocked("a backslash or control character in the address: parsers disagree on what it means")
    address = parse(url)
    if address is None:
        raise _blocked("not an http or https address with a usable host")
    if address.userinfo:
        raise _blocked("a user name in the address")
    return address


def vet(addresses: Iterable[str], port: int, policy: Policy) -> list[str]:
    """`addresses`, if every one of them may be asked on `port`."""
    vetted = []
    for text in addresses:
        reason = _refusal(ip_address(text), port, policy)
        if reason:
            raise _blocked(f"{text} {reason}")
        vetted.append(text)
    return vetted


def _refusal(ip: IPv4Address | IPv6Address, port: int, policy: Policy) -> str:
    if any(ip in network for network in _NEVER):
        return "is never asked: link-local, multicast, reserved or a metadata service"
    if any(ip in network for network in policy.private_networks):
        return ""
    if not _is_public(ip):
        return "is not a public address"
    return f"is not asked on port {port}, which is no web server's" if port in BAD_PORTS else ""


def _is_public(ip: IPv4Address | IPv6Address) -> bool:
    if isinstance(ip, IPv6Address) and ip not in _PUBLIC_IPV6:
        return False  # IPv4-mapped, NAT64, loopback, unique local: public IPv6 is 2000::/3 and nothing else
    return ip.is_global and not any(ip in network for network in _NOT_PUBLIC)


def _blocked(detail: str) -> Ended:
    return Ended(Outcome.BLOCKED, detail)
