"""Proofs from the database, carried up to signed roots."""

import itertools

import pytest

from station.formats.checkpoint import open_checkpoint
from station.formats.errors import OutsideTree
from station.formats.merkle import leaf_hash, root, verify_consistency, verify_inclusion
from station.formats.tlog_proof import TlogProof
from station.ledger import proofs
from station.ledger.errors import NoCheckpoint

SIZES = [1, 2, 200, 256, 257, 700]


@pytest.fixture
def grown(station, remark):
    """Give a station that signed checkpoints of several sizes."""
    with station.opened() as ledger:
        for size in SIZES:
            ledger.append(*[remark(str(number)) for number in range(ledger.size, size)])
    return station


def test_every_entry_is_proved_below_every_root(grown):
    """Entries at the edges of tiles verify in every signed tree that has them."""
    with grown.reading() as connection:
        for size in SIZES:
            signed = proofs.checkpoint_at(connection, size)
            shown = open_checkpoint(signed.note, [grown.signer.verifier])
            for index in {0, 1, 100, 255, 256, 511, 512, size - 1} & set(range(size)):
                (body,) = proofs.bodies(connection, index, index + 1)
                proof = TlogProof(index, tuple(proofs.inclusion_proof(connection, index, size)), signed.note)

                assert proof.verify(body, [grown.signer.verifier]) == shown


def test_every_tree_begins_with_the_smaller_ones(grown):
    """All signed roots are consistent, the empty one included."""
    with grown.reading() as connection:
        roots = {size: proofs.checkpoint_at(connection, size).root for size in [0, *SIZES]}
        for (old, old_root), (new, new_root) in itertools.combinations_with_replacement(roots.items(), 2):
            proof = proofs.consistency_proof(connection, old, new)
            verify_consistency(old, new, old_root, new_root, proof)


def test_a_range_has_its_own_root(grown):
    """The root over a session's range is that of its entries alone, and proofs within it hold."""
    with grown.reading() as connection:
        leaves = [leaf_hash(body) for body in proofs.bodies(connection, 10, 20)]

        assert proofs.range_root(connection, 10, 20) == root(leaves)


def test_what_the_log_has_not_is_refused(grown):
    """Neither a tree larger than the log nor an entry outside the tree is proved."""
    with grown.reading() as connection:
        for index, size in [(0, 701), (300, 257), (-1, 2)]:
            with pytest.raises(OutsideTree):
                proofs.inclusion_proof(connection, index, size)
        with pytest.raises(OutsideTree):
            proofs.consistency_proof(connection, 5, 701)
        with pytest.raises(NoCheckpoint) as caught:
            proofs.checkpoint_at(connection, 3)

    assert caught.value.size == 3


def test_trees_never_signed_can_be_proved_too(grown):
    """A proof may be asked for any size that the log has grown past."""
    with grown.reading() as connection:
        leaves = proofs.leaf_hashes(connection, 0, 600)
        proof = proofs.inclusion_proof(connection, 299, 600)

        verify_inclusion(leaves[299], 299, 600, proof, root(leaves))
