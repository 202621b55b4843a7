"""A recording's file and its fragment list, growing together.

The order of one append is the design: fragment, flush, line, flush. A crash between the two leaves a whole fragment that the list
does not name, and a crash before leaves a torn one; `recover` mends both. What the list names is on the disk, and is
never written again.
"""

import hashlib
from pathlib import Path
from typing import Any

from station.durable import AppendOnlyFile
from station.formats.fragment_lines import FragmentLine
from station.formats.merkle import leaf_hash
from station.formats.mp4 import Fragment
from station.streams.fragment_list import Totals, list_path
from station.streams.journal import open_lines


class RecordingFile:
    """For one writer and one thread. After any failed append it is only good for `close`; recovery does the rest."""

    def __init__(self, path: Path) -> None:
        self.totals = Totals()
        self._sha256 = hashlib.sha256()
        self._file = AppendOnlyFile(path)
        self._list = open_lines(list_path(path))

    def append(self, piece: Fragment) -> None:
        """Write one whole fragment durably, after the ones before; raise `DiskFull` or `OSError` when it cannot be."""
        offset = self._file.append(piece.data)
        # A crash here leaves a whole fragment without its line; recovery adds the line.
        line = describe(piece, self.totals.fragments, offset)
        self._list.append(line.encode())
        self._sha256.update(piece.data)
        self.totals.add(line)

    def finish(self) -> dict[str, Any]:
        """Close the files; return `fragments`, `bytes`, `frames`, `root` and `sha256` of the whole file."""
        self.close()
        return {**self.totals.as_data(), "sha256": self._sha256.hexdigest()}

    def close(self) -> None:
        """Close the files; what was appended is durable already."""
        self._file.close()
        self._list.close()


def describe(piece: Fragment, index: int, offset: int) -> FragmentLine:
    """Return the list's line for a fragment that stands at `offset` of its file."""
    return FragmentLine(
        index=index,
        offset=offset,
        bytes=len(piece.data),
        frames=piece.frames,
        start_us=piece.start_us,
        end_us=piece.end_us,
        sha256=hashlib.sha256(piece.data).hexdigest(),
        leaf=leaf_hash(piece.data).hex(),
    )
