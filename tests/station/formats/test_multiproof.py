"""Compact proofs of several leaves, held against the roots of plain trees."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.formats import multiproof
from station.formats.errors import Malformed, OutsideTree, ProofMismatch
from station.formats.merkle import inclusion_proof, leaf_hash, node_hash, root, subtrees_of


def leaves_of(size):
    """The leaf hashes of a tree of that size."""
    return [leaf_hash(number.to_bytes(4, "big")) for number in range(size)]


def check(leaves, shown, hashes, expected=None):
    """Verify a proof for some of these leaves."""
    tree = root(leaves) if expected is None else expected
    multiproof.verify({number: leaves[number] for number in shown}, len(leaves), hashes, tree)


@st.composite
def trees(draw):
    """The size of a tree, and some of its leaves."""
    size = draw(st.integers(1, 200))
    return size, sorted(draw(st.sets(st.integers(0, size - 1))))


@pytest.mark.parametrize("size", range(9))
def test_every_choice_of_leaves_of_every_small_tree(size):
    """Whatever leaves are shown, they and the hashes give the root that `merkle.root` gives."""
    leaves = leaves_of(size)
    for count in range(size + 1):
        for shown in combinations(range(size), count):
            check(leaves, shown, multiproof.prove(leaves, shown))


@given(trees())
def test_any_leaves_of_larger_trees(tree):
    """The same of trees with 200 leaves."""
    size, shown = tree
    leaves = leaves_of(size)

    check(leaves, shown, multiproof.prove(leaves, shown))


@given(trees())
def test_a_tree_that_is_not_at_hand_gives_the_same_proof(tree):
    """From its whole subtrees alone, as a log's database has them."""
    size, shown = tree
    leaves = leaves_of(size)

    assert multiproof.prove_from(subtrees_of(leaves), size, shown) == multiproof.prove(leaves, shown)


@given(trees(), st.data())
def test_any_change_is_found(tree, data):
    """No hash may be changed, left out, repeated or moved, and no leaf be another's."""
    size, shown = tree
    leaves = leaves_of(size)
    hashes = multiproof.prove(leaves, shown)
    wrong = data.draw(st.sampled_from(list(changes(hashes, data))))

    with pytest.raises((Malformed, ProofMismatch)):
        check(leaves, shown, wrong)


def changes(hashes, data):
    """Proofs that are nearly this one."""
    yield [*hashes, bytes(32)]
    yield [b"\x00" * 31, *hashes]
    if hashes:
        place = data.draw(st.integers(0, len(hashes) - 1))
        yield hashes[:place] + hashes[place + 1 :]
        yield [*hashes[:place], bytes(32), *hashes[place + 1 :]]
        yield [*hashes[:place], hashes[place], *hashes[place:]]
    if len(hashes) > 1:
        yield hashes[::-1]


@given(trees())
def test_another_leaf_in_its_place_is_found(tree):
    """A leaf that was changed, or stands under another's number, gives another root."""
    size, shown = tree
    leaves = leaves_of(size)
    for number in shown[:3]:
        forged = {each: leaves[each] for each in shown} | {number: leaf_hash(b"forged")}
        with pytest.raises(ProofMismatch):
            multiproof.verify(forged, size, multiproof.prove(leaves, shown), root(leaves))


def test_two_leaves_may_not_change_places():
    """The order of what is shown is proven too."""
    leaves = leaves_of(10)
    hashes = multiproof.prove(leaves, {3, 4})

    with pytest.raises(ProofMismatch):
        multiproof.verify({3: leaves[4], 4: leaves[3]}, 10, hashes, root(leaves))


def test_a_proof_of_a_tree_of_another_depth_is_refused():
    """The same leaf needs another number of hashes there."""
    leaves = leaves_of(10)
    hashes = multiproof.prove(leaves, {2})

    for size in (8, 17, 100):
        with pytest.raises(Malformed, match=f"a tree of {size} need"):
            multiproof.verify({2: leaves[2]}, size, hashes, root(leaves))


@pytest.mark.parametrize(("size", "shown"), [(0, 0), (5, 5), (5, -1), (1, 2**60)])
def test_a_leaf_outside_the_tree_is_refused(size, shown):
    """Proofs are neither made nor accepted for it."""
    with pytest.raises(OutsideTree, match="outside the tree"):
        multiproof.prove(leaves_of(size), {shown})
    with pytest.raises(OutsideTree, match="outside the tree"):
        multiproof.verify({shown: bytes(32)}, size, [], bytes(32))


def test_a_node_cannot_pass_for_a_leaf():
    """The two leaves of a pair may not be shown as one leaf of a smaller tree with the same root."""
    left, right = leaves_of(2)

    with pytest.raises(ProofMismatch):
        multiproof.verify({0: leaf_hash(left + right)}, 1, [], node_hash(left, right))


def test_the_hashes_stand_in_the_order_of_the_walk():
    """Worked by hand: of seven leaves, 2 and 6 are shown; hidden are (0, 1), 3 and (4, 5), from left to right."""
    leaves = leaves_of(7)
    expected = [node_hash(leaves[0], leaves[1]), leaves[3], node_hash(leaves[4], leaves[5])]

    assert multiproof.prove(leaves, {6, 2}) == expected


@pytest.mark.parametrize("size", [1, 2, 7, 64, 100])
def test_one_leaf_needs_what_its_inclusion_proof_needs(size):
    """The hashes are those of RFC 9162's path, in another order."""
    leaves = leaves_of(size)
    for number in range(size):
        path = inclusion_proof(number, size, subtrees_of(leaves))
        assert sorted(multiproof.prove(leaves, {number})) == sorted(path)


def test_a_minute_of_an_hour_needs_few_hashes():
    """3,600 fragments of a second: a minute in the middle and the head need not the other 3,539 hashes, but some twenty."""
    leaves = leaves_of(3601)
    minute = {0, *range(1805, 1865)}
    hashes = multiproof.prove(leaves, minute)

    check(leaves, minute, hashes)
    assert len(hashes) <= 2 * (3601).bit_length()
