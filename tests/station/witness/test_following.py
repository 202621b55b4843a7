"""Which logs are followed: keys that a person gives, and keys in files, also while the witness works."""

import pytest

from station.formats.add_checkpoint import Cosigned, Refusal
from station.formats.errors import Malformed
from station.witness.errors import LogsUnreadable
from station.witness.following import Following, follow, parse_keys, read_keys
from station.witness.state import LOGS
from tests.station.witness.conftest import ORIGIN, History, Room, log_key

SIGNER = log_key(post_quantum=True)
BOTH = (SIGNER.verifier, SIGNER.second_verifier)
FILE = "".join(f"{each.format()}\n" for each in BOTH)


def test_a_key_or_a_file_of_keys_is_read(tmp_path):
    """A line is a key; else it names a file with one a line, as a station gives it out."""
    (tmp_path / "station.vkey").write_text(FILE)

    assert read_keys(SIGNER.verifier.format()) == BOTH[:1]
    assert read_keys(SIGNER.second_verifier.format()) == BOTH[1:]
    assert read_keys(str(tmp_path / "station.vkey")) == BOTH


@pytest.mark.parametrize("given", ["", "nothing", SIGNER.verifier.format()[:-4], SIGNER.second_verifier.format()[:-4]])
def test_what_is_neither_is_refused(given):
    """Also a mistyped key that is longer than a file's name may be."""
    with pytest.raises(Malformed):
        read_keys(given)


def test_a_witnesss_key_is_no_logs_key(room):
    """Type 0x04 cannot sign for a log."""
    with pytest.raises(Malformed, match="a witness's key"):
        parse_keys(room.key.format())


def test_what_is_followed_stays_followed(tmp_path):
    """Keys are files; following twice changes nothing, and each key is trusted for its own log alone."""
    other = log_key(b"o", "other.example/log").verifier
    for keys in (BOTH, BOTH[:1], (other,)):
        follow(tmp_path / "logs", keys)
    following = Following(tmp_path / "logs")

    assert len([*(tmp_path / "logs").iterdir()]) == 3
    assert set(following.keys(ORIGIN)) == set(BOTH)
    assert following.keys("other.example/log") == (other,)
    assert following.keys("third.example/log") == ()
    assert following.origins() == ["other.example/log", ORIGIN]


def test_a_log_is_followed_while_the_witness_works(tmp_path):
    """From the next request on; and a station's file may simply be put into the folder."""
    room = Room(tmp_path, logs=())
    log = History(signer=SIGNER)
    before = room.add(log.body(0, 5))
    (room.folder / LOGS / "station.vkey").write_text(FILE)

    assert before.refusal is Refusal.UNKNOWN_LOG
    assert isinstance(room.add(log.body(0, 5)), Cosigned)
    room.close()


@pytest.mark.parametrize("content", [b"", b"nonsense\n", b"\xff\xfe\n"])
def test_a_broken_list_stops_the_start(tmp_path, content):
    """It names the file; a witness does not silently follow less than it was told."""
    (tmp_path / "broken.vkey").write_bytes(content)

    with pytest.raises(LogsUnreadable, match=r"broken\.vkey"):
        Following(tmp_path)


def test_a_list_that_breaks_later_signs_nothing(room):
    """500 until it is mended."""
    (room.folder / LOGS / "broken.vkey").write_bytes(b"nonsense\n")
    broken = room.add(History().body(0, 5))
    (room.folder / LOGS / "broken.vkey").unlink()

    assert broken.status == 500
    assert isinstance(room.add(History().body(0, 5)), Cosigned)
