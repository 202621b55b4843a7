"""The witness's memory: never lost without notice, never shared, and nothing signed that is not in it."""

import pytest

from station import durable, keys
from station.formats.add_checkpoint import Cosigned, OtherSize, Unavailable
from station.formats.checkpoint import open_checkpoint
from station.witness.errors import OtherKey, StateDamaged, StateInUse, StateLost
from tests.station.witness.conftest import NAME, History, Room, log_key

LOG = History()


def test_a_new_start_goes_on_from_what_was_cosigned(room):
    """The newest checkpoint is there again, with the same bytes."""
    room.add(LOG.body(0, 5))
    before = room.newest()
    room.close()
    room.start()

    assert room.newest() == before
    assert room.add(LOG.body(0, 7)) == OtherSize(5)
    assert isinstance(room.add(LOG.body(5, 7)), Cosigned)


def test_logs_do_not_mix(tmp_path):
    """Each log has its own size and its own turn."""
    other = History(signer=log_key(b"o", "other.example/log"))
    room = Room(tmp_path, logs=(LOG.signer.verifier, other.signer.verifier))
    room.add(LOG.body(0, 5))

    assert isinstance(room.add(other.body(0, 3)), Cosigned)
    assert open_checkpoint(room.newest(other.signer.name), [room.key]) == other.stated(3)
    assert open_checkpoint(room.newest(), [room.key]) == LOG.stated(5)
    room.close()


def test_two_processes_do_not_share_a_state(room):
    """The second is told which process has it."""
    with pytest.raises(StateInUse, match="could sign two histories"):
        Room(room.folder.parent)


def test_a_key_whose_state_is_gone_does_not_start_from_nothing(room, tmp_path):
    """An unmounted or mistyped folder is not taken for a new one."""
    room.add(LOG.body(0, 5))
    room.close()
    room.folder.rename(tmp_path / "elsewhere")
    with pytest.raises(StateLost, match="could sign a second history"):
        room.start()
    for each in room.folder.iterdir():
        each.unlink()
    room.folder.rmdir()
    (tmp_path / "elsewhere").rename(room.folder)
    room.start()

    assert open_checkpoint(room.newest(), [room.key]) == LOG.stated(5)


def test_a_state_that_was_moved_on_purpose_is_found_again(room, tmp_path):
    """The folder may be moved with the key; the key then knows the new place."""
    room.close()
    room.folder = room.folder.rename(tmp_path / "moved")
    room.start()

    assert (tmp_path / "witness.key.state").read_text() == f"{tmp_path / 'moved'}\n"


def test_a_state_is_for_one_key(room, tmp_path):
    """Another key is refused, by name."""
    room.close()
    keys.generate_cosigner(tmp_path / "other.key", NAME)
    room.key_file = tmp_path / "other.key"

    with pytest.raises(OtherKey, match="a new folder for the new key"):
        room.start()


def turn_back(path):
    """Make it say a smaller size."""
    path.write_bytes(path.read_bytes().replace(b"\n5\n", b"\n4\n"))


def swap(path):
    """Give it the name of another log."""
    path.rename(path.with_name("0" * 64))


def empty(path):
    """Leave nothing in it."""
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [turn_back, swap, empty])
def test_a_damaged_memory_stops_the_start(room, damage):
    """A checkpoint that the witness did not cosign, or of another log, is not gone on from."""
    room.add(LOG.body(0, 5))
    room.close()
    damage(room.stored())

    with pytest.raises(StateDamaged, match="Do not put an older copy back"):
        room.start()


def unfinished(room):
    """Where the next checkpoint is written before it gets its name."""
    path = room.stored()
    return path.with_name(path.name + durable.TEMPORARY_SUFFIX)


def check_signed_nothing(room, answer):
    """Raise unless it was a 500 and the witness stands at 5, in memory and on the disk."""
    assert isinstance(answer, Unavailable), answer
    assert answer.status == 500
    assert open_checkpoint(room.newest(), [room.key]) == LOG.stated(5)


def test_a_full_disk_signs_nothing_and_passes(room):
    """500; once there is room again, the same request is answered."""
    room.add(LOG.body(0, 5))
    unfinished(room).symlink_to("/dev/full")

    check_signed_nothing(room, room.add(LOG.body(5, 8)))
    assert open_checkpoint(room.stored().read_bytes(), [room.key]) == LOG.stated(5)
    assert isinstance(room.add(LOG.body(5, 8)), Cosigned)


def test_an_unwritable_state_signs_nothing_until_the_next_start(room):
    """500, also after the cause is gone: what such a disk holds is only known to a new start."""
    room.add(LOG.body(0, 5))
    unfinished(room).mkdir()
    check_signed_nothing(room, room.add(LOG.body(5, 8)))
    unfinished(room).rmdir()
    check_signed_nothing(room, room.add(LOG.body(5, 8)))
    room.close()
    room.start()

    assert isinstance(room.add(LOG.body(5, 8)), Cosigned)


def test_a_failed_flush_after_the_rename_shows_and_signs_nothing(room, monkeypatch):
    """The new checkpoint may be on the disk or not; until the next start it is neither served nor built upon."""
    room.add(LOG.body(0, 5))

    def failing(_folder):
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(durable, "sync_folder", failing)
        check_signed_nothing(room, room.add(LOG.body(5, 8)))
    check_signed_nothing(room, room.add(History("other", since=5).body(5, 8)))
    room.close()
    room.start()

    assert room.add(History("other", since=5).body(5, 8)) == OtherSize(8)
    assert isinstance(room.add(LOG.body(8, 8)), Cosigned)


def test_a_proof_of_a_fork_that_does_not_fit_changes_no_answer(room):
    """The refusal stands without it."""
    room.add(LOG.body(0, 5))
    (room.folder / "forks").rmdir()

    assert room.add(History("other").body(5, 5)).refusal.value == 422


def test_what_a_kill_left_half_written_is_not_read(room):
    """A file without its name yet is no memory; the next checkpoint replaces it."""
    room.add(LOG.body(0, 5))
    room.close()
    unfinished(room).write_bytes(LOG.signed(8)[:20])
    room.start()

    assert isinstance(room.add(LOG.body(5, 8)), Cosigned)
    assert not unfinished(room).exists()
