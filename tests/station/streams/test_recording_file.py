"""A recording's file, its fragment list and what follows them agree, byte for byte."""

import hashlib
import json

import pytest

from station.durable import FileInUse
from station.formats.canonical import canonical
from station.formats.fragment_lines import parse_line
from station.formats.merkle import leaf_hash, root
from station.streams.fragment_list import FragmentTail, list_path
from station.streams.journal import Journal, JournalReader, journal_path
from station.streams.recording_file import RecordingFile
from station.streams.serial_recording import SerialRecording
from tests.films import make_film, pieces_of

LOST = {"camera": "hall", "since_us": 1, "reason": "unplugged"}
BACK = {"camera": "hall", "lost_us": 5}


def test_the_file_is_the_pieces_and_its_totals_are_recomputable(tmp_path):
    """The totals are what sha256sum and RFC 6962 give over the finished file."""
    pieces = pieces_of(make_film(3, "testsrc"))
    file = RecordingFile(tmp_path / "s-hall-0001.mp4")
    for piece in pieces:
        file.append(piece)
    totals = file.finish()
    data = (tmp_path / "s-hall-0001.mp4").read_bytes()

    assert data == b"".join(piece.data for piece in pieces)
    assert totals["sha256"] == hashlib.sha256(data).hexdigest()
    assert (totals["fragments"], totals["bytes"], totals["frames"]) == (4, len(data), 30)
    tail = FragmentTail(tmp_path / "s-hall-0001.mp4")
    lines = tail.read()
    assert tail.totals() == {key: totals[key] for key in ("fragments", "bytes", "frames", "root")}
    assert [bytes.fromhex(line.leaf) for line in lines] == [leaf_hash(piece.data) for piece in pieces]
    assert len({totals["root"], root([])}) == 2


def test_the_list_has_the_fields_of_the_format_in_canonical_form(tmp_path):
    """docs/format.md section 4."""
    file = RecordingFile(tmp_path / "one.mp4")
    piece = pieces_of(make_film(1, "testsrc"))[0]
    file.append(piece)
    file.close()
    line = list_path(tmp_path / "one.mp4").read_bytes()
    fields = json.loads(line)

    assert line == canonical(fields) + b"\n"
    assert set(fields) == {"bytes", "end_us", "frames", "index", "leaf", "offset", "sha256", "start_us"}
    assert parse_line(line, "list", 1).encode() == line


def test_a_tail_sees_only_what_is_new(tmp_path):
    """Followed while it grows, each fragment is given once."""
    file, tail = RecordingFile(tmp_path / "one.mp4"), FragmentTail(tmp_path / "one.mp4")
    seen = [line.index for line in tail.read()]
    for piece in pieces_of(make_film(2, "testsrc")):
        file.append(piece)
        seen += [line.index for line in tail.read()]
    file.close()

    assert seen == [0, 1, 2]


def test_a_journal_is_read_as_it_was_written(tmp_path):
    """Kind and data, as they come."""
    path = journal_path(tmp_path, "hall")
    reader, journal = JournalReader(path), Journal(path)
    assert reader.read() == []
    journal.write("camera.lost", LOST)
    assert reader.read() == [("camera.lost", LOST)]
    journal.write("camera.returned", BACK)
    journal.close()

    assert reader.read() == [("camera.returned", BACK)]
    assert JournalReader(path).read() == [("camera.lost", LOST), ("camera.returned", BACK)]


def test_a_journal_has_one_writer(tmp_path):
    """While one holds it a second is refused; once it is closed, or its process is dead, the next may write."""
    journal = Journal(tmp_path / "hall.journal.jsonl")
    with pytest.raises(FileInUse):
        Journal(tmp_path / "hall.journal.jsonl")
    journal.close()

    Journal(tmp_path / "hall.journal.jsonl").close()


def test_a_torn_last_line_is_left_for_later_and_removed_by_the_next_writer(tmp_path):
    """It was never acknowledged, so nothing follows from it."""
    path = journal_path(tmp_path, "hall")
    journal = Journal(path)
    journal.write("camera.lost", LOST)
    journal.close()
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:-1])

    assert JournalReader(path).read() == [("camera.lost", LOST)]
    again = Journal(path)
    again.write("camera.returned", BACK)
    again.close()
    assert JournalReader(path).read() == [("camera.lost", LOST), ("camera.returned", BACK)]


def test_a_journal_takes_no_event_of_another_shape(tmp_path):
    """A misspelt field never reaches the disk."""
    journal = Journal(tmp_path / "hall.journal.jsonl")
    with pytest.raises(ValueError, match="since"):
        journal.write("camera.lost", {"camera": "hall", "since": 1, "reason": ""})
    journal.close()

    assert (tmp_path / "hall.journal.jsonl").read_bytes() == b""


def test_a_line_that_no_journal_wrote_holds_nothing_up(tmp_path, caplog):
    """It is passed over and named in the program's log; what stands after it is read."""
    path = tmp_path / "hall.journal.jsonl"
    path.write_bytes(b"[1]\n")
    journal = Journal(path)
    journal.write("camera.lost", LOST)
    journal.close()

    assert JournalReader(path).read() == [("camera.lost", LOST)]
    assert "no journal wrote" in caplog.text


def test_a_serial_recording_has_a_line_a_piece(tmp_path):
    """Its text is that of the format, its fragments end at line ends, its journal has start and end."""
    recording = SerialRecording.begin(tmp_path, "s1", "serial")
    events = JournalReader(journal_path(tmp_path / "s1", "serial"))
    ((kind, started),) = events.read()
    epoch = started["epoch_us"]
    recording.append([(">", b"SI\r\n", epoch + 10, 77), ("<", b"S S 1.00 g\r\n", epoch + 20, 87)])
    recording.append([])
    recording.append([("<", b"\x00", epoch + 1_000_000, 99)])
    recording.finish()
    ((_, finished),) = events.read()
    text = (tmp_path / started["file"]).read_text()

    assert kind == "recording.started"
    assert text.splitlines()[0] == f"{epoch + 10} 77 > 53490d0a"
    assert (finished["fragments"], finished["frames"], finished["interrupted"]) == (2, 3, False)
    assert finished["ended_us"] == epoch + 1_000_000
    assert finished["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    lines = FragmentTail(tmp_path / started["file"]).read()
    assert [(line.start_us, line.end_us) for line in lines] == [(10, 20), (1_000_000, 1_000_000)]
    assert SerialRecording.begin(tmp_path, "s1", "serial").name == "s1-serial-0002"
