"""requests and urllib3, tied to vetted addresses and a total time.

`requests.Session` is left out on purpose: even with `allow_redirects=False` it reads the whole body of a redirect, and
it takes proxies and passwords from the environment. One adapter is shared by all threads.
"""

import functools
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests.cookies import extract_cookies_to_jar, get_cookie_header
from urllib3 import HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool, PoolManager, Timeout
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from monitoring.fetching import tls
from monitoring.fetching.answer import Outcome
from monitoring.fetching.errors import Ended, Stale
from monitoring.fetching.policy import Policy
from monitoring.fetching.resolving import Resolver
from monitoring.fetching.sockets import dial

# Host, port and seconds to an open socket.
Dial = Callable[[str, int, float], Any]


class _Connection(HTTPConnection):
    """Connects through `dial` alone."""

    def __init__(self, *args: Any, dial: Dial, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._dial = dial
        self._answers = 0

    def _new_conn(self) -> Any:
        self._answers = 0
        return self._dial(self._dns_host, self.port, float(self.timeout or 0))

    def request(self, *args: Any, **kwargs: Any) -> None:
        if self.sock is not None:
            self.sock.settimeout(self.timeout)  # a kept connection still has what the last request left
        with self._kept_connections_may_break():
            super().request(*args, **kwargs)

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # as urllib3 itself does
        with self._kept_connections_may_break():
            response = super().getresponse()
        self._answers += 1
        return response

    @contextmanager
    def _kept_connections_may_break(self) -> Iterator[None]:
        try:
            yield
        except (ConnectionError, ssl.SSLEOFError) as error:
            if self._answers:
                raise Stale from error
            raise
        except ssl.SSLError as error:
            raise tls.ended(error) from error


class _SecureConnection(_Connection, HTTPSConnection):
    """The same under TLS; the name that was asked for is in SNI and checked against the certificate."""

    def connect(self) -> None:
        try:
            super().connect()
        except ssl.SSLError as error:
            raise tls.ended(error) from error


class _Adapter(HTTPAdapter):
    def __init__(self, dial: Dial, context: ssl.SSLContext) -> None:
        self._dial = dial
        self._context = context
        super().__init__(pool_connections=32, pool_maxsize=16, max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **kwargs: Any) -> None:
        self.poolmanager = PoolManager(connections, maxsize=maxsize, block=block, ssl_context=self._context)
        plain = {"ConnectionCls": functools.partial(_Connection, dial=self._dial)}
        secure = {"ConnectionCls": functools.partial(_SecureConnection, dial=self._dial)}
        self.poolmanager.pool_classes_by_scheme = {
            "http": type("Pool", (HTTPConnectionPool,), plain),
            "https": type("SecurePool", (HTTPSConnectionPool,), secure),
        }

    def cert_verify(self, *args: Any, **kwargs: Any) -> None:
        """The context has its authorities; requests would load them again for each connection."""


class Wire:
    """Sends single requests; knows no redirects, pace or outcomes of an answer."""

    def __init__(self, policy: Policy, resolver: Resolver) -> None:
        connect = functools.partial(dial, policy=policy, resolver=resolver)
        self._adapter = _Adapter(connect, tls.client_context(policy.ca_file))
        self._headers = {
            "User-Agent": policy.user_agent,
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
            "Accept-Language": "zh-CN,zh;q=0.9",
            "Accept-Encoding": "gzip, deflate",
        }

    def send(self, method: str, url: str, cookies: CookieJar, timeout: float) -> HTTPResponse:
        """The answer with its body unread; `timeout` seconds hold for the body too. Raises `Ended`."""
        request = self._prepared(method, url, cookies)
        ends = time.monotonic() + timeout
        while True:
            left = ends - time.monotonic()
            if left <= 0:
                raise Ended(Outcome.TIMEOUT, "no answer in time")
            try:
                raw = self._once(request, left)
            except Stale:
                continue
            extract_cookies_to_jar(cookies, request, raw)  # type: ignore[no-untyped-call]
            return raw

    def _once(self, request: requests.PreparedRequest, timeout: float) -> HTTPResponse:
        try:
            total: Any = Timeout(total=timeout)  # requests takes urllib3's, its stubs do not know
            answer = self._adapter.send(request, stream=True, timeout=total, proxies={})
        except requests.Timeout as error:
            raise Ended(Outcome.TIMEOUT, f"no answer within {timeout:.0f} s") from error
        except (requests.RequestException, HTTPError) as error:
            raise Ended(Outcome.RESET, f"the connection broke before an answer: {_cause(error)}") from error
        raw: HTTPResponse = answer.raw
        return raw

    def _prepared(self, method: str, url: str, cookies: CookieJar) -> requests.PreparedRequest:
        request = requests.PreparedRequest()
        request.prepare_method(method)
        request.prepare_headers(self._headers)
        request.url = url  # prepare_url would take escapes apart and put them together in its own way
        cookie = get_cookie_header(cookies, request)  # type: ignore[no-untyped-call]
        if cookie:
            request.headers["Cookie"] = cookie
        return request

    def close(self) -> None:
        """Close the connections that were kept open."""
        self._adapter.close()


def _cause(error: BaseException) -> str:
    """The innermost reason in words, without memory addresses and class names of the library."""
    while error.args and isinstance(error.args[-1], BaseException):
        error = error.args[-1]
    return str(error)[:200] or type(error).__name__
