"""X.509 certificates (RFC 5280) as far as a time stamp needs them: one signer, and at most the authority that issued it.

No chain is built. Whoever pins a root above an intermediate authority pins the wrong one, and is told whose is missing.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from asn1crypto import pem, x509

from station.formats.errors import BadSignature, Malformed
from station.formats.timestamp.der import check_der, reading
from station.formats.timestamp.errors import CertificateUnfit, OtherAuthority
from station.formats.timestamp.signature import Key, check_signature, read_key, read_scheme

_WHAT = "certificate"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MAX_NAME = 200  # characters of a name in a message; a longer one would hide the message
# RFC 5280, 4.2: whoever does not understand a critical extension must refuse the certificate. Any policy is accepted.
_UNDERSTOOD = {"basic_constraints", "certificate_policies", "extended_key_usage", "key_usage"}


@dataclass(frozen=True)
class Certificate:
    """What was read of a certificate; names in DER as they are compared, `subject` as people read it, times in Unix seconds."""

    der: bytes
    subject: str
    subject_name: bytes
    issuer_name: bytes
    serial: int
    not_before_s: int
    not_after_s: int
    critical: frozenset[str]
    purposes: tuple[str, ...]
    usages: frozenset[str] | None
    is_authority: bool
    key: Key

    @property
    def sha256(self) -> str:
        """Its fingerprint in hex."""
        return hashlib.sha256(self.der).hexdigest()


def read_certificate(source: bytes) -> Certificate:
    """Read a certificate in DER, or the first one of a PEM file. Raise `Malformed`."""
    with reading(_WHAT):
        der = pem.unarmor(source)[2] if pem.detect(source) else source
    check_der(der, _WHAT)
    with reading(_WHAT):
        parsed = x509.Certificate.load(der, strict=True)
        constraints, purposes = parsed.basic_constraints_value, parsed.extended_key_usage_value
        return Certificate(
            der=der,
            subject=_readable(parsed.subject.human_friendly),
            subject_name=parsed.subject.dump(),
            issuer_name=parsed.issuer.dump(),
            serial=parsed.serial_number,
            not_before_s=_unix_s(parsed.not_valid_before),
            not_after_s=_unix_s(parsed.not_valid_after),
            critical=frozenset(parsed.critical_extensions),
            purposes=tuple(purposes.native) if purposes else (),
            usages=frozenset(parsed.key_usage_value.native) if parsed.key_usage_value else None,
            is_authority=bool(constraints and constraints["ca"].native),
            key=read_key(parsed.public_key, _WHAT),
        )


def check_stamps(certificate: Certificate, at_us: int) -> None:
    """Raise `CertificateUnfit` unless the certificate is for time stamps alone (RFC 3161, 2.3) and was valid at the time."""
    if "extended_key_usage" not in certificate.critical or certificate.purposes != ("time_stamping",):
        raise CertificateUnfit(certificate.subject, "it is not for time stamps alone, marked as critical")
    if certificate.usages is not None and not certificate.usages & {"digital_signature", "non_repudiation"}:
        raise CertificateUnfit(certificate.subject, "its key is not for signatures")
    _check_common(certificate, at_us)


def check_pinned(certificate: Certificate, pinned: Certificate, at_us: int) -> None:
    """Raise unless the certificate is the pinned one, or was issued directly by the authority that is pinned."""
    if certificate.der == pinned.der:
        return
    if certificate.issuer_name != pinned.subject_name or not _is_signed_by(certificate, pinned):
        raise OtherAuthority(expected=pinned.subject, found=certificate.subject, sha256=certificate.sha256)
    if not pinned.is_authority or (pinned.usages is not None and "key_cert_sign" not in pinned.usages):
        raise CertificateUnfit(pinned.subject, "it may not issue certificates")
    _check_common(pinned, at_us)


def _check_common(certificate: Certificate, at_us: int) -> None:
    if unknown := certificate.critical - _UNDERSTOOD:
        raise CertificateUnfit(certificate.subject, f"it has rules not known here: {', '.join(sorted(unknown))}")
    if not certificate.not_before_s <= at_us // 1_000_000 <= certificate.not_after_s:
        until = _EPOCH + timedelta(seconds=certificate.not_after_s)
        since = _EPOCH + timedelta(seconds=certificate.not_before_s)
        at = _EPOCH + timedelta(seconds=at_us // 1_000_000)
        raise CertificateUnfit(certificate.subject, f"it is valid from {since} to {until}, the stamp is of {at}")


def _is_signed_by(certificate: Certificate, issuer: Certificate) -> bool:
    with reading(_WHAT):
        parsed = x509.Certificate.load(certificate.der, strict=True)
        body = parsed["tbs_certificate"]
        if body["signature"].dump() != parsed["signature_algorithm"].dump():
            raise Malformed(_WHAT, "it names two algorithms for its signature")
        signed, signature = body.dump(), parsed["signature_value"].native
    try:
        check_signature(issuer.key, read_scheme(parsed["signature_algorithm"], _WHAT), signature, signed)
    except BadSignature:
        return False
    return True


def _unix_s(at: Any) -> int:
    return int((at - _EPOCH).total_seconds())


def _readable(name: str) -> str:
    """A name from outside may hold anything; what cannot be printed must not reach a terminal or a page."""
    shown = "".join(each if each.isprintable() else "?" for each in name[:_MAX_NAME])
    return shown or "someone without a name"
