"""From the names of algorithms in certificates and tokens to the one place that checks signatures."""

from dataclasses import dataclass
from typing import Any

from station.formats.errors import BadSignature, Malformed
from station.formats.primitives import verify_ecdsa, verify_ed25519, verify_rsa_pkcs1, verify_rsa_pss
from station.formats.timestamp.der import reading

DIGESTS = ("sha256", "sha384", "sha512")  # SHA-1 has had chosen-prefix collisions since 2020
_WITHOUT_DIGEST = ("rsassa_pkcs1v15", "ecdsa")  # identifiers that leave the digest to the structure around them


@dataclass(frozen=True)
class Scheme:
    """How a signature was made; `salt_bytes` is of RSA-PSS alone."""

    family: str
    digest: str
    salt_bytes: int | None = None


@dataclass(frozen=True)
class RsaKey:
    """A public key for RSA; `padding` is the one scheme that its owner allows, if the certificate says so."""

    modulus: int
    exponent: int
    padding: str | None


@dataclass(frozen=True)
class EcKey:
    """A public key on a named curve, the point uncompressed."""

    curve: str
    point: bytes


@dataclass(frozen=True)
class Ed25519Key:
    """A public key of 32 bytes."""

    public: bytes


Key = RsaKey | EcKey | Ed25519Key


def accepted_digest(name: str, what: str) -> str:
    """Return the digest's name; raise `Malformed` unless it is SHA-256, SHA-384 or SHA-512."""
    if name not in DIGESTS:
        raise Malformed(what, f"its digest {name} is not accepted, only {', '.join(DIGESTS)}")
    return name


def read_scheme(algorithm: Any, what: str, digest: str | None = None) -> Scheme:
    """Read a `SignedDigestAlgorithm`; `digest` is what the structure around it names, and both must agree."""
    with reading(what):
        family = algorithm.signature_algo
        own = digest if algorithm["algorithm"].native in _WITHOUT_DIGEST else algorithm.hash_algo
        if own is None or own != (digest or own):
            raise Malformed(what, "it names two digests for one signature, or none")
        salt_bytes = _salt_bytes(algorithm["parameters"], own, what) if family == "rsassa_pss" else None
        return Scheme(family, accepted_digest(own, what), salt_bytes)


def read_key(info: Any, what: str) -> Key:
    """Read a certificate's `PublicKeyInfo`. Raise `Malformed` for a kind that no check here knows."""
    with reading(what):
        kind, public = info.algorithm, info["public_key"]
        if kind in ("rsa", "rsassa_pss"):
            numbers = public.parsed
            padding = kind if kind == "rsassa_pss" else None
            return RsaKey(numbers["modulus"].native, numbers["public_exponent"].native, padding)
        if kind == "ec" and info.curve[0] == "named":
            return EcKey(info.curve[1], public.native)
        if kind == "ed25519":
            return Ed25519Key(public.native)
    raise Malformed(what, f"its key ({kind}) is of a kind that is not accepted")


def check_signature(key: Key, scheme: Scheme, signature: bytes, message: bytes) -> None:
    """Raise `BadSignature` unless the key made the signature over the message by this scheme."""
    match key, scheme.family:
        case RsaKey(modulus, exponent, None), "rsassa_pkcs1v15":
            verify_rsa_pkcs1(modulus, exponent, signature, scheme.digest, message)
        case RsaKey(modulus, exponent), "rsassa_pss":
            verify_rsa_pss(modulus, exponent, signature, scheme.digest, message, salt_bytes=scheme.salt_bytes)
        case EcKey(curve, point), "ecdsa":
            verify_ecdsa(curve, point, signature, scheme.digest, message)
        case Ed25519Key(public), "ed25519":
            verify_ed25519(public, signature, message)
        case _:
            raise BadSignature(f"its key cannot have made a signature of {scheme.family}")


def _salt_bytes(parameters: Any, digest: str, what: str) -> int:
    mask = parameters["mask_gen_algorithm"]
    if (mask["algorithm"].native, mask["parameters"]["algorithm"].native) != ("mgf1", digest):
        raise Malformed(what, "its RSA-PSS parameters mix two digests")
    return int(parameters["salt_length"].native)
