"""What the tests of signatures share: whether a check accepts, and signatures with a bit changed."""

import random
from collections.abc import Callable

from station.formats.primitives import BadSignature

MESSAGE = b"two packages, 9,000,000 mg"


def accepts(verify: Callable[..., None], *arguments: object) -> bool:
    """Whether a check accepts; nothing but `BadSignature` may come out of it."""
    try:
        verify(*arguments)
    except BadSignature:
        return False
    return True


def flipped(signature: bytes, count: int = 5) -> list[bytes]:
    """The signature with one bit changed, at some seeded places."""
    chance = random.Random(signature)
    places = [chance.randrange(8 * len(signature)) for _ in range(count)]
    whole = int.from_bytes(signature, "big")
    return [(whole ^ 1 << place).to_bytes(len(signature), "big") for place in places]
