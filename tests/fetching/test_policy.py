from ipaddress import ip_network

import pytest

from monitoring.fetching import Policy, own_network
from tests.fetching.names import Names, no_such_name


@pytest.mark.parametrize(
    "url", ["http://1.1.1.1/", "http://169.254.169.254/", "http://0.0.0.0/", "mailto:x", "", "http://"]
)
def test_what_is_no_private_portal_has_no_network_of_its_own(url: str) -> None:
    assert own_network(url) == ()


def test_an_unknown_name_has_no_network() -> None:
    assert own_network("http://nowhere.test/", Names(no_such_name())) == ()


@pytest.mark.parametrize(
    ("host", "block"),
    [
        ("127.0.0.1", "127.0.0.0/8"),
        ("10.9.8.7", "10.0.0.0/8"),
        ("172.20.0.1", "172.16.0.0/12"),
        ("192.168.3.4", "192.168.0.0/16"),
        ("100.70.1.1", "100.64.0.0/10"),
        ("[::1]", "::1/128"),
        ("[fd12::1]", "fc00::/7"),
    ],
)
def test_a_private_portal_lies_in_one_block(host: str, block: str) -> None:
    assert own_network(f"http://{host}:8000/a") == (ip_network(block),)


def test_a_name_lies_where_its_addresses_do() -> None:
    networks = own_network("http://oa.test/", Names(["127.0.0.1", "::1"]))
    assert networks == (ip_network("127.0.0.0/8"), ip_network("::1/128"))


def test_a_portal_may_reach_its_own_network_only_if_that_was_allowed() -> None:
    assert Policy.for_portal("http://10.0.0.1/") == Policy()
    assert Policy.for_portal("http://10.0.0.1/", allow_private=True).private_networks == (ip_network("10.0.0.0/8"),)


def test_there_is_no_pause_on_this_machine_alone() -> None:
    assert Policy.for_portal("http://127.0.0.1:8000/", allow_private=True).interval == 0
    assert Policy.for_portal("http://10.0.0.1/", allow_private=True).interval == 1
