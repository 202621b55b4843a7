"""`make day`: 24 hours of one scale at 20 readings a second with random faults, as fast as the decoder goes.

A person puts loads on and takes them off. Between and in the frames come cut frames, noise, frames of other protocols,
and power cycles. The account (tests/fuzz/account.py) holds every reading against what was sent, and the real
`SettledWeight` weighs: every weighing must be of a load that lay there, once, with its exact mass.

`python -m tests.fuzz.day [--readings 1728000] [--protocol NAME] [--seed N]`
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from firmware_bridge.reading import Fault, Reading
from firmware_bridge.simulator.scale import Indication, Plate
from firmware_bridge.simulator.speakers import NAMES
from firmware_bridge.stability import SettledWeight
from tests.emulated import contradiction, decoder_for, plates_of, protocol_of, said, stream
from tests.fuzz.account import Account, Sent

RATE_HZ = 20
DAY = 24 * 3600 * RATE_HZ
# One reading in so many meets a fault; a power cycle is one fault in POWER_SHARE.
FAULT_EVERY, POWER_SHARE = 150, 20
STABLE_US = 1_000_000
PROTOCOLS = ("mt-sics", "mt-continuous/checksum", "yaohua-0")
# Their bytes come in between, as from a wrong cable (but never those of the line's own protocol).
FOREIGN = ("tenso-m/checksum", "radwag", "massa-k", "nci")


class Hands:
    """What the display shows, reading by reading: empty, a load comes, lies, goes."""

    def __init__(self, plate: Plate, chance: random.Random) -> None:
        self._plate, self._chance = plate, chance
        self.load, self.load_mg = 0, 0

    def show(self) -> Iterator[Indication]:
        """Give the display for ever."""
        while True:
            yield from self._still(0, 4 * RATE_HZ)
            self.load += 1
            self.load_mg = (
                self._chance.randrange(40, self._plate.max_mg // self._plate.division_mg) * self._plate.division_mg
            )
            yield from self._moving(0, self.load_mg)
            yield from self._still(self.load_mg, 6 * RATE_HZ)
            yield from self._moving(self.load_mg, 0)

    def _still(self, mass_mg: int, count: int) -> Iterator[Indication]:
        return (_shown(mass_mg, stable=True) for _ in range(count))

    def _moving(self, from_mg: int, to_mg: int) -> Iterator[Indication]:
        step_mg = (to_mg - from_mg) // 10 // self._plate.division_mg * self._plate.division_mg
        return (_shown(from_mg + step_mg * number, stable=False) for number in range(1, 10))


def _shown(mass_mg: int, *, stable: bool) -> Indication:
    return Indication(mass_mg, mass_mg, 0, stable=stable, over=False, under=False, zero_captured=True)


class Day:
    """One line, its account, and the scale's owner who weighs."""

    def __init__(self, name: str, seed: int) -> None:
        self._name, self._chance = name, random.Random(seed)
        self._plate = plates_of(name)[seed % len(plates_of(name))]
        self._hands = Hands(self._plate, self._chance)
        self._decoder = decoder_for(name, self._plate)
        self._frame = lru_cache(maxsize=1_000)(self._frame_of)
        self._settled = SettledWeight(
            stable_us=STABLE_US, min_mg=20 * self._plate.division_mg, max_mg=self._plate.max_mg, period_us=400_000
        )
        self._carried, self._now_us, self._behind_damage = 0, 0, False
        self._weighed, self._weighed_load = 0, 0
        self.account, self.counts = Account(), Counter()

    def run(self, readings: int) -> Iterator[int]:
        """Send and receive; gives how many were sent, now and then, for whoever watches the memory."""
        for number, shown in zip(range(1, readings + 1), self._hands.show(), strict=False):
            self._now_us += 1_000_000 // RATE_HZ
            self._receive(self._next_bytes(*self._frame(shown)))
            if number % (readings // 10) == 0:
                yield number
        for fault in self._decoder.end():
            self.account.receive(fault)
        self.account.close(self._carried)
        self.counts["loads"], self.counts["weighings"] = self._hands.load, self._weighed

    def _frame_of(self, shown: Indication) -> tuple[bytes, Reading]:
        """A frame and its true reading, held against the display itself."""
        frame = said(self._name, self._plate, shown)
        (reading,) = decoder_for(self._name, self._plate).feed(frame)
        wrong = contradiction(self._name, self._plate, shown, reading)
        assert wrong is None, wrong
        return frame, reading

    def _next_bytes(self, frame: bytes, reading: Reading) -> bytes:
        """A frame with what goes wrong before or in it."""
        before, sent = b"", frame
        if self._chance.randrange(FAULT_EVERY) == 0:
            kind = self._chance.choice(("cut", "noise", "foreign"))
            kind = "power" if self._chance.randrange(POWER_SHARE) == 0 else kind
            before, sent = self._fault(kind, frame)
            self.counts[kind] += 1
        start = self._carried + len(before)
        behind = self._behind_damage or bool(before)
        self.account.send(Sent(start, start + len(sent), reading, whole=sent == frame, behind_damage=behind))
        self._behind_damage = sent != frame
        self._carried = start + len(sent)
        return before + sent

    def _fault(self, kind: str, frame: bytes) -> tuple[bytes, bytes]:
        """What comes before a frame, and what is left of it."""
        if kind == "cut":
            return b"", frame[: self._chance.randrange(1, len(frame))]
        if kind == "foreign":
            others = [name for name in FOREIGN if protocol_of(name) is not protocol_of(self._name)]
            frames = stream(self._chance.choice(others), self._chance.randrange(3), 20)[1]
            return b"".join(self._chance.choices(frames, k=self._chance.randrange(1, 4))), frame
        if kind == "power":
            self._now_us += self._chance.randrange(1, 20) * 1_000_000
            return b"\xff\x00\xff\x00\x00", frame
        return self._chance.randbytes(self._chance.randrange(1, 40)), frame

    def _receive(self, data: bytes) -> None:
        """Bytes come in two pieces, as a port may take them."""
        cut = self._chance.randrange(len(data) + 1)
        for item in (*self._decoder.feed(data[:cut]), *self._decoder.feed(data[cut:])):
            if not isinstance(item, Fault) and self.account.receive(item):
                self._weigh(item)
            elif isinstance(item, Fault):
                self.account.receive(item)

    def _weigh(self, reading: Reading) -> None:
        self._settled.feed(reading, self._now_us)
        if self._settled.waiting_for(self._now_us) is None:
            mass = self._settled.take(self._now_us).reading.figure
            assert mass is not None
            assert mass.mass_mg == self._hands.load_mg, f"weighed {mass}, but {self._hands.load_mg} mg lay there"
            assert self._weighed_load != self._hands.load, "one load was weighed twice"
            self._weighed_load = self._hands.load
            self._weighed += 1


def resident_kb() -> int:
    """Memory of this process."""
    return int(Path("/proc/self/status").read_text().split("VmRSS:")[1].split()[0])


def main() -> None:
    """Run days and print their accounts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readings", type=int, default=DAY, help="default %(default)s: 24 hours")
    parser.add_argument("--protocol", action="append", choices=NAMES, metavar="NAME")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 2**32)
    options = parser.parse_args()
    print(f"seed {options.seed}")
    for name in options.protocol or PROTOCOLS:
        day, begun = Day(name, options.seed), time.monotonic()
        memory = [resident_kb() for _ in day.run(options.readings)]
        print(f"{name}: {day.account}")
        print(f"  {dict(day.counts)}, in {time.monotonic() - begun:.0f} s")
        print(f"  memory after a tenth {memory[0]} kB, at the end {memory[-1]} kB", flush=True)


if __name__ == "__main__":
    main()
