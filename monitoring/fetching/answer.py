"""What came back from a request: one closed list of outcomes, and the answer that carries it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """How a request ended. A new outcome needs a place in `FAULTS` or the reason why it is not one."""

    OK = "ok"
    GONE = "gone"  # 404 or 410
    CLIENT_ERROR = "client-error"  # another 4xx that means the address is wrong, such as 400
    SERVER_ERROR = "server-error"  # 5xx that is no challenge and no "come back later"
    REDIRECT_LOOP = "redirect-loop"  # also a chain longer than the limit
    DNS = "dns"  # the name does not resolve
    CONNECT = "connect"  # nobody listens, or no route
    RESET = "reset"  # the connection broke before the answer was whole
    TIMEOUT = "timeout"  # no answer within the deadline
    TLS_INVALID = "tls-invalid"  # expired, wrong name, self-signed
    # No fault: browsers often fetch the intermediate certificate that a server forgot to send, and show the page.
    TLS_CHAIN = "tls-chain"
    TLS_OLD = "tls-old"  # a protocol that browsers of its time accept and we do not speak
    REFUSED = "refused"  # turned away as a program: 401, 403, 412, 429, 521, a firewall's page
    LOGIN = "login"  # a wall for people who are signed in
    TOO_BIG = "too-big"  # cut at our limit
    BLOCKED = "blocked"  # our own gate refused: address, scheme or port
    FAILED = "failed"  # our own failure


# The site's fault as a visitor meets it. Everything else is either fine or says nothing about the site.
FAULTS = frozenset(
    {
        Outcome.GONE,
        Outcome.CLIENT_ERROR,
        Outcome.SERVER_ERROR,
        Outcome.REDIRECT_LOOP,
        Outcome.DNS,
        Outcome.CONNECT,
        Outcome.RESET,
        Outcome.TIMEOUT,
        Outcome.TLS_INVALID,
    }
)


@dataclass(frozen=True)
class Answer:
    """One answer. `body` is decompressed and empty for HEAD; header names are lower case; `elapsed` is in seconds.

    `hops` are the addresses passed on the way to `final_url`, the first being `url`; empty without a redirect.
    """

    url: str
    outcome: Outcome
    final_url: str = ""
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    hops: tuple[str, ...] = ()
    elapsed: float = 0.0
    detail: str = ""  # what happened, in words, for people who look into it

    @property
    def content_type(self) -> str:
        """The media type without parameters, lower case; "" if none was sent."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def is_html(self) -> bool:
        """Whether the answer claims to be, or without a claim looks like, a page."""
        if self.content_type:
            return self.content_type in {"text/html", "application/xhtml+xml"}
        return self.body.lstrip()[:200].lower().startswith((b"<!doctype html", b"<html"))
