"""Compact proofs that several leaves stand in one RFC 9162 tree: the fewest hashes that, with those leaves, give the root.

The tree is walked depth-first, left before right. A subtree without a shown leaf is one hash; a shown leaf is none; everything
else is divided. The hashes stand in the order of that walk, so their number and order follow from the shown leaves and the
tree's size alone: a proof has one form, and nothing can be added to it or left out. A root does not tell the size of its tree:
whoever checks must have both from one trusted place. Nothing here reads or writes.

RFC 9162 has proofs of one leaf only; this is the same tree (section 2.1.1), with the shared part of many paths said once.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence

from station.formats.errors import Malformed, OutsideTree, ProofMismatch
from station.formats.merkle import HASH_BYTES, Subtree, empty_root, node_hash, range_root, root


def prove(leaf_hashes: Sequence[bytes], shown: Collection[int]) -> list[bytes]:
    """Return the hashes that show the leaves numbered `shown` in the tree over `leaf_hashes`; raise `OutsideTree`."""
    size = len(leaf_hashes)
    numbers = _in_order(shown, size)
    if not size:
        return []
    return [root(leaf_hashes[start:stop]) for start, stop in _hidden(numbers, 0, size)]


def prove_from(subtree: Subtree, size: int, shown: Collection[int]) -> list[bytes]:
    """Return the same hashes of a tree too large to be at hand, whose whole subtrees can be asked for; raise `OutsideTree`."""
    numbers = _in_order(shown, size)
    return [range_root(start, stop, subtree) for start, stop in _hidden(numbers, 0, size)] if size else []


def verify(leaves: Mapping[int, bytes], size: int, hashes: Sequence[bytes], expected: bytes) -> None:
    """Raise unless these leaf hashes (by number) stand in the tree of that size and root, and no hash is left over.

    Raises `OutsideTree` for a number that the tree does not have, `Malformed` for a hash of the wrong length or too few or
    too many of them, `ProofMismatch` when they give another root.
    """
    if any(len(each) != HASH_BYTES for each in (*hashes, *leaves.values())):
        raise Malformed("multiproof", f"a hash has not {HASH_BYTES} bytes")
    numbers = _in_order(leaves, size)
    needed = sum(1 for _ in _hidden(numbers, 0, size)) if size else 0
    if len(hashes) != needed:
        raise Malformed(
            "multiproof", f"it has {len(hashes)} hashes, and these leaves in a tree of {size} need {needed}"
        )
    found = _root(leaves, numbers, 0, size, iter(hashes)) if size else empty_root()
    if found != expected:
        raise ProofMismatch(index=numbers[0] if numbers else 0, size=size, expected=expected, found=found)


def _in_order(shown: Collection[int], size: int) -> list[int]:
    numbers = sorted(set(shown))
    for number in (numbers[0], numbers[-1]) if numbers else ():
        if not 0 <= number < size:
            raise OutsideTree(number, size)
    return numbers


def _hidden(numbers: Sequence[int], start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the subtrees, as ranges of leaves, that stand as one hash."""
    if not _any_within(numbers, start, stop):
        yield start, stop
    elif stop - start > 1:
        middle = _middle(start, stop)
        yield from _hidden(numbers, start, middle)
        yield from _hidden(numbers, middle, stop)


def _root(leaves: Mapping[int, bytes], numbers: Sequence[int], start: int, stop: int, hashes: Iterator[bytes]) -> bytes:
    if not _any_within(numbers, start, stop):
        return next(hashes)
    if stop - start == 1:
        return leaves[start]
    middle = _middle(start, stop)
    left = _root(leaves, numbers, start, middle, hashes)
    return node_hash(left, _root(leaves, numbers, middle, stop, hashes))


def _any_within(numbers: Sequence[int], start: int, stop: int) -> bool:
    place = bisect_left(numbers, start)
    return place < len(numbers) and numbers[place] < stop


def _middle(start: int, stop: int) -> int:
    """Where a range of two leaves or more divides: after the largest power of two below its length."""
    return start + (1 << ((stop - start - 1).bit_length() - 1))
