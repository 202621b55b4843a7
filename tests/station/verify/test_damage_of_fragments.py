"""Which fragments are whole, missing, altered, moved: against a plain model, for random damage."""

import base64
import hashlib
import random

from station.formats.merkle import leaf_hash, root
from station.verify.damage import Harm, Piece, Run, assess, locate
from station.verify.vouching import Stretch, vouched

FRAGMENTS = [bytes([number]) * (5 + number) for number in range(20)]


def placed(numbers):
    """Where fragments lie that stand one after another in this order."""
    offset, found = 0, {}
    for number in numbers:
        found[number] = Piece(offset, len(FRAGMENTS[number]))
        offset += len(FRAGMENTS[number])
    return found, offset


def test_random_removals_are_told_exactly():
    """Whatever is removed, exactly that is missing, and exactly the rest is whole."""
    for seed in range(200):
        dice = random.Random(seed)
        kept = sorted(dice.sample(range(20), dice.randrange(21)))
        damage = assess(*_two(placed(kept)))

        gone = [number for run in damage.runs for number in range(run.first, run.stop)]
        assert (damage.whole, gone) == (tuple(kept), [number for number in range(20) if number not in kept])
        assert {run.harm for run in damage.runs} <= {Harm.MISSING}


def _two(found_and_size):
    found, size = found_and_size
    return found, 20, size


def test_random_orders_lose_nothing():
    """In any order, every fragment is either in place or moved, and no byte is called foreign."""
    for seed in range(200):
        order = random.Random(seed).sample(range(20), 20)
        damage = assess(*_two(placed(order)))
        moved = [number for run in damage.runs for number in range(run.first, run.stop)]

        assert sorted([*damage.whole, *moved]) == list(range(20))
        assert {(run.harm, run.left) for run in damage.runs} <= {(Harm.MOVED, 0)}


def test_nothing_found_is_all_altered_or_all_missing():
    """A file of other bytes is altered from end to end; an empty one is missing."""
    assert assess({}, 20, 99).runs == (Run(0, 20, Harm.ALTERED, 99),)
    assert assess({}, 20, 0).runs == (Run(0, 20, Harm.MISSING, 0),)


def test_pieces_are_known_by_their_hash_alone():
    """Candidates that are no sealed fragment are passed over, and the first place of each counts."""
    data = FRAGMENTS[1] + FRAGMENTS[0] + FRAGMENTS[1]
    candidates = [Piece(0, 6), Piece(1, 6), Piece(6, 5), Piece(11, 6)]

    def leaf(piece):
        return hashlib.sha256(b"\x00" + data[piece.offset : piece.end]).digest()

    leaves = [leaf_hash(fragment) for fragment in FRAGMENTS]
    assert locate(leaves, candidates, leaf) == {0: Piece(6, 5), 1: Piece(0, 6)}


def test_commits_vouch_up_to_the_damage_and_again_after_the_next_power_of_two():
    """Fragment 5 is altered: 0 to 4 are vouched for, and everything from 8 on, though nothing tells what 5 was."""
    leaves = [leaf_hash(fragment) for fragment in FRAGMENTS]
    commits = {size: base64.b64encode(root(leaves[:size])).decode() for size in range(1, 21)}
    damaged = [*leaves[:5], bytes(32), *leaves[6:]]

    assert vouched(commits, damaged) == [Stretch(0, 5, 0), Stretch(8, 20, 8)]
    assert vouched(commits, leaves[3:]) == [Stretch(4, 20, 1)]
    assert vouched(commits, leaves) == [Stretch(0, 20, 0)]
    assert vouched({}, leaves) == []
