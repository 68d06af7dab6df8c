"""TLS as today's browsers speak it, and what it means when it fails."""

import ssl
from functools import lru_cache

import certifi

from monitoring.fetching.answer import Outcome
from monitoring.fetching.errors import Ended
from monitoring.fetching.sockets import TotalTimeoutTLS

# OP_LEGACY_SERVER_CONNECT, which the ssl module names from Python 3.12 on: browsers still talk to servers that lack
# RFC 5746, and many old portals do.
_LEGACY_SERVER_CONNECT = 0x4

# Numbers of X509_V_ERR_* in OpenSSL's x509_vfy.h.
_CERTIFICATE = {
    9: "the certificate is not valid yet",
    10: "the certificate has expired",
    18: "the certificate is self-signed",
    19: "the certificate's issuer is not trusted",
    20: "the certificate's issuer is unknown, or the server does not send the intermediate certificate",
    21: "the certificate's issuer is unknown, or the server does not send the intermediate certificate",
    62: "the certificate is for another host",
    64: "the certificate is for another host",
}
# X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY and X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE.
_UNPROVEN = {20, 21}
_NOT_TLS = {"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG", "RECORD_LAYER_FAILURE"}


@lru_cache(maxsize=8)
def client_context(ca_file: str | None) -> ssl.SSLContext:
    """Certificates always checked. Python's own cipher list would turn away servers that browsers accept (RSA key
    exchange), and a department would be blamed for our choice.
    """
    context = ssl.create_default_context(cafile=certifi.where())
    context.set_ciphers("DEFAULT@SECLEVEL=1")
    context.options |= _LEGACY_SERVER_CONNECT
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.sslsocket_class = TotalTimeoutTLS
    if ca_file:
        context.load_verify_locations(cafile=ca_file)
    return context


def ended(error: ssl.SSLError) -> Ended:
    """What an error of the TLS layer says about the site; what we cannot tell is put down to us (TLS_OLD)."""
    reason = error.reason or ""
    if isinstance(error, ssl.SSLCertVerificationError):
        outcome = Outcome.TLS_CHAIN if error.verify_code in _UNPROVEN else Outcome.TLS_INVALID
        return Ended(outcome, _CERTIFICATE.get(error.verify_code, error.verify_message))
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return Ended(Outcome.RESET, "the connection broke during TLS")
    if reason in _NOT_TLS:
        return Ended(Outcome.CONNECT, "something other than TLS answers on this port")
    if "CERTIFICATE_REQUIRED" in reason:
        return Ended(Outcome.LOGIN, "the server asks for a visitor's certificate")
    return Ended(Outcome.TLS_OLD, f"no TLS that both sides speak: {reason or error}")
