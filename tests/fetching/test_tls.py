"""Certificates are checked, against the name that was asked for."""

import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from monitoring.fetching import Answer, Gate, Outcome
from monitoring.fetching.tls import ended
from tests.fetching.names import OUTSIDE, Names
from tests.portal_server import PortalServer, drips_body, drips_header

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="needs the openssl program to make certificates")

Context = Callable[[str], ssl.SSLContext]


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An authority, and certificates of one key: good, expired, for another host, signed by itself."""
    folder = tmp_path_factory.mktemp("certificates")
    new = "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
    openssl(folder, f"{new} -x509 -keyout ca.key -out ca.pem -days 2 -subj /CN=authority")
    openssl(folder, f"{new} -keyout key.pem -out request.pem -subj /CN=www.test")
    sign = "x509 -req -in request.pem -extfile"
    for name, host, days in (("good", "www.test", 2), ("expired", "www.test", -1), ("other", "other.test", 2)):
        (folder / "san").write_text(f"subjectAltName=DNS:{host}")
        openssl(folder, f"{sign} san -CA ca.pem -CAkey ca.key -CAcreateserial -days {days} -out {name}.pem")
    openssl(folder, f"{sign} san -signkey key.pem -days 2 -out alone.pem")
    return folder


def openssl(folder: Path, arguments: str) -> None:
    subprocess.run(["openssl", *arguments.split()], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def context(certificates: Path) -> Context:
    def make(name: str) -> ssl.SSLContext:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificates / f"{name}.pem", certificates / "key.pem")
        return tls

    return make


@contextmanager
def secure(tls: ssl.SSLContext, certificates: Path | None) -> Iterator[tuple[PortalServer, Gate, str]]:
    ca_file = str(certificates / "ca.pem") if certificates else None
    policy = replace(OUTSIDE, ca_file=ca_file, deadline=1.0)
    with (
        PortalServer({"/": "<p>safe"}, host="127.0.0.2", tls=tls) as portal,
        Gate(policy, resolver=Names(["127.0.0.2"])) as gate,
    ):
        yield portal, gate, f"https://www.test:{portal.port}/"


def answer_of(tls: ssl.SSLContext, certificates: Path | None) -> Answer:
    with secure(tls, certificates) as (_, gate, url):
        return gate.get(url)


@pytest.mark.parametrize(
    ("certificate", "words"), [("expired", "expired"), ("other", "another host"), ("alone", "self-signed")]
)
def test_a_bad_certificate_is_named(certificate: str, words: str, context: Context, certificates: Path) -> None:
    answer = answer_of(context(certificate), certificates)
    assert answer.outcome is Outcome.TLS_INVALID
    assert words in answer.detail


def test_an_issuer_we_do_not_know_is_no_fault_of_the_site(context: Context) -> None:
    answer = answer_of(context("good"), None)
    assert answer.outcome is Outcome.TLS_CHAIN
    assert "issuer is unknown" in answer.detail


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1:DeprecationWarning")
def test_an_old_protocol_is_not_the_certificates_fault(context: Context, certificates: Path) -> None:
    tls = context("good")
    tls.set_ciphers("ALL:@SECLEVEL=0")
    tls.minimum_version, tls.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    assert answer_of(tls, certificates).outcome is Outcome.TLS_OLD


def test_plain_http_on_a_secure_address_is_no_connection(portal: PortalServer, gate: Gate) -> None:
    answer = gate.get(f"https://127.0.0.1:{portal.port}/")
    assert answer.outcome is Outcome.CONNECT
    assert "other than TLS" in answer.detail


def test_a_server_without_an_answer_to_the_handshake_is_a_timeout(certificates: Path) -> None:
    with socket.create_server(("127.0.0.2", 0)) as mute:
        gate = Gate(replace(OUTSIDE, deadline=0.3))
        assert gate.get(f"https://127.0.0.2:{mute.getsockname()[1]}/").outcome is Outcome.TIMEOUT


@pytest.mark.parametrize("page", [drips_header, drips_body])
def test_a_drip_under_tls_ends_at_the_deadline(page: object, context: Context, certificates: Path) -> None:
    with secure(context("good"), certificates) as (portal, gate, url):
        portal.pages["/"] = page  # type: ignore[assignment]
        started = time.monotonic()
        assert gate.get(url).outcome is Outcome.TIMEOUT
        assert time.monotonic() - started < 1.6


def test_the_name_asked_for_is_in_the_handshake_and_checked(context: Context, certificates: Path) -> None:
    tls, names = context("good"), []
    tls.sni_callback = lambda connection, name, of: names.append(name)  # type: ignore[assignment]
    assert answer_of(tls, certificates).body == b"<p>safe"
    assert names == ["www.test"]


def test_a_secure_connection_is_kept(context: Context, certificates: Path) -> None:
    with secure(context("good"), certificates) as (_, gate, url):
        assert [gate.get(url).outcome for _ in range(3)] == [Outcome.OK] * 3


def test_ciphers_that_browsers_still_speak_are_spoken(context: Context, certificates: Path) -> None:
    tls = context("good")
    tls.maximum_version = ssl.TLSVersion.TLSv1_2
    tls.set_ciphers("ECDHE-ECDSA-AES128-SHA")
    assert answer_of(tls, certificates).outcome is Outcome.OK


def test_a_wish_for_the_visitors_certificate_is_a_log_in() -> None:
    error = ssl.SSLError(1, "alert")
    error.reason = "TLSV13_ALERT_CERTIFICATE_REQUIRED"
    assert ended(error).outcome is Outcome.LOGIN
