"""NCI SCP-01: the answers of a scale to `W CR`, decoded without touching a wire.

`LF weight unit CR LF status CR ETX`; two to four status bytes, the bit 6 of each but the first says that one follows.
`^` for the weight is above, `_` below the range, `-` a zero that could not be captured.
Promise: a frame with anything wrong in it is a Fault; a weight without its status is never read.
Limits: there is no checksum, and makers differ in the width of the weight, so a lost digit is noticed only because many
equal answers make a weighing. Gross or net is told only by instruments with a third status byte; the fourth (hold, low
battery) has one source. The line settings are recalled: the manuals leave them to the instrument.

Sources: Weigh-Tronix SCP-01 (8408-14788-01), 7821 p25, 7800 p32, Salter Brecknell 3700LP p11, CAS CI-100A p40.
"""

import re

from firmware_bridge.protocols.marked import Marked, why_not
from firmware_bridge.protocols.protocol import LineDefaults, ScaleProtocol, Tells
from firmware_bridge.reading import Condition, Fault, Figure, Item, Reading, ShownAs

_FRAME = re.compile(rb"\n(?:([ -~]{1,20})\r\n)?([0-?][0-\x7f]{1,3})\r\x03")
# The unit follows the digits directly, so only known ones: `12.3Okg` must not be 12.3 of an unknown unit.
_UNIT = "(kg|KG|g|G|t|lb|LB|oz|OZ|ct|pcs|PCS|%)"
_WEIGHT = re.compile(rf"( *(-?) *([0-9]+(?:\.[0-9]+)?)) ?{_UNIT} ?")
_POUNDS_AND_OUNCES = re.compile(r"( *-? *[0-9]+lb +[0-9]+(?:\.([0-9]+))?)oz ?")
_NO_WEIGHT = re.compile(rf" ?([\^_-])\1+ ?(?:{_UNIT}|lb:oz)? ?")
_NO_WEIGHT_CONDITIONS = {
    "^": Condition.OVERLOAD,
    "_": Condition.UNDERLOAD,
    "-": Condition.ZERO_NOT_CAPTURED,
}
_REFUSAL = b"\n?\r\x03"

# Which status byte, which bits: the weightiest first. RAM, EEPROM; ROM, calibration; hold.
_CONDITIONS = (
    (1, 0x02, Condition.OVERLOAD),
    (1, 0x01, Condition.UNDERLOAD),
    (0, 0x0C, Condition.INSTRUMENT_ERROR),
    (1, 0x0C, Condition.INSTRUMENT_ERROR),
    (2, 0x08, Condition.ZERO_NOT_CAPTURED),
    (3, 0x04, Condition.NOT_EXECUTABLE),
)
_FOLLOWS = 0x40


class Nci(Marked):
    """Feed it bytes; it gives readings and faults."""

    mark, end_byte = b"\n", b"\x03"

    def _frame(self, frame: bytes, raw: bytes) -> Item:
        if frame == _REFUSAL:
            return Reading.without_value(Condition.NOT_UNDERSTOOD, raw)
        match = _FRAME.fullmatch(frame)
        if match is None or not _is_status(match[2]):
            return Fault(f"not an answer of NCI SCP-01: {why_not(frame)}", raw)
        shown, status = (match[1] or b"").decode("ascii"), match[2]
        condition = _condition(status)
        if beyond := _NO_WEIGHT.fullmatch(shown):
            condition = _NO_WEIGHT_CONDITIONS[beyond[1]] if condition is Condition.OK else condition
        elif shown:
            figure = _figure(shown)
            if figure is None:
                return Fault("the weight is not a number with a unit", raw)
            return _reading(figure if condition is Condition.OK else None, condition, status, raw)
        return _reading(None, condition, status, raw)


def _is_status(status: bytes) -> bool:
    """Bits 4 and 5 are always 1, and bit 6 says whether another byte follows."""
    follows = [bool(byte & _FOLLOWS) for byte in status[1:]]
    return all(byte & 0x30 == 0x30 for byte in status) and follows == [True] * (len(status) - 2) + [False]


def _condition(status: bytes) -> Condition:
    told = (condition for place, bits, condition in _CONDITIONS if place < len(status) and status[place] & bits)
    return next(told, Condition.OK)


def _figure(shown: str) -> Figure | None:
    """`12lb 07.5oz` is kept as sent, without a mass: it is two numbers."""
    if match := _WEIGHT.fullmatch(shown):
        return Figure.read(match[2] + match[3], match[4], sent=match[1])
    if match := _POUNDS_AND_OUNCES.fullmatch(shown):
        return Figure(match[1], "lb:oz", len(match[2] or ""), None)
    return None


def _reading(figure: Figure | None, condition: Condition, status: bytes, raw: bytes) -> Reading:
    shown_as = ShownAs.DISPLAYED
    if len(status) > 2:
        shown_as = ShownAs.NET if status[2] & 0x04 else ShownAs.GROSS
    stable, at_zero = not status[0] & 0x01, bool(status[0] & 0x02)
    return Reading(figure, shown_as, stable, condition, None, raw, at_zero=at_zero)


PROTOCOL = ScaleProtocol(
    name="nci",
    makers="Avery Weigh-Tronix, NCI, Salter Brecknell, CAS (CI-100A)",
    tells=frozenset({Tells.STABLE, Tells.UNIT, Tells.DECIMALS, Tells.RANGE}),
    decoder=lambda _form: Nci(),
    source="Weigh-Tronix SCP-01, 7821 p25, 7800 p32, 3700LP p11, CAS CI-100A p40",
    question=lambda _form: b"W\r",
    streams=False,
    defaults=LineDefaults(bytesize=7, parity="E"),
)
