"""When a value may be taken as a weighing (R9).

Promise: `take` gives a weighing only while all of this holds, and says what is missing otherwise:
- the last reading is not older than the line's period, and no hole between the readings was longer;
- for `stable_us` the instrument called the value stable, with the same figure, unit, `shown_as` and tare; where its
  protocol has no such word, the value stood unchanged for the longer `window_us`;
- its condition is ok, its exact mass is known, and Min <= mass <= Max; to a net mass the tare is added, where it is told;
- since the last weighing, and since the line was last lost or found (`forget`), the scale stood below Min for
  `empty_us`, under the tare and `shown_as` of the new weighing, and did not move at the end; where its protocol cannot
  say so, one value stood all that time. Without this the same load could be weighed twice, also by taking the tare
  with the load on and clearing it again. What the empty scale showed is kept as the weighing's `zero`.
Limits: a window of equal values is weaker than the instrument's own word: a load that creeps by less than a division
looks stable. A load that is lifted off and put back is weighed again; that is for the film to show. So is the tare key
pressed with the load on and pressed again where the protocol tells neither the tare nor whether it shows gross or net
(a-and-d, radwag, yaohua-0): there the tared load looks like an empty scale. Where it tells gross or net but no tare,
one net mass under two tares is not told apart.
"""

from collections import deque
from dataclasses import dataclass
from enum import StrEnum

from firmware_bridge.reading import Condition, Reading, ShownAs

# The tare travels apart from the value and may be a good second old; an empty scale must outlast that.
EMPTY_US = 1_500_000


class Waiting(StrEnum):
    """What is missing, in words for the person at the scale."""

    NO_READING = "no reading from the scale"
    OVERLOAD = "the scale is overloaded"
    UNDERLOAD = "the scale is under its zero"
    NOT_EXECUTABLE = "the scale is busy"
    NOT_UNDERSTOOD = "the scale did not understand the question"
    INSTRUMENT_ERROR = "the scale shows an error"
    ZERO_NOT_CAPTURED = "the scale has not set its zero since it was switched on"
    EXPANDED = "the scale is in its expanded display"
    JUMPER_SET = "the board's calibration jumper is set: take it out, and note the event counter"
    UNIT_UNKNOWN = "the unit is unknown or the value is finer than a milligram"
    BELOW_MIN = "the load is below Min"
    LOAD_TO_TAKE_OFF = "take the last load off first"
    ABOVE_MAX = "the load is above Max"
    IN_MOTION = "in motion"
    SETTLING = "stable, but not for long enough yet"


class NotSettledError(Exception):
    """A weighing was asked for while something is missing; `waiting_for` says what."""

    def __init__(self, waiting_for: Waiting) -> None:
        super().__init__(f"no weighing yet: {waiting_for}")
        self.waiting_for = waiting_for


@dataclass(frozen=True)
class Settled:
    """A granted weighing. `raw` holds the lines that came from `first_mono_us` to `last_mono_us`, `stable_us` apart.

    `zero` is what the empty scale showed before the load came.
    """

    reading: Reading
    zero: Reading
    stable_us: int
    first_mono_us: int
    last_mono_us: int
    raw: tuple[bytes, ...]


class SettledWeight:
    """Watches readings and grants weighings. Times are microseconds of one monotonic clock; masses are milligrams."""

    def __init__(
        self,
        *,
        stable_us: int,
        min_mg: int,
        max_mg: int,
        period_us: int,
        window_us: int | None = None,
        empty_us: int = EMPTY_US,
    ) -> None:
        if not 0 < min_mg <= max_mg or min(stable_us, period_us) <= 0:
            raise ValueError(
                "0 < Min <= Max, and the stable time and the period must be above zero: see the scale's plate"
            )
        self._stable_us, self._window_us = stable_us, window_us or stable_us
        self._empty_us, self._period_us = empty_us, period_us
        self._min_mg, self._max_mg = min_mg, max_mg
        self._last: tuple[Reading, int] | None = None
        self._run: deque[tuple[int, bytes]] = deque()
        self._empty_since: int | None = None
        self._zero: Reading | None = None

    def feed(self, reading: Reading, mono_us: int) -> Reading | None:
        """Take the next reading of the line, with the monotonic time at which it arrived.

        Gives the reading of the empty scale when it is seen to be empty since the last weighing, once; None else.
        """
        last, self._last = self._last, (reading, mono_us)
        unbroken = last is not None and mono_us - last[1] <= self._period_us
        if not (unbroken and last and _same(last[0], reading)):
            self._run.clear()
        if reading.stable is not False and reading.condition is Condition.OK:
            self._lengthen(reading, mono_us)
        return self._watch_empty(
            reading, mono_us, unbroken=unbroken and last is not None and _still_empty(last[0], reading)
        )

    def forget(self) -> None:
        """Forget all that was seen: the line was lost or found, and another load or instrument may be at its end."""
        self._last = self._zero = self._empty_since = None
        self._run.clear()

    def waiting_for(self, mono_us: int) -> Waiting | None:
        """Say what is missing at this moment, or None when `take` would grant the weighing."""
        if self._last is None or mono_us - self._last[1] > self._period_us:
            return Waiting.NO_READING
        return _unfit(self._last[0]) or self._out_of_range(self._last[0]) or self._unsettled(self._last[0])

    def take(self, mono_us: int) -> Settled:
        """Grant the weighing. Raises NotSettledError with what is missing."""
        missing, zero = self.waiting_for(mono_us), self._zero
        if missing or self._last is None or zero is None:
            raise NotSettledError(missing or Waiting.NO_READING)
        first, last = self._run[0][0], self._run[-1][0]
        self._zero = self._empty_since = None
        return Settled(self._last[0], zero, last - first, first, last, tuple(raw for _, raw in self._run))

    def _lengthen(self, reading: Reading, mono_us: int) -> None:
        """Keep the shortest end of the run that still proves the time it must last."""
        self._run.append((mono_us, reading.raw))
        while len(self._run) > 1 and mono_us - self._run[1][0] >= self._needed_us(reading):
            self._run.popleft()

    def _needed_us(self, reading: Reading) -> int:
        return self._stable_us if reading.stable else self._window_us

    def _watch_empty(self, reading: Reading, mono_us: int, *, unbroken: bool) -> Reading | None:
        if not self._is_below_min(reading):
            self._empty_since = None
            return None
        if self._empty_since is None or not unbroken:
            self._empty_since = mono_us
        if mono_us - self._empty_since < self._empty_us or reading.stable is False:
            return None
        before, self._zero = self._zero, reading
        return None if before is not None and _shown_alike(before, reading) else reading

    def _is_below_min(self, reading: Reading) -> bool:
        mass_mg = reading.figure.mass_mg if reading.figure else None
        return reading.condition is Condition.OK and mass_mg is not None and mass_mg < self._min_mg

    def _out_of_range(self, reading: Reading) -> Waiting | None:
        if self._is_below_min(reading):
            return Waiting.BELOW_MIN
        if self._zero is None or not _shown_alike(self._zero, reading):
            return Waiting.LOAD_TO_TAKE_OFF
        return Waiting.ABOVE_MAX if _on_the_pan_mg(reading) > self._max_mg else None

    def _unsettled(self, reading: Reading) -> Waiting | None:
        if reading.stable is False:
            return Waiting.IN_MOTION
        return None if self._run[-1][0] - self._run[0][0] >= self._needed_us(reading) else Waiting.SETTLING


def _shown_alike(one: Reading, other: Reading) -> bool:
    """Two readings from the same zero point, as far as the instrument tells."""
    return (one.tare, one.shown_as) == (other.tare, other.shown_as)


def _still_empty(one: Reading, other: Reading) -> bool:
    """Two readings that may belong to one look at the empty scale."""
    # without a word for motion, a load that is put down slowly stays below Min for a while, too
    return _shown_alike(one, other) and (other.stable is not None or one.figure == other.figure)


def _on_the_pan_mg(reading: Reading) -> int:
    """What Max limits: the shown mass, with the tare under a net one where it is told; 0 where there is no mass."""
    mass_mg = reading.figure.mass_mg if reading.figure else None
    tare_mg = reading.tare.mass_mg if reading.tare and reading.shown_as is ShownAs.NET else None
    return (mass_mg or 0) + (tare_mg or 0)


def _same(one: Reading, other: Reading) -> bool:
    """Two readings that continue one run."""
    both_ok = one.condition is other.condition is Condition.OK
    shown = (one.figure, one.shown_as, one.tare, one.stable) == (other.figure, other.shown_as, other.tare, other.stable)
    return both_ok and shown


def _unfit(reading: Reading) -> Waiting | None:
    """Each condition but ok has a `Waiting` of the same name."""
    if reading.condition is not Condition.OK:
        return Waiting[reading.condition.name]
    if reading.figure is None:
        return Waiting.NO_READING
    return Waiting.UNIT_UNKNOWN if reading.figure.mass_mg is None else None
