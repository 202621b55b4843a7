"""RSA and ECDSA, which certificates are signed with: forgeries, by OpenSSL and in pure Python; both must say the same."""

import hashlib
from itertools import product

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from station.formats import primitives
from station.formats.primitives import BadSignature, verify_ecdsa, verify_rsa_pkcs1, verify_rsa_pss
from tests.signatures import MESSAGE, accepts, flipped

DIGESTS = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}
CURVES = {"secp256r1": ec.SECP256R1(), "secp384r1": ec.SECP384R1(), "secp521r1": ec.SECP521R1()}


@pytest.fixture(scope="module")
def rsa_key():
    """A key of the length that is common."""
    return rsa.generate_private_key(65537, 2048)


# --- RSA ---


@pytest.mark.parametrize("digest", DIGESTS)
@pytest.mark.usefixtures("backend")
def test_rsa_both_ways(rsa_key, digest):
    """Both schemes accept their own signatures, and not each other's, nor changed ones, nor those of another digest."""
    modulus, algorithm = rsa_key.public_key().public_numbers().n, DIGESTS[digest]
    pss = padding.PSS(mgf=padding.MGF1(algorithm), salt_length=algorithm.digest_size)
    for verify, other, scheme in (
        (verify_rsa_pkcs1, verify_rsa_pss, padding.PKCS1v15()),
        (verify_rsa_pss, verify_rsa_pkcs1, pss),
    ):
        good = rsa_key.sign(MESSAGE, scheme, algorithm)

        verify(modulus, 65537, good, digest, MESSAGE)
        assert not accepts(other, modulus, 65537, good, digest, MESSAGE)
        assert not accepts(verify, modulus, 65537, good, digest, MESSAGE + b"!")
        assert not any(accepts(verify, modulus, 65537, bad, digest, MESSAGE) for bad in flipped(good))
        assert not any(accepts(verify, modulus, 65537, good, name, MESSAGE) for name in DIGESTS if name != digest)
        assert not accepts(verify, modulus, 65537, b"\0" + good, digest, MESSAGE)
        assert not accepts(verify, modulus, 65537, good[:-1], digest, MESSAGE)


@pytest.mark.parametrize(("bits", "salt"), list(product((2048, 2049, 2056), (0, 20, 64))))
@pytest.mark.usefixtures("backend")
def test_rsa_pss_with_other_salts_and_lengths(bits, salt):
    """The salt's length is the one that is asked for, whether the modulus fills its bytes or not."""
    key = rsa.generate_private_key(65537, bits)
    good = key.sign(MESSAGE, padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=salt), hashes.SHA256())
    modulus = key.public_key().public_numbers().n

    verify_rsa_pss(modulus, 65537, good, "sha256", MESSAGE, salt_bytes=salt)
    for other in (salt - 1, salt + 1, 10_000):
        with pytest.raises(BadSignature):
            verify_rsa_pss(modulus, 65537, good, "sha256", MESSAGE, salt_bytes=other)


def rsa_raw(key: rsa.RSAPrivateKey, encoded: bytes) -> bytes:
    """What the key's owner can sign when nobody forms the block for him."""
    numbers = key.private_numbers()
    return pow(int.from_bytes(encoded, "big"), numbers.d, numbers.public_numbers.n).to_bytes(256, "big")


@pytest.mark.usefixtures("backend")
def test_pkcs1_blocks_have_one_spelling(rsa_key):
    """Short filling, something behind the digest, a missing NULL, another digest's name: none of them passes."""
    digest, prefix = hashlib.sha256(MESSAGE).digest(), bytes.fromhex("3031300d060960864801650304020105000420")
    without_null = bytes.fromhex("302f300b0609608648016503040201") + b"\x04\x20" + digest

    def block(info: bytes, behind: bytes = b"") -> bytes:
        return b"\0\1" + b"\xff" * (256 - 3 - len(info) - len(behind)) + b"\0" + info + behind

    good = block(prefix + digest)
    bad = (
        block(prefix + digest, b"behind"),
        block(without_null),
        block(bytes.fromhex("3031300d060960864801650304020305000420") + digest),
        b"\0\1" + b"\xff" * 8 + b"\0" + prefix + digest + bytes(256 - 11 - len(prefix + digest)),
        good.replace(b"\xff", b"\xfe", 1),
        b"\0\2" + good[2:],
        bytes(255) + b"\1",
    )
    modulus = rsa_key.public_key().public_numbers().n

    verify_rsa_pkcs1(modulus, 65537, rsa_raw(rsa_key, good), "sha256", MESSAGE)
    for each in bad:
        assert not accepts(verify_rsa_pkcs1, modulus, 65537, rsa_raw(rsa_key, each), "sha256", MESSAGE)


@pytest.mark.usefixtures("backend")
def test_unusable_rsa_keys_are_refused(rsa_key):
    """Too short, even, negative, with an exponent of 1, or a signature not below the modulus."""
    modulus = rsa_key.public_key().public_numbers().n
    good = rsa_key.sign(MESSAGE, padding.PKCS1v15(), hashes.SHA256())
    encoded = int.from_bytes(good, "big")

    for n, e in ((modulus >> 8, 65537), (modulus - 1, 65537), (-modulus, 65537), (modulus, 1), (modulus, 2), (0, 3)):
        assert not accepts(verify_rsa_pkcs1, n, e, good, "sha256", MESSAGE)
    assert not accepts(verify_rsa_pkcs1, modulus, 2**64 + 1, good, "sha256", MESSAGE)
    assert not accepts(verify_rsa_pkcs1, 2**20000 + 1, 65537, good, "sha256", MESSAGE)
    assert not accepts(verify_rsa_pkcs1, modulus, 65537, good, "sha1", MESSAGE)
    if (encoded + modulus).bit_length() <= 2048:
        assert not accepts(
            verify_rsa_pkcs1, modulus, 65537, (encoded + modulus).to_bytes(256, "big"), "sha256", MESSAGE
        )


# --- ECDSA ---


def ecdsa_key(curve: str, scalar: int = 0) -> tuple[ec.EllipticCurvePrivateKey, bytes]:
    """A private key, random unless its number is given, and its public point."""
    chosen = CURVES[curve]
    key = ec.derive_private_key(scalar, chosen) if scalar else ec.generate_private_key(chosen)
    return key, key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def der(r: bytes, s: bytes) -> bytes:
    """A sequence of two integers with short lengths."""
    body = b"\x02" + bytes([len(r)]) + r + b"\x02" + bytes([len(s)]) + s
    return b"\x30" + bytes([len(body)]) + body


def number(value: int) -> bytes:
    """The body of an integer in DER."""
    return value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True)


P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


@pytest.mark.parametrize(("curve", "digest"), list(product(CURVES, DIGESTS)))
@pytest.mark.usefixtures("backend")
def test_ecdsa_both_ways(curve, digest):
    """Every curve with every digest: the signature is accepted, a changed one is not."""
    key, point = ecdsa_key(curve)
    good = key.sign(MESSAGE, ec.ECDSA(DIGESTS[digest]))

    verify_ecdsa(curve, point, good, digest, MESSAGE)
    assert not accepts(verify_ecdsa, curve, point, good, digest, MESSAGE + b"!")
    assert not any(accepts(verify_ecdsa, curve, point, bad, digest, MESSAGE) for bad in flipped(good, 3))


@pytest.mark.usefixtures("backend")
def test_ecdsa_signatures_have_one_spelling():
    """Long lengths, leading zeros, numbers out of range, bytes behind, raw form: only strict DER passes."""
    key, point = ecdsa_key("secp256r1")
    good = key.sign(MESSAGE, ec.ECDSA(hashes.SHA256()))
    r, s = primitives._read_der_pair(good)
    body = good[2:]
    bad = (
        good + b"\0",
        good[:-1],
        b"\x30\x81" + bytes([len(body)]) + body,
        b"\x30\x80" + body + b"\0\0",
        der(b"\0" + number(r), number(s)),
        der(number(r + P256_ORDER), number(s)),
        der(number(r), number(s + P256_ORDER)),
        der(number(r - P256_ORDER), number(s)),
        der(number(0), number(s)),
        der(number(r), number(0)),
        der(number(r), b""),
        r.to_bytes(32, "big") + s.to_bytes(32, "big"),
        b"\x31" + good[1:],
        b"",
        b"\x30",
        b"\x30\x81",
        b"\x30\x02\x02\x00",
        der(b"\x7f" * 130, b"\x7f"),
    )

    assert der(number(r), number(s)) == good
    verify_ecdsa("secp256r1", point, good, "sha256", MESSAGE)
    assert [each.hex() for each in bad if accepts(verify_ecdsa, "secp256r1", point, each, "sha256", MESSAGE)] == []


@pytest.mark.usefixtures("backend")
def test_ecdsa_keys_must_be_points_of_their_curve():
    """A compressed point, one beside the curve, one of another curve, one spelled above the prime are refused."""
    key, point = ecdsa_key("secp521r1")
    good = key.sign(MESSAGE, ec.ECDSA(hashes.SHA512()))
    x, y = int.from_bytes(point[1:67], "big"), point[67:]
    above = b"\4" + (x + 2**521 - 1).to_bytes(66, "big") + y
    beside = point[:-1] + bytes([point[-1] ^ 1])
    compressed = bytes([2 | point[-1] & 1]) + point[1:67]
    hybrid = bytes([6 | point[-1] & 1]) + point[1:]

    verify_ecdsa("secp521r1", point, good, "sha512", MESSAGE)
    for bad in (above, beside, compressed, hybrid, point[1:], bytes(133), b"\4" + bytes(132), b"\0", b""):
        assert not accepts(verify_ecdsa, "secp521r1", bad, good, "sha512", MESSAGE)
    assert not accepts(verify_ecdsa, "secp384r1", point[:97], good, "sha512", MESSAGE)
    assert not accepts(verify_ecdsa, "secp256k1", point[:65], good, "sha512", MESSAGE)


@pytest.mark.parametrize("scalar", [1, 2, P256_ORDER - 1])
@pytest.mark.usefixtures("backend")
def test_ecdsa_with_keys_that_meet_special_cases(scalar):
    """The generator, twice it and its opposite are keys; a signature whose point lies at infinity is refused, not a crash."""
    key, point = ecdsa_key("secp256r1", scalar)
    good = key.sign(MESSAGE, ec.ECDSA(hashes.SHA256()))
    hashed = int.from_bytes(hashlib.sha256(MESSAGE).digest(), "big")
    at_infinity = -hashed * pow(scalar, -1, P256_ORDER) % P256_ORDER

    verify_ecdsa("secp256r1", point, good, "sha256", MESSAGE)
    assert not accepts(verify_ecdsa, "secp256r1", point, der(number(at_infinity), number(5)), "sha256", MESSAGE)
