"""Ed25519 and ML-DSA-44: published vectors and forgeries, by OpenSSL and in pure Python; both must say the same."""

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

from station.formats import compiled, edwards, primitives, pure
from station.formats.primitives import verify_ed25519, verify_mldsa44
from tests.signatures import MESSAGE, accepts, flipped

# RFC 8032, section 7.1: secret key, message, signature
RFC8032 = (
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
)


@pytest.fixture(scope="module")
def mldsa_key():
    """A key that is the same in every run."""
    return MLDSA44PrivateKey.from_seed_bytes(bytes(range(32)))


# --- Ed25519 ---


@pytest.mark.parametrize(("secret", "message", "signature"), RFC8032)
@pytest.mark.usefixtures("backend")
def test_the_vectors_of_rfc_8032(secret, message, signature):
    """A published signature is accepted; for another message, with a bit changed or with a byte more it is not."""
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret)).public_key().public_bytes_raw()
    good, told = bytes.fromhex(signature), bytes.fromhex(message)

    verify_ed25519(key, good, told)
    assert not accepts(verify_ed25519, key, good, told + b"!")
    assert not any(accepts(verify_ed25519, key, bad, told) for bad in flipped(good))
    assert not accepts(verify_ed25519, key, good + b"\0", told)
    assert not accepts(verify_ed25519, key + b"\0", good, told)
    assert not accepts(verify_ed25519, b"", b"", told)


def ed25519_secret(seed: bytes) -> tuple[int, bytes]:
    """The scalar and the public key that follow from a seed (RFC 8032, 5.1.5)."""
    scalar = int.from_bytes(hashlib.sha512(seed).digest()[:32], "little")
    scalar = (scalar & (1 << 254) - 8) | 1 << 254
    return scalar, Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def signed_with_point(point: bytes, hashed_as: bytes, key: bytes, scalar: int) -> bytes:
    """A signature that pretends a point of no secret multiple is R: S is made for k alone."""
    k = int.from_bytes(hashlib.sha512(hashed_as + key + MESSAGE).digest(), "little")
    return point + (k * scalar % edwards.ORDER).to_bytes(32, "little")


def spelling(y: int, sign: int = 0) -> bytes:
    """A point as it is spelled, whether y is reduced or not."""
    return (y | sign << 255).to_bytes(32, "little")


ORDER_8_Y = 2707385501144840649318225287225658788936804267575313519463743609750303402022
SMALL = [spelling(y, sign) for y in (0, 1, edwards.P - 1, ORDER_8_Y, edwards.P - ORDER_8_Y) for sign in (0, 1)]
NOT_CANONICAL = [spelling(y + edwards.P, sign) for y in (0, 1) for sign in (0, 1)] + [spelling(1, 1)]


@pytest.mark.usefixtures("backend")
def test_a_number_above_the_order_is_refused():
    """S + L would be a second signature of the same message."""
    _, key = ed25519_secret(bytes(32))
    good = Ed25519PrivateKey.from_private_bytes(bytes(32)).sign(MESSAGE)
    second = int.from_bytes(good[32:], "little") + edwards.ORDER

    verify_ed25519(key, good, MESSAGE)
    assert not accepts(verify_ed25519, key, good[:32] + second.to_bytes(32, "little"), MESSAGE)


@pytest.mark.parametrize("key", SMALL + NOT_CANONICAL)
@pytest.mark.usefixtures("backend")
def test_a_key_that_anyone_can_sign_for_is_refused(key):
    """For a key of small order, R of small order and S = 0 fit one message in eight at least: none is accepted."""
    for point in SMALL:
        assert not accepts(verify_ed25519, key, point + bytes(32), MESSAGE)


@pytest.mark.parametrize("point", SMALL + NOT_CANONICAL)
def test_strange_points_of_signatures_get_one_verdict(point, monkeypatch):
    """R may be of small order, by who has the secret; both sides take it only where the equation holds, spelled canonically."""
    scalar, key = ed25519_secret(b"\7" * 32)
    decoded = edwards.decode(point)
    spellings = {point} if decoded is None else {point, edwards.encode(decoded)}
    verdicts = set()
    for hashed_as in spellings:
        signature = signed_with_point(point, hashed_as, key, scalar)
        for side in (compiled, pure):
            monkeypatch.setattr(primitives, "check_ed25519", side.check_ed25519)
            verdicts.add(accepts(verify_ed25519, key, signature, MESSAGE))

    assert verdicts == {point == spelling(1)}


def test_a_key_with_a_part_of_small_order_gets_one_verdict(monkeypatch):
    """Of a key with such a part some signatures fit, by chance; for each of 24 messages the sides agree, and not all differ."""
    scalar, key = ed25519_secret(b"\x09" * 32)
    own, twist = edwards.decode(key), edwards.decode(spelling(ORDER_8_Y))
    assert own is not None
    assert twist is not None
    mixed = edwards.encode(edwards.add(own, twist))
    nonce = edwards.encode(edwards.BASE)
    verdicts = []
    for number in range(24):
        message = bytes([number])
        k = int.from_bytes(hashlib.sha512(nonce + mixed + message).digest(), "little")
        signature = nonce + ((1 + k * scalar) % edwards.ORDER).to_bytes(32, "little")
        both = set()
        for side in (compiled, pure):
            monkeypatch.setattr(primitives, "check_ed25519", side.check_ed25519)
            both.add(accepts(verify_ed25519, mixed, signature, message))
        verdicts.append(both)

    assert all(len(both) == 1 for both in verdicts)
    assert {True} in verdicts
    assert {False} in verdicts


# --- ML-DSA-44 ---

HINTS = 84  # bytes at the end of a signature: 80 positions, then where each of four polynomials ends


@pytest.mark.usefixtures("backend")
def test_mldsa44_both_ways(mldsa_key):
    """Pure ML-DSA-44 without a context is accepted; other words, another context, changed bits are not."""
    key, good = mldsa_key.public_key().public_bytes_raw(), mldsa_key.sign(MESSAGE)

    verify_mldsa44(key, good, MESSAGE)
    assert not accepts(verify_mldsa44, key, good, MESSAGE + b"!")
    assert not accepts(verify_mldsa44, key, mldsa_key.sign(MESSAGE, b"context"), MESSAGE)
    assert not any(accepts(verify_mldsa44, key, bad, MESSAGE) for bad in flipped(good))
    assert not accepts(verify_mldsa44, key[:-1], good, MESSAGE)
    assert not accepts(verify_mldsa44, key, good[:-1], MESSAGE)
    assert not accepts(verify_mldsa44, key, good + b"\0", MESSAGE)


@pytest.mark.usefixtures("backend")
def test_mldsa44_hints_have_one_spelling(mldsa_key):
    """Hints out of order, twice the same, or something in the unused room would be a second signature."""
    key, good = mldsa_key.public_key().public_bytes_raw(), mldsa_key.sign(MESSAGE)
    body, hints = good[:-HINTS], bytearray(good[-HINTS:])
    end = hints[80]
    assert end >= 2
    swapped, doubled, filled, beyond = (bytearray(hints) for _ in range(4))
    swapped[0], swapped[1] = hints[1], hints[0]
    doubled[1] = hints[0]
    filled[79] = 1
    beyond[83] = 81

    for bad in (swapped, doubled, filled, beyond):
        assert not accepts(verify_mldsa44, key, body + bytes(bad), MESSAGE)


@pytest.mark.usefixtures("backend")
def test_mldsa44_long_answers_are_refused(mldsa_key):
    """A response beyond the norm's bound proves nothing."""
    key, good = mldsa_key.public_key().public_bytes_raw(), mldsa_key.sign(MESSAGE)

    assert not accepts(verify_mldsa44, key, good[:32] + bytes(2304) + good[-HINTS:], MESSAGE)
    assert not accepts(verify_mldsa44, key, good[:32] + b"\xff" * 2304 + good[-HINTS:], MESSAGE)
