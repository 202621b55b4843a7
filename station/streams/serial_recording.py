r"""The serial line's bytes as a recording: text, one line a piece of bytes with both clocks (docs/format.md section 4).

`<unix_us> <mono_us> <direction> <hex>\n`. A fragment is what was handed over at once, so it ends at a line's end; its frames
are its lines.
"""

import time
from collections.abc import Sequence
from pathlib import Path

from station import durable
from station.formats.mp4 import Fragment
from station.streams.history import History, recording_name
from station.streams.journal import Journal, JournalReader, journal_path
from station.streams.recording_file import RecordingFile

Chunk = tuple[str, bytes, int, int]  # direction (`<` from the scale, `>` to it), bytes, unix_us, mono_us


class SerialRecording:
    """A growing serial recording. For one thread at a time; `append` is durable when it returns."""

    def __init__(self, name: str, epoch_us: int, file: RecordingFile, journal: Journal) -> None:
        self.name = name
        self._epoch_us, self._file, self._journal = epoch_us, file, journal

    @classmethod
    def begin(cls, recordings: Path, session: str, device: str) -> "SerialRecording":
        """Start a session's next serial recording; those before it must be finished or recovered."""
        folder = recordings / session
        durable.make_folder(folder)
        path = journal_path(folder, device)
        name = recording_name(session, device, History.of(JournalReader(path).read()).next_number)
        epoch_us = time.time_ns() // 1000
        journal = Journal(path)
        file = f"{session}/{name}.txt"
        # A crash after this line leaves a recording without a file: recovery makes it an empty one.
        journal.write(
            "recording.started",
            {
                "recording": name,
                "stream": "serial",
                "device": device,
                "file": file,
                "media": "text/plain",
                "way": "bytes",
                "batch": None,
                "epoch_us": epoch_us,
                "first_frame": 0,
                "width": 0,
                "height": 0,
                "codec": "",
            },
        )
        return cls(name, epoch_us, RecordingFile(recordings / file), journal)

    def append(self, chunks: Sequence[Chunk]) -> None:
        """Write what went over the line as one fragment; an empty sequence writes nothing."""
        text = "".join(f"{unix_us} {mono_us} {way} {data.hex()}\n" for way, data, unix_us, mono_us in chunks)
        for piece in serial_fragments(text.encode(), self._epoch_us):
            self._file.append(piece)

    def abandon(self) -> None:
        """Let go of the files without an end; recovery finishes them."""
        self._file.close()
        self._journal.close()

    def finish(self) -> None:
        """Close the recording and journal its totals."""
        ended_us = self._epoch_us + self._file.totals.end_us
        end = {"recording": self.name, "ended_us": ended_us, "interrupted": False, "torn": None}
        self._journal.write("recording.finished", {**end, **self._file.finish()})
        self._journal.close()


def serial_fragments(data: bytes, epoch_us: int) -> list[Fragment]:
    """Return the whole lines of `data` as one fragment, or nothing when there is no whole line."""
    whole = data[: data.rfind(b"\n") + 1]
    lines = whole.splitlines()
    times = [max(0, _unix_us(line, epoch_us) - epoch_us) for line in lines]
    if not lines:
        return []
    return [Fragment(data=whole, offset=0, frames=len(lines), start_us=min(times), end_us=max(times))]


def _unix_us(line: bytes, epoch_us: int) -> int:
    # A power cut may leave zeros where a line was; they are kept, and stand at the recording's start.
    first = line.split(b" ", 1)[0]
    return int(first) if first.isdigit() else epoch_us
