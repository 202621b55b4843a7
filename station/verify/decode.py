"""What the scale's bytes say, by the decoders that the station itself reads them with; they touch no wire.

A weighing's figure, unit and mass are read again from its raw lines, so that the record cannot say otherwise than they do.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from firmware_bridge.protocols.mt_continuous import FRAME_BYTES, MtContinuous
from firmware_bridge.protocols.mt_sics import MtSics
from firmware_bridge.reading import Condition, Figure, Item, Reading, Reply
from station.formats.errors import Malformed

MT_SICS, MT_CONTINUOUS = "mt-sics", "mt-continuous"


def decode(protocol: str, data: bytes, line: bytes) -> list[Item]:
    """Decode bytes of the scale's line; raise `Malformed` for a protocol that the format does not have.

    Whether the frames of continuous output carry a checksum, the length of one raw line tells.
    """
    if protocol == MT_SICS:
        return MtSics().feed(data)
    if protocol == MT_CONTINUOUS:
        return MtContinuous(checksum=len(line) > FRAME_BYTES).feed(data)
    raise Malformed("scale", f"{protocol!r} is not a protocol of this format: {MT_SICS} and {MT_CONTINUOUS} are")


def reading_of(protocol: str, line: bytes) -> Reading | None:
    """The stable reading that one raw line is, all of it; None when it is none that may be weighed by."""
    items = decode(protocol, line, line)
    if len(items) != 1 or items[0].raw != line:
        return None
    reading = items[0]
    if not isinstance(reading, Reading) or reading.condition is not Condition.OK or not reading.stable:
        return None
    return reading


def run_of(items: Sequence[Item], lines: Sequence[bytes | None]) -> range | None:
    """Where these lines are all the readings of a stretch of items, one after another; the last such place, or None."""
    places = [place for place, item in enumerate(items) if isinstance(item, Reading)]
    raws = [items[place].raw for place in places]
    for start in range(len(raws) - len(lines), -1, -1):
        if lines and raws[start : start + len(lines)] == list(lines):
            return range(places[start], places[start + len(lines) - 1] + 1)
    return None


def tares_of(items: Iterable[Item]) -> list[dict[str, Any] | None]:
    """The tares that the scale told when asked for them, as entries hold them; None where it did not say."""
    return [tare_data(item.figure) for item in items if isinstance(item, Reply) and item.command == "TA"]


def tare_data(tare: Figure | None) -> dict[str, Any] | None:
    """A tare as a weighing's entry holds it; one without an exact mass is not held."""
    if tare is None or tare.mass_mg is None:
        return None
    return {"mass_mg": tare.mass_mg, "figure": tare.digits, "unit": tare.unit}


def line_bytes(line: str) -> bytes | None:
    """The bytes of a raw line, None when it is not hex."""
    try:
        return bytes.fromhex(line)
    except ValueError:
        return None
