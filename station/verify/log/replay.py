"""The log replayed from its first entry: which sessions there were, one after the other, and whether each kept the rules.

The rules of a session are the recorder's own (`station.rules`). What goes beyond one session is checked here: that sessions
do not overlap, that each is opened once, and that nothing stands between them that belongs to one.
"""

from dataclasses import dataclass
from typing import Any

from station.formats.entry import Entry
from station.verify.course import STATION_KINDS
from station.verify.log.continued import continued
from station.verify.log.courts import OF_COURTS, Requests
from station.verify.log.life import Life
from station.verify.log.progress import PROGRESSED, Progress
from station.verify.log.running import Running
from station.verify.log.tally import Tally
from station.verify.presented import refusals
from station.verify.record import OPENED, SEAL
from station.verify.report import Fault, note
from station.verify.trail import OF_THE_TRAIL, Trail
from station.verify.words import Words, roles, words

SEAL_COSIGNED = "seal.cosigned"
CONTINUES = "log.continues"
TURNS = frozenset({OPENED, "batch.ended", "session.closed", SEAL})  # what a station shows to its witnesses at once


@dataclass(frozen=True)
class Turn:
    """An entry of the kinds of `TURNS`."""

    index: int
    kind: str
    session: str


@dataclass(frozen=True)
class Signed:
    """A person's cosignature as an entry states it; `key` is the one that the person presented in that session, if any."""

    index: int
    session: str
    data: dict[str, Any]
    key: str | None


@dataclass(frozen=True)
class _Sealed:
    """The newest sealed session, as far as signing its seal needs it."""

    name: str
    seal: int
    keys: dict[str, str]


class Replay:
    """Takes every entry with its leaf hash, in order. What is wrong is in the tallies."""

    def __init__(self) -> None:
        self.rules, self.seals, self.packages, self.weighings, self.recordings, self.changes = (
            Tally() for _ in range(6)
        )
        self.courts, self.requests = Tally(), Requests()
        self.life, self._trail = Life(), Trail(0)
        self.signed: list[Signed] = []
        self.sessions: set[str] = set()
        self.turn: Turn | None = None  # the last one
        self._running: Running | None = None
        self._sealed: _Sealed | None = None

    def take(self, told: Entry | Progress, leaf: bytes) -> None:
        """Take the next entry."""
        if isinstance(told, Entry) and told.kind in TURNS:
            self.turn = Turn(told.index, told.kind, told.session or "")
        if isinstance(told, Entry) and told.kind in OF_THE_TRAIL:
            self.changes.extend(self._trail.take(told, tell=True))
        if isinstance(told, Entry) and told.kind in OF_COURTS:
            self.courts.extend(self.requests.take(told))
        if isinstance(told, Progress):
            self._progress(told)
        elif told.kind == OPENED:
            self._open(told)
        elif self._running is not None and told.session == self._running.name:
            self._in_session(told, self._running)
        else:
            self._outside(told)
        if self._running is not None:
            self._running.tree.push(leaf)

    def end(self) -> None:
        """Say what is still open at the log's end."""
        self.courts.extend(self.requests.unanswered())
        if self._running is not None:
            text = words(
                "Session {session}, opened with entry {first}, is not sealed: it is still running, or was never closed.",
                session=self._running.name,
                first=self._running.first,
            )
            self.rules.add(note(text, session=self._running.name, entry=self._running.first))

    def _progress(self, told: Progress) -> None:
        if self._running is None or told.session != self._running.name:
            self._stray(told.entry, PROGRESSED, told.session)
        else:
            self.recordings.extend(self._running.progress(told))

    def _open(self, entry: Entry) -> None:
        if self._running is not None:
            self._fault(
                entry.index,
                words(
                    "Entry {index} opens session {session} inside session {open}, which is not sealed.",
                    index=entry.index,
                    session=entry.session,
                    open=self._running.name,
                ),
            )
            self.life.ended(self._running.name, self._running.state.packages.values())
        self._running = Running(entry)
        if not self._running.name or self._running.name in self.sessions:
            text = words(
                "Entry {index} opens session {session} a second time.", index=entry.index, session=entry.session
            )
            self._fault(entry.index, text)
        self.sessions.add(self._running.name)
        self.rules.extend(self._running.take(entry))

    def _in_session(self, entry: Entry, running: Running) -> None:
        if entry.kind in {SEAL_COSIGNED, CONTINUES}:
            self._stray(entry.index, entry.kind, entry.session)
            return
        if entry.kind == "checkpoint.cosigned":
            key = running.state.keys.get(entry.data["person"])
            self.signed.append(Signed(entry.index, running.name, entry.data, key))
        elif entry.kind == "package.registered":
            self.packages.extend(self.life.registered(entry, running.name))
        elif entry.kind == "number.refused":
            text = words("A NUMBER WAS TRIED A SECOND TIME, and refused: {told}.", told=refusals([entry]))
            self.packages.add(note(text, entry=entry.index, session=running.name))
        elif entry.kind == "weighing.recorded":
            self.weighings.extend(self.life.weighed(entry))
        about = self.recordings if entry.kind.startswith("recording") else self.rules
        about.extend(running.take(entry))
        if entry.kind == SEAL:
            self._seal(entry, running)

    def _seal(self, seal: Entry, running: Running) -> None:
        self.seals.extend(running.sealed(seal))
        quorum = seal.data["quorum"]
        if quorum["missing"]:
            text = words(
                "SEALED WITHOUT QUORUM: nobody co-signed the closed session {session} as {missing}. The reason given: {reason}.",
                session=running.name,
                missing=roles(quorum["missing"]),
                reason=quorum["reason"],
            )
            self.seals.add(note(text, session=running.name, missing=quorum["missing"], reason=quorum["reason"]))
        self.life.ended(running.name, running.state.packages.values())
        self._sealed = _Sealed(running.name, seal.index, running.state.keys)
        self._running = None

    def _outside(self, entry: Entry) -> None:
        """Take an entry that names no session, or not the open one."""
        if entry.session is not None:
            self._stray(entry.index, entry.kind, entry.session)
        elif entry.kind == SEAL_COSIGNED:
            self._seal_signed(entry)
        elif entry.kind == CONTINUES and entry.index == 0:
            self.life.begins_anew = True
            self.rules.extend(continued(entry))
        elif entry.kind not in STATION_KINDS:
            self._stray(entry.index, entry.kind, None)

    def _seal_signed(self, entry: Entry) -> None:
        sealed, session = self._sealed, entry.data["session"]
        if (
            self._running is not None
            or sealed is None
            or (session, entry.data["size"]) != (sealed.name, sealed.seal + 1)
        ):
            text = words(
                "Entry {index} is a cosignature of the seal of session {session}; only the newest seal can be co-signed, and "
                "only until the next session is opened.",
                index=entry.index,
                session=session,
            )
            self._fault(entry.index, text)
            return
        self.signed.append(Signed(entry.index, session, entry.data, sealed.keys.get(entry.data["person"])))

    def _stray(self, index: int, kind: str, session: str | None) -> None:
        if session is None:
            text = words("Entry {index} ({kind}) is of no session and has no place here.", index=index, kind=kind)
        else:
            text = words(
                "Entry {index} ({kind}) is of session {session}, which is not open there.",
                index=index,
                kind=kind,
                session=session,
            )
        self._fault(index, text)

    def _fault(self, index: int, text: Words) -> None:
        self.rules.add(Fault(text, {"entry": index}))
