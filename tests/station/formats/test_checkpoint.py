"""Checkpoints: three lines, in one spelling only."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from station.formats import checkpoint
from station.formats.checkpoint import Checkpoint, open_checkpoint
from station.formats.errors import Malformed, NoTrustedSignature
from station.formats.merkle import empty_root
from station.formats.signing import Ed25519Signer

ROOT = base64.b64encode(empty_root()).decode()
SIZES = st.integers(0, checkpoint.MAX_SIZE)


@given(st.from_regex(r"[a-z./0-9-]{1,80}", fullmatch=True), SIZES, st.binary(min_size=32, max_size=32))
def test_parse_and_format_invert_each_other(origin, size, root):
    """Any checkpoint survives being written and read."""
    stated = Checkpoint(origin, size, root)

    assert checkpoint.parse(stated.format()) == stated


def test_the_text_is_that_of_the_specification():
    """The text has origin, decimal size and base64 root, each on its line."""
    assert Checkpoint("example.com/log", 0, empty_root()).format() == f"example.com/log\n0\n{ROOT}\n"


@pytest.mark.parametrize(
    "text",
    [
        f"log\n01\n{ROOT}\n",
        f"log\n-1\n{ROOT}\n",
        f"log\n+1\n{ROOT}\n",
        f"log\n1 \n{ROOT}\n",
        f"log\n\u0661\n{ROOT}\n",
        f"log\n\n{ROOT}\n",
        f"log\n{2**63}\n{ROOT}\n",
        f"log\n1\n{ROOT[:-4]}\n",
        f"log\n1\n{ROOT.replace('=', '')}\n",
        f"log\n1\n{ROOT}\nextension\n",
        f"log\n1\n{ROOT}",
        "log\n1\n",
        f"\n1\n{ROOT}\n",
        f"a log\n1\n{ROOT}\n",
        f"{'l' * 256}\n1\n{ROOT}\n",
    ],
)
def test_other_spellings_are_refused(text):
    """Leading zeros, extension lines and all other spellings are refused."""
    with pytest.raises(Malformed):
        checkpoint.parse(text)


def test_a_signed_checkpoint_opens_with_its_key_only():
    """A checkpoint opens with the log's key, and with no other of the same name."""
    signer = Ed25519Signer("example.com/log", Ed25519PrivateKey.generate())
    other = Ed25519Signer("example.com/log", Ed25519PrivateKey.generate())
    stated = Checkpoint("example.com/log", 3, bytes(32))

    assert open_checkpoint(stated.sign(signer), [signer.verifier]) == stated
    with pytest.raises(NoTrustedSignature):
        open_checkpoint(stated.sign(signer), [other.verifier])


def test_a_key_signs_for_its_own_log_only():
    """A signer refuses the checkpoint of another origin."""
    signer = Ed25519Signer("example.com/log", Ed25519PrivateKey.generate())

    with pytest.raises(Malformed):
        Checkpoint("example.com/other", 3, bytes(32)).sign(signer)
