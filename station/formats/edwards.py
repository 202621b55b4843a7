"""Ed25519 in pure Python: the points of edwards25519, and what a signature must fulfil (RFC 8032, 5.1.3 and 5.1.7).

Own code because `ecdsa` takes points of small order for the neutral one, and accepts signatures that OpenSSL refuses. The
addition here is complete: no chosen point leads it into a special case. It takes no constant time and must see no secret.
"""

import hashlib

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, P) % P
_ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)

# A point in extended coordinates (X, Y, Z, T): x = X/Z, y = Y/Z, xy = T/Z.
Point = tuple[int, int, int, int]
# The y of the eight points of small order.
_ORDER_8_Y = 2707385501144840649318225287225658788936804267575313519463743609750303402022
_SMALL_ORDER_Y = frozenset({0, 1, P - 1, _ORDER_8_Y, P - _ORDER_8_Y})
_NEUTRAL: Point = (0, 1, 1, 0)
_BASE_X = 15112221349535400772501151409588531511454012693041857206046113283949847762202
_BASE_Y = 46316835694926478169428394003475163141307993866256225615783033603165251855960
BASE: Point = (_BASE_X, _BASE_Y, 1, _BASE_X * _BASE_Y % P)


def verify(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether SB - kA is the R of the signature, the cofactor left out, as by OpenSSL. Key of 32 bytes, signature of 64."""
    key, s = decode(public_key), int.from_bytes(signature[32:], "little")
    if key is None or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little") % ORDER
    return encode(_sum_of_multiples(s, BASE, k, _negate(key))) == signature[:32]


def is_canonical(encoded: bytes) -> bool:
    """Whether RFC 8032, 5.1.3, accepts the spelling: y below p, and no minus sign on x = 0."""
    y = _y(encoded)
    return y < P and not (encoded[31] >> 7 and y in (1, P - 1))


def has_small_order(encoded: bytes) -> bool:
    """Whether a canonical spelling is one of the eight points that give the neutral point eight times over."""
    return _y(encoded) in _SMALL_ORDER_Y


def decode(encoded: bytes) -> Point | None:
    """Return the point that 32 bytes spell, None when there is none on the curve or they are not canonical."""
    y = _y(encoded)
    x = _square_root((y * y - 1) * pow(_D * y * y + 1, -1, P) % P)
    if x is None or not is_canonical(encoded):
        return None
    x = x if x % 2 == encoded[31] >> 7 else P - x
    return x, y, 1, x * y % P


def encode(point: Point) -> bytes:
    """Return a point's one canonical spelling."""
    x, y, z, _ = point
    inverse = pow(z, -1, P)
    return (y * inverse % P | (x * inverse % P & 1) << 255).to_bytes(32, "little")


def add(one: Point, other: Point) -> Point:
    """Add any two points of the curve."""
    x1, y1, z1, t1 = one
    x2, y2, z2, t2 = other
    a, b = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    c, d = 2 * _D * t1 * t2 % P, 2 * z1 * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _y(encoded: bytes) -> int:
    return int.from_bytes(encoded, "little") & ~(1 << 255)


def _negate(point: Point) -> Point:
    x, y, z, t = point
    return P - x, y, z, P - t


def _sum_of_multiples(m: int, one: Point, n: int, other: Point) -> Point:
    """Return m * one + n * other, bit by bit of both numbers at once."""
    table = (_NEUTRAL, one, other, add(one, other))
    total = _NEUTRAL
    for bit in reversed(range(max(m.bit_length(), n.bit_length()))):
        total = add(add(total, total), table[(m >> bit & 1) | (n >> bit & 1) << 1])
    return total


def _square_root(square: int) -> int | None:
    root = pow(square, (P + 3) // 8, P)
    if root * root % P != square:
        root = root * _ROOT_OF_MINUS_1 % P
    return root if root * root % P == square else None
