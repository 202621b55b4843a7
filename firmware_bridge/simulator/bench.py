"""A simulated scale on a simulated line, running in a thread of its own."""

import threading
import time
from pathlib import Path
from typing import Self

from firmware_bridge.simulator.line import PtyLine
from firmware_bridge.simulator.scale import Plate, Scale
from firmware_bridge.simulator.speakers import speaker

# How often the scale looks at its line.
TICK_S = 0.005

# Noise of a plug-in: idle and break levels, and half a line.
NOISE = b"\xff\x00\xff\x00\x00S S  \x81\x02"


class SimulatedScale:
    """`with SimulatedScale(protocol="mt-sics") as scale: ...; scale.put(1_234_500)`, with masses in milligrams.

    `protocol` is one of `speakers.NAMES`, `checksum` chooses its form with one; `asked` sends nothing without a question.
    `link` is a path for a stable symlink to the device. The keys and faults may be used from any thread.
    """

    def __init__(
        self,
        *,
        protocol: str = "mt-sics",
        plate: Plate | None = None,
        link: Path | None = None,
        checksum: bool = False,
        asked: bool = False,
        settle_us: int = 500_000,
    ) -> None:
        self.scale = Scale(plate or Plate(), settle_us=settle_us)
        self._speaker = speaker(f"{protocol}/checksum" if checksum else protocol, self.scale, asked=asked)
        self._line = PtyLine(link)
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._live, name="simulated scale", daemon=True)
        # Guarded by the lock, like the line and the speaker.
        self._off_until_us: int | None = None
        self._mute_until_us = 0
        self._cuts = 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exit: object) -> None:
        self._stop.set()
        self._thread.join()
        self._line.unplug()

    @property
    def device(self) -> str:
        """The path to open: the link if there is one, else the device of the moment."""
        return self._line.device

    def put(self, mass_mg: int) -> None:
        """Change the load to this many milligrams."""
        self.scale.put(mass_mg)

    def press_zero(self) -> str:
        """Press the zero key on the scale; gives its mark, "A" when done."""
        return self.scale.zero()

    def press_tare(self) -> str:
        """Press the tare key on the scale; gives its mark, "S" when done."""
        return self.scale.tare()

    def clear_tare(self) -> None:
        """Press the key that clears the tare."""
        self.scale.clear_tare()

    def be_silent(self, seconds: float) -> None:
        """Send nothing and hear nothing, like a hung adapter."""
        with self._lock:
            self._mute_until_us = _now_us() + int(seconds * 1_000_000)

    def send_garbage(self) -> None:
        """Put noise on the line."""
        with self._lock:
            self._line.write(NOISE)

    def cut_next(self) -> None:
        """Lose the second half of the next thing that is sent."""
        with self._lock:
            self._cuts += 1

    def power_cycle(self, off_seconds: float) -> None:
        """Switch the scale off and, after this time, on again; the line stays."""
        with self._lock:
            self._off_until_us = _now_us() + int(off_seconds * 1_000_000)

    def unplug(self) -> None:
        """Pull the adapter out of the PC."""
        with self._lock:
            self._line.unplug()

    def replug(self) -> None:
        """Put the adapter back; without a link, `device` is another one."""
        with self._lock:
            self._line.unplug()
            self._line.plug()

    def _live(self) -> None:
        while not self._stop.wait(TICK_S):
            with self._lock:
                self._tick(_now_us())

    def _tick(self, now_us: int) -> None:
        heard = self._line.read()
        if now_us < self._mute_until_us or (self._off_until_us is not None and now_us < self._off_until_us):
            return
        if self._off_until_us is not None:
            self._off_until_us = None
            self.scale.switch_on()
            self._send(self._speaker.switch_on())
            return
        self._send(self._speaker.hear(heard, now_us))
        self._send(self._speaker.tick(now_us))

    def _send(self, data: bytes) -> None:
        if data and self._cuts:
            self._cuts -= 1
            data = data[: len(data) // 2]
        self._line.write(data)


def _now_us() -> int:
    return time.monotonic_ns() // 1_000
