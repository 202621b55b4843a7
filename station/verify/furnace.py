"""What a recording of the furnace's line says: the controller's answers to what it was asked, or the board's own lines.

The station reckons the heat of a batch from the recorded bytes with these same functions, so that whoever has the
bytes can reckon it again.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from firmware_bridge.framing import MAX_LINE_BYTES
from firmware_bridge.furnace.registers import RegisterMap
from firmware_bridge.furnace.rounds import Heard, Said, readings_of
from firmware_bridge.protocols import board
from station.formats.entry import Moment
from station.rules.heat import batch_heat
from station.rules.shapes import Data
from station.verify.wire import FROM_SCALE, Piece, pieces_of

# A round of questions and its answers take less: what was said before the fire by more than this has no part in it.
ROUND_US = 10_000_000


def recorded_heat(
    running: Path | None, begun: Sequence[Path], burn: tuple[Moment, Moment], controller: Data, key: bytes | None = None
) -> Data:
    """Reckon the `heat` of `batch.ended` from the recordings of the furnace's line (`rules.heat.batch_heat`).

    `burn` is from `burn.started` to the moment that `heat` names, `controller` the entry's. With the board's `key` only lines
    that it signed count. Raises ValueError when the controller's registers cannot be.
    """
    started, to = burn
    first = [] if running is None else list(_heard_in(running, controller, key, started.mono_us - ROUND_US))
    others = [list(_heard_in(path, controller, key)) for path in begun]
    return batch_heat(first, others, started, to, controller["threshold_mdeg"])


def _heard_in(path: Path, controller: Data, key: bytes | None, since_mono_us: int = 0) -> Iterator[Heard]:
    """The furnace's readings in a recording."""
    pieces = (piece for piece in pieces_of(path) if piece is not None and piece.mono_us >= since_mono_us)
    if controller["registers"] is None:
        return _board_readings(pieces, key)
    registers = RegisterMap.from_data(controller["registers"])
    return readings_of(registers, (Said(p.direction, p.data, p.unix_us, p.mono_us) for p in pieces))


def _board_readings(pieces: Iterator[Piece], key: bytes | None) -> Iterator[Heard]:
    """What the board told of the furnace: signed lines, each with a higher count than the one before it."""
    count = -1
    for piece, line in _lines(pieces):
        said = board.told(line)
        if said is None or said.tag is None or said.board.counter <= count or not (key is None or said.fits(key)):
            continue
        count = said.board.counter
        if said.reading.furnace is not None:
            yield Heard(piece.unix_us, piece.mono_us, said.reading.furnace)


def _lines(pieces: Iterator[Piece]) -> Iterator[tuple[Piece, bytes]]:
    """Each line with the piece that ended it."""
    held = b""
    for piece in pieces:
        if piece.direction != FROM_SCALE:
            continue
        *lines, held = (held + piece.data).split(b"\n")
        held = held[-MAX_LINE_BYTES:]
        for line in lines:
            yield piece, line + b"\n"
