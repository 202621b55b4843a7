"""The account of a line: every reading that the scale meant is delivered once and in order, or its frame met a fault.

Places are offsets in everything that the line carried. What says nothing at the ends of a frame (blanks, line ends, the
marks of an idle line) may be told with its neighbour. A delivered reading must be exactly a frame that was sent whole,
or one that was damaged and still tells the truth (a lost line end); anything else counts as invented and fails at once.
An intact frame may be lost only directly behind damage, where it cannot be told from it.
"""

from collections import deque
from dataclasses import dataclass

from firmware_bridge.reading import Fault, Item, Reading

_EDGES = b" \r\n\xff"


class InventedError(AssertionError):
    """A reading that the scale did not send."""


class LostError(AssertionError):
    """A good frame that no damage explains was not delivered."""


@dataclass(frozen=True)
class Sent:
    """One frame on the line: what it means, and whether it or the bytes directly before it are damaged."""

    start: int
    end: int
    reading: Reading
    whole: bool
    behind_damage: bool


@dataclass
class Account:
    """Counts of a day."""

    meant: int = 0
    delivered: int = 0
    delivered_damaged: int = 0
    lost_damaged: int = 0
    lost_behind_damage: int = 0
    faults: int = 0

    def __post_init__(self) -> None:
        self._open: deque[Sent] = deque()
        self._place = 0

    def send(self, sent: Sent) -> None:
        """Note a frame that goes out."""
        self.meant += 1
        self._open.append(sent)

    def receive(self, item: Item) -> bool:
        """Hold an item against what was sent. True when it is a reading. Raises InventedError and LostError."""
        start, self._place = self._place, self._place + len(item.raw)
        if isinstance(item, Fault):
            self.faults += 1
            return False
        self._write_off(start + _core(item.raw)[0])
        if not self._open or not isinstance(item, Reading):
            raise InventedError(f"at byte {start}, nothing was sent: {item}")
        sent = self._open.popleft()
        if _says(item) != _says(sent.reading):
            raise InventedError(f"at byte {start}: {item}, but {sent} was sent")
        before, core = _core(item.raw)
        if sent.whole and (start + before, core) == (
            sent.start + _core(sent.reading.raw)[0],
            _core(sent.reading.raw)[1],
        ):
            self.delivered += 1
        elif not sent.whole and start + before >= sent.start:
            self.delivered_damaged += 1
        else:
            raise InventedError(f"at byte {start}: {item}, but {sent} was sent")
        return True

    def close(self, carried: int) -> None:
        """At the end of the line, after so many bytes, every frame is accounted for."""
        assert self._place == carried
        self._write_off(carried)
        assert self.meant == self.delivered + self.delivered_damaged + self.lost_damaged + self.lost_behind_damage

    def _write_off(self, place: int) -> None:
        """Frames that ended before this place were not delivered."""
        while self._open and self._open[0].end <= place:
            sent = self._open.popleft()
            if not sent.whole:
                self.lost_damaged += 1
            elif sent.behind_damage:
                self.lost_behind_damage += 1
            else:
                raise LostError(f"a good frame was not delivered: {sent}")


def _core(raw: bytes) -> tuple[int, bytes]:
    """What is left without padding, line ends and idle marks at both ends, and how many bytes stand before it."""
    return len(raw) - len(raw.lstrip(_EDGES)), raw.strip(_EDGES)


def _says(reading: Reading) -> tuple[object, ...]:
    """All that a reading tells but the digits' padding."""
    masses = (reading.figure, reading.tare, reading.gross, reading.net)
    told = [figure and (figure.mass_mg, figure.unit, figure.decimals) for figure in masses]
    return (*told, reading.shown_as, reading.stable, reading.condition, reading.tare_kind, reading.at_zero)
