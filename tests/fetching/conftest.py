from collections.abc import Iterator
from dataclasses import replace

import pytest

from monitoring.fetching import Gate, Policy
from tests.portal_server import PortalServer

# Reaches this machine, without a pause, and loses patience quickly.
LOCAL = replace(Policy.for_portal("http://127.0.0.1/", allow_private=True), deadline=5.0, max_body=100_000)


@pytest.fixture
def portal() -> Iterator[PortalServer]:
    with PortalServer() as server:
        yield server


@pytest.fixture
def gate() -> Iterator[Gate]:
    with Gate(LOCAL) as gate:
        yield gate


@pytest.fixture
def hasty() -> Iterator[Gate]:
    with Gate(replace(LOCAL, deadline=0.4)) as gate:
        yield gate
