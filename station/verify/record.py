"""The record inside a bag: the session's entries, its seal, and what the entries say of each recording.

Reading takes nothing on trust: every entry must be canonical and hold what its kind holds, so that whoever comes after
may use the fields without asking again. Whether the record is authentic is `seal`'s question.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from station.formats.entry import Entry
from station.formats.errors import Malformed, VerificationError
from station.formats.merkle import leaf_hash
from station.rules.kinds import UnknownKind, check_data
from station.rules.shapes import WrongShape
from station.verify.layout import ENTRIES

OPENED = "session.opened"
LISTED = "recordings.listed"
SEAL = "session.sealed"
# `{"at":{...},"data":{},"kind":"a.b","v":1}` with both clocks has more. Fewer bytes a line would let a file of line ends fill a
# reader's memory before its first line is refused.
MIN_ENTRY_BYTES = 60
SHORT_BYTES = 1 << 20  # fills nobody's memory, and its first wrong line says more


class EntryUnreadable(VerificationError):
    """An entry's bytes are not an entry; `line` counts from 1 in entries.jsonl."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"{ENTRIES}, line {line}: {reason}")
        self.line = line


@dataclass(frozen=True)
class Progress:
    """What one `recordings.progressed` entry commits for one recording."""

    entry: Entry
    totals: dict[str, Any]


@dataclass
class Facts:
    """All that the entries say of one recording; `finished` and `sealed` are empty until said."""

    started: Entry
    progress: list[Progress] = field(default_factory=list)
    finished: dict[str, Any] = field(default_factory=dict)
    sealed: dict[str, Any] = field(default_factory=dict)
    finished_at: int | None = None  # the number of the entry that says `finished`

    @property
    def recording(self) -> str:
        """The recording's id."""
        return str(self.started.data["recording"])

    @property
    def stream(self) -> str:
        """`camera` or `serial`."""
        return str(self.started.data["stream"])

    @property
    def device(self) -> str:
        """The camera's name, or the line's: `serial` is the scale's, `controller` the furnace's."""
        return str(self.started.data["device"])

    @property
    def epoch_us(self) -> int:
        """The wall clock at media time 0, in microseconds since 1970."""
        return int(self.started.data["epoch_us"])


@dataclass(frozen=True)
class Record:
    """The entries `first` to the seal, in order, with their leaf hashes; the last entry is the seal."""

    entries: tuple[Entry, ...]
    leaves: tuple[bytes, ...]

    @property
    def seal(self) -> Entry:
        """The seal entry."""
        return self.entries[-1]

    @property
    def opened(self) -> Entry | None:
        """The opening of the session; None when the record has none, which `course` calls a failure."""
        return next(self.of_kind(OPENED), None)

    @property
    def sealed_recordings(self) -> list[dict[str, Any]]:
        """The seal's list of recordings, with what of it stands in entries before the seal."""
        return [each for entry in self.of_kind(LISTED, SEAL) for each in entry.data["recordings"]]

    @property
    def session(self) -> str:
        """The session's id."""
        return self.seal.session or ""

    @property
    def first(self) -> int:
        """The number of the first entry."""
        return self.entries[0].index

    def of_kind(self, *kinds: str) -> Iterator[Entry]:
        """Yield the entries of these kinds, in order."""
        return (entry for entry in self.entries if entry.kind in kinds)


def read_record(body: bytes) -> Record:
    """Read entries.jsonl; raise `EntryUnreadable` at the first entry that is not one, or `Malformed`."""
    count = body.count(b"\n")
    if count * MIN_ENTRY_BYTES > max(len(body), SHORT_BYTES):
        raise Malformed(ENTRIES, f"it has {count} lines in {len(body)} bytes, and no entry is as short as that")
    lines = body.split(b"\n")
    if lines.pop() != b"" or not lines:
        raise Malformed(ENTRIES, "it does not end in a whole line")
    # The seal says how many entries come before it, and so gives every line its number.
    seal = _entry(len(lines), lines[-1], 0)
    if seal.kind != SEAL:
        raise EntryUnreadable(len(lines), f"the last entry is {seal.kind}, not the session's seal")
    first = seal.data["last"] + 1 - (len(lines) - 1)
    entries = tuple(_entry(number + 1, line, first + number) for number, line in enumerate(lines))
    return Record(entries, tuple(leaf_hash(line) for line in lines))


def recordings_of(record: Record) -> dict[str, Facts]:
    """Gather the facts of every recording, in order of their start. A second start or a stranger's fact is passed over."""
    facts: dict[str, Facts] = {}
    for entry in record.entries:
        if entry.kind == "recording.started":
            facts.setdefault(entry.data["recording"], Facts(entry))
        elif entry.kind == "recordings.progressed":
            for totals in entry.data["recordings"]:
                if totals["recording"] in facts:
                    facts[totals["recording"]].progress.append(Progress(entry, totals))
        elif entry.kind == "recording.finished" and entry.data["recording"] in facts:
            ended = facts[entry.data["recording"]]
            ended.finished, ended.finished_at = entry.data, entry.index
    for sealed in record.sealed_recordings:
        if sealed["recording"] in facts:
            facts[sealed["recording"]].sealed = sealed
    return facts


def _entry(line: int, body: bytes, index: int) -> Entry:
    try:
        entry = Entry.decode(index, body)
        check_data(entry.kind, entry.data)
    except (VerificationError, UnknownKind, WrongShape) as error:
        raise EntryUnreadable(line, str(error)) from error
    return entry
