"""How a simulated scale talks: by itself, when asked, or both. What it writes is each protocol's own file.

Limits: a question is known by its whole bytes, wherever they stand in what was heard; anything else stays unanswered.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from firmware_bridge.simulator.scale import Indication, Plate, Scale

# The indicators send some ten to twenty frames a second.
REPEAT_US = 100_000
# Longer than any question; a line that talks nonsense must not fill memory.
MAX_HEARD_BYTES = 64

# Writes what one indication becomes on the wire; b"" where the instrument says nothing.
Write = Callable[[Plate, Indication], bytes]


class Speaker(Protocol):
    """What the simulated line needs of a protocol. Times are monotonic microseconds."""

    def switch_on(self) -> bytes:
        """Forget the conversation; give the greeting."""

    def hear(self, data: bytes, now_us: int) -> bytes:
        """Take what the other side sent and give the answers."""

    def tick(self, now_us: int) -> bytes:
        """Give what is due without a question."""


@dataclass(frozen=True)
class Speech:
    """One way of one maker: `streams` is what it sends by itself, `answers` what it sends when asked so."""

    streams: Write | None = None
    answers: Mapping[bytes, Write] = field(default_factory=dict)


class FrameSpeaker:
    """Speaks a protocol of separate frames. With `asked` it sends nothing by itself, as a scale can be set."""

    def __init__(self, scale: Scale, speech: Speech, *, asked: bool = False) -> None:
        self._scale = scale
        self._streams = None if asked else speech.streams
        self._answers = speech.answers
        longest_first = sorted(speech.answers, key=len, reverse=True)
        self._question = re.compile(b"|".join(map(re.escape, longest_first))) if longest_first else None
        self._heard = b""
        self._next_us = 0

    def switch_on(self) -> bytes:
        """Forget what was half heard; there is no greeting."""
        self._heard = b""
        return b""

    def hear(self, data: bytes, _now_us: int) -> bytes:
        """Answer every question that is complete."""
        self._heard += data
        said, end = b"", 0
        for question in self._question.finditer(self._heard) if self._question else ():
            said += self._answers[question[0]](self._scale.plate, self._scale.show())
            end = question.end()
        self._heard = self._heard[end:][-MAX_HEARD_BYTES:]
        return said

    def tick(self, now_us: int) -> bytes:
        """Give the next frame when it is due."""
        if self._streams is None or now_us < self._next_us:
            return b""
        self._next_us = now_us + REPEAT_US
        return self._streams(self._scale.plate, self._scale.show())
