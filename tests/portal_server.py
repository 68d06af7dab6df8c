"""A live portal for tests: a real HTTP server on this machine, well-behaved or hostile page by page."""

import gzip
import mimetypes
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self
from urllib.parse import unquote

# A hostile page gives up by itself after this, should its visitor hang on.
_MOST_SECONDS = 20
_MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class Reply:
    """One answer. Length and type (HTML in UTF-8 for text, HTML without a charset for bytes) are added if missing."""

    body: str | bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


_MISSING = Reply("<html><p>找不到页面", 404)


class Visit(BaseHTTPRequestHandler):
    """One connection. A page that is callable gets it and answers with a page, or writes to it and answers None."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "_Server"

    def do_GET(self) -> None:
        portal = self.server.portal
        self.path = self.requestline.split(" ")[1]  # as it came: the library shortens a leading //
        portal.requests.append((self.command, self.path))
        page = portal.page(self.path)
        answer = page(self) if callable(page) else page
        if answer is not None:
            self.reply(answer if isinstance(answer, Reply) else Reply(answer))

    do_HEAD = do_POST = do_GET  # noqa: N815 - the library's names

    def reply(self, reply: Reply) -> None:
        body = reply.body.encode() if isinstance(reply.body, str) else reply.body
        charset = "; charset=utf-8" if isinstance(reply.body, str) else ""
        headers = {"Content-Type": f"text/html{charset}", "Content-Length": str(len(body))}
        self.start(reply.status, headers | dict(reply.headers))
        if self.command != "HEAD":
            self.wfile.write(body)

    def start(self, status: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def drip(self, pieces: bytes, pause: float) -> None:
        """Send byte by byte with `pause` seconds between, for as long as somebody may be listening."""
        self.close_connection = True
        for place in range(int(_MOST_SECONDS / pause)):
            self.wfile.write(pieces[place % len(pieces) :][:1])
            if self.server.stopping.wait(pause):
                return

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except (OSError, ValueError):  # the visitor has left, as visitors of hostile pages do
            self.close_connection = True

    def log_message(self, *args: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], portal: "PortalServer", tls: ssl.SSLContext | None) -> None:
        super().__init__(address, Visit)
        self.portal = portal
        self.stopping = threading.Event()
        self._tls = tls
        self._open: set[Any] = set()

    def get_request(self) -> tuple[Any, Any]:
        connection, address = super().get_request()
        if self._tls:  # the handshake waits for the connection's own thread
            connection = self._tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass  # broken handshakes are part of the tests

    def stop(self) -> None:
        self.stopping.set()
        self.shutdown()
        for connection in list(self._open):
            try:
                socket.socket.shutdown(connection, socket.SHUT_RDWR)
            except OSError:
                continue
        self.server_close()


Page = Reply | str | bytes | Callable[[Visit], Reply | str | bytes | None]


class PortalServer:
    """Serves `pages` by path, with the query first and then without; what is missing is a 404.

    `host` is any address of 127/8, so that one server can play the public and another the private one.
    """

    def __init__(
        self, pages: Mapping[str, Page] | None = None, *, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
    ) -> None:
        self.pages: dict[str, Page] = dict(pages or {})
        self.root: Path | None = None
        self.requests: list[tuple[str, str]] = []
        self._server = _Server((host, 0), self, tls)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self.port: int = self._server.server_address[1]
        self.url = f"{'https' if tls else 'http'}://{host}:{self.port}"

    @classmethod
    def directory(cls, path: str | Path) -> Self:
        """A portal of the files under `path`; a folder answers with its index.html. `pages` come first."""
        portal = cls()
        portal.root = Path(path).resolve()
        return portal

    def page(self, address: str) -> Page:
        """What stands at `address`, which is a path with its query."""
        path = address.partition("?")[0]
        for key in (address, path):
            if key in self.pages:
                return self.pages[key]
        return _file(self.root, path) if self.root else _MISSING

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop()
        self._thread.join(2)


def _file(root: Path, address: str) -> Reply:
    path = (root / unquote(address).lstrip("/")).resolve()
    if path.is_dir():
        path /= "index.html"
    if not path.is_relative_to(root) or not path.is_file():
        return _MISSING
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Reply(path.read_bytes(), headers={"Content-Type": kind})


def redirect(target: str, status: int = 302, **headers: str) -> Reply:
    return Reply("", status, {"Location": target, **{name.replace("_", "-"): value for name, value in headers.items()}})


def challenge_412() -> Reply:
    """As 瑞数 turns programs away."""
    return Reply('<html><head><script>$_ts=window["$_ts"];$_ts.cd="qE"</script></head><body></body></html>', 412)


def challenge_521() -> Reply:
    """As 加速乐 does: a script that sets a cookie and comes back."""
    script = "document.cookie='__jsl_clearance_s=1;path=/';location.href=location.pathname"
    return Reply(f"<script>{script}</script>", 521, {"Set-Cookie": "__jsluid_s=a; path=/"})


def refuses_head(status: int, page: str = "<html><p>正常") -> Page:
    return lambda visit: Reply("", status) if visit.command == "HEAD" else Reply(page)


def never_answers(visit: Visit) -> None:
    visit.close_connection = True
    visit.server.stopping.wait(_MOST_SECONDS)


def drips_header(visit: Visit) -> None:
    visit.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    visit.drip(b"x", 0.05)


def drips_body(visit: Visit) -> None:
    visit.start(200, {"Content-Type": "text/html", "Content-Length": "1000000"})
    visit.drip(b"<p>", 0.05)


def endless(visit: Visit) -> None:
    """A chunked body that stops only with its visitor."""
    visit.start(200, {"Content-Type": "text/html", "Transfer-Encoding": "chunked"})
    visit.close_connection = True
    for _ in range(_MOST_BYTES // 0x10000):
        visit.wfile.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")


def ends_early(visit: Visit) -> None:
    """Promises more than it sends."""
    visit.start(200, {"Content-Type": "text/html", "Content-Length": "1000"})
    visit.wfile.write(b"<html>half")
    visit.close_connection = True


def resets(visit: Visit) -> None:
    """Breaks off in the body with a TCP reset."""
    visit.start(200, {"Content-Type": "text/html", "Content-Length": "1000"})
    visit.wfile.write(b"<html>half")
    visit.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    visit.close_connection = True
    visit.rfile.close()
    visit.connection.close()


def gzip_bomb(mebibytes: int = 64) -> Reply:
    """A small answer that unpacks to blanks without end."""
    packed = gzip.compress(b" " * (mebibytes * 1024 * 1024))
    return Reply(packed, headers={"Content-Encoding": "gzip", "Content-Type": "text/html"})
