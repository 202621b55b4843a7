"""Giving a board its key, where the board does not play along. That a real one does is shown in firmware/."""

import os
import threading
import tty
from collections.abc import Iterator

import pytest

from firmware_bridge import provisioning
from firmware_bridge.provisioning import NotProvisionedError, commitment, provision

BOARD, KEY = "A0000001", bytes(range(32))


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, str]]:
    """Both ends of a line, on which nobody is patient."""
    monkeypatch.setattr(provisioning, "PATIENCE_S", 0.5)
    master, slave = os.openpty()
    tty.setraw(slave)
    yield master, os.ttyname(slave)
    os.close(master)
    os.close(slave)


def answering(master: int, reply: bytes) -> threading.Thread:
    """Somebody at the other end who answers whatever is said."""

    def answer() -> None:
        os.read(master, 200)
        os.write(master, reply)

    thread = threading.Thread(target=answer)
    thread.start()
    return thread


def test_silence_may_mean_that_the_board_has_the_key(line: tuple[int, str]):
    """The command may have arrived and only its answer been lost; what was sent is one whole command."""
    with pytest.raises(NotProvisionedError, match="did not answer") as failed:
        provision(line[1], BOARD, KEY)

    assert failed.value.unknown
    assert os.read(line[0], 200) == b"\r\nK A0000001 " + KEY.hex().encode() + b"\r\n"


@pytest.mark.parametrize(
    ("reply", "reason", "unknown"),
    [
        (b"FBA,K,refused,the key is set\r\n", "refused the key: the key is set", False),
        (b"FBA,K,done," + commitment(BOARD, bytes(32)).hex().encode() + b"\r\n", "another key", True),
        (b"noise\r\nFBA,C,done,\r\nFBA,K,done,\r\n", "another key", True),
    ],
)
def test_only_the_right_commitment_is_success(line: tuple[int, str], reply: bytes, reason: str, *, unknown: bool):
    """Anything else is told, with whether the board may have the key."""
    thread = answering(line[0], reply)
    with pytest.raises(NotProvisionedError, match=reason) as failed:
        provision(line[1], BOARD, KEY)
    thread.join()

    assert failed.value.unknown is unknown


@pytest.mark.parametrize(("board", "key"), [("A000001", KEY), ("a0000001", KEY), ("A0000001\n", KEY), (BOARD, KEY[1:])])
def test_a_wrong_id_or_key_is_never_sent(board: str, key: bytes):
    """Eight digits or capital letters, and 32 bytes."""
    with pytest.raises(ValueError, match="8 digits or capital letters"):
        commitment(board, key)


def test_the_commitment_hides_and_binds():
    """Another board or another key gives another one; the key is not in it."""
    others = {commitment(BOARD, KEY), commitment("A0000002", KEY), commitment(BOARD, KEY[::-1])}

    assert len(others) == 3
    assert all(len(each) == 32 and KEY[:8] not in each for each in others)
