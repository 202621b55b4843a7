"""Which packages a seed draws: a partial Fisher-Yates shuffle, with numbers from SHA-256 (docs/sampling.md, section 5).

Promise: for a seed that nobody steers, every set of `size` packages is equally likely, and anyone recomputes the one drawn
with `sha256sum` and a pocket calculator. A number that would favour some packages is passed over, not folded in.
"""

import hashlib
from collections.abc import Iterator, Sequence

from station.rules.sampling.errors import ImpossibleDraw

_SELECTION = "station/draw-selection/v1"
SEED_BYTES = 32
DIGITS = 8  # of each hash: 32 bits, which a shell and a pocket calculator can divide
_SPAN = 16**DIGITS


def select(seed: bytes, packages: Sequence[str], size: int) -> tuple[str, ...]:
    """Return the `size` packages that the seed draws, in the order in which they are drawn; raise `ImpossibleDraw`."""
    row = in_order(packages)
    if len(seed) != SEED_BYTES:
        raise ImpossibleDraw("seed", seed.hex(), f"it has {len(seed)} bytes instead of {SEED_BYTES}")
    if not 0 <= size <= len(row):
        raise ImpossibleDraw("number of packages to draw", size, f"there are {len(row)}")
    numbers = _numbers(seed)
    for place in range(size):
        other = place + _below(len(row) - place, numbers)
        row[place], row[other] = row[other], row[place]
    return tuple(row[:size])


def in_order(packages: Sequence[str]) -> list[str]:
    """Return package numbers in the order that a draw begins from: shorter ones first, then by their bytes (K2 before K10)."""
    if len(set(packages)) != len(packages):
        again = next(each for each in packages if packages.count(each) > 1)
        raise ImpossibleDraw("package", again, "it stands in the list more than once")
    return sorted(packages, key=lambda each: (len(each.encode()), each.encode()))


def _numbers(seed: bytes) -> Iterator[int]:
    counter = 0
    while True:
        digest = hashlib.sha256(f"{_SELECTION}\n{seed.hex()}\n{counter}\n".encode()).hexdigest()
        yield int(digest[:DIGITS], 16)
        counter += 1


def _below(limit: int, numbers: Iterator[int]) -> int:
    """Return a number from 0 to `limit` - 1, all equally likely: what lies beyond the last whole multiple is passed over."""
    fair = _SPAN - _SPAN % limit
    return next(number for number in numbers if number < fair) % limit
