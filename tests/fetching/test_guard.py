"""What is never asked."""

from dataclasses import replace
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.fetching import Outcome, Policy
from monitoring.fetching.errors import Ended
from monitoring.fetching.guard import BAD_PORTS, checked, vet

LIVE = Policy()
CARELESS = Policy(private_networks=(ip_network("0.0.0.0/0"), ip_network("::/0")))


def is_blocked(address: str, port: int = 80, policy: Policy = LIVE) -> bool:
    try:
        return not vet([address], port, policy)
    except Ended as end:
        return end.outcome is Outcome.BLOCKED


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "gopher://h/",
        "",
        "h",
        "http://",
        "http://u@h/",
        "http://u:p@h/",
        "http:\\\\h\\",
        "http://h\\@i/",
        "http://h/\r\nX: y",
        "http://h/\x00",
        "http://h/\x7f",
        "//h/",
        "http://h:99999/",
    ],
)
def test_an_address_is_refused_by_its_text(url: str) -> None:
    with pytest.raises(Ended) as end:
        checked(url)
    assert end.value.outcome is Outcome.BLOCKED


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "100.64.0.1",
        "0.0.0.0",
        "169.254.169.254",
        "224.0.0.1",
        "239.1.1.1",
        "255.255.255.255",
        "240.0.0.1",
        "192.0.0.8",
        "192.0.0.192",
        "192.0.2.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "192.88.99.1",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%lo",
        "fc00::1",
        "fd00:ec2::254",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "3fff::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2002:808:808::",
        "2001:0:7f00:1::",
        "100::1",
    ],
)
def test_what_is_not_public_is_not_asked(address: str) -> None:
    assert is_blocked(address)


@pytest.mark.parametrize(
    "address", ["169.254.169.254", "100.100.100.200", "0.0.0.0", "224.0.0.1", "fe80::1", "fd00:ec2::254"]
)
def test_metadata_services_are_not_asked_whatever_the_policy_allows(address: str) -> None:
    assert is_blocked(address, policy=CARELESS)


@pytest.mark.parametrize("port", [22, 25, 6379, 11211, 0, 6000])
def test_ports_of_other_services_are_not_asked(port: int) -> None:
    assert is_blocked("1.1.1.1", port)


@pytest.mark.parametrize("port", [80, 443, 8080, 8443, 81, 7001, 9080])
def test_ports_that_portals_use_are_asked(port: int) -> None:
    assert not is_blocked("1.1.1.1", port)


@pytest.mark.parametrize("address", ["1.1.1.1", "218.28.144.36", "2408:8000::1", "240e:1::1"])
def test_public_addresses_are_asked(address: str) -> None:
    assert not is_blocked(address)


def test_an_allowed_network_opens_nothing_beside_it() -> None:
    policy = replace(LIVE, private_networks=(ip_network("10.0.0.0/8"),))
    assert not is_blocked("10.1.2.3", 22, policy)
    assert is_blocked("192.168.1.1", 80, policy)
    assert is_blocked("::ffff:10.1.2.3", 80, policy)


def test_one_bad_address_spoils_all_of_a_name() -> None:
    with pytest.raises(Ended):
        vet(["1.1.1.1", "10.0.0.1"], 80, LIVE)


@settings(deadline=None)
@given(st.ip_addresses(), st.sampled_from([*sorted(BAD_PORTS), 80]))
def test_whatever_the_library_calls_private_stays_blocked(ip: IPv4Address | IPv6Address, port: int) -> None:
    if not ip.is_global or ip.is_multicast or ip.is_reserved or port in BAD_PORTS:
        assert is_blocked(str(ip), port)


@settings(deadline=None)
@given(st.ip_addresses(v=4))
def test_wrapping_an_ipv4_address_helps_nobody(ip: IPv4Address) -> None:
    for wrapped in (0xFFFF << 32 | int(ip), 0x64FF9B << 96 | int(ip), 0x2002 << 112 | int(ip) << 80):
        assert is_blocked(str(ip_address(wrapped))) or wrapped < 2**32
