"""The two clocks of every entry, held against each other along the whole log: `station.verify.clocks`, entry by entry.

Within one start of the PC the monotonic clock runs on, and UTC moves against it only as a `clock.stepped` soon after says.
"""

from dataclasses import dataclass

from station.formats.entry import Entry
from station.verify.clocks import NAMING, NOTICED_US, READING_US, SLEW_PPM
from station.verify.log.progress import Progress
from station.verify.log.tally import Tally
from station.verify.report import Fault, note
from station.verify.times import seconds
from station.verify.words import words


@dataclass(frozen=True)
class _Jump:
    """UTC moved before the entry `after`; until an entry explains it, it is in doubt."""

    after: int
    mono_us: int
    moved_us: int
    allowed_us: int

    def announced_by(self, mono_us: int, step_us: int) -> bool:
        return mono_us - self.mono_us <= NOTICED_US and abs(step_us - self.moved_us) <= self.allowed_us

    def fault(self) -> Fault:
        text = words(
            "Between entries {before} and {after} UTC moved by {moved} s against the monotonic clock, and no entry says "
            "that the clock was stepped.",
            before=self.after - 1,
            after=self.after,
            moved=seconds(self.moved_us),
        )
        return Fault(text, {"entries": [self.after - 1, self.after], "moved_us": self.moved_us})


class Clocks:
    """Takes the entries in order, each with its two times in microseconds."""

    def __init__(self) -> None:
        self.tally = Tally()
        self._boot: str | None = None
        self._starts = self._steps = 0
        self._mono_us = self._unix_us = -1
        self._jumps: list[_Jump] = []

    def take(self, index: int, told: Entry | Progress, mono_us: int, unix_us: int) -> None:
        """Hold an entry's clocks against the entry before."""
        anew = self._mono_us < 0
        if isinstance(told, Entry) and told.kind in NAMING:
            anew |= self._boot is not None and self._boot != told.data["boot_id"]
            self._boot = told.data["boot_id"]
        if anew:
            self._start()
        else:
            self._compare(index, mono_us, unix_us)
        self._mono_us, self._unix_us = mono_us, unix_us
        if isinstance(told, Entry) and told.kind == "clock.stepped":
            self._steps += 1
            self._jumps = [each for each in self._jumps if not each.announced_by(mono_us, told.data["step_us"])]

    def end(self) -> None:
        """Say what is known at the log's end; a jump of the last seconds may still be explained by an entry to come."""
        if self._starts > 1:
            text = words(
                "The PC was started anew {count} time(s); for how long it was off, only UTC says.",
                count=self._starts - 1,
            )
            self.tally.add(note(text, starts=self._starts))
        if self._steps:
            self.tally.add(
                note(words("The PC's clock was stepped {count} time(s), as the record says.", count=self._steps))
            )
        for each in self._jumps:
            text = words("UTC moved by {moved} s just before the log's end.", moved=seconds(each.moved_us))
            self.tally.add(note(text, entry=each.after))

    def _start(self) -> None:
        self._starts += 1
        self.tally.extend(each.fault() for each in self._jumps)
        self._jumps = []

    def _compare(self, index: int, mono_us: int, unix_us: int) -> None:
        passed_us = mono_us - self._mono_us
        if passed_us < 0:
            text = words(
                "The monotonic clock runs backwards between entries {before} and {after}.",
                before=index - 1,
                after=index,
            )
            self.tally.add(Fault(text, {"entries": [index - 1, index]}))
            return
        moved_us = unix_us - self._unix_us - passed_us
        allowed_us = READING_US + passed_us * SLEW_PPM // 1_000_000
        if abs(moved_us) > allowed_us:
            self._jumps.append(_Jump(index, mono_us, moved_us, allowed_us))
        elif self._jumps:
            self._expire(mono_us)

    def _expire(self, mono_us: int) -> None:
        old = [each for each in self._jumps if mono_us - each.mono_us > NOTICED_US]
        self.tally.extend(each.fault() for each in old)
        self._jumps = [each for each in self._jumps if each not in old]
