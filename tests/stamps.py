"""RFC 3161 responses of any shape, right or wrong, written part by part; `openssl` itself judges the right ones."""

import hashlib
import itertools
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from asn1crypto import algos, cms, core, tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOW = datetime(2026, 11, 21, 12, 0, 0, 250_000, UTC)
STAMPS = [ExtendedKeyUsageOID.TIME_STAMPING]
HASHES = {
    "sha1": hashes.SHA1(),  # noqa: S303 - to be refused
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
KEYS = {
    "rsa": lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048),
    "p256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "p384": lambda: ec.generate_private_key(ec.SECP384R1()),
    "p521": lambda: ec.generate_private_key(ec.SECP521R1()),
    "ed25519": ed25519.Ed25519PrivateKey.generate,
    "ed448": ed448.Ed448PrivateKey.generate,
}
_serials = itertools.count(1000)


@dataclass(frozen=True)
class Paper:
    """A certificate and its private key."""

    certificate: x509.Certificate
    key: Any

    @property
    def der(self) -> bytes:
        """The certificate."""
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def pem(self) -> bytes:
        """The certificate as a file."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)


def paper(
    name,
    issuer=None,
    *,
    kind="p256",
    purposes=STAMPS,
    critical=True,
    ca=None,
    usages=(),
    extra=(),
    since=NOW - timedelta(days=1),
    until=NOW + timedelta(days=1),
    serial=None,
) -> Paper:
    """Issue a certificate; self-signed without an issuer. `usages` names what the key is for, `extra` adds extensions."""
    key = KEYS[kind]()
    subject = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, name)])
    above, signing = (issuer.certificate.subject, issuer.key) if issuer else (subject, key)
    builder = x509.CertificateBuilder(above, subject, key.public_key(), serial or next(_serials), since, until)
    if purposes:
        builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical)
    if ca is not None:
        builder = builder.add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    if usages:
        builder = builder.add_extension(_usages(usages), critical=True)
    for extension in extra:
        builder = builder.add_extension(extension, critical=True)
    digest = None if isinstance(signing, ed25519.Ed25519PrivateKey | ed448.Ed448PrivateKey) else hashes.SHA256()
    return Paper(builder.sign(signing, digest), key)


def authority(name="Root", **how) -> Paper:
    """Issue the certificate of one who issues certificates."""
    return paper(name, **{"purposes": (), "ca": True} | how)


def attribute(name, value):
    """A signed attribute with one value."""
    return cms.CMSAttribute({"type": name, "values": [value]})


def ess(der, digest="sha256"):
    """The signed attribute that names the signer's certificate (RFC 5035, or RFC 2634 with SHA-1)."""
    found = hashlib.new(digest, der).digest()
    if digest == "sha1":
        return attribute("signing_certificate", tsp.SigningCertificate({"certs": [{"cert_hash": found}]}))
    named = {"hash_algorithm": {"algorithm": digest}, "cert_hash": found}
    return attribute("signing_certificate_v2", tsp.SigningCertificateV2({"certs": [named]}))


@dataclass
class Draft:
    """A response before it is signed: change any part, then take `response()`. As it begins, it is a good one."""

    paper: Paper
    data: bytes
    digest: str = "sha256"
    padding: str = "pkcs1"
    salt_bytes: int = 32
    status: str = "granted"
    info: dict[str, Any] = field(default_factory=dict)
    tail: bytes = b""
    content_type: str = "tst_info"
    names: list[Any] | None = None
    attributes: list[Any] | None = None
    certificates: list[bytes] | None = None
    sid: Paper | None = None

    def __post_init__(self) -> None:
        self.info = self.stated() | self.info

    def stated(self) -> dict[str, Any]:
        """What the stamp says unless it is changed."""
        imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": hashlib.sha256(self.data).digest()}
        head = {"version": "v1", "policy": "1.3.6.1.4.1.32473.1", "message_imprint": imprint, "serial_number": 77}
        return head | {"gen_time": NOW, "accuracy": {"seconds": 1, "millis": 20, "micros": 3}}

    def content(self) -> bytes:
        """The DER of what it says."""
        return tsp.TSTInfo(self.info).dump() + self.tail

    def signed_attributes(self) -> list[Any]:
        """The attributes that are signed."""
        if self.attributes is not None:
            return self.attributes
        digest = hashlib.new(self.digest, self.content()).digest()
        own = [attribute("content_type", self.content_type), attribute("message_digest", digest)]
        return own + ([ess(self.paper.der)] if self.names is None else self.names)

    def signer_info(self) -> dict[str, Any]:
        """One SignerInfo."""
        signed = cms.CMSAttributes(self.signed_attributes())
        named = (self.sid or self.paper).certificate
        issuer = cms.IssuerAndSerialNumber({"issuer": _name(named.issuer), "serial_number": named.serial_number})
        return {
            "version": "v1",
            "sid": cms.SignerIdentifier("issuer_and_serial_number", issuer),
            "digest_algorithm": {"algorithm": self.digest},
            "signed_attrs": signed,
            "signature_algorithm": self._algorithm(),
            "signature": self._sign(signed.dump()),
        }

    def signed_data(self) -> cms.SignedData:
        """The signed message."""
        ders = [self.paper.der] if self.certificates is None else self.certificates
        return cms.SignedData(
            {
                "version": "v3",
                "digest_algorithms": [{"algorithm": self.digest}],
                "encap_content_info": {
                    "content_type": self.content_type,
                    "content": core.ParsableOctetString(self.content()),
                },
                "certificates": [cms.CertificateChoices.load(der) for der in ders],
                "signer_infos": [self.signer_info()],
            }
        )

    def response(self, signed_data: cms.SignedData | None = None) -> bytes:
        """The whole response in DER."""
        token = cms.ContentInfo({"content_type": "signed_data", "content": signed_data or self.signed_data()})
        return tsp.TimeStampResp({"status": {"status": self.status}, "time_stamp_token": token}).dump()

    def _sign(self, message: bytes) -> bytes:
        key, digest = self.paper.key, HASHES[self.digest]
        if isinstance(key, ed25519.Ed25519PrivateKey):
            return key.sign(message)
        if isinstance(key, ec.EllipticCurvePrivateKey):
            return key.sign(message, ec.ECDSA(digest))
        if self.padding == "pss":
            return key.sign(message, padding.PSS(padding.MGF1(digest), self.salt_bytes), digest)
        return key.sign(message, padding.PKCS1v15(), digest)

    def _algorithm(self) -> Any:
        if isinstance(self.paper.key, ed25519.Ed25519PrivateKey):
            return {"algorithm": "ed25519"}
        if isinstance(self.paper.key, ec.EllipticCurvePrivateKey):
            return {"algorithm": f"{self.digest}_ecdsa"}
        if self.padding != "pss":
            return {"algorithm": "rsassa_pkcs1v15"}
        digest = {"algorithm": self.digest}
        mask = {"algorithm": "mgf1", "parameters": digest}
        parameters = {"hash_algorithm": digest, "mask_gen_algorithm": mask, "salt_length": self.salt_bytes}
        return {"algorithm": "rsassa_pss", "parameters": algos.RSASSAPSSParams(parameters)}


def _name(name: x509.Name) -> Any:
    return cms.Name.load(name.public_bytes())


def _usages(names) -> x509.KeyUsage:
    known = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
    more = ("key_cert_sign", "crl_sign", "encipher_only", "decipher_only")
    return x509.KeyUsage(**{each: each in names for each in (*known, *more)})
