"""What the scale's bytes say, by the decoders that the station itself reads them with; they touch no wire.

A weighing's figures are read again from its raw lines, so that the record cannot say otherwise than they do.
Limits: a line of a board that signs its readings is believed as it stands. Its tag can be checked only with the board's key,
which is secret; the log holds the key's commitment.
"""

from collections.abc import Iterable, Sequence

from firmware_bridge.framing import Decoder
from firmware_bridge.protocols import PROTOCOLS, LineForm, board
from firmware_bridge.reading import Condition, Fault, Figure, Item, Reading, Reply
from station.formats.errors import Malformed
from station.rules.shapes import Data

BOARD = board.PROTOCOL.name
# More digits after the point than any scale shows; a record that says a thousand million would fill a reader's memory.
MAX_DECIMALS = 9


class Ear:
    """Hears the line of one instrument, as entries describe it in `scale`.

    Raises `Malformed` for a protocol that the format does not have, or for settings that it cannot have.
    """

    def __init__(self, scale: Data) -> None:
        self._protocol: str = scale["protocol"]
        self._decoder = _decoder(self._protocol, scale["line"])

    def hear(self, data: bytes) -> list[Item]:
        """Take the next bytes from the scale; give what they complete."""
        items = self._decoder.feed(data)
        return [_unproved(item) for item in items] if self._protocol == BOARD else items


def decode(scale: Data, data: bytes) -> list[Item]:
    """Decode a stretch of the scale's line."""
    return Ear(scale).hear(data)


def reading_of(scale: Data, line: bytes) -> Reading | None:
    """The reading that one raw line is, all of it; None when it is none that may be weighed by."""
    items = decode(scale, line)
    if len(items) != 1 or items[0].raw != line:
        return None
    reading = items[0]
    if not isinstance(reading, Reading) or not is_settled(reading):
        return None
    return reading


def is_settled(reading: Reading) -> bool:
    """Whether a weighing may rest on a reading: in range, and not in motion as far as the protocol can say."""
    return reading.condition is Condition.OK and reading.stable is not False


def run_of(items: Sequence[Item], lines: Sequence[bytes | None]) -> range | None:
    """Where these lines are all the readings of a stretch of items, one after another; the last such place, or None."""
    places = [place for place, item in enumerate(items) if isinstance(item, Reading)]
    raws = [items[place].raw for place in places]
    for start in range(len(raws) - len(lines), -1, -1):
        if lines and raws[start : start + len(lines)] == list(lines):
            return range(places[start], places[start + len(lines) - 1] + 1)
    return None


def tares_of(items: Iterable[Item]) -> list[Data | None]:
    """The tares that the scale told when asked for them, as entries hold them; None where it did not say."""
    return [figure_data(item.figure) for item in items if isinstance(item, Reply) and item.command == "TA"]


def figure_data(figure: Figure | None) -> Data | None:
    """A figure as entries hold it; one without an exact mass is not held."""
    if figure is None or figure.mass_mg is None:
        return None
    return {"mass_mg": figure.mass_mg, "figure": figure.digits, "unit": figure.unit}


def line_bytes(line: str) -> bytes | None:
    """The bytes of a raw line, None when it is not hex."""
    try:
        return bytes.fromhex(line)
    except ValueError:
        return None


def _decoder(name: str, line: Data) -> Decoder:
    if name not in PROTOCOLS:
        raise Malformed("scale", f"{name!r} is not a protocol of this format; {', '.join(PROTOCOLS)} are")
    if line["decimals"] is not None and not 0 <= line["decimals"] <= MAX_DECIMALS:
        raise Malformed("scale", f"no scale shows {line['decimals']} digits after the point")
    try:
        return PROTOCOLS[name].decoder(LineForm(**line))
    except ValueError as error:
        raise Malformed("scale", str(error)) from error


def _unproved(item: Item) -> Item:
    """Read a board's line although its tag cannot be checked here."""
    said = board.told(item.raw) if isinstance(item, Fault) else None
    return item if said is None else said.reading
