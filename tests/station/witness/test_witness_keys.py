"""Whose signatures the witness takes: keys given together sign together, and a retired key leads it nowhere."""

import pytest
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

from station.formats.add_checkpoint import Cosigned, OtherSize, Refusal, Unavailable
from station.formats.checkpoint import open_checkpoint
from station.formats.cosignature import timestamp_s
from station.formats.note import Note, open_note
from station.formats.note import parse as parse_note
from station.formats.signing import MlDsa44Cosigner
from station.witness.following import eras_of, follow, unfollow
from station.witness.state import LOGS
from station.witness.witness import FRESH_S
from tests.station.witness.conftest import ORIGIN, History, Room, log_key

OLD, NEW = log_key(b"k", post_quantum=True), log_key(b"n", post_quantum=True)
OLD_PAIR, NEW_PAIR = ((each.verifier, each.second_verifier) for each in (OLD, NEW))
TRUE, RENEWED = History(signer=OLD), History(signer=NEW)


@pytest.fixture
def open_room(tmp_path):
    """Makes a witness that follows given keys."""
    opened = []

    def make(*logs, **options):
        opened.append(Room(tmp_path, logs=logs, **options))
        return opened[-1]

    yield make
    for each in opened:
        each.close()


def check_refused(room, body, refusal, reason):
    """Raise unless it is refused for that, and what the witness stores stays as it was."""
    before = room.newest()
    answer = room.add(body)
    assert (answer.refusal, reason in answer.reason) == (refusal, True), answer
    assert room.newest() == before


def only(history, size, *keys):
    """The checkpoint with the lines of some of its keys alone."""
    return open_note(history.signed(size), keys).format()


def follow_in(room, *keys):
    """Follow while the witness works."""
    follow(room.folder / LOGS, eras_of(keys))


def check_starts_again(room, size):
    """Raise unless a new start knows the same."""
    room.close()
    room.start()
    assert open_checkpoint(room.newest(), [room.key]).size == size


@pytest.mark.parametrize("times", [2, 64])
def test_a_checkpoint_that_repeats_a_line_is_refused(room, times):
    """400: sixty-four copies of a public line once made a state that no start could read."""
    log = History()
    text, line = log.signed(5).split(b"\n\n")
    room.add(log.body(0, 5))

    check_refused(
        room, log.body(5, 5, checkpoint=text + b"\n\n" + line * times), Refusal.MALFORMED, "same signature line twice"
    )
    check_starts_again(room, 5)


def test_one_line_of_each_key_is_stored(open_room):
    """An ML-DSA-44 key can sign one checkpoint in many ways; all are good, one is kept."""
    room = open_room(*OLD_PAIR)
    second = MlDsa44Cosigner(ORIGIN, MLDSA44PrivateKey.from_seed_bytes(b"k" * 32))
    seconds = [second.sign(TRUE.stated(5).format(), at_s) for at_s in range(8)]
    first = parse_note(only(TRUE, 5, OLD.verifier)).signatures
    many = Note(TRUE.stated(5).format(), (*first, *seconds)).format()

    assert isinstance(room.add(TRUE.body(0, 5, checkpoint=many)), Cosigned)
    assert len(parse_note(room.newest()).signatures) == 3
    check_starts_again(room, 5)


def test_what_could_not_be_read_again_is_not_stored(open_room):
    """500: with as many good lines as a note may have, there is no room for the witness's own."""
    keys = [log_key(bytes([seed])) for seed in range(64)]
    room = open_room(*(each.verifier for each in keys))
    log = History(signer=keys[-1])
    room.add(log.body(0, 3))
    lines = [parse_note(History(signer=each).signed(5)).signatures[0] for each in keys]

    answer = room.add(log.body(3, 5, checkpoint=Note(log.stated(5).format(), tuple(lines)).format()))
    assert isinstance(answer, Unavailable)
    check_starts_again(room, 3)
    assert isinstance(room.add(log.body(3, 5)), Cosigned)


def test_keys_that_were_given_together_sign_together(open_room):
    """403 for one of them alone: who broke Ed25519, or has read one key file of two, gets no further."""
    room = open_room(*OLD_PAIR)
    for each in OLD_PAIR:
        check_refused(room, TRUE.body(0, 5, checkpoint=only(TRUE, 5, each)), Refusal.NOT_TRUSTED, "by both")

    assert isinstance(room.add(TRUE.body(0, 5)), Cosigned)


def test_lines_of_two_pairs_make_no_pair(open_room):
    """The old Ed25519 line and the new ML-DSA-44 line are two halves."""
    room = open_room(*OLD_PAIR, *NEW_PAIR)
    lines = [parse_note(only(*each)).signatures[0] for each in ((TRUE, 5, OLD.verifier), (RENEWED, 5, NEW_PAIR[1]))]
    mixed = Note(TRUE.stated(5).format(), tuple(lines)).format()

    check_refused(room, TRUE.body(0, 5, checkpoint=mixed), Refusal.NOT_TRUSTED, "by both")


def test_a_log_with_one_key_needs_one(open_room):
    """An Ed25519-only time goes before a pair; once its second key is known, one is not enough."""
    room = open_room(OLD.verifier)
    first = TRUE.body(0, 5, checkpoint=only(TRUE, 5, OLD.verifier))
    assert isinstance(room.add(first), Cosigned)
    follow_in(room, *OLD_PAIR)
    later = TRUE.body(5, 8, checkpoint=only(TRUE, 8, OLD.verifier))

    check_refused(room, later, Refusal.NOT_TRUSTED, "by both")
    assert isinstance(room.add(TRUE.body(5, 8)), Cosigned)


def test_a_retired_key_signs_no_more(open_room):
    """403 once the newer keys have signed, also after a new start: who stole the old ones cannot lock the true log out."""
    room = open_room(*OLD_PAIR)
    room.add(TRUE.body(0, 5))
    follow_in(room, *NEW_PAIR)
    assert isinstance(room.add(TRUE.body(5, 6)), Cosigned)
    assert isinstance(room.add(RENEWED.body(6, 7)), Cosigned)
    stolen = History("false", signer=OLD, since=7).body(7, 30)

    for _ in range(2):
        check_refused(room, stolen, Refusal.NOT_TRUSTED, "A newer key of this log has signed")
        check_starts_again(room, 7)
    assert isinstance(room.add(RENEWED.body(7, 30)), Cosigned)


def test_a_retired_key_that_is_given_again_stays_retired(open_room):
    """By a start with the station's file of all times, by `follow`, alone or with a newcomer, it is no newer than it was."""
    room = open_room(*OLD_PAIR, *NEW_PAIR)
    room.add(RENEWED.body(0, 5))
    follow_in(room, *OLD_PAIR)
    follow_in(room, OLD.verifier)
    unfollow(room.folder / LOGS, NEW.verifier.format())
    half = TRUE.body(5, 8, checkpoint=only(TRUE, 8, OLD.verifier))

    check_refused(room, TRUE.body(5, 8), Refusal.NOT_TRUSTED, "A newer key of this log has signed")
    check_refused(room, half, Refusal.NOT_TRUSTED, "by both")


def test_a_second_key_that_is_learned_late_makes_the_first_no_newer(open_room):
    """The station's file of all times, given to a witness that knew the old Ed25519 key alone: the old pair is still the old."""
    room = open_room(OLD.verifier, *NEW_PAIR)
    room.add(RENEWED.body(0, 5))
    follow_in(room, *OLD_PAIR, *NEW_PAIR)

    check_refused(room, TRUE.body(5, 8), Refusal.NOT_TRUSTED, "A newer key of this log has signed")
    assert isinstance(room.add(RENEWED.body(5, 8)), Cosigned)


def test_an_unfollowed_key_is_a_stranger_s(open_room):
    """At once and at each start, before the newer keys have signed; without any key the log is not followed."""
    room = open_room(*OLD_PAIR, *NEW_PAIR)
    room.add(TRUE.body(0, 5))
    unfollow(room.folder / LOGS, OLD.verifier.format())

    for _ in range(2):
        check_refused(room, TRUE.body(5, 8), Refusal.NOT_TRUSTED, "No trusted key")
        check_starts_again(room, 5)
    assert isinstance(room.add(RENEWED.body(5, 8)), Cosigned)
    unfollow(room.folder / LOGS, ORIGIN)
    check_refused(room, RENEWED.body(8, 9), Refusal.UNKNOWN_LOG, "does not follow")


def test_a_witness_whose_list_was_thinned_out_trusts_no_older_key(open_room):
    """403 when the last signer's file is gone: whether another key is older cannot be known. Its file mends that."""
    room = open_room(*OLD_PAIR)
    follow_in(room, *NEW_PAIR)
    room.add(RENEWED.body(0, 5))
    (gone,) = (room.folder / LOGS).glob("000002-*.vkey")
    content = gone.read_bytes()
    gone.unlink()

    check_refused(room, TRUE.body(5, 8), Refusal.NOT_TRUSTED, "not listed here any more")
    gone.write_bytes(content)
    assert isinstance(room.add(RENEWED.body(5, 8)), Cosigned)


def test_a_repeat_costs_neither_a_signature_nor_a_write(open_room):
    """The stored line answers for a minute, though the clock has moved; then there is a newer one. Another proof is refused."""
    times = iter([1000, 1001, 1000 + FRESH_S - 1, 1000 + FRESH_S])
    room = open_room(*OLD_PAIR, now_s=lambda: next(times))
    first = room.add(TRUE.body(0, 5))
    file = room.stored().stat().st_ino

    assert [room.add(TRUE.body(5, 5)) for _ in range(2)] == [first] * 2
    assert room.stored().stat().st_ino == file
    assert room.add(TRUE.body(0, 5)) == OtherSize(5)
    check_refused(room, TRUE.body(5, 5, proof=(b"h" * 32,)), Refusal.INCONSISTENT, "")
    assert timestamp_s(room.add(TRUE.body(5, 5)).signatures[0].signature) == 1000 + FRESH_S
    assert room.stored().stat().st_ino != file


def test_a_newer_key_s_line_is_stored_at_once(open_room):
    """A repeat by newer keys is none: from this moment the old ones are retired."""
    room = open_room(*OLD_PAIR, *NEW_PAIR)
    room.add(TRUE.body(0, 5))
    room.add(RENEWED.body(5, 5))

    assert open_checkpoint(room.newest(), [NEW.verifier]) == RENEWED.stated(5)
    check_refused(room, TRUE.body(5, 5), Refusal.NOT_TRUSTED, "A newer key of this log has signed")
