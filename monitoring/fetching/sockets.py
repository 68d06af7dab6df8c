"""Sockets that open only to vetted addresses and keep to a total time."""

import errno
import socket
import ssl
import time
from typing import Any

from monitoring.fetching.answer import Outcome
from monitoring.fetching.errors import Ended
from monitoring.fetching.guard import vet
from monitoring.fetching.policy import Policy
from monitoring.fetching.resolving import Resolver, addresses_of

_MOST_ADDRESSES = 4
# Every other error of connect() is our own: no IPv6 here, a local firewall, no free descriptor or port.
_THEIRS = {
    errno.ECONNREFUSED: Outcome.CONNECT,
    errno.EHOSTUNREACH: Outcome.CONNECT,
    errno.ECONNRESET: Outcome.RESET,
    errno.ETIMEDOUT: Outcome.TIMEOUT,
}


class TotalTimeout(socket.socket):
    """A socket whose timeout counts from when it was set, not from the last byte: no drip of bytes can stretch it."""

    _ends: float | None = None

    def settimeout(self, value: float | None) -> None:
        self._ends = None if value is None else time.monotonic() + value
        super().settimeout(value)

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        if self._ends is not None:
            left = self._ends - time.monotonic()
            if left <= 0:
                raise TimeoutError("the time for this request is used up")
            super().settimeout(left)
        return super().recv_into(*args, **kwargs)


class TotalTimeoutTLS(TotalTimeout, ssl.SSLSocket):
    """The same under TLS; the handshake itself is bounded by the ssl module."""


def dial(host: str, port: int, timeout: float, policy: Policy, resolver: Resolver) -> socket.socket:
    """A connection to `host`, resolved once and vetted. Raises `Ended`; its timeout is what is left of `timeout`."""
    ends = time.monotonic() + timeout
    addresses = vet(addresses_of(host, resolver, timeout), port, policy)[:_MOST_ADDRESSES]
    failures = []
    for place, address in enumerate(addresses):
        left = ends - time.monotonic()
        try:
            connection = _open(address, port, left / (len(addresses) - place))
        except OSError as error:
            failures.append(error)
        else:
            connection.settimeout(max(ends - time.monotonic(), 0.001))
            return connection
    raise _ended(host, port, failures)


def _open(address: str, port: int, timeout: float) -> TotalTimeout:
    if timeout <= 0:
        raise TimeoutError("no time left")
    connection = TotalTimeout(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    try:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.settimeout(timeout)
        connection.connect((address, port))
    except BaseException:
        connection.close()
        raise
    return connection


def _ended(host: str, port: int, failures: list[OSError]) -> Ended:
    """The site's own failure if there is one: that IPv6 is missing here says nothing about the IPv4 that refused."""
    outcomes = [(_outcome(failure), failure) for failure in failures]
    theirs = [pair for pair in outcomes if pair[0] is not Outcome.FAILED]
    outcome, failure = (theirs or outcomes)[0]
    return Ended(outcome, f"no connection to {host} port {port}: {failure.strerror or failure}")


def _outcome(failure: OSError) -> Outcome:
    if isinstance(failure, TimeoutError):
        return Outcome.TIMEOUT
    return _THEIRS.get(failure.errno or 0, Outcome.FAILED)
