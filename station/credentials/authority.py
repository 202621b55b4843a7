"""The station's own small authority: a root, kept apart, that issues the certificate which films are signed under.

It proves no more than that one party holds both: nobody outside vouches for it. A tool trusts it once its user has been
given root.pem by other means. The root's key is needed again only for another station's certificate or for a renewed one;
left on the station's PC it would let whoever has the PC make further stations, so it belongs on a medium that is locked away.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from station import durable, private
from station.credentials.certificates import pem_of, private_pem, read_certificates, read_key
from station.credentials.errors import CertificateRefused, FolderTaken, PrivateKeyRefused

ROOT_KEY = "root.key"
ROOT_CERTIFICATE = "root.pem"
MAX_NAME = 64  # X.520 allows no longer common name or organisation
# Without a time stamp in the manifest, tools call a film's credentials invalid once the certificate has run out, however
# old the film is. So it lives as long as such a case may be reopened.
LEAF_DAYS = 20 * 365
ROOT_DAYS = 30 * 365
# The PC's clock may be set back after the certificate was made, and a certificate of the future signs nothing.
BACKDATED = timedelta(days=1)


@dataclass(frozen=True)
class Root:
    """A root's certificate and its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def open_or_make(folder: Path, name: str) -> Root:
    """Return the root that lies in a folder, or make one there; raise `PrivateKeyRefused` or `CertificateRefused`."""
    certificate, key = folder / ROOT_CERTIFICATE, folder / ROOT_KEY
    if key.exists() and certificate.exists():
        return _open(certificate, key)
    for half in (certificate, key):
        if half.exists():
            raise FolderTaken(half, "it is only half of a root. Put its other half beside it, or name another folder")
    durable.make_folder(folder)
    root = make_root(name)
    private.write_new(key, private_pem(root.key))
    durable.write_file(certificate, pem_of([root.certificate]))
    return root


def make_root(name: str) -> Root:
    """Make a root for an organisation of at most `MAX_NAME` characters."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(name, f"{name[: MAX_NAME - 5]} root")
    builder = _builder(subject, subject, key.public_key(), _now() + timedelta(days=ROOT_DAYS))
    certificate = (
        builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(certifies=True), critical=True)
        .sign(key, SHA256())
    )
    return Root(certificate, key)


def issue_leaf(root: Root, name: str, station: str) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """Issue a station's certificate, for ES256, and its key. `station` is the log's origin, cut to `MAX_NAME`."""
    key = ec.generate_private_key(ec.SECP256R1())
    authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(root.key.public_key())
    until = min(_now() + timedelta(days=LEAF_DAYS), root.certificate.not_valid_after_utc)
    builder = _builder(_name(name, station[:MAX_NAME]), root.certificate.subject, key.public_key(), until)
    certificate = (
        builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(certifies=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .add_extension(authority, critical=False)
        .sign(root.key, SHA256())
    )
    return certificate, key


def _open(certificate: Path, key: Path) -> Root:
    private = read_key(key)
    (only, *others) = read_certificates(certificate)
    if others or only.subject != only.issuer:
        raise CertificateRefused(certificate, "they are not one root's")
    if not isinstance(private, ec.EllipticCurvePrivateKey) or private.public_key() != only.public_key():
        raise PrivateKeyRefused(key, f"it is not the key of {certificate}")
    return Root(only, private)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, until: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(_now() - BACKDATED)
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _now() -> datetime:
    return datetime.now(UTC)


def _name(organisation: str, common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _usage(*, certifies: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certifies,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certifies,
        crl_sign=certifies,
        encipher_only=False,
        decipher_only=False,
    )
