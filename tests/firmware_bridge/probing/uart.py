"""A serial line at the level of its bits: what a receiver makes of bytes that a sender sent at other settings.

The line is idle (1) between bytes. A byte is a start bit 0, its bits from the lowest, the parity bit if there is one,
and stop bits 1. The receiver waits for a falling edge and samples in the middle of each of its own bits. As under
Linux without input checks, it passes on bytes with a wrong parity or stop bit as they are.
"""

from bisect import bisect_right
from dataclasses import dataclass

from firmware_bridge.events import Moment
from firmware_bridge.probing.hints import Word
from firmware_bridge.settings import LineSettings
from firmware_bridge.simulator.scale import Plate, Scale
from firmware_bridge.simulator.speakers import speaker

# A whole number of ticks in a bit of every speed, and in half of it.
TICKS_PER_S = 115_200 * 24
# How fast a finger is.
PRINT_US = 500_000


@dataclass(frozen=True)
class Way:
    """One end's settings."""

    baudrate: int
    word: Word

    @property
    def bit(self) -> int:
        """Ticks a bit."""
        return TICKS_PER_S // self.baudrate


def bits_of(byte: int, word: Word) -> list[int]:
    """All bits of one byte, in the order in which they travel."""
    data = [byte >> place & 1 for place in range(word.bytesize)]
    parity = {"N": [], "E": [sum(data) % 2], "O": [1 - sum(data) % 2]}[word.parity]
    return [0, *data, *parity, *[1] * word.stopbits]


def waveform(data: bytes, way: Way) -> tuple[list[int], list[int]]:
    """The times at which the line changes, and its level from then on."""
    times, levels, now = [0], [1], 20 * way.bit
    for byte in data:
        for bit in bits_of(byte, way.word):
            if bit != levels[-1]:
                times.append(now)
                levels.append(bit)
            now += way.bit
    return times, levels


def received(data: bytes, sender: Way, receiver: Way) -> bytes:
    """What the receiver's driver hands over."""
    times, levels = waveform(data, sender)

    def level(at: int) -> int:
        return levels[bisect_right(times, at) - 1]

    got, now = bytearray(), 0
    while (start := next((t for t, low in zip(times, levels, strict=True) if t >= now and not low), None)) is not None:
        middle = start + receiver.bit // 2
        sampled = [level(middle + place * receiver.bit) for place in range(1, receiver.word.bytesize + 1)]
        got.append(sum(bit << place for place, bit in enumerate(sampled)))
        # Half a bit into the stop bit it looks for the next start bit; the parity bit lies between.
        places = 1 + receiver.word.bytesize + (receiver.word.parity != "N")
        now = middle + places * receiver.bit
    return bytes(got)


class ModelScale:
    """A simulated scale behind such a line, with a clock of its own: hours of it take no time.

    Give `open` to the probe. A `strict` scale ignores a question whose parity is wrong; others answer it all the same.
    """

    def __init__(
        self, name: str, way: Way, plate: Plate | None = None, *, asked: bool = False, strict: bool = True
    ) -> None:
        self.now_us = 0
        self.way, self._strict = way, strict
        self.scale = Scale(plate or Plate(), settle_us=0, clock=lambda: self.now_us)
        self._speaker = speaker(name, self.scale, asked=asked)
        self.sent = b""
        self.prints = False
        self.opened: list[Way] = []

    def open(self, settings: LineSettings) -> "ModelLine":
        """Open the line with these settings."""
        self.opened.append(Way(settings.baudrate, Word(settings.bytesize, settings.parity, settings.stopbits)))
        return ModelLine(self, self.opened[-1])

    def hear(self, data: bytes, port: Way) -> bytes:
        """Take what the port sent; give what the port then receives."""
        self.sent += data
        wrong = self._strict and self.way.word.parity not in {port.word.parity, "N"}
        return self._speaker.hear(b"" if wrong else received(data, port, self.way), self.now_us)

    def tick(self) -> bytes:
        """Let 20 ms pass. While it `prints`, somebody presses its print key twice a second."""
        self.now_us += 20_000
        pressed = self.prints and self.now_us % PRINT_US == 0
        return self._speaker.hear(b"Q\r\n", self.now_us) if pressed else self._speaker.tick(self.now_us)


class ModelLine:
    """An open line to a model scale."""

    def __init__(self, scale: ModelScale, port: Way) -> None:
        self._scale, self._port = scale, port
        self._answer = b""

    def read(self) -> tuple[bytes, Moment]:
        """What arrived in 20 ms."""
        said = self._answer + self._scale.tick()
        self._answer = b""
        heard = received(said, self._scale.way, self._port)
        return heard, Moment(self._scale.now_us, self._scale.now_us)

    def write(self, data: bytes) -> None:
        """Send."""
        self._answer += self._scale.hear(data, self._port)

    def close(self) -> None:
        """Nothing is held."""
