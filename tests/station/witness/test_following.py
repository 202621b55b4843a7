"""Which logs are followed: keys that a person gives, and keys in files, also while the witness works."""

import pytest

from station.formats.add_checkpoint import Cosigned, Refusal
from station.formats.errors import Malformed
from station.witness.errors import LogsUnreadable, NotFollowed
from station.witness.following import Following, eras_of, follow, parse_keys, read_keys, unfollow
from station.witness.state import LOGS
from tests.station.witness.conftest import ORIGIN, History, Room, log_key

SIGNER = log_key(post_quantum=True)
BOTH = (SIGNER.verifier, SIGNER.second_verifier)
FILE = "".join(f"{each.format()}\n" for each in BOTH)


def test_a_key_or_a_file_of_keys_is_read(tmp_path):
    """A line is a key; else it names a file with one a line, as a station gives it out."""
    (tmp_path / "station.vkey").write_text(FILE)

    assert read_keys(SIGNER.verifier.format()) == (frozenset(BOTH[:1]),)
    assert read_keys(SIGNER.second_verifier.format()) == (frozenset(BOTH[1:]),)
    assert read_keys(str(tmp_path / "station.vkey")) == (frozenset(BOTH),)


def test_the_keys_of_one_time_are_a_pair():
    """A station's file of all times holds pairs, in either order; a key alone, or of another log, joins none."""
    new, other = log_key(b"n", post_quantum=True), log_key(b"o", "other.example/log", post_quantum=True)
    pair = (new.verifier, new.second_verifier)

    assert eras_of((*BOTH, *pair, *BOTH)) == (frozenset(BOTH), frozenset(pair))
    assert eras_of((*reversed(BOTH), *reversed(pair))) == (frozenset(BOTH), frozenset(pair))
    assert eras_of((BOTH[0], *pair)) == (frozenset(BOTH[:1]), frozenset(pair))
    assert eras_of((BOTH[0], other.second_verifier)) == (frozenset(BOTH[:1]), frozenset({other.second_verifier}))


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
    for keys in (BOTH, BOTH, (other,)):
        follow(tmp_path / "logs", eras_of(keys))
    following = Following(tmp_path / "logs", eras_of(BOTH))

    assert len([*(tmp_path / "logs").iterdir()]) == 2
    assert following.log(ORIGIN).live == (frozenset(BOTH),)
    assert following.log("other.example/log").keys == {other}
    assert following.log("third.example/log").keys == frozenset()
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


def test_the_order_in_which_keys_were_given_is_kept(tmp_path):
    """Whatever their files' names would sort to, and giving an old key again, in any company, makes it no newer."""
    times = [log_key(bytes([seed]), post_quantum=True) for seed in b"qwertyui"]
    eras = [frozenset({each.verifier, each.second_verifier}) for each in times]
    for each in eras:
        follow(tmp_path, [each])
    follow(tmp_path, [eras[2], frozenset({times[1].verifier})])
    keys = Following(tmp_path, [eras[0]]).log(ORIGIN)

    assert keys.live == tuple(eras)
    assert [keys.turn_signed({(key.name, key.key_id) for key in each}) for each in eras] == [*range(8)]


def test_a_key_is_unfollowed_wherever_it_is_listed(tmp_path):
    """By key, by file, by the log's name; what the start gives again does not bring it back, `follow` does."""
    new, other = log_key(b"n"), log_key(b"o", "other.example/log")
    (tmp_path / "retired.vkey").write_text(FILE)
    logs, given = tmp_path / "logs", eras_of((*BOTH, new.verifier, other.verifier))
    Following(logs, given)

    assert unfollow(logs, str(tmp_path / "retired.vkey")) == [ORIGIN]
    assert Following(logs, given).log(ORIGIN).live == (frozenset({new.verifier}),)
    assert unfollow(logs, ORIGIN) == [ORIGIN]
    assert unfollow(logs, other.verifier.format()) == ["other.example/log"]
    assert Following(logs, given).origins() == []
    follow(logs, eras_of(BOTH))
    assert Following(logs, given).log(ORIGIN).keys == set(BOTH)


@pytest.mark.parametrize("given", ["nothing", "other.example/log", log_key(b"z").verifier.format()])
def test_what_is_not_followed_cannot_be_unfollowed(tmp_path, given):
    """A slip is said, so that nobody believes a stolen key gone."""
    follow(tmp_path, eras_of(BOTH))

    with pytest.raises(NotFollowed, match="is no key and no log that is followed"):
        unfollow(tmp_path, given)
    assert Following(tmp_path).log(ORIGIN).keys == set(BOTH)
