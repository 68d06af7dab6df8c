"""What a browser would ask for when it meets an address (WHATWG URL Standard, for http and https only)."""

import re
from codecs import lookup
from ipaddress import IPv4Address, IPv6Address
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

import idna

DEFAULT_PORTS = {"http": 80, "https": 443}

_EDGES = "".join(map(chr, range(0x21)))
_LEGACY_CODECS = ("gb", "big5", "euc_", "shift_jis", "iso8859", "cp125", "koi8")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_FORBIDDEN_IN_HOST = re.compile(r"[\x00-\x20\"#%/:<>?@\[\\\]^`{|}\x7f]")
_LONE_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_SURROGATE = re.compile("[\ud800-\udfff]")

# Beyond the standard's sets we escape whatever urllib3 escapes on the wire ([, ], |, ^, a lone %): the address that is
# recorded is then the address that was asked for.
_NOT_IN_PATH = re.compile(rb"[^A-Za-z0-9._~!$&'()*+,;=:@%/-]")
_NOT_IN_QUERY = re.compile(rb"[^A-Za-z0-9._~!$&()*+,;=:@%/?-]")
_NOT_IN_USERINFO = re.compile(rb"[^A-Za-z0-9._~!$&()*+,%-]")


class Address(NamedTuple):
    """An address in parts. `host` is ASCII and lower case, in brackets if IPv6; `port` is None for the scheme's own."""

    scheme: str
    userinfo: str
    host: str
    port: int | None
    path: str
    query: str

    def __str__(self) -> str:
        userinfo = f"{self.userinfo}@" if self.userinfo else ""
        query = f"?{self.query}" if self.query else ""
        return f"{self.origin.replace('//', f'//{userinfo}', 1)}{self.path}{query}"

    @property
    def origin(self) -> str:
        """Scheme, host and port, such as `http://www.gov.cn:8080`."""
        port = "" if self.port is None else f":{self.port}"
        return f"{self.scheme}://{self.host}{port}"


def request_url(base: str, reference: str, *, charset: str = "utf-8") -> str | None:
    """The absolute address that a browser on the page `base` asks for when it follows `reference`.

    None for what no browser asks a web server for: mailto, javascript, data, an unusable host. Never raises.
    `charset` is the page's codec; as in browsers it touches the query alone. Own output comes back unchanged.
    """
    address = parse(reference, parse(base), charset)
    return None if address is None else str(address)


def parse(text: str, base: Address | None = None, charset: str = "utf-8") -> Address | None:
    """The address that `text` stands for, seen from `base`; None if it is none that can be asked."""
    text = re.sub(r"[\t\n\r]", "", text.strip(_EDGES))
    text = _SURROGATE.sub("\ufffd", text).partition("#")[0]
    scheme = _SCHEME.match(text)
    if scheme is None:
        return _relative(text, base, charset) if base else None
    name, rest = scheme[1].lower(), text[scheme.end() :]
    if name not in DEFAULT_PORTS:
        return None
    if base and base.scheme == name and not _starts_with_slashes(rest):
        return _relative(rest, base, charset)
    return _absolute(name, rest, charset)


def _starts_with_slashes(text: str) -> bool:
    return text[:2].replace("\\", "/") == "//"


def _absolute(scheme: str, rest: str, charset: str) -> Address | None:
    authority, tail = _split(rest.lstrip("/\\"), r"[/\\?]")
    userinfo, _, host_port = authority.rpartition("@")
    host_text, port_text = _split_port(host_port)
    host = _host(host_text)
    if host is None or not re.fullmatch(r"[0-9]{0,9}", port_text) or int(port_text or 0) > 65535:
        return None
    port = int(port_text) if port_text else None
    path, query = _path_and_query(tail, charset)
    user = _escape(userinfo, _NOT_IN_USERINFO, "utf-8", keep_colon=True)
    return Address(scheme, user, host, None if port == DEFAULT_PORTS[scheme] else port, _join("/", path), query)


def _relative(text: str, base: Address, charset: str) -> Address | None:
    if _starts_with_slashes(text):
        return _absolute(base.scheme, text, charset)
    if not text:
        return base
    path, query = _path_and_query(text, charset)
    return base._replace(path=_join(base.path, path) if path else base.path, query=query)


def _split(text: str, pattern: str) -> tuple[str, str]:
    found = re.search(pattern, text)
    return (text[: found.start()], text[found.start() :]) if found else (text, "")


def _split_port(host_port: str) -> tuple[str, str]:
    found = re.fullmatch(r"(\[[^\]]*\]|[^:]*):?(.*)", host_port, re.DOTALL)
    return (found[1], found[2]) if found else (host_port, "")


def _path_and_query(text: str, charset: str) -> tuple[str, str]:
    path, _, query = text.partition("?")
    return _escape(path.replace("\\", "/"), _NOT_IN_PATH), _escape(query, _NOT_IN_QUERY, charset)


def _join(base_path: str, path: str) -> str:
    """`path` seen from `base_path`, without dot segments; empty segments stay, as servers may tell them apart."""
    whole = path if path.startswith("/") else base_path[: base_path.rfind("/") + 1] + path
    segments = whole.split("/")[1:]
    kept: list[str] = []
    for place, segment in enumerate(segments):
        dots = segment.lower().replace("%2e", ".")
        if dots == "..":
            del kept[-1:]
        if dots not in {".", ".."}:
            kept.append(segment)
        elif place == len(segments) - 1:
            kept.append("")
    return "/" + "/".join(kept)


def _escape(text: str, unsafe: re.Pattern[bytes], charset: str = "utf-8", *, keep_colon: bool = False) -> str:
    data = _LONE_PERCENT.sub(b"%25", _encode(text, charset))
    if keep_colon:
        return ":".join(_escape_bytes(part, unsafe) for part in data.split(b":"))
    return _escape_bytes(data, unsafe)


def _escape_bytes(data: bytes, unsafe: re.Pattern[bytes]) -> str:
    return unsafe.sub(lambda found: b"%%%02X" % found[0][0], data).decode("ascii")


def _encode(text: str, charset: str) -> bytes:
    if text.isascii():
        return text.encode()
    try:
        return b"".join(_encode_character(character, _web_codec(charset)) for character in text)
    except (LookupError, ValueError):
        return text.encode()


def _web_codec(charset: str) -> str:
    """The codec a browser writes with: GB2312 means GBK, and UTF-16 pages still send UTF-8, as do unknown ones."""
    name = lookup(charset).name
    if name == "gb2312":
        return "gbk"
    return name if name.startswith(_LEGACY_CODECS) else "utf-8"


def _encode_character(character: str, codec: str) -> bytes:
    if character.isascii():
        return character.encode()
    try:
        return character.encode(codec)
    except UnicodeEncodeError:
        return b"%%26%%23%d%%3B" % ord(character)


def _host(text: str) -> str | None:
    if text.startswith("["):
        return _ipv6(text)
    name = unquote_to_bytes(text).decode("utf-8", "replace")
    if not name.isascii():
        name = _idna(name)
    name = name.lower()
    if not name or _FORBIDDEN_IN_HOST.search(name):
        return None
    return _ipv4(name) if _ends_in_number(name) else name


def _idna(name: str) -> str:
    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except (UnicodeError, ValueError, IndexError):
        return ""


def _ipv6(text: str) -> str | None:
    try:
        # A zone such as %eth0 names an interface of this machine, which no address on the web can mean.
        return f"[{IPv6Address(text[1:-1])}]" if text.endswith("]") and "%" not in text else None
    except ValueError:
        return None


def _ends_in_number(name: str) -> bool:
    last = name.removesuffix(".").rpartition(".")[2]
    return re.fullmatch(r"[0-9]+|0x[0-9a-f]*", last) is not None


def _ipv4(name: str) -> str | None:
    """Browsers read 127.1, 0x7f.1 and 2130706433 as addresses; so must whoever guards against them."""
    numbers = [_number(part) for part in name.removesuffix(".").split(".")]
    if None in numbers or len(numbers) > 4:
        return None
    *front, last = (number for number in numbers if number is not None)
    if any(number > 255 for number in front) or last >= 256 ** (4 - len(front)):
        return None
    return str(IPv4Address(last + sum(number << 8 * (3 - place) for place, number in enumerate(front))))


def _number(part: str) -> int | None:
    if re.fullmatch(r"0x[0-9a-f]*", part):
        return int(part[2:] or "0", 16)
    if re.fullmatch(r"0[0-7]+", part):
        return int(part, 8)
    return int(part) if re.fullmatch(r"0|[1-9][0-9]{0,11}", part) else None
