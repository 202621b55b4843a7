"""Merkle trees of RFC 6962 and RFC 9162: roots, a frontier that grows, proofs made and proofs checked.

A **subtree** `(height, index)` is the whole tree over the leaves `index << height` to `(index + 1) << height`. Proofs
are made from a `Subtree` callable, so the same code works from memory, a database or published tiles. Checks raise;
they never return a bool. Nothing here reads or writes.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence

from station.formats.errors import OutsideTree, ProofMismatch

HASH_BYTES = 32

Subtree = Callable[[int, int], bytes]


def leaf_hash(data: bytes) -> bytes:
    """SHA-256(0x00 || data), RFC 9162 section 2.1.1."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 || left || right), RFC 9162 section 2.1.1."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def empty_root() -> bytes:
    """The root of the tree without leaves: SHA-256 of nothing."""
    return hashlib.sha256().digest()


def root(leaf_hashes: Sequence[bytes]) -> bytes:
    """Return the tree's root over leaf hashes (not over the leaves' data)."""
    frontier = Frontier()
    for each in leaf_hashes:
        frontier.push(each)
    return frontier.root()


def subtrees_of(leaf_hashes: Sequence[bytes]) -> Subtree:
    """Serve subtrees from leaf hashes in memory."""
    return lambda height, index: root(leaf_hashes[index << height : (index + 1) << height])


class Frontier:
    """The right edge of a growing tree: one hash for each bit set in its size, the largest subtree first.

    Not safe for use by several threads at once.
    """

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    @classmethod
    def load(cls, size: int, subtree: Subtree) -> "Frontier":
        """Rebuild the frontier of the tree of that size from stored subtrees, without reading the leaves."""
        frontier = cls()
        frontier.size = size
        frontier._peaks = _peaks(0, size, subtree)
        return frontier

    @classmethod
    def of(cls, size: int, peaks: Sequence[bytes]) -> "Frontier":
        """Take a frontier up from its hashes, as `peaks` gives them; raise `ProofMismatch` when they are too many or few."""
        if len(peaks) != size.bit_count():
            raise ProofMismatch(index=size, size=size, expected=None, found=None)
        frontier = cls()
        frontier.size, frontier._peaks = size, list(peaks)
        return frontier

    @property
    def peaks(self) -> tuple[bytes, ...]:
        """One hash for each bit set in the size, the largest subtree first."""
        return tuple(self._peaks)

    def copy(self) -> "Frontier":
        """Return a frontier that grows on its own."""
        twin = Frontier()
        twin.size = self.size
        twin._peaks = self._peaks.copy()
        return twin

    def push(self, leaf: bytes) -> list[tuple[int, int, bytes]]:
        """Add a leaf hash; return the `(height, index, hash)` of each subtree that it completed, lowest first."""
        completed = []
        node, height, index = leaf, 0, self.size
        while index & 1:
            node = node_hash(self._peaks.pop(), node)
            height, index = height + 1, index >> 1
            completed.append((height, index, node))
        self._peaks.append(node)
        self.size += 1
        return completed

    def root(self) -> bytes:
        """Return the root of the tree as it stands."""
        return _join(self._peaks) if self._peaks else empty_root()


def inclusion_proof(index: int, size: int, subtree: Subtree) -> list[bytes]:
    """PATH(index, D[size]) of RFC 9162 section 2.1.3.1, the leaf's sibling first."""
    if not 0 <= index < size:
        raise OutsideTree(index, size)
    proof = []
    start, stop = 0, size
    while stop - start > 1:
        middle = start + _split(stop - start)
        if index < middle:
            proof.append(range_root(middle, stop, subtree))
            stop = middle
        else:
            proof.append(range_root(start, middle, subtree))
            start = middle
    return proof[::-1]


def consistency_proof(old: int, new: int, subtree: Subtree) -> list[bytes]:
    """PROOF(old, D[new]) of RFC 9162 section 2.1.4.1; empty when old is 0 or equals new."""
    if not 0 <= old <= new:
        raise OutsideTree(old, new)
    if old in (0, new):
        return []
    proof = []
    start, stop = 0, new
    while stop != old:
        middle = start + _split(stop - start)
        if old <= middle:
            proof.append(range_root(middle, stop, subtree))
            stop = middle
        else:
            proof.append(range_root(start, middle, subtree))
            start = middle
    if start:  # the old tree is not itself a node of the new one, so its last piece must be shown
        proof.append(range_root(start, stop, subtree))
    return proof[::-1]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """RFC 9162 section 2.1.3.2: raise unless the leaf hash stands at that index below that root."""
    if not 0 <= index < size:
        raise OutsideTree(index, size)
    node = leaf
    for from_left, sibling in _climb(index, size, index, size - 1, proof):
        node = node_hash(sibling, node) if from_left else node_hash(node, sibling)
    if node != root:
        raise ProofMismatch(index=index, size=size, expected=root, found=node)


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> None:
    """RFC 9162 section 2.1.4.2: raise unless the new tree begins with all of the old one.

    The empty tree is the beginning of every tree: it takes an empty proof, and its root must be the empty root.
    """
    if not 0 <= old <= new:
        raise OutsideTree(old, new)
    if old in (0, new):
        _verify_trivial(old, new, old_root, new_root, proof)
        return
    rising = (old & -old).bit_length() - 1  # the old tree's last whole subtree has this height
    steps = [*proof] if old & (old - 1) else [old_root, *proof]
    if not steps:
        raise ProofMismatch(index=old, size=new, expected=old_root, found=None)
    old_node = new_node = steps[0]
    for from_left, sibling in _climb(old, new, (old - 1) >> rising, (new - 1) >> rising, steps[1:]):
        old_node = node_hash(sibling, old_node) if from_left else old_node
        new_node = node_hash(sibling, new_node) if from_left else node_hash(new_node, sibling)
    if old_node != old_root:
        raise ProofMismatch(index=old, size=new, expected=old_root, found=old_node)
    if new_node != new_root:
        raise ProofMismatch(index=old, size=new, expected=new_root, found=new_node)


def _climb(index: int, size: int, position: int, last: int, proof: Sequence[bytes]) -> Iterator[tuple[bool, bytes]]:
    """Walk from a node to the root: yield whether each sibling stands to the left, and the sibling.

    `position` and `last` are the node's place and the last place in its row; a proof of the wrong length raises.
    """
    for sibling in proof:
        if last == 0:
            raise ProofMismatch(index=index, size=size, expected=None, found=sibling)
        from_left = bool(position & 1) or position == last
        while from_left and position and not position & 1:  # a lone right edge rises without a sibling
            position, last = position >> 1, last >> 1
        yield from_left, sibling
        position, last = position >> 1, last >> 1
    if last:
        raise ProofMismatch(index=index, size=size, expected=None, found=None)


def _verify_trivial(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> None:
    if proof:
        raise ProofMismatch(index=old, size=new, expected=None, found=proof[0])
    if old == 0 and old_root != empty_root():
        raise ProofMismatch(index=old, size=new, expected=empty_root(), found=old_root)
    if old == new and old_root != new_root:
        raise ProofMismatch(index=old, size=new, expected=old_root, found=new_root)


def _split(count: int) -> int:
    """Return the largest power of two below the count (2 or more)."""
    return 1 << ((count - 1).bit_length() - 1)


def range_root(start: int, stop: int, subtree: Subtree) -> bytes:
    """Return the root over a range of leaves whose start is a multiple of the power of two from its length up."""
    return _join(_peaks(start, stop, subtree))


def _peaks(start: int, stop: int, subtree: Subtree) -> list[bytes]:
    """Divide a range whose start is aligned to its length into whole subtrees, the largest first."""
    peaks = []
    while start < stop:
        height = (stop - start).bit_length() - 1
        peaks.append(subtree(height, start >> height))
        start += 1 << height
    return peaks


def _join(peaks: Sequence[bytes]) -> bytes:
    node = peaks[-1]
    for left in reversed(peaks[:-1]):
        node = node_hash(left, node)
    return node
