"""How bytes become frames: what every decoder keeps, whatever its protocol.

Promise: every byte fed comes back in the `raw` of exactly one item, in order, or is still in `held`; the chunks in
which bytes arrive make no difference. `held` never grows beyond the longest frame and one piece.
"""

import re
from abc import ABC, abstractmethod
from typing import Protocol

from firmware_bridge.reading import Fault, Item, NotANumberError

# A whole capture fed at once is cut into pieces, so that taking frames off its front stays cheap.
PIECE_BYTES = 4_096
# Longer than any line of these protocols; a line that never ends must not fill memory.
MAX_LINE_BYTES = 128
LF = re.compile(rb"\n")
# CR alone is an end once the next byte shows that no LF belongs to it.
LF_OR_CR = re.compile(rb"\n|\r(?=[^\r\n])")


class Decoder(Protocol):
    """What a port needs of a protocol."""

    held: bytes

    def feed(self, data: bytes) -> list[Item]:
        """Take bytes as they came and give what they complete."""

    def end(self) -> list[Fault]:
        """Say that no more bytes will come: what is held is a cut frame."""


class Framing(ABC):
    """Takes items off the front of what has arrived. A decoder says what the next one is."""

    def __init__(self) -> None:
        self.held = b""

    def feed(self, data: bytes) -> list[Item]:
        """Take bytes as they came and give what they complete."""
        items: list[Item] = []
        for start in range(0, len(data), PIECE_BYTES):
            self.held += data[start : start + PIECE_BYTES]
            while self.held and (item := self._next()) is not None:
                self.held = self.held[len(item.raw) :]
                items.append(item)
        return items

    def end(self) -> list[Fault]:
        """Say that no more bytes will come: what is held is a cut frame."""
        cut, self.held = self.held, b""
        return [Fault("the frame was cut before its end", cut)] if cut else []

    @abstractmethod
    def _next(self) -> Item | None:
        """Give the item at the front of `held`, with at least one byte of it as `raw`; None while more must come."""


class Lines(Framing):
    """Lines of printable ASCII. A decoder says what one line, without its end, means.

    `line_end` matches what closes a line. A line that is no text is a Fault, whole; so is one whose value is not a number.
    """

    line_end = LF

    def _next(self) -> Item | None:
        if end := self.line_end.search(self.held, 0, MAX_LINE_BYTES):
            return self._line(self.held[: end.end()])
        if len(self.held) < MAX_LINE_BYTES:
            return None
        reason = f"no line end within {MAX_LINE_BYTES} bytes: check the speed, and how the scale ends its lines"
        return Fault(reason, self.held[:MAX_LINE_BYTES])

    def _line(self, raw: bytes) -> Item:
        body = raw.rstrip(b"\r\n")
        if not (body.isascii() and body.decode("ascii").isprintable()):
            return Fault("bytes that are not text: noise, or the wrong speed or parity", raw)
        try:
            return self._answer(body.decode("ascii"), raw)
        except NotANumberError:
            return Fault("the value is not a number", raw)

    @abstractmethod
    def _answer(self, line: str, raw: bytes) -> Item:
        """Give the meaning of one line; `raw` is the line with its end. May raise NotANumberError."""
