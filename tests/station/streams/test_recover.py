"""What a killed writer left is closed: whole fragments count, the torn rest is set aside and stated, nothing listed changes."""

import hashlib
from contextlib import nullcontext

import pytest

from station import durable
from station.streams.fragment_list import FragmentTail, list_path
from station.streams.journal import Journal, JournalReader, journal_path
from station.streams.recording_file import RecordingFile
from station.streams.recover import recover_device
from station.streams.serial_recording import SerialRecording
from tests.films import make_film, pieces_of

FILM = make_film(3, "testsrc")
PIECES = pieces_of(FILM)
ENDS = [piece.offset + len(piece.data) for piece in PIECES]
STARTED = {
    "recording": "s1-hall-0001",
    "stream": "camera",
    "device": "hall",
    "file": "s1/s1-hall-0001.mp4",
    "media": "video/mp4",
    "way": "encoded",
    "batch": None,
    "epoch_us": 1_000_000_000,
    "first_frame": 0,
    "width": 160,
    "height": 120,
    "codec": "h264",
}


def interrupted(folder, *, listed, data):
    """A recording whose writer was killed: `listed` pieces in the list, `data` in the file, no end in the journal."""
    (folder / "s1").mkdir(parents=True)
    journal = Journal(journal_path(folder / "s1", "hall"))
    journal.write("recording.started", STARTED)
    journal.close()
    path = folder / STARTED["file"]
    file = RecordingFile(path)
    for piece in PIECES[:listed]:
        file.append(piece)
    file.close()
    path.write_bytes(data)
    return path


def finished(folder):
    """All `recording.finished` of the journal."""
    events = JournalReader(journal_path(folder / "s1", "hall")).read()
    return [data for kind, data in events if kind == "recording.finished"]


def check(path, folder, data):
    """The state that recovery must reach, whatever happened on the way."""
    whole = [piece for piece, end in zip(PIECES, ENDS, strict=True) if end <= len(data)]
    end = sum(len(piece.data) for piece in whole)
    (event,) = finished(folder)
    tail = FragmentTail(path)
    lines = tail.read()
    assert path.read_bytes() == data[:end]
    assert [line.sha256 for line in lines] == [hashlib.sha256(piece.data).hexdigest() for piece in whole]
    assert event["interrupted"] is True
    assert event["sha256"] == hashlib.sha256(data[:end]).hexdigest()
    assert {key: event[key] for key in tail.totals()} == tail.totals()
    assert event["ended_us"] == STARTED["epoch_us"] + (whole[-1].end_us if whole else 0)
    aside = path.with_name(path.name + ".torn")
    if len(data) == end:
        assert event["torn"] is None
        assert not aside.exists()
    else:
        assert aside.read_bytes() == data[end:]
        assert event["torn"] == {"bytes": len(data) - end, "sha256": hashlib.sha256(data[end:]).hexdigest()}


@pytest.mark.parametrize("listed", [0, 1, 2])
def test_a_film_cut_anywhere_is_closed_at_its_last_whole_fragment(tmp_path, listed):
    """At every fragment's end, just beside it, and in between."""
    start = ENDS[listed - 1] if listed else 0
    beside = [end + step for end in ENDS for step in (-1, 0, 1, 8, 30)]
    for cut in sorted({start, *(cut for cut in beside if start <= cut <= len(FILM)), *range(start, len(FILM), 1009)}):
        folder = tmp_path / str(cut)
        path = interrupted(folder, listed=listed, data=FILM[:cut])

        recover_device(folder, "s1", "hall")

        check(path, folder, FILM[:cut])


def test_a_tail_of_zeros_is_torn(tmp_path):
    """As a power cut leaves it on some file systems."""
    data = FILM + bytes(5000)
    path = interrupted(tmp_path, listed=2, data=data)
    recover_device(tmp_path, "s1", "hall")

    check(path, tmp_path, data)


def test_a_torn_line_of_the_list_is_written_again(tmp_path):
    """Its fragment is whole in the film."""
    path = interrupted(tmp_path, listed=3, data=FILM)
    lines = list_path(path).read_bytes()
    list_path(path).write_bytes(lines[:-9])
    recover_device(tmp_path, "s1", "hall")

    check(path, tmp_path, FILM)
    assert list_path(path).read_bytes()[: len(lines)] == lines


def test_a_recording_without_a_file_is_closed_empty(tmp_path):
    """The writer was killed between the journal and the file."""
    path = interrupted(tmp_path, listed=0, data=b"")
    path.unlink()
    list_path(path).unlink()
    recover_device(tmp_path, "s1", "hall")

    check(path, tmp_path, b"")


CUT = ENDS[2] + 700


@pytest.mark.parametrize("calls", range(1, 12))
def test_recovery_that_is_cut_off_itself_is_done_again(tmp_path, monkeypatch, calls):
    """A crash before any of its writes leaves what the next run closes to the same end."""
    path = interrupted(tmp_path, listed=1, data=FILM[:CUT])
    left = [calls]

    def count_down():
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt

    for owner, name in (
        (durable.AppendOnlyFile, "append"),
        (durable.AppendOnlyFile, "truncate"),
        (durable, "write_file"),
    ):
        monkeypatch.setattr(owner, name, _after(count_down, getattr(owner, name)))
    with pytest.raises(KeyboardInterrupt) if calls < 6 else nullcontext():
        recover_device(tmp_path, "s1", "hall")
    monkeypatch.undo()

    recover_device(tmp_path, "s1", "hall")

    check(path, tmp_path, FILM[:CUT])


def _after(before, function):
    def called(*arguments):
        before()
        return function(*arguments)

    return called


def test_a_finished_recording_is_not_touched_again(tmp_path):
    """Recovery after recovery changes nothing."""
    interrupted(tmp_path, listed=1, data=FILM[:CUT])
    recover_device(tmp_path, "s1", "hall")
    before = {path: path.read_bytes() for path in (tmp_path / "s1").iterdir()}
    history = recover_device(tmp_path, "s1", "hall")

    assert {path: path.read_bytes() for path in (tmp_path / "s1").iterdir()} == before
    assert (history.next_number, history.next_frame) == (2, 20)


def test_a_device_without_a_journal_has_no_history(tmp_path):
    """Nothing is made for it."""
    history = recover_device(tmp_path, "s1", "hall")

    assert (history.next_number, history.next_frame, history.ended_us) == (1, 0, None)
    assert list(tmp_path.iterdir()) == []


def test_a_listed_fragment_is_not_rewritten_even_if_the_film_lost_it(tmp_path):
    """The list is the older witness: the verifier is to see the difference, not a mended list."""
    path = interrupted(tmp_path, listed=3, data=FILM[: ENDS[1]])
    lines = list_path(path).read_bytes()
    recover_device(tmp_path, "s1", "hall")
    (event,) = finished(tmp_path)

    assert list_path(path).read_bytes() == lines
    assert event["bytes"] == ENDS[2]
    assert event["sha256"] == hashlib.sha256(FILM[: ENDS[1]]).hexdigest()


@pytest.mark.parametrize("torn", [b"", b"1795 12 < 5", b"\x00" * 40])
def test_a_serial_recording_is_closed_at_its_last_whole_line(tmp_path, torn):
    """Lines that were written and not yet listed count as one more fragment."""
    recording = SerialRecording.begin(tmp_path, "s1", "serial")
    events = JournalReader(journal_path(tmp_path / "s1", "serial"))
    ((_, started),) = events.read()
    epoch = started["epoch_us"]
    recording.append([("<", b"S S 1.00 g\r\n", epoch + 5, 1)])
    path = tmp_path / started["file"]
    line = f"{epoch + 9} 2 > 5349\n".encode()
    whole = path.read_bytes() + line
    path.write_bytes(whole + torn)
    recording.abandon()  # as the kernel does for a killed process

    recover_device(tmp_path, "s1", "serial")

    ((_, event),) = events.read()
    assert path.read_bytes() == whole
    assert (event["fragments"], event["frames"], event["ended_us"]) == (2, 2, epoch + 9)
    assert (event["torn"] or {"bytes": 0})["bytes"] == len(torn)
