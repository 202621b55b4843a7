"""Judges a log's entries as they come: their form, the rules of each session, the clocks, the people's signatures, the keys.

The rules are those of `station verify`. An entry that cannot be read leaves the session that it stands in unjudged; with the
next session, judging goes on.
"""

from collections.abc import Iterator, Sequence
from typing import Any, cast

from station.formats.entry import Entry, Moment
from station.formats.errors import VerificationError
from station.formats.merkle import leaf_hash
from station.monitor.past import Newest, Past
from station.rules.kinds import UnknownKind, check_data
from station.rules.shapes import WrongShape
from station.verify.log.chain import NAMES_KEYS, Chain
from station.verify.log.clocks import Clocks
from station.verify.log.history import History
from station.verify.log.people import check_people
from station.verify.log.progress import PROGRESSED, Progress, progress_of, read_progress
from station.verify.log.reader import LogReader
from station.verify.log.tally import Tally
from station.verify.record import OPENED
from station.verify.report import Fault, Verdict
from station.verify.words import words

TURNS = frozenset({OPENED, "batch.ended", "session.closed", "session.sealed"})  # as the station asks its witnesses
US = 1_000_000
KeyEntry = tuple[int, str]  # number and text of an entry that brought other keys


class Judge:
    """Judges the entries of one log in order, from `past.first` on. `told` is how many were judged by an earlier process."""

    def __init__(self, origin: str, past: Past, keys: Sequence[KeyEntry] = (), told: int = 0) -> None:
        self.past, self.keys, self.told, self.size = past, list(keys), told, past.first
        self.newest: Newest | None = None
        self.newest_s = 0  # what the newest entry's clock said
        self.turns: list[
            tuple[int, int]
        ] = []  # turns of sessions: entry, and what its clock said; the follower empties it
        self.chain = Chain(origin)
        for index, text in keys:
            self.chain.take(Entry.decode(index, text.encode()))
        self.chain.tally = Tally()
        self._weighings = past.weighings
        self._replay, self._clocks, self._forms = past.replay(), Clocks(), Tally()
        self._blind = False

    def take(self, index: int, body: bytes) -> Entry | None:
        """Judge the next entry; return it unless it is a second's progress or cannot be read."""
        self.size = index + 1
        try:
            told, at = _read(index, body)
        except (VerificationError, UnknownKind, WrongShape) as error:
            self._unreadable(index, error)
            return None
        self.newest_s = at.unix_us // US
        if isinstance(told, Entry):
            self._follow(told, body)
        if not self._blind:
            self._replay.take(told, leaf_hash(body))
        self._clocks.take(index, told, at.mono_us, at.unix_us)
        return told if isinstance(told, Entry) else None

    def faults(self, reader: LogReader) -> Iterator[tuple[str, Fault]]:
        """Yield what was found since the last call, each with the name of its check; `reader` knows the roots."""
        replay = self._replay
        tallies = {
            "entries": self._forms,
            "sessions": replay.rules,
            "seals": replay.seals,
            "package-numbers": replay.packages,
            "weighing-numbers": replay.weighings,
            "recordings": replay.recordings,
            "clocks": self._clocks.tally,
            "key": self.chain.tally,
        }
        found = [(check, fault) for check, tally in tallies.items() for fault in tally.faults()]
        # all that the check of the people asks a history for are its roots, and the reader has them
        people = check_people(replay.signed, self.chain.origin, cast("History", reader))
        found += [(each.check, Fault(each.text, each.details)) for each in people if each.verdict is Verdict.FAIL]
        self.forget()
        yield from found

    def forget(self) -> None:
        """Drop what was found: an earlier process has told it."""
        replay = self._replay
        replay.rules, replay.seals, replay.packages, replay.weighings, replay.recordings = (Tally() for _ in range(5))
        replay.signed = []
        self._clocks.tally, self.chain.tally, self._forms = Tally(), Tally(), Tally()

    def to_json(self) -> dict[str, Any]:
        """Return what another process needs to go on."""
        return {"told": self.size, "past": self.past.to_json(), "keys": [list(each) for each in self.keys]}

    def _follow(self, entry: Entry, body: bytes) -> None:
        if entry.kind == OPENED:
            self._open(entry)
        elif self.newest is not None and entry.session == self.newest.name:
            self.newest.take(entry)
        if entry.kind == "weighing.recorded":
            self._weighings = entry.data["weighing"]
        if entry.kind in TURNS:
            self.turns.append((entry.index, entry.at.unix_us // US))
        if entry.kind in NAMES_KEYS and entry.index >= self.told:
            before = len(self.chain.eras)
            self.chain.take(entry)
            if len(self.chain.eras) > before:
                self.keys.append((entry.index, body.decode()))

    def _open(self, entry: Entry) -> None:
        """Let the session before become the past."""
        if self.newest is not None:
            self.past.sessions.append((self.newest.name, self.newest.goods))
        self.past.first, self.past.weighings = entry.index, self._weighings
        self.past.begins_anew = self._replay.life.begins_anew
        if self._blind:
            self._replay, self._blind = self.past.replay(), False
        self.newest = Newest(entry)

    def _unreadable(self, index: int, error: Exception) -> None:
        self._blind = True
        text = words(
            "Entry {index} is none: {error} What follows it in its session cannot be held against the rules.",
            index=index,
            error=str(error),
        )
        self._forms.add(Fault(text, {"entry": index}))


def _read(index: int, body: bytes) -> tuple[Entry | Progress, Moment]:
    """Read an entry of a known kind and shape; raise what says why it is none."""
    read = read_progress(index, body)
    if read is not None:
        return read
    entry = Entry.decode(index, body)
    check_data(entry.kind, entry.data)
    return (progress_of(entry) if entry.kind == PROGRESSED else entry), entry.at
