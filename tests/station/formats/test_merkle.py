"""Merkle trees against the definition in RFC 6962 section 2.1, written out naively here."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.formats import merkle
from station.formats.errors import OutsideTree, ProofMismatch

# The inputs of the certificate-transparency project's own tests, and the roots of their first 0 to 8.
INPUTS = [bytes.fromhex(text) for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")]
INPUTS.append(bytes(range(0x60, 0x70)))
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
SIZES = range(131)
LEAVES = [merkle.leaf_hash(bytes([number])) for number in SIZES]


def split(count):
    """Find the largest power of two below the count."""
    power = 1
    while power * 2 < count:
        power *= 2
    return power


def naive_root(leaves):
    """Write MTH(D[n]) out."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256().digest()
    middle = split(len(leaves))
    return hashlib.sha256(b"\x01" + naive_root(leaves[:middle]) + naive_root(leaves[middle:])).digest()


def naive_path(index, leaves):
    """Write PATH(m, D[n]) out."""
    if len(leaves) == 1:
        return []
    middle = split(len(leaves))
    if index < middle:
        return [*naive_path(index, leaves[:middle]), naive_root(leaves[middle:])]
    return [*naive_path(index - middle, leaves[middle:]), naive_root(leaves[:middle])]


def naive_subproof(old, leaves, *, whole):
    """Write SUBPROOF(m, D[n], b) out."""
    if old == len(leaves):
        return [] if whole else [naive_root(leaves)]
    middle = split(len(leaves))
    if old <= middle:
        return [*naive_subproof(old, leaves[:middle], whole=whole), naive_root(leaves[middle:])]
    return [*naive_subproof(old - middle, leaves[middle:], whole=False), naive_root(leaves[:middle])]


ALL_ROOTS = [naive_root(LEAVES[:size]) for size in SIZES]


@pytest.mark.parametrize("size", range(9))
def test_roots_of_the_certificate_transparency_inputs(size):
    """The roots known from certificate transparency come out."""
    leaves = [merkle.leaf_hash(data) for data in INPUTS[:size]]

    assert merkle.root(leaves).hex() == ROOTS[size]


def test_every_frontier_gives_the_root():
    """A frontier that grew, one that was loaded, and a copy all give the naive root at every size."""
    frontier = merkle.Frontier()
    for size in SIZES:
        loaded = merkle.Frontier.load(size, merkle.subtrees_of(LEAVES))

        assert [frontier.root(), frontier.copy().root(), loaded.root()] == [ALL_ROOTS[size]] * 3

        loaded.push(LEAVES[size])
        frontier.push(LEAVES[size])
        assert loaded.root() == frontier.root()


def test_push_returns_each_whole_subtree_once():
    """The subtrees that pushes complete are exactly the whole ones of the tree."""
    frontier = merkle.Frontier()
    completed = {(height, index): node for leaf in LEAVES for height, index, node in frontier.push(leaf)}
    subtree = merkle.subtrees_of(LEAVES)

    expected = {(h, i): subtree(h, i) for h in range(1, 8) for i in range(len(LEAVES) >> h)}
    assert completed == expected


def test_a_copy_grows_alone():
    """Pushing to a copy leaves the original as it was."""
    frontier = merkle.Frontier()
    frontier.push(LEAVES[0])
    frontier.copy().push(LEAVES[1])

    assert (frontier.size, frontier.root()) == (1, ALL_ROOTS[1])


def test_inclusion_proofs_of_every_size():
    """Every inclusion proof is the RFC's PATH, and verifies."""
    subtree = merkle.subtrees_of(LEAVES)
    for size in [*range(1, 40), 63, 64, 65, 127, 128, 129, 130]:
        for index in range(size):
            proof = merkle.inclusion_proof(index, size, subtree)
            merkle.verify_inclusion(LEAVES[index], index, size, proof, ALL_ROOTS[size])

            assert proof == naive_path(index, LEAVES[:size])


def test_consistency_proofs_of_every_size():
    """Every consistency proof is the RFC's PROOF, and verifies."""
    subtree = merkle.subtrees_of(LEAVES)
    for new in [*range(1, 40), 63, 64, 65, 127, 128, 129, 130]:
        for old in range(1, new + 1):
            proof = merkle.consistency_proof(old, new, subtree)
            merkle.verify_consistency(old, new, ALL_ROOTS[old], ALL_ROOTS[new], proof)

            assert proof == naive_subproof(old, LEAVES[:new], whole=True)


def spoil(proof, choice, place):
    """Return a proof with one hash changed, removed, repeated or two swapped."""
    place %= len(proof)
    if choice == "changed":
        return [*proof[:place], bytes(32), *proof[place + 1 :]]
    if choice == "removed":
        return proof[:place] + proof[place + 1 :]
    return [*proof[: place + 1], *proof[place:]]


SPOILT = st.sampled_from(["changed", "removed", "repeated"])


@given(st.integers(2, 130), st.integers(0, 129), SPOILT, st.integers(0, 9))
def test_a_spoilt_inclusion_proof_is_refused(size, index, choice, place):
    """A proof with any hash changed, removed or repeated does not verify."""
    index %= size
    proof = merkle.inclusion_proof(index, size, merkle.subtrees_of(LEAVES))

    with pytest.raises(ProofMismatch) as caught:
        merkle.verify_inclusion(LEAVES[index], index, size, spoil(proof, choice, place), ALL_ROOTS[size])

    assert (caught.value.index, caught.value.size) == (index, size)


@given(st.integers(2, 130), st.integers(1, 129), SPOILT, st.integers(0, 9))
def test_a_spoilt_consistency_proof_is_refused(new, old, choice, place):
    """A proof with any hash changed, removed or repeated does not verify."""
    old = 1 + old % (new - 1)
    proof = merkle.consistency_proof(old, new, merkle.subtrees_of(LEAVES))

    with pytest.raises(ProofMismatch):
        merkle.verify_consistency(old, new, ALL_ROOTS[old], ALL_ROOTS[new], spoil(proof, choice, place))


@given(st.integers(2, 130), st.integers(0, 129), st.integers(0, 129))
def test_a_proof_fits_one_entry_only(size, index, other):
    """A proof does not carry another leaf, another place or another root."""
    index, other = index % size, other % size
    if index == other:
        other = (index + 1) % size
    proof = merkle.inclusion_proof(index, size, merkle.subtrees_of(LEAVES))

    for leaf, place, root in [
        (LEAVES[other], index, ALL_ROOTS[size]),
        (LEAVES[index], other, ALL_ROOTS[size]),
        (LEAVES[index], index, ALL_ROOTS[size - 1]),
    ]:
        with pytest.raises(ProofMismatch):
            merkle.verify_inclusion(leaf, place, size, proof, root)


def test_the_empty_tree_begins_every_tree():
    """From size 0 the proof is empty, and a wrong empty root or a stray hash is refused."""
    empty = merkle.empty_root()
    merkle.verify_consistency(0, 5, empty, ALL_ROOTS[5], merkle.consistency_proof(0, 5, merkle.subtrees_of(LEAVES)))

    for old, new, old_root, new_root, proof in [
        (0, 5, ALL_ROOTS[1], ALL_ROOTS[5], []),
        (0, 5, empty, ALL_ROOTS[5], [empty]),
        (5, 5, ALL_ROOTS[5], ALL_ROOTS[4], []),
        (5, 5, ALL_ROOTS[5], ALL_ROOTS[5], [empty]),
        (3, 5, ALL_ROOTS[3], ALL_ROOTS[5], []),
    ]:
        with pytest.raises(ProofMismatch):
            merkle.verify_consistency(old, new, old_root, new_root, proof)


@pytest.mark.parametrize(("index", "size"), [(5, 5), (0, 0), (-1, 3)])
def test_what_is_outside_the_tree_is_refused(index, size):
    """No proof is made or accepted for a place that the tree does not have."""
    with pytest.raises(OutsideTree):
        merkle.inclusion_proof(index, size, merkle.subtrees_of(LEAVES))
    with pytest.raises(OutsideTree):
        merkle.verify_inclusion(LEAVES[0], index, size, [], LEAVES[0])


def test_a_tree_does_not_shrink():
    """No consistency proof leads to a smaller tree."""
    with pytest.raises(OutsideTree):
        merkle.consistency_proof(6, 5, merkle.subtrees_of(LEAVES))
    with pytest.raises(OutsideTree):
        merkle.verify_consistency(6, 5, ALL_ROOTS[6], ALL_ROOTS[5], [])
