"""Names to addresses, within a time limit."""

import re
import socket
import threading
from collections.abc import Callable, Sequence
from ipaddress import ip_address
from queue import Empty, SimpleQueue

from monitoring.fetching.answer import Outcome
from monitoring.fetching.errors import Ended

# A host name to its addresses in text; raises `socket.gaierror`. Tests give the gate one of their own.
Resolver = Callable[[str], Sequence[str]]

_NAME = re.compile(r"(?=.{1,253}\.?$)([^.]{1,63}\.)*[^.]{1,63}\.?")
_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


def resolve(host: str) -> list[str]:
    """All addresses of `host` from the system's resolver, IPv4 first.

    A visitor's browser races the two families; we have one try, and machines without working IPv6 are common.
    """
    found = socket.getaddrinfo(host.encode("ascii"), None, type=socket.SOCK_STREAM)
    addresses = dict.fromkeys(str(entry[4][0]) for entry in found)
    return sorted(addresses, key=lambda address: ":" in address)


def addresses_of(host: str, resolver: Resolver, timeout: float) -> Sequence[str]:
    """What `resolver` says of `host`; an address stands for itself. Raises `Ended`: DNS, or FAILED if that is ours."""
    if _is_address(host):
        return [host]
    if not _NAME.fullmatch(host):
        raise Ended(Outcome.DNS, f"{host[:80]} cannot be a name: a part of it is empty or too long")
    answer = _within(timeout, resolver, host)
    if isinstance(answer, Exception):
        raise _ended(host, answer) from answer
    if not answer:
        raise Ended(Outcome.DNS, f"{host} has no address")
    return answer


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _within(timeout: float, resolver: Resolver, host: str) -> Sequence[str] | Exception:
    """getaddrinfo knows no time limit; a thread that is left behind ends with the resolver's own."""
    answers: SimpleQueue[Sequence[str] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolver(host))
        except Exception as error:
            answers.put(error)

    threading.Thread(target=ask, name="resolve", daemon=True).start()
    try:
        return answers.get(timeout=timeout)
    except Empty:
        return TimeoutError(f"no answer within {timeout:.0f} s")


def _ended(host: str, error: Exception) -> Ended:
    if isinstance(error, socket.gaierror) and error.errno in _NO_SUCH_NAME:
        return Ended(Outcome.DNS, f"the name {host} does not resolve")
    return Ended(Outcome.FAILED, f"our resolver could not say where {host} is: {error}")
