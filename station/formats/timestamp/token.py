"""The signed message around a time stamp (RFC 3161 section 2.4.2 in CMS, RFC 5652), taken apart but not yet believed.

Read here is only what the signature covers, and what is needed to check it. Certificates of issuers, revocation lists
and unsigned attributes may travel along; nothing rests on them, so they may be anything.
"""

import hashlib
from dataclasses import dataclass
from typing import Any, ClassVar

from asn1crypto import cms, core, tsp

from station.formats.errors import Malformed
from station.formats.timestamp.der import check_der, reading
from station.formats.timestamp.errors import NotGranted
from station.formats.timestamp.signature import Scheme, accepted_digest, read_scheme

MAX_RESPONSE_BYTES = 64 * 1024  # real ones have 1 to 10 KB; a checkpoint's stamp must not outgrow the film it speaks of
_WHAT = "time stamp"
_MAX_REASON = 300  # characters of an authority's refusal in a message
_SET = b"\x31"  # the signature covers the attributes as a SET, not under the tag [0] of the message (RFC 5652, 5.4)


class _Response(core.Sequence):  # type: ignore[misc]
    """`TimeStampResp`; asn1crypto's own does not let a refusal leave the token out."""

    _fields: ClassVar[list[tuple[Any, ...]]] = [
        ("status", tsp.PKIStatusInfo),
        ("time_stamp_token", cms.ContentInfo, {"optional": True}),
    ]


@dataclass(frozen=True)
class CertificateId:
    """The hash by which the signed attributes name the signer's certificate (RFC 5035)."""

    algorithm: str
    digest: bytes

    def fits(self, der: bytes) -> bool:
        """Whether it is this certificate's."""
        return hashlib.new(self.algorithm, der, usedforsecurity=False).digest() == self.digest


@dataclass(frozen=True)
class Token:
    """A time stamp's parts: what it says (`content`), what was signed, how, and by whom as it says itself."""

    content: bytes
    signed: bytes
    content_digest: bytes
    signer: tuple[CertificateId, ...]
    issuer_name: bytes
    serial: int
    scheme: Scheme
    signature: bytes
    certificates: tuple[bytes, ...]


def read_token(response: bytes) -> Token:
    """Read a DER response. Raise `NotGranted` for a refusal, `Malformed` for what is not one signer's time stamp."""
    if len(response) > MAX_RESPONSE_BYTES:
        raise Malformed(_WHAT, f"it has {len(response)} bytes, the limit is {MAX_RESPONSE_BYTES}")
    check_der(response, _WHAT)
    with reading(_WHAT):
        body = _Response.load(response, strict=True)
        _check_granted(body["status"])
        if body["time_stamp_token"]["content_type"].native != "signed_data":
            raise Malformed(_WHAT, "it is granted, but not signed")
        return _read_signed_data(body["time_stamp_token"]["content"])


def _check_granted(status: Any) -> None:
    name = str(status["status"].native)
    if name != "granted":
        words = "; ".join(status["status_string"].native or ()) or "it gives no reason"
        shown = "".join(each if each.isprintable() else "?" for each in words[:_MAX_REASON])
        raise NotGranted(name.replace("_", " "), shown.rstrip("."))


def _read_signed_data(data: Any) -> Token:
    content = data["encap_content_info"]
    if data["version"].native != "v3" or content["content_type"].native != "tst_info":
        raise Malformed(_WHAT, "what it signs is not a time")
    if len(data["signer_infos"]) != 1:
        raise Malformed(_WHAT, f"it has {len(data['signer_infos'])} signers, not one")
    signer = data["signer_infos"][0]
    attributes = _read_attributes(signer["signed_attrs"])
    if _only(attributes, "content_type").native != "tst_info":
        raise Malformed(_WHAT, "what its signer signed is not a time")
    digest = accepted_digest(signer["digest_algorithm"]["algorithm"].native, _WHAT)
    identifier = signer["sid"].chosen
    return Token(
        content=bytes(content["content"]),
        signed=_SET + signer["signed_attrs"].dump()[1:],
        content_digest=_only(attributes, "message_digest").native,
        signer=_read_names(attributes),
        issuer_name=identifier["issuer"].dump(),
        serial=identifier["serial_number"].native,
        scheme=read_scheme(signer["signature_algorithm"], _WHAT, digest),
        signature=signer["signature"].native,
        certificates=tuple(each.dump() for each in data["certificates"]) if data["certificates"].native else (),
    )


def _read_attributes(signed: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for attribute in signed:
        name = attribute["type"].native
        if name in found:
            raise Malformed(_WHAT, "one of its signed attributes stands there twice")
        found[name] = attribute["values"]
    return found


def _only(attributes: dict[str, Any], name: str) -> Any:
    values = attributes.get(name, ())
    if len(values) != 1:
        raise Malformed(_WHAT, f"its signed attribute {name} must be there, with one value")
    return values[0]


def _read_names(attributes: dict[str, Any]) -> tuple[CertificateId, ...]:
    """Read which certificate the signer says is its own: the first of each attribute (RFC 2634, 5.4; RFC 5035, 3)."""
    names: list[CertificateId] = []
    if "signing_certificate" in attributes:
        first = _only(attributes, "signing_certificate")["certs"][0]
        names.append(CertificateId("sha1", first["cert_hash"].native))
    if "signing_certificate_v2" in attributes:
        first = _only(attributes, "signing_certificate_v2")["certs"][0]
        digest = accepted_digest(first["hash_algorithm"]["algorithm"].native, _WHAT)
        names.append(CertificateId(digest, first["cert_hash"].native))
    if not names:
        raise Malformed(_WHAT, "it does not say under signature whose certificate it is")
    return tuple(names)
