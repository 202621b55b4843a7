"""One look at a log: fetch the newest checkpoint, hold it against what was kept, read what is new, check who signed it.

Nothing is believed before the end: entries may bring the key that signs them, so they are judged first, and what was found in
them counts only when the signature holds. A look that fails leaves everything as it was.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

from station.formats.cosignature import parse_verifier
from station.formats.errors import VerificationError
from station.formats.merkle import consistency_proof
from station.monitor.alarms import Alarm, Kind
from station.monitor.evidence import Pair
from station.monitor.judge import Judge
from station.monitor.memory import Kept, Memory
from station.monitor.notices import notice_of
from station.monitor.past import Past
from station.verify.log.chain import check_key, open_fully
from station.verify.log.history import History
from station.verify.log.reader import HistoryBroken, LogReader, Rollback, SplitView, open_signed
from station.verify.log.source import LogSource, NotThere, SourceError, Unreachable
from station.verify.report import Verdict

MAX_NOTICES = 100  # of one look, the newest; a first look at an old log must not tell its life
MAX_ALARMS = 200
NOTED = {"seals": "sealed-without-quorum", "key": "key-changed", "sessions": "log-continued"}  # by check
AT_ONCE = 256  # entries between two collections of what was found


class Trouble(Exception):
    """The look failed, with an alarm; `pair` is the evidence, where there is some."""

    def __init__(self, kind: Kind, text: str, pair: Pair | None = None, **details: Any) -> None:
        super().__init__(text)
        self.alarm, self.pair = Alarm(kind, text, details=details), pair


@dataclass
class Found:
    """What new entries told: alarms, and notices as (event, text, entry); `untold` counts what was too much."""

    alarms: list[Alarm] = field(default_factory=list)
    notices: deque[tuple[str, str, int]] = field(default_factory=lambda: deque(maxlen=MAX_NOTICES))
    untold: int = 0

    def alarm(self, check: str, text: str, details: dict[str, Any]) -> None:
        """Take something that is wrong with the record."""
        if len(self.alarms) == MAX_ALARMS:
            self.untold += 1
        else:
            subject = f"{check} {details.get('entry', text)}"
            self.alarms.append(Alarm(Kind.BROKEN, text, subject, {"check": check, **details}))

    def notice(self, event: str, text: str, entry: int) -> None:
        """Take a notice; of too many, the oldest goes."""
        self.untold += len(self.notices) == MAX_NOTICES
        self.notices.append((event, text, entry))


@dataclass(frozen=True)
class Looked:
    """A look that went well. `pinned` are keys that were taken on trust just now."""

    reader: LogReader
    judge: Judge
    kept: Kept
    found: Found
    pinned: tuple[str, ...] = ()


class Looker:
    """Looks at one log, again and again. `given` are the keys that the user gave, of whatever logs."""

    def __init__(self, memory: Memory, given: Sequence[str]) -> None:
        self._memory, self._given = memory, tuple(given)
        self._judge: Judge | None = None
        self._reader: LogReader | None = None
        self._eras_checked = 0
        self.known: tuple[str, ...] = ()  # the log's keys of all times, as far as it was read

    def look(self, source: LogSource) -> Looked | None:
        """Look once; None while the log is empty. Raise `Trouble`."""
        judge, self._judge = self._judge, None  # what fails half-way is restored from what is stored
        shown = self._fetch(source)
        if shown.checkpoint.size == 0 and self._memory.kept is None:
            return None
        judge = judge or self._restore(shown)
        self._learn(judge)
        looked = _translated(partial(self._take, source, shown, judge), shown)
        self._learn(judge)
        self._judge, self._reader = looked.judge, looked.reader
        return looked

    def _fetch(self, source: LogSource) -> Kept:
        try:
            data = source.checkpoint()
        except SourceError as error:
            raise Trouble(Kind.UNREACHABLE, str(error)) from error
        try:
            shown = Kept.read(data)
        except VerificationError as error:
            raise Trouble(Kind.BAD_SIGNATURE, f"What the address shows is no signed checkpoint: {error}") from error
        kept = self._memory.kept
        if kept is not None and kept.checkpoint.origin != shown.checkpoint.origin:
            text = f"This address showed the log {kept.checkpoint.origin}; now it shows {shown.checkpoint.origin}."
            raise Trouble(Kind.OTHER_LOG, text)
        return shown

    def _learn(self, judge: Judge) -> None:
        self.known = tuple(key for era in judge.chain.eras for key in era.keys.format().split())

    def _restore(self, shown: Kept) -> Judge:
        saved = self._memory.progress
        if saved is None:
            return Judge(shown.checkpoint.origin, Past())
        keys = [(index, text) for index, text in saved["keys"]]
        return Judge(shown.checkpoint.origin, Past.from_json(saved["past"]), keys, saved["told"])

    def _take(self, source: LogSource, shown: Kept, judge: Judge) -> Looked:
        unsigned = _signature_trouble(shown, judge)
        self._check_size(shown, judge, unsigned)
        try:
            reader = self._reader_at(source, shown)
            self._check_history(reader, shown, unsigned)
            found = _judge_new(reader, judge)
        except VerificationError as error:
            if unsigned is not None:  # files that nobody signed prove nothing against the station
                raise unsigned from error
            raise
        unsigned = _signature_trouble(shown, judge)  # the new entries may have brought the key
        if unsigned is not None:
            raise unsigned
        return Looked(reader, judge, shown, found, self._check_keys(source, reader, judge))

    def _check_size(self, shown: Kept, judge: Judge, unsigned: Trouble | None) -> None:
        """Judge a log that has not grown by its checkpoint alone: its tiles may be gone."""
        kept = self._memory.kept
        if kept is None or shown.checkpoint.size > kept.checkpoint.size:
            return
        if not judge.chain.eras and shown.checkpoint != kept.checkpoint:
            unsigned = _stranger(shown, self._memory.keys)
        if unsigned is not None:
            raise unsigned
        pair = Pair(kept.note, shown.note)
        if shown.checkpoint.size < kept.checkpoint.size:
            raise _broken(Rollback(kept.checkpoint, shown.checkpoint), pair)
        if shown.checkpoint.root != kept.checkpoint.root:
            raise _broken(SplitView(kept.checkpoint, shown.checkpoint, shown.checkpoint.root), pair)

    def _reader_at(self, source: LogSource, shown: Kept) -> LogReader:
        if self._reader is not None and self._reader.checkpoint == shown.checkpoint:
            return self._reader
        return LogReader(source, shown.note, shown.checkpoint)

    def _check_history(self, reader: LogReader, shown: Kept, unsigned: Trouble | None) -> None:
        kept = self._memory.kept
        if kept is None:
            return
        try:
            reader.consistency(kept.checkpoint)
        except HistoryBroken as error:
            if unsigned is not None:
                raise unsigned from error
            raise _broken(error, pair_of(kept.note, shown.note, kept.checkpoint.size, reader)) from error

    def _check_keys(self, source: LogSource, reader: LogReader, judge: Judge) -> tuple[str, ...]:
        """Hold the log's keys to those given, or kept; without any, take its first ones on trust and return them."""
        chain, size = judge.chain, reader.checkpoint.size
        trusted = self._given or self._memory.keys
        if trusted and self._eras_checked == len(chain.eras):
            return ()
        pinned = () if trusted else tuple(chain.eras[0].keys.format().split())
        # of the history, only roots are asked, and the reader has them
        findings = list(check_key(chain, size, cast("History", reader), source, trusted or pinned))
        failed = [str(each.text) for each in findings if each.verdict is Verdict.FAIL]
        if failed:
            raise Trouble(Kind.OTHER_KEY, " ".join(failed))
        self._eras_checked = len(chain.eras)
        return pinned


def pair_of(seen: bytes, shown: bytes, size: int, reader: LogReader) -> Pair:
    """Make the evidence that the log shown does not begin with the one seen, of `size` entries."""
    if size > reader.checkpoint.size:
        return Pair(seen, shown)
    return Pair(seen, shown, tuple(consistency_proof(size, reader.checkpoint.size, reader.subtrees())))


def _broken(error: HistoryBroken, pair: Pair) -> Trouble:
    kind = Kind.ROLLBACK if isinstance(error, Rollback) else Kind.SPLIT_VIEW
    return Trouble(kind, str(error), pair, seen=error.old.size, shown=error.new.size)


def _signature_trouble(shown: Kept, judge: Judge) -> Trouble | None:
    """Say what is wrong with the signatures, as far as the log's keys are known; None when they are good."""
    keys = judge.chain.keys_at(shown.checkpoint.size)
    if keys is None:
        unnamed = judge.size >= shown.checkpoint.size
        return (
            Trouble(Kind.OTHER_KEY, "No entry of the log names its key, so nobody can tell who signed it.")
            if unnamed
            else None
        )
    try:
        open_fully(shown.note, keys)
    except VerificationError as error:
        text = f"The checkpoint of {shown.checkpoint.size} entries is not signed as it should be: {error}"
        return Trouble(Kind.BAD_SIGNATURE, text)
    return None


def _stranger(shown: Kept, keys: Sequence[str]) -> Trouble | None:
    """Do the same when no entry was judged yet, with the keys that the log is held to."""
    try:
        open_signed(shown.note, [parse_verifier(each) for each in keys])
    except VerificationError as error:
        return Trouble(Kind.BAD_SIGNATURE, f"The checkpoint is not signed as it should be: {error}")
    return None


def _judge_new(reader: LogReader, judge: Judge) -> Found:
    """Judge the entries up to the reader's size; those that an earlier process told of are judged in silence."""
    found, size = Found(), reader.checkpoint.size
    for index, body in enumerate(reader.bodies(judge.size, max(judge.size, judge.told)), judge.size):
        judge.take(index, body)
    judge.forget()
    if judge.told:
        judge.turns.clear()
    for start in range(judge.size, size, AT_ONCE):
        for index, body in enumerate(reader.bodies(start, min(start + AT_ONCE, size)), start):
            entry = judge.take(index, body)
            said = None if entry is None else notice_of(entry)
            if entry is not None and said is not None:
                found.notice(entry.kind, said, index)
        for check, fault in judge.faults(reader):
            if fault.verdict is Verdict.FAIL:
                found.alarm(check, str(fault.text), fault.details)
            else:
                found.notice(NOTED.get(check, check), str(fault.text), fault.details.get("entry", judge.size - 1))
    return found


def _translated(look: Callable[[], Looked], shown: Kept) -> Looked:
    """Run a look; say in an alarm why it could not be finished."""
    size = shown.checkpoint.size
    try:
        return look()
    except Unreachable as error:
        raise Trouble(Kind.UNREACHABLE, str(error)) from error
    except NotThere as error:
        text = f"The station states a log of {size} entries, but does not show all of it: {error}"
        raise Trouble(Kind.ALTERED, text) from error
    except VerificationError as error:
        text = f"The station states a log of {size} entries, but shows other files: {error}"
        raise Trouble(Kind.ALTERED, text) from error
