"""The mechanics of a simulated scale: a load that settles, zero, tare, and the limits of R 76.

Written from the standard's rules and nothing else; it shares no code with the decoders. Masses are integer milligrams,
times monotonic microseconds.
Limits: the load settles in a straight line, and the rounding has no hysteresis.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

# R 76: no indication above Max + 9 e, none below -20 d.
OVER_DIVISIONS = 9
UNDER_DIVISIONS = 20
# R 76: the zero key reaches 4 % of Max, the zero at switch-on 20 %.
ZERO_KEY_PERCENT = 4
FIRST_ZERO_PERCENT = 20


@dataclass(frozen=True)
class Plate:
    """What the scale's plate says; `unit` is the one it displays."""

    max_mg: int = 6_000_000
    division_mg: int = 100
    unit: str = "g"
    model: str = "SIM6000"
    software: str = "1.00"
    serial: str = "SIM-0001"

    def __post_init__(self) -> None:
        if str(self.division_mg).rstrip("0") not in {"1", "2", "5"} or self.max_mg < self.division_mg:
            raise ValueError("a division is 1, 2 or 5 with zeros (R 76), and not above Max")

    @property
    def unit_mg(self) -> int:
        """Milligrams in the displayed unit."""
        return {"mg": 1, "g": 1_000, "kg": 1_000_000, "t": 1_000_000_000}[self.unit]

    @property
    def decimals(self) -> int:
        """Digits after the point: as many as the division needs."""
        return next(count for count in range(10) if self.division_mg * 10**count % self.unit_mg == 0)

    def counts(self, mass_mg: int) -> int:
        """A mass without its sign and point: 12.30 as 1230."""
        counts: int = abs(mass_mg) * 10**self.decimals // self.unit_mg
        return counts

    def number(self, mass_mg: int) -> str:
        """A mass without its sign, as the display writes it: 0.5, 12.30, 1200."""
        whole, part = divmod(self.counts(mass_mg), 10**self.decimals)
        return f"{whole}.{part:0{self.decimals}d}" if self.decimals else str(whole)


@dataclass(frozen=True)
class Indication:
    """What the display shows at one moment, rounded to the division; `net_mg` is gross less tare."""

    gross_mg: int
    net_mg: int
    tare_mg: int
    stable: bool
    over: bool
    under: bool
    zero_captured: bool

    @property
    def is_net(self) -> bool:
        """Whether a tare is taken off."""
        return self.tare_mg != 0

    @property
    def value_mg(self) -> int:
        """The value on the display: net when there is a tare, else gross."""
        return self.net_mg if self.is_net else self.gross_mg


class Scale:
    """A platform to put loads on. Safe to use from several threads."""

    def __init__(self, plate: Plate, *, settle_us: int, clock: Callable[[], int] | None = None) -> None:
        self.plate, self._settle_us = plate, settle_us
        self._clock = clock or (lambda: time.monotonic_ns() // 1_000)
        self._lock = threading.RLock()
        self._from_mg = self._to_mg = 0
        self._moved_us = self._clock() - settle_us
        self._zero_mg = self._tare_mg = 0
        self._zero_captured = True

    def put(self, mass_mg: int) -> None:
        """Change the load on the platform to this; it begins to settle."""
        with self._lock:
            self._from_mg, self._moved_us, self._to_mg = self._load_mg(), self._clock(), mass_mg

    def show(self) -> Indication:
        """Read the display."""
        with self._lock:
            gross_mg, division_mg = self._rounded(self._load_mg() - self._zero_mg), self.plate.division_mg
            return Indication(
                gross_mg=gross_mg,
                net_mg=gross_mg - self._tare_mg,
                tare_mg=self._tare_mg,
                stable=self._clock() - self._moved_us >= self._settle_us,
                over=gross_mg > self.plate.max_mg + OVER_DIVISIONS * division_mg,
                under=gross_mg < -UNDER_DIVISIONS * division_mg,
                zero_captured=self._zero_captured,
            )

    def zero(self) -> str:
        """Press the zero key: "A" done, "+" or "-" beyond its reach, "I" in motion. Done, it clears the tare too."""
        with self._lock:
            if not self.show().stable:
                return "I"
            reach_mg, load_mg = self.plate.max_mg * ZERO_KEY_PERCENT // 100, self._load_mg()
            if abs(load_mg) > reach_mg:
                return "+" if load_mg > 0 else "-"
            self._zero_mg, self._tare_mg, self._zero_captured = load_mg, 0, True
            return "A"

    def tare(self) -> str:
        """Press the tare key: "S" done, "+" overload, "-" below zero, "I" in motion."""
        with self._lock:
            shown = self.show()
            if not shown.stable:
                return "I"
            if shown.over or shown.gross_mg < 0:
                return "+" if shown.over else "-"
            self._tare_mg = shown.gross_mg
            return "S"

    def clear_tare(self) -> None:
        """Show gross again."""
        with self._lock:
            self._tare_mg = 0

    def switch_on(self) -> None:
        """Start afresh: no tare, and the load as zero when it is small enough."""
        with self._lock:
            load_mg = self._load_mg()
            self._tare_mg = 0
            self._zero_captured = abs(load_mg) <= self.plate.max_mg * FIRST_ZERO_PERCENT // 100
            self._zero_mg = load_mg if self._zero_captured else 0

    def _load_mg(self) -> int:
        elapsed_us = min(self._clock() - self._moved_us, self._settle_us)
        if elapsed_us >= self._settle_us:
            return self._to_mg
        return self._from_mg + (self._to_mg - self._from_mg) * elapsed_us // self._settle_us

    def _rounded(self, mass_mg: int) -> int:
        division_mg = self.plate.division_mg
        return (mass_mg + division_mg // 2) // division_mg * division_mg
