"""The log as a bag shows it: what stood before the session as a few hashes, then each entry's leaf.

From these follows the root at every size from just before the session to its seal, so that every checkpoint which anyone
kept, co-signed or stamped in that time can be held against the record.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from station.formats.errors import Malformed
from station.formats.merkle import HASH_BYTES, Frontier
from station.formats.note import decode_base64
from station.verify import layout
from station.verify.bag import Bag
from station.verify.record import Record


@dataclass(frozen=True)
class Tree:
    """The log's right edge by the number of entries, for `first` <= size <= `size`, of which 0 is left out."""

    first: int
    size: int
    edges: dict[int, tuple[bytes, ...]]

    @property
    def smallest(self) -> int:
        """The smallest number of entries whose root is known: those before the session, if there are any."""
        return max(self.first, 1)

    def root_at(self, size: int) -> bytes:
        """Return the root over the first `size` entries of the log; raise `Malformed` when the bag does not reach there."""
        if size not in self.edges:
            raise Malformed(
                "checkpoint", f"it is for {size} entries; the bag can tell roots from {self.smallest} to {self.size}"
            )
        return Frontier.of(size, self.edges[size]).root()


def read_tree(bag: Bag, record: Record) -> Tree:
    """Compute the roots from a bag; raise `Malformed` or `ProofMismatch` when its hashes cannot be those of a log."""
    return tree_of(record.first, _hashes(bag.read(layout.BEFORE)), record.leaves)


def tree_of(first: int, before: Iterable[bytes], leaves: Iterable[bytes]) -> Tree:
    """Compute the roots from the frontier of the entries before `first` and the leaf hashes from there on."""
    frontier = Frontier.of(first, tuple(before))
    edges = {first: frontier.peaks} if first else {}  # of no entries there is nothing to tell
    for leaf in leaves:
        frontier.push(leaf)
        edges[frontier.size] = frontier.peaks
    return Tree(first, frontier.size, edges)


def _hashes(data: bytes) -> list[bytes]:
    try:
        lines = data.decode("ascii").splitlines(keepends=True)
    except UnicodeDecodeError as error:
        raise Malformed(layout.BEFORE, "it is not plain text") from error
    hashes = [decode_base64(line.removesuffix("\n"), layout.BEFORE) for line in lines]
    if any(len(each) != HASH_BYTES for each in hashes) or not all(line.endswith("\n") for line in lines):
        raise Malformed(layout.BEFORE, f"a line is not one hash of {HASH_BYTES} bytes")
    return hashes
