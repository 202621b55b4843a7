"""The fragment list beside a recording: one line a fragment, written once the fragment itself is on the disk.

docs/format.md, section 4, has the fields. The list can be rebuilt from the recording; it is kept so that a reader need not.
"""

import base64
from pathlib import Path
from typing import Any

from station.formats.fragment_lines import FragmentLine, parse_line
from station.formats.merkle import Frontier
from station.streams.tail import LineTail


def list_path(recording: Path) -> Path:
    """Where the fragment list of a recording's file lies."""
    return recording.with_name(f"{recording.stem}.fragments.jsonl")


class Totals:
    """What a list of fragments adds up to; `end_us` is the media time at which the last frame ended."""

    def __init__(self) -> None:
        self.bytes = self.frames = self.end_us = 0
        self._frontier = Frontier()

    @property
    def fragments(self) -> int:
        """How many fragments were added."""
        return self._frontier.size

    def add(self, line: FragmentLine) -> None:
        """Count one more fragment."""
        self.bytes += line.bytes
        self.frames += line.frames
        if line.frames:  # a text beside the last frame may be stated to last longer than the film
            self.end_us = max(self.end_us, line.end_us)
        self._frontier.push(bytes.fromhex(line.leaf))

    def as_data(self) -> dict[str, Any]:
        """Return the fields of an entry: `fragments`, `bytes`, `frames`, `root` (base64)."""
        root = base64.b64encode(self._frontier.root()).decode()
        return {"fragments": self.fragments, "bytes": self.bytes, "frames": self.frames, "root": root}


class FragmentTail:
    """Follows the fragment list of a recording's file that another process writes."""

    def __init__(self, recording: Path) -> None:
        self._name = list_path(recording).name
        self._lines = LineTail(list_path(recording))
        self._totals = Totals()

    def read(self) -> list[FragmentLine]:
        """Return the fragments that are new."""
        known = self._totals.fragments
        lines = [parse_line(line + b"\n", self._name, known + n) for n, line in enumerate(self._lines.read(), 1)]
        for line in lines:
            self._totals.add(line)
        return lines

    def totals(self) -> dict[str, Any]:
        """Return the totals over all that was read, as `recordings.progressed` has them."""
        return self._totals.as_data()

    @property
    def end_us(self) -> int:
        """The media time at which the last frame ended."""
        return self._totals.end_us
