"""One session as the log tells it, from its opening to its seal: the rules, the recordings, the seal."""

import base64
from collections.abc import Iterator
from typing import Any

from station.formats.entry import Entry
from station.formats.merkle import Frontier
from station.rules import moves
from station.rules.session import Session
from station.verify.ledgered import GROWING, SEALED_AS_FINISHED
from station.verify.log.progress import Progress, Totals
from station.verify.report import Fault
from station.verify.words import Term, Words, joined, words


class Running:
    """A session that is not sealed yet. `tree` is over its entries so far; `state` is what the rules know of it."""

    def __init__(self, opened: Entry) -> None:
        self.name = opened.session or ""
        self.first = opened.index
        self.state = Session(session=self.name)
        self.tree = Frontier()
        self.out_of_order = False  # after the first fault the rules would only repeat it in other words
        self._newest: dict[str, Totals] = {}  # by recording, while it runs
        self._started: dict[str, str] = {}  # recording -> file
        self._folded: set[str] = set()  # recordings' names, as a file system may take two for one
        self._finished: dict[str, dict[str, Any]] = {}
        self._listed: list[dict[str, Any]] = []

    def take(self, entry: Entry) -> Iterator[Fault]:
        """Take an entry of the session; yield what is wrong with it."""
        if not self.out_of_order:
            try:
                moves.check(self.state, entry.kind, entry.data)
            except moves.OutOfOrder as error:
                self.out_of_order = True
                text = words("Entry {index} breaks the rules: {error}.", index=entry.index, error=str(error))
                yield Fault(text, {"entry": entry.index, "kind": entry.kind, "session": self.name})
            else:
                self.state.apply(entry.kind, entry.data, entry.index)
        if entry.kind == "recording.started":
            yield from self._start(entry)
        elif entry.kind == "recording.finished":
            yield from self._finish(entry)
        elif entry.kind in {"recordings.listed", "session.sealed"}:
            self._listed += entry.data["recordings"]

    def progress(self, told: Progress) -> Iterator[Fault]:
        """Take what its recordings have grown to."""
        for totals in told.totals:
            yield from self._grow(told.entry, totals)

    def sealed(self, seal: Entry) -> Iterator[Fault]:
        """Hold the seal against the session, whose last entry is the one before it."""
        expected = {
            "first": self.first,
            "last": seal.index - 1,
            "root": base64.b64encode(self.tree.root()).decode(),
        }
        for name, value in expected.items():
            if seal.data[name] != value:
                text = words(
                    "The seal of session {session} (entry {index}) states {name} {stated}; the log gives {found}. "
                    "It does not seal the entries that stand here.",
                    session=self.name,
                    index=seal.index,
                    name=name,
                    stated=seal.data[name],
                    found=value,
                )
                yield Fault(
                    text, {"entry": seal.index, "session": self.name, "stated": seal.data[name], "found": value}
                )
        yield from self._seal_recordings(seal)

    def _start(self, entry: Entry) -> Iterator[Fault]:
        name = entry.data["recording"]
        if name.casefold() in self._folded:
            text = words(
                "Entry {index}: recording {recording} starts a second time.", index=entry.index, recording=name
            )
            yield self._wrong(entry.index, name, text)
        self._folded.add(name.casefold())
        self._started[name] = entry.data["file"]
        self._newest[name] = Totals(name, 0, 0, 0)

    def _finish(self, entry: Entry) -> Iterator[Fault]:
        data = entry.data
        yield from self._grow(entry.index, Totals(data["recording"], data["fragments"], data["bytes"], data["frames"]))
        self._newest.pop(data["recording"], None)
        self._finished[data["recording"]] = data

    def _grow(self, index: int, totals: Totals) -> Iterator[Fault]:
        name = totals.recording
        before = self._newest.get(name)
        if before is None:
            text = words(
                "Entry {index} is about recording {recording}, which is not running.", index=index, recording=name
            )
            yield self._wrong(index, name, text)
            return
        shrunk = [field for field in GROWING if getattr(totals, field) < getattr(before, field)]
        if shrunk:
            text = words(
                "Entry {index}: recording {recording} has become shorter ({fields}).",
                index=index,
                recording=name,
                fields=joined(map(Term, shrunk)),
            )
            yield self._wrong(index, name, text)
        self._newest[name] = totals

    def _seal_recordings(self, seal: Entry) -> Iterator[Fault]:
        for each in self._listed:
            name = each["recording"]
            finished = self._finished.get(name, {})
            differing = [field for field in SEALED_AS_FINISHED if each[field] != finished.get(field)]
            if each["file"] != self._started.get(name):
                differing.append("file")
            if differing:
                text = words(
                    "The seal of session {session} (entry {index}) has recording {recording} otherwise than it was finished: "
                    "{fields}.",
                    session=self.name,
                    index=seal.index,
                    recording=name,
                    fields=joined(map(Term, differing)),
                )
                yield self._wrong(seal.index, name, text)

    def _wrong(self, index: int, recording: str, text: Words) -> Fault:
        return Fault(text, {"entry": index, "recording": recording, "session": self.name})
