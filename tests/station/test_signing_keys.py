"""The signing key's file: created once, readable by its owner only."""

import os
import stat

import pytest

from station import keys
from station.formats.checkpoint import Checkpoint
from station.formats.note import Ed25519Verifier
from station.keys import KeyFileError

TEXT = Checkpoint("example.com/log", 0, bytes(32)).format()


def test_a_key_is_created_and_loaded(tmp_path):
    """The loaded key signs what the returned verifier key verifies."""
    verifier = Ed25519Verifier.parse(keys.generate(tmp_path / "key", "example.com/log")[0])
    signer = keys.load(tmp_path / "key")

    assert signer.verifier == verifier
    first, second = signer.signatures(TEXT)
    verifier.verify(TEXT, first.signature)
    signer.second_verifier.verify(TEXT, second.signature)


def test_only_the_owner_may_read_it(tmp_path):
    """The file's mode is 0600 whatever the umask."""
    before = os.umask(0)
    try:
        keys.generate(tmp_path / "key", "example.com/log")
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600


def test_a_key_is_never_overwritten(tmp_path):
    """A second generation at the same path leaves the first key alone."""
    keys.generate(tmp_path / "key", "example.com/log")
    before = (tmp_path / "key").read_bytes()

    with pytest.raises(KeyFileError, match="never overwritten"):
        keys.generate(tmp_path / "key", "example.com/log")

    assert (tmp_path / "key").read_bytes() == before


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_an_open_key_is_refused(tmp_path, mode):
    """A key that others may read is not used; the message has the remedy."""
    keys.generate(tmp_path / "key", "example.com/log")
    (tmp_path / "key").chmod(mode)

    with pytest.raises(KeyFileError, match="chmod 600"):
        keys.load(tmp_path / "key")


def test_a_missing_key_is_refused(tmp_path):
    """A missing key is named, with the command that makes one."""
    with pytest.raises(KeyFileError, match="station key"):
        keys.load(tmp_path / "key")


@pytest.mark.parametrize(
    "change",
    [
        lambda _line: "",
        lambda line: line.replace("PRIVATE", "PUBLIC"),
        lambda line: line.replace("example.com", "example.org"),
        lambda line: line[:-6] + "\n",
        lambda line: line.replace("+A", "+B"),
        lambda line: line + line,
    ],
)
def test_a_broken_key_is_refused(tmp_path, change):
    """A file that is not one whole key is refused."""
    keys.generate(tmp_path / "key", "example.com/log")
    text = (tmp_path / "key").read_text()
    (tmp_path / "key").write_text(change(text))

    with pytest.raises(KeyFileError):
        keys.load(tmp_path / "key")
