"""Every answer that the specification demands, judged by the witness itself, without HTTP."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from station.formats.add_checkpoint import Cosigned, OtherSize, Refusal, Refused, Unavailable
from station.formats.checkpoint import Checkpoint, open_checkpoint
from station.formats.cosignature import timestamp_s
from station.formats.merkle import empty_root
from station.formats.note import Note, Signature, open_note
from tests.station.witness.conftest import NAME, ORIGIN, History, Room, log_key

LOG = History()
HASH = b"h" * 32


def refusal(answer):
    """Why it was refused."""
    assert isinstance(answer, Refused), answer
    assert answer.reason
    return answer.refusal


def check_cosigned(room, answer, history, size):
    """Raise unless the answer is the witness's one signature over that history, and monitors get it."""
    assert isinstance(answer, Cosigned), answer
    assert answer.trusted(history.stated(size).format(), [room.key]) == answer.signatures
    assert open_checkpoint(room.newest(), [room.key]) == history.stated(size)
    assert open_checkpoint(room.newest(), [history.signer.verifier]) == history.stated(size)


@pytest.mark.parametrize("post_quantum", [False, True], ids=["Ed25519", "ML-DSA-44"])
def test_a_growing_log_is_cosigned(tmp_path, post_quantum):
    """First from nothing, then by proof from what was cosigned, with either type of key."""
    room = Room(tmp_path, post_quantum=post_quantum)

    for old, size in [(0, 1), (1, 6), (6, 8), (8, 40)]:
        check_cosigned(room, room.add(LOG.body(old, size)), LOG, size)
    room.close()


def test_a_cosignature_states_the_witnesss_time(tmp_path):
    """Its own clock, in seconds."""
    room = Room(tmp_path, now_s=lambda: 1_900_000_000)
    answer = room.add(LOG.body(0, 3))

    assert [timestamp_s(each.signature) for each in answer.signatures] == [1_900_000_000]
    assert [each.name for each in answer.signatures] == [NAME]
    room.close()


def test_the_same_checkpoint_is_cosigned_again(tmp_path):
    """A log that lost the answer asks again, with the size it has reached, and gets the newer time."""
    times = iter([100, 200])
    room = Room(tmp_path, now_s=lambda: next(times))
    room.add(LOG.body(0, 7))
    answer = room.add(LOG.body(7, 7))

    check_cosigned(room, answer, LOG, 7)
    assert timestamp_s(answer.signatures[0].signature) == 200
    room.close()


def test_the_empty_tree_is_cosigned(room):
    """A log may begin by showing that it is empty; the next checkpoint still needs no proof."""
    check_cosigned(room, room.add(LOG.body(0, 0)), LOG, 0)
    check_cosigned(room, room.add(LOG.body(0, 0)), LOG, 0)
    check_cosigned(room, room.add(LOG.body(0, 5)), LOG, 5)


def test_an_empty_tree_has_the_root_of_nothing(room):
    """Size 0 with any other root is inconsistent."""
    wrong = Checkpoint(ORIGIN, 0, HASH).sign(LOG.signer)

    assert refusal(room.add(LOG.body(0, 0, checkpoint=wrong))) is Refusal.INCONSISTENT
    assert room.newest() is None


def test_an_unknown_log_is_not_found(room):
    """404, whoever signed."""
    stranger = History(signer=log_key(b"k", "other.example/log"))

    assert refusal(room.add(stranger.body(0, 3))) is Refusal.UNKNOWN_LOG


@pytest.mark.parametrize(
    "signed",
    [
        History(signer=log_key(b"x")).signed(3),
        LOG.signed(3).replace(b"\n3\n", b"\n4\n"),
        Note(LOG.stated(3).format(), (Signature(ORIGIN, LOG.signer.verifier.key_id, b"s" * 64),)).format(),
        # one good and one bad line of the same known key: the note is rejected as a whole
        LOG.signed(3) + Signature(ORIGIN, LOG.signer.verifier.key_id, b"s" * 64).format().encode(),
    ],
    ids=["another key", "changed text", "no signature at all", "a bad line beside a good one"],
)
def test_only_the_logs_key_is_trusted(room, signed):
    """403 without a signature by a trusted key."""
    assert refusal(room.add(LOG.body(0, 3, checkpoint=signed))) is Refusal.NOT_TRUSTED
    assert room.newest() is None


def test_other_keys_signatures_are_ignored(room):
    """Lines by unknown keys neither help nor harm, and are not kept: 403 is for checkpoints with nothing else."""
    two = History(signer=log_key(post_quantum=True))
    stranger = Signature("else.example/witness", 7, b"s" * 72).format().encode()
    check_cosigned(room, room.add(two.body(0, 3, checkpoint=two.signed(3) + stranger)), LOG, 3)

    assert room.newest().count("—".encode()) == 2
    assert refusal(room.add(two.body(3, 3, checkpoint=two.stated(3).format().encode() + b"\n" + stranger))) is (
        Refusal.NOT_TRUSTED
    )


def test_all_keys_that_are_known_are_verified(tmp_path):
    """A log followed with both its keys: a broken ML-DSA-44 line is not made good by the Ed25519 one."""
    signer = log_key(post_quantum=True)
    two = History(signer=signer)
    room = Room(tmp_path, logs=(signer.verifier, signer.second_verifier))
    good, bad = two.signed(3), [*two.signer.signatures(two.stated(4).format())]
    mixed = Note(two.stated(3).format(), (open_note(good, [signer.verifier]).signatures[0], bad[1])).format()

    assert refusal(room.add(two.body(0, 3, checkpoint=mixed))) is Refusal.NOT_TRUSTED
    check_cosigned(room, room.add(two.body(0, 3)), two, 3)
    assert open_note(room.newest(), [signer.second_verifier])
    room.close()


def test_a_log_may_have_several_keys(tmp_path):
    """After a change of keys the new one continues what the old one began; a third is refused."""
    room = Room(tmp_path, logs=(log_key(b"k").verifier, log_key(b"n").verifier))
    renewed = History(signer=log_key(b"n"))
    room.add(LOG.body(0, 3))

    check_cosigned(room, room.add(renewed.body(3, 9)), renewed, 9)
    assert refusal(room.add(History(signer=log_key(b"z")).body(9, 12))) is Refusal.NOT_TRUSTED
    room.close()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"old 0\n",
        b"old 0\n\n",
        b"old 0\n\nnot a note\n",
        LOG.body(0, 3).replace(b"old 0", b"old 00"),
        LOG.body(0, 3).replace(b"old 0\n", b"old 0\r\n"),
        LOG.body(0, 3).replace(b"old", b"size"),
        LOG.body(0, 3)[:-1],
        LOG.body(4, 3),
        LOG.body(0, 3).replace(b"\n3\n", b"\n03\n"),
        LOG.body(0, 3, checkpoint=Note(LOG.stated(3).format() + "extension\n", LOG.signer.signatures("x\n")).format()),
    ],
)
def test_malformed_requests_are_bad(room, body):
    """400, for an old size above the new one too."""
    assert refusal(room.add(body)) is Refusal.MALFORMED


def test_another_old_size_is_a_conflict(room):
    """409 with the size that was cosigned, 0 before the first, whatever the proof."""
    assert room.add(LOG.body(2, 5)) == OtherSize(0)
    room.add(LOG.body(0, 5))

    assert [room.add(LOG.body(old, 8)) for old in (0, 4, 6)] == [OtherSize(5)] * 3
    assert room.add(LOG.body(0, 3)) == OtherSize(5)
    assert room.add(History("other").body(0, 5)) == OtherSize(5)


@pytest.mark.parametrize(
    "proof",
    [(), (HASH,), LOG.request(3, 8).proof[:-1], (*LOG.request(3, 8).proof, HASH), LOG.request(3, 8).proof[::-1]],
)
def test_a_proof_must_lead_from_the_old_root_to_the_new(room, proof):
    """422, and the witness stays where it was."""
    room.add(LOG.body(0, 3))

    assert refusal(room.add(LOG.body(3, 8, proof=proof))) is Refusal.INCONSISTENT
    check_cosigned(room, room.add(LOG.body(3, 8)), LOG, 8)


@pytest.mark.parametrize(("old", "size"), [(0, 5), (5, 5)])
def test_where_no_proof_is_needed_none_may_stand(room, old, size):
    """From nothing, and between equal trees, the proof is empty: 422 otherwise."""
    if old:
        room.add(LOG.body(0, old))

    assert refusal(room.add(LOG.body(old, size, proof=(HASH,)))) is Refusal.INCONSISTENT


def test_two_roots_for_one_size_are_refused_and_kept(room):
    """422; both signed checkpoints are there afterwards, which is proof against the log. A repeat adds nothing."""
    other = History("other")
    room.add(LOG.body(0, 5))

    for _ in range(2):
        assert refusal(room.add(other.body(5, 5))) is Refusal.INCONSISTENT
    kept = [each.read_bytes() for each in (room.folder / "forks").iterdir()]
    assert [open_checkpoint(each, [LOG.signer.verifier]) for each in kept] == [other.stated(5)]
    assert open_checkpoint(room.newest(), [room.key]) == LOG.stated(5)


def test_a_log_that_forks_without_end_fills_no_disk(room):
    """Sixteen proofs are kept, then no more; all are refused."""
    room.add(LOG.body(0, 5))
    answers = [room.add(History(f"other {number}").body(5, 5)) for number in range(20)]

    assert {refusal(each) for each in answers} == {Refusal.INCONSISTENT}
    assert len([*(room.folder / "forks").iterdir()]) == 16


def test_another_history_is_refused_however_long_it_is(room):
    """422 for a fork that proves itself from its own past."""
    room.add(LOG.body(0, 5))

    assert refusal(room.add(History("other").body(5, 30))) is Refusal.INCONSISTENT
    assert refusal(room.add(History("other", since=4).body(5, 30))) is Refusal.INCONSISTENT


def test_a_clock_that_went_back_signs_nothing(tmp_path):
    """A time before the last cosignature would be a false one."""
    times = iter([1000, 999, 1001])
    room = Room(tmp_path, now_s=lambda: next(times))
    room.add(LOG.body(0, 5))
    behind = room.add(LOG.body(5, 6))

    assert isinstance(behind, Unavailable)
    assert behind.status == 500
    assert open_checkpoint(room.newest(), [room.key]) == LOG.stated(5)
    check_cosigned(room, room.add(LOG.body(5, 6)), LOG, 6)
    room.close()


STEPS = st.lists(st.tuples(st.sampled_from("tfrs"), st.integers(0, 9), st.integers(0, 9)), max_size=14)
WORDS = {"t": History(), "f": History("false"), "s": History("false", since=4)}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_is_asked_one_history_is_signed(tmp_path_factory, steps):
    """Three conflicting histories and restarts in any order: sizes never fall, and all that was signed is of one tree."""
    room = Room(tmp_path_factory.mktemp("room"))
    signed = [Checkpoint(ORIGIN, 0, empty_root())]
    for word, old, size in steps:
        if word == "r":
            room.close()
            room.start()
            continue
        if isinstance(room.add(WORDS[word].body(old, size)), Cosigned):
            signed.append(WORDS[word].stated(size))
        assert room.newest() is None or open_checkpoint(room.newest(), [room.key]) == signed[-1]
    room.close()

    assert [each.size for each in signed] == sorted(each.size for each in signed)
    assert any(all(history.stated(each.size) == each for each in signed) for history in WORDS.values())
