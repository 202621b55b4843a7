"""In which order line settings and questions are tried: what makers deliver first, then what the bytes hint at.

Promise: nothing is tried twice, and nothing is left out. Questions that end like a line come before those that do not:
a scale that waits for a line's end would take a bare letter and the next question for one line.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from firmware_bridge.probing.hints import (
    EIGHT,
    EIGHT_EVEN,
    FEW_BYTES,
    SEVEN_EVEN,
    SEVEN_NONE,
    SEVEN_ODD,
    Word,
    seven_bits,
    times_too_fast,
)
from firmware_bridge.protocols import LineForm, ScaleProtocol

# Most scales are delivered at the first; a slower one shows itself there, and by how much.
COMMON_SPEEDS = (9600, 4800, 2400, 19200, 1200)
RARE_SPEEDS = (57600, 38400, 115_200, 600)
SPEEDS = COMMON_SPEEDS + RARE_SPEEDS
COMMON_WORDS = (EIGHT, SEVEN_EVEN)
RARE_WORDS = (SEVEN_ODD, EIGHT_EVEN, SEVEN_NONE)


class Setting(NamedTuple):
    """A speed and a word."""

    baudrate: int
    word: Word

    def __str__(self) -> str:
        return f"{self.baudrate} {self.word}"


class Waiting:
    """Settings that are still to be tried; a hint brings some to the front."""

    def __init__(self, settings: Sequence[Setting]) -> None:
        self._waiting = deque(dict.fromkeys(settings))

    def __iter__(self) -> Iterator[Setting]:
        while self._waiting:
            yield self._waiting.popleft()

    def prefer(self, settings: Sequence[Setting]) -> None:
        """Bring these to the front, in their order; those that were tried are not tried again."""
        for setting in reversed(dict.fromkeys(settings)):
            if setting in self._waiting:
                self._waiting.remove(setting)
                self._waiting.appendleft(setting)


def listening() -> list[Setting]:
    """Give what to listen with: 8N1 hears every 7-bit word too, so only 8 bits with parity need their own turn."""
    return [Setting(speed, word) for word in (EIGHT, EIGHT_EVEN) for speed in SPEEDS]


def asking(protocols: Sequence[ScaleProtocol]) -> list[Setting]:
    """Give what to ask with: the settings that makers deliver, then all others, the common ones before the rare."""
    return [
        *(_delivered(each) for each in protocols if each.question is not None),
        *_ALSO_DELIVERED,
        *(Setting(speed, word) for word in COMMON_WORDS for speed in COMMON_SPEEDS),
        *(Setting(speed, word) for word in RARE_WORDS for speed in COMMON_SPEEDS),
        *(Setting(speed, word) for word in COMMON_WORDS + RARE_WORDS for speed in RARE_SPEEDS),
    ]


def questions(protocols: Sequence[ScaleProtocol], address: int) -> list[tuple[ScaleProtocol, bytes]]:
    """Give the questions in the order in which to ask them, with and without checksum; none where no such address is."""
    asked: dict[tuple[str, bytes], ScaleProtocol] = {}
    for protocol in protocols:
        for checksum in (False, True):
            with suppress(ValueError):
                if protocol.question is not None:
                    question = protocol.question(LineForm(address=address, checksum=checksum))
                    asked.setdefault((protocol.name, question), protocol)
    found = [(protocol, question) for (_, question), protocol in asked.items()]
    return sorted(found, key=lambda each: not each[1].endswith((b"\r", b"\n")))


def after_noise(data: bytes, setting: Setting) -> list[Setting]:
    """Give what to try next when bytes were heard that no protocol explains."""
    speeds: list[int] = []
    if (times := times_too_fast(data)) is not None:
        slower = [speed for speed in SPEEDS if speed < setting.baudrate]
        speeds = sorted(slower, key=lambda speed: abs(speed - setting.baudrate // times))
    else:
        speeds = sorted(speed for speed in SPEEDS if speed > setting.baudrate)
    return [Setting(speed, setting.word) for speed in speeds]


def after_answer(data: bytes, setting: Setting) -> list[Setting]:
    """Give what to try next when a question was answered and the answer explains nothing: the speed is right, the word not."""
    hinted = seven_bits(data, least=FEW_BYTES)
    return [Setting(setting.baudrate, word) for word in (hinted, *COMMON_WORDS, *RARE_WORDS) if word]


def _delivered(protocol: ScaleProtocol) -> Setting:
    line = protocol.defaults
    return Setting(line.baudrate, Word(line.bytesize, line.parity, line.stopbits))


# Massa-K delivers two: 57600 8N1, and this.
_ALSO_DELIVERED = (Setting(4800, EIGHT_EVEN),)
