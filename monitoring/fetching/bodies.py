"""Bodies, read within bounds."""

from typing import NamedTuple

from urllib3 import HTTPResponse
from urllib3.exceptions import DecodeError, HTTPError, ReadTimeoutError

from monitoring.fetching.answer import Outcome
from monitoring.fetching.errors import Ended

# What we ask for in Accept-Encoding, and what urllib3 unpacks without further packages.
_PACKINGS = {"", "identity", "gzip", "x-gzip", "deflate"}
_STEP = 64 * 1024
# Small pages of blanks pack very well; below this no ratio is a bomb.
_NO_BOMB_BELOW = 1024 * 1024


class Body(NamedTuple):
    """What was read, unpacked; `cut` says how and why it is not the whole, None if it is."""

    data: bytes
    cut: tuple[Outcome, str] | None = None


NOTHING = Body(b"")


def read_body(raw: HTTPResponse, limit: int, max_ratio: int) -> Body:
    """At most `limit` bytes of the body; the connection is kept if it was whole. Raises `Ended`."""
    try:
        body = _read(raw, limit, max_ratio)
        if body.cut:
            raw.close()
        return body
    except BaseException:
        raw.close()
        raise
    finally:
        raw.release_conn()


def _read(raw: HTTPResponse, limit: int, max_ratio: int) -> Body:
    packing = raw.headers.get("content-encoding", "").lower()
    if not {part.strip() for part in packing.split(",")} <= _PACKINGS:
        return Body(b"", (Outcome.FAILED, f"packed as {packing[:40]}, which we did not ask for and cannot unpack"))
    try:
        return _pieces(raw, limit, max_ratio)
    except ReadTimeoutError as error:
        raise Ended(Outcome.TIMEOUT, "the body did not arrive in time") from error
    except DecodeError as error:
        raise Ended(Outcome.RESET, f"the body cannot be unpacked as {packing}") from error
    except HTTPError as error:
        raise Ended(Outcome.RESET, "the connection broke within the body") from error


def _pieces(raw: HTTPResponse, limit: int, max_ratio: int) -> Body:
    data = bytearray()
    for piece in raw.stream(min(_STEP, limit + 1), decode_content=True):
        data += piece
        if len(data) > limit:
            return Body(bytes(data[:limit]), (Outcome.TOO_BIG, f"the body is longer than {limit} bytes"))
        # urllib3 does not count chunked bodies; `limit` alone holds for those.
        packed = raw.tell()
        if packed and len(data) > max(_NO_BOMB_BELOW, packed * max_ratio):
            return Body(bytes(data), (Outcome.TOO_BIG, f"the body unpacks to more than {max_ratio} times its size"))
    return Body(bytes(data))
