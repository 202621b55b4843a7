"""A weighing: armed by a command, granted by the instrument alone, recorded by itself.

Between arming and recording no person decides anything: the first value that the instrument calls stable for the configured
time, inside Min and Max, is taken as it was sent.
"""

import threading
import time
from collections.abc import Callable

from firmware_bridge.reading import Figure, Reading
from firmware_bridge.stability import Settled, SettledWeight
from station.recorder.clocks import monotonic_us
from station.recorder.refusals import not_ready
from station.rules.metrology import weighing_bound_mg
from station.rules.shapes import Data

WAKE_S = 0.2  # how often a waiting weighing looks whether the cameras or the scale hold it up


class Weighing:
    """One weighing at a time. Readings are fed by the scale's thread, `wait` is called by the command's."""

    def __init__(self, settled: SettledWeight) -> None:
        self._settled = settled
        self._news = threading.Condition()
        self._armed: object = None  # whoever asked last
        self.granted = 0  # so many weighings were taken,
        self.done_with = 0  # and of so many the entry is written, or was refused
        self.target: str | None = None  # the package on the scale, "residue" or a check weight

    def waiting_for(self) -> str | None:
        """What a weighing would wait for at this moment, in plain words; None when the load may be taken."""
        with self._news:
            return self._settled.waiting_for(monotonic_us())

    def feed(self, reading: Reading, mono_us: int) -> Reading | None:
        """Take a reading from the scale; gives what the empty scale showed, when it was just seen to be empty."""
        with self._news:
            zero = self._settled.feed(reading, mono_us)
            self._news.notify_all()
        return zero

    def forget(self) -> None:
        """Forget what the scale showed, the empty scale too: its line was lost or found."""
        with self._news:
            self._settled.forget()
            self._news.notify_all()

    def wait_for_news(self, timeout_s: float) -> None:
        """Return with the next reading, or after the timeout."""
        with self._news:
            self._news.wait(timeout_s)

    def done(self) -> None:
        """Say that one granted weighing is in the book, or will never be."""
        with self._news:
            self.done_with += 1

    def wait(self, target: str, held_up_by: Callable[[], str | None], timeout_s: int) -> Settled:
        """Arm and wait; raises `Refused` with what it was waiting for when the time is over.

        A new weighing takes over from one that still waits: its console may have gone, and the person at the scale has
        pressed again. `held_up_by` names what else must come first (a camera that is away), or None.
        Whoever is given a weighing says `done` once its entry is written or refused.
        """
        with self._news:
            self._armed = mine = object()
            self.target = target
            try:
                return self._wait(mine, held_up_by, time.monotonic() + timeout_s)
            finally:
                if self._armed is mine:
                    self.target = None

    def _wait(self, mine: object, held_up_by: Callable[[], str | None], until: float) -> Settled:
        while self._armed is mine:
            reason = held_up_by() or self._settled.waiting_for(monotonic_us())
            if reason is None:
                settled = self._settled.take(monotonic_us())
                self.granted += 1
                return settled
            if time.monotonic() > until:
                raise not_ready(
                    f"No weighing: {reason}.",
                    "Put the load on the scale, keep hands and draught away, and give the command again.",
                )
            self._news.wait(WAKE_S)
        raise not_ready("Another weighing was asked for meanwhile.", "Look which package is on the scale.")


def weighing_data(settled: Settled, instrument: Data) -> Data:
    """What an entry keeps of a settled value: figures, unit and decimals as sent, and the exact milligrams.

    Gross, net and tare stand side by side as they were sent, also when they do not add up (R11).
    """
    reading = settled.reading
    figure = reading.figure
    if figure is None or figure.mass_mg is None:  # SettledWeight grants no such reading
        raise ValueError("a settled reading has an exact mass")
    value: Data = {
        "mass_mg": figure.mass_mg,
        "shown_as": reading.shown_as.value,
        "figure": figure.digits,
        "unit": figure.unit,
        "decimals": figure.decimals,
        "tare": figure_data(reading.tare),
        "tare_kind": reading.tare_kind and reading.tare_kind.value,
        "gross": figure_data(reading.gross),
        "net": figure_data(reading.net),
        "board": board_data(reading),
        "zero": figure_data(settled.zero.figure),
        "stability_told": reading.stable is True,
        "stable_us": settled.stable_us,
        "scale": instrument,
        "raw": [line.hex() for line in settled.raw],
    }
    return value | {"bound_mg": weighing_bound_mg(value)}


def board_data(reading: Reading) -> Data | None:
    """Where a signed reading stands in its board's count; None when no board signed it."""
    count = reading.board
    return None if count is None else {"board": count.board, "counter": count.counter, "events": count.events}


def figure_data(figure: Figure | None) -> Data | None:
    """What an entry keeps of one more figure as sent; None when the instrument told none."""
    if figure is None or figure.mass_mg is None:
        return None
    return {"mass_mg": figure.mass_mg, "figure": figure.digits, "unit": figure.unit}
