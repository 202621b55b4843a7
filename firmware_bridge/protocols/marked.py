"""Frames that begin with a mark: what the decoders of such protocols share.

Promise: a mark inside a frame that is not right begins a new frame, so a good frame that follows whole is never lost.
What stands before a mark is told in pieces of `MAX_STRAY_BYTES`.
"""

from abc import abstractmethod

from firmware_bridge.framing import Framing
from firmware_bridge.reading import Fault, Item

# Longer than any frame of these protocols; a line that sends no mark at all must not fill memory.
MAX_STRAY_BYTES = 64
# The longest line end, which some makers put between frames.
MAX_GAP_BYTES = 2


class Marked(Framing):
    """`mark` begins a frame. A decoder says where the frame at the front ends, and what it means.

    `end_byte` closes a frame where its length is not fixed. `gap` are the bytes that may stand before a mark: the rest
    of a line end. They belong to the frame that follows them.
    """

    mark: bytes
    end_byte = b""
    gap = b""

    def _next(self) -> Item | None:
        front = self.held[:MAX_GAP_BYTES]
        start = len(front) - len(front.lstrip(self.gap)) if self.gap else 0
        if not self.held.startswith(self.mark, start):
            return self._stray()
        end = self._end(start)
        if end is None or len(self.held) < end:
            return None
        raw = self.held[:end]
        item = self._frame(raw[start:], raw)
        return self._cut(item, start) if isinstance(item, Fault) else item

    def _cut(self, fault: Fault, start: int) -> Fault:
        """Leave a mark inside a broken frame, also one that its end cuts in two, to the next frame."""
        raw = fault.raw
        restart = raw.find(self.mark, start + 1)
        if restart > 0:
            return Fault("a frame was damaged, or cut by the start of the next", raw[:restart])
        halves = (self.mark[:size] for size in range(len(self.mark) - 1, 0, -1))
        half = next((half for half in halves if raw.endswith(half)), b"")
        return Fault(fault.reason, raw.removesuffix(half))

    def _end(self, start: int) -> int | None:
        """Give the place after the frame that begins at `start`, None while it cannot be known."""
        limit = start + MAX_STRAY_BYTES
        return self.held.find(self.end_byte, start, limit) + 1 or limit

    @abstractmethod
    def _frame(self, frame: bytes, raw: bytes) -> Item:
        """Give the meaning of one frame that begins with the mark; a Fault when it is not right."""

    def _stray(self) -> Fault | None:
        """Bytes before a mark. A mark that the window cuts in two stays for the next frame."""
        window = MAX_STRAY_BYTES + len(self.mark) - 1
        start = self.held.find(self.mark, 1, window)
        if start < 0 and len(self.held) < window:
            return None
        raw = self.held[: start if start > 0 else MAX_STRAY_BYTES]
        return Fault(f"bytes outside a frame: {why_not(raw)}", raw)


def why_not(raw: bytes) -> str:
    """Say what bytes that are no frame can mean."""
    if raw.isascii():
        return "noise, a frame that lost bytes, or another protocol"
    return "the eighth bit is set: noise, or the wrong speed, parity or number of bits"
