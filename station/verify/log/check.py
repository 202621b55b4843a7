"""`verify_log`: a whole published log, checked against itself, the signature on it, and what others have seen of it.

Are all entries there, each in its form, and do they give the tree that was signed? Did every session keep the rules, and is
every number used once? Do the people's cosignatures fit? Is it the log that was shown to others before?

What no check of the log alone can show: that whoever holds the key did not make another one beside it. Only checkpoints kept
by others (`Trust.seen`) and witnesses (`Trust.policy`) tell.
"""

from collections.abc import Iterator
from functools import partial

from station.formats import checkpoint, note
from station.formats.checkpoint import Checkpoint
from station.formats.cosignature import parse_verifier
from station.formats.entry import Entry
from station.formats.errors import VerificationError
from station.verify.log.bundles import Stretch, check_stretch, stretches
from station.verify.log.chain import NAMES_KEYS, Chain, check_key, open_fully
from station.verify.log.clocks import Clocks
from station.verify.log.history import History, root_text
from station.verify.log.others import check_seen, check_witnesses
from station.verify.log.people import check_people
from station.verify.log.pool import in_order
from station.verify.log.reader import open_signed
from station.verify.log.replay import Replay
from station.verify.log.source import LogSource
from station.verify.log.tally import Tally
from station.verify.report import About, Fault, Finding, Report, conclude
from station.verify.report import note as noted
from station.verify.scan import Progress
from station.verify.trust import NOTHING, Trust
from station.verify.words import words


def verify_log(source: LogSource, trust: Trust = NOTHING, progress: Progress | None = None) -> Report:
    """Check a published log against itself, and against what the reader brings along.

    `progress` is told of entries checked and of all entries. Whatever is wrong is in the report, also when the log cannot be
    had at all.
    """
    try:
        witnessed = source.witnessed() if trust.policy is not None else None  # first: the log may grow meanwhile
        data = source.checkpoint()
        stated = checkpoint.parse(note.parse(data).text)
    except VerificationError as error:
        fault = Fault(words("There is no checkpoint that can be read: {error}", error=str(error)))
        return Report(None, tuple(conclude("checkpoint", "", [fault])), bool(trust.keys), about=About.LOG)
    audit = _Audit(source, stated)
    audit.read(progress)
    return Report(None, tuple(audit.findings(data, witnessed, trust)), bool(trust.keys), about=About.LOG)


class _Audit:
    """One reading of a log, and what it gave."""

    def __init__(self, source: LogSource, stated: Checkpoint) -> None:
        self._source, self._stated = source, stated
        self._history = History(source)
        self._replay = Replay()
        self._clocks = Clocks()
        self._chain = Chain(stated.origin)
        self._tiles, self._entries = Tally(), Tally()
        self._replayed = 0

    def read(self, progress: Progress | None) -> None:
        """Read the log from its first entry to its last; stop where neither entries nor hashes can be had."""
        size = self._stated.size
        for stretch in in_order(partial(check_stretch, self._source, size), stretches(size)):
            self._tiles.extend(stretch.tile_faults)
            self._entries.extend(stretch.entry_faults)
            self._history.add(stretch)
            self._follow(stretch)
            if progress is not None:
                progress(self._history.size, size)
            if not stretch.complete:
                break
        if self._replayed == size:
            self._replay.end()
        self._clocks.end()
        self._tiles.extend(self._history.tile_faults())

    def findings(self, data: bytes, witnessed: bytes | None, trust: Trust) -> Iterator[Finding]:
        """Judge what was read."""
        stated, history, chain = self._stated, self._history, self._chain
        passed = words("The checkpoint of {size} entries is signed by {name}.", size=stated.size, name=stated.origin)
        yield from conclude("checkpoint", passed, self._checkpoint_faults(data, trust))
        yield from check_key(chain, stated.size, history, self._source, trust.keys)
        passed = words("The {size} entries give exactly the root that was signed.", size=stated.size)
        yield from conclude("tree", passed, self._tree_faults())
        yield from self._tiles.concluded("tiles", words("Every tile is there and is the one that the entries give."))
        yield from self._entries.concluded(
            "entries", words("All {size} entries have the form of docs/format.md.", size=stated.size)
        )
        yield from self._course()
        yield from check_people(self._replay.signed, stated.origin, history)
        yield from check_witnesses(witnessed or data, trust.policy, chain, history, self._replay.turn)
        yield from check_seen(trust, stated, chain, history)

    def _follow(self, stretch: Stretch) -> None:
        """Replay a stretch, up to the first entry that cannot be read: what comes after it cannot be judged."""
        for told, mono_us, unix_us in zip(stretch.told, stretch.mono_us, stretch.unix_us, strict=True):
            index = told.index if isinstance(told, Entry) else told.entry
            if index != self._replayed:
                return
            self._replay.take(told, stretch.leaves[index - stretch.start])
            self._clocks.take(index, told, mono_us, unix_us)
            if isinstance(told, Entry) and told.kind in NAMES_KEYS:
                self._chain.take(told)
            self._replayed += 1

    def _course(self) -> Iterator[Finding]:
        replay = self._replay
        if self._replayed < self._stated.size:
            text = words(
                "From entry {index} on, which cannot be read, nothing was held against the rules.", index=self._replayed
            )
            replay.rules.add(noted(text, entry=self._replayed))
        passed = words("All {count} sessions kept the rules, one after the other.", count=len(replay.sessions))
        yield from replay.rules.concluded("sessions", passed)
        passed = words("Every seal seals exactly the entries and recordings of its session.")
        yield from replay.seals.concluded("seals", passed)
        yield from replay.recordings.concluded(
            "recordings", words("Every recording starts once, only grows, and is finished.")
        )
        passed = words("No package's number and no seal was used twice in the station's life.")
        yield from replay.packages.concluded("package-numbers", passed)
        passed = words("All {count} weighings are numbered without a break.", count=replay.life.weighings)
        yield from replay.weighings.concluded("weighing-numbers", passed)
        passed = words("The numbered changes of software, settings, instrument and clock have no break.")
        yield from replay.changes.concluded("audit-trail", passed)
        passed = words(
            "All {count} requests of courts are numbered, and each was answered at most once.",
            count=replay.requests.count,
        )
        yield from replay.courts.concluded("court-requests", passed)
        passed = words("The entries' clocks run forward and agree with each other.")
        yield from self._clocks.tally.concluded("clocks", passed)

    def _checkpoint_faults(self, data: bytes, trust: Trust) -> Iterator[Fault]:
        keys = self._chain.keys_at(self._stated.size)
        if keys is not None:
            open_fully(data, keys)
        elif trust.keys:  # a log names its key when the station starts for the first time
            open_signed(data, [parse_verifier(each.strip()) for each in trust.keys])
        else:
            yield noted(words("Its signature was not checked: no entry names a key, and you gave none."))

    def _tree_faults(self) -> Iterator[Fault]:
        stated = self._stated
        if self._history.size < stated.size:
            text = words(
                "The checkpoint is for {size} entries; only {found} of them can be had. "
                "The log was cut off, or not copied whole.",
                size=stated.size,
                found=self._history.size,
            )
            yield Fault(text, {"size": stated.size, "found": self._history.size})
            return
        found = self._history.root_at(stated.size)
        if found != stated.root:
            text = words(
                "The entries give the root {found}, but {root} was signed: entries were changed, added or removed.",
                found=root_text(found),
                root=root_text(stated.root),
            )
            yield Fault(text, {"found": root_text(found), "signed": root_text(stated.root)})
