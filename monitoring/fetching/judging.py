"""From a status, headers and body to an outcome."""

from collections.abc import Mapping
from http import HTTPStatus

from monitoring.fetching.answer import Outcome
from monitoring.fetching.challenges import is_challenge

_BY_STATUS = {
    401: Outcome.LOGIN,
    403: Outcome.REFUSED,
    404: Outcome.GONE,
    408: Outcome.TIMEOUT,
    410: Outcome.GONE,
    412: Outcome.REFUSED,  # 瑞数
    429: Outcome.REFUSED,
    511: Outcome.FAILED,  # the network we stand in wants a log-in of us (RFC 6585)
    521: Outcome.REFUSED,  # 加速乐
    566: Outcome.REFUSED,  # 腾讯云 EdgeOne
    567: Outcome.REFUSED,
}


def judge(status: int, headers: Mapping[str, str], body: bytes) -> tuple[Outcome, str]:
    """The outcome of a whole answer that is no redirect, and why in words; "" when all is well."""
    if is_challenge(headers, body):
        return Outcome.REFUSED, f"status {status} with a firewall's page instead of the content"
    if status == 503 and "retry-after" in headers:
        return Outcome.REFUSED, f"status 503, come back after {headers['retry-after'][:40]}"
    outcome = _BY_STATUS.get(status) or _by_class(status)
    return outcome, "" if outcome is Outcome.OK else f"status {status} {_phrase(status)}".rstrip()


def _by_class(status: int) -> Outcome:
    if 200 <= status < 300:
        return Outcome.OK
    if 400 <= status < 500:
        return Outcome.CLIENT_ERROR
    # Numbers outside the standard are firewalls' inventions; a redirect to nowhere is the server's mistake.
    return Outcome.SERVER_ERROR if status < 600 else Outcome.REFUSED


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
