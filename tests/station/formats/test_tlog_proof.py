"""Offline proofs: one file that needs no network."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from station.formats import merkle, tlog_proof
from station.formats.checkpoint import Checkpoint
from station.formats.errors import Malformed, ProofMismatch, VerificationError
from station.formats.signing import Ed25519Signer
from station.formats.tlog_proof import TlogProof

ENTRIES = [b"first", b"second", b"third", b"fourth", b"fifth"]
LEAVES = [merkle.leaf_hash(each) for each in ENTRIES]
SIGNER = Ed25519Signer("example.com/log", Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
SIGNED = Checkpoint(SIGNER.name, len(ENTRIES), merkle.root(LEAVES)).sign(SIGNER)
PROOFS = st.builds(
    TlogProof,
    st.integers(0, 2**63 - 1),
    st.lists(st.binary(min_size=32, max_size=32), max_size=63).map(tuple),
    st.just(SIGNED),
    st.none() | st.binary(),
)


def proof_of(index):
    """Prove one of the five entries."""
    return TlogProof(index, tuple(merkle.inclusion_proof(index, 5, merkle.subtrees_of(LEAVES))), SIGNED)


@given(PROOFS)
def test_parse_and_format_invert_each_other(proof):
    """Any proof survives being written and read, the checkpoint verbatim."""
    assert tlog_proof.parse(proof.format()) == proof


def test_the_form_of_the_specification():
    """The file begins as the specification says and ends in the checkpoint."""
    lines = TlogProof(0, (), SIGNED, b"x").format().split(b"\n")

    assert lines[:4] == [b"c2sp.org/tlog-proof@v1", b"extra eA==", b"index 0", b""]
    assert b"\n".join(lines[4:]) == SIGNED


@pytest.mark.parametrize("index", range(5))
def test_each_entry_is_proved(index):
    """A proof shows its own entry, and no other."""
    proof = proof_of(index)

    assert proof.verify(ENTRIES[index], [SIGNER.verifier]).size == 5
    with pytest.raises(ProofMismatch):
        proof.verify(ENTRIES[index - 1], [SIGNER.verifier])


def test_an_untrusted_checkpoint_proves_nothing():
    """Without a trusted signature no proof holds."""
    with pytest.raises(VerificationError):
        proof_of(1).verify(ENTRIES[1], [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"@v1", b"@v2"),
        (b"index 1", b"index 01"),
        (b"index 1", b"Index 1"),
        (b"index 1\n", b""),
        (b"index 1", b"index 1\nextra eA=="),
        (b"index 1\n", b"index 1\nAAAA\n"),
        (b"index 1\n", b"index 1\n\xc3\xa9\n"),
        (b"\n\n", b"\n"),
    ],
)
def test_other_forms_are_refused(old, new):
    """Whatever strays from the form is refused."""
    with pytest.raises(Malformed):
        tlog_proof.parse(proof_of(1).format().replace(old, new))


def test_too_many_hashes_are_refused():
    """A path longer than any tree is high is refused."""
    with pytest.raises(Malformed):
        tlog_proof.parse(TlogProof(0, (bytes(32),) * 64, SIGNED).format())
