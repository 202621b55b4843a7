"""Toledo 8217 (and 8213): the answers of a shop scale to `W`, decoded without touching a wire.

`STX weight [N] CR` is a weight at rest, N when a tare is active; `STX ? status CR` says why there is no weight.
Promise: a frame with anything wrong in it is a Fault, whole.
Limits: there is no checksum, and makers differ in the width of the weight, so a lost digit is noticed only because many
equal answers make a weighing. The unit is not told. Clones that leave N out show a net weight as gross. Some send no
point (pywebdriver#125): their weight is a Fault until the settings say the decimals of the display.

Sources: Mettler-Toledo DIVA p51, Viva p51, Transcell PC 150 p19 (8213), Odoo's driver, odoo#251237 (N after a tare).
"""

import re

from firmware_bridge.framing import Framing
from firmware_bridge.protocols.protocol import LineDefaults, ScaleProtocol, Tells
from firmware_bridge.reading import Condition, Fault, Figure, Item, Reading, ShownAs

STX, CR = 0x02, 0x0D
# STX, at most eight places of weight, N, CR.
MAX_FRAME_BYTES = 11
STATUS_BYTES = 4
# Stray bytes are told in pieces: a line that sends no frame at all must not fill memory.
MAX_STRAY_BYTES = 64

# Four to seven digits: XX.XX, XX.XXX and XXX.XX are in the manuals.
_WEIGHT = re.compile(rb"(?=.{4,8}N?\Z)( *[0-9]{1,5}\.[0-9]{1,4})(N?)")
_NO_POINT = re.compile(rb"(?=.{4,8}N?\Z)( *[0-9]{1,7})(N?)")
# Bits 1 to 3 of the status, the weightiest first.
_CONDITIONS = (
    (0x02, Condition.OVERLOAD),
    (0x04, Condition.UNDERLOAD),
    (0x08, Condition.ZERO_NOT_CAPTURED),
)


class Toledo8217(Framing):
    """Feed it bytes; it gives readings and faults. `decimals` only for scales that send no point."""

    def __init__(self, unit: str, decimals: int | None = None) -> None:
        super().__init__()
        self._unit, self._decimals = unit, decimals

    def _next(self) -> Item | None:
        if self.held[0] != STX:
            return self._stray()
        # By position: a status byte may look like STX or CR.
        return self._status() if self.held[1:2] == b"?" else self._weight()

    def _stray(self) -> Fault | None:
        window = self.held[:MAX_STRAY_BYTES]
        ends = [place for place in (window.find(STX), window.find(CR) + 1) if place > 0]
        size = min(ends, default=MAX_STRAY_BYTES)
        if len(self.held) < size:
            return None
        if not window[:size].isascii():
            return _eighth_bit(window[:size])
        return Fault("bytes outside a frame", window[:size])

    def _status(self) -> Reading | Fault | None:
        raw = self.held[:STATUS_BYTES]
        if len(raw) < STATUS_BYTES:
            return None
        if raw[3] != CR:
            # What follows the question mark may be the start of a good frame.
            return Fault("a status without its end", raw[:2])
        return _state(raw[2], raw) if raw.isascii() else _eighth_bit(raw)

    def _weight(self) -> Reading | Fault | None:
        window = self.held[:MAX_FRAME_BYTES]
        restart, end = window.find(STX, 1), window.find(CR) + 1
        if restart > 0 and not 0 < end <= restart:
            return Fault("a frame was cut by the start of the next", window[:restart])
        if end:
            return self._decode(window[:end])
        if len(window) < MAX_FRAME_BYTES:
            return None
        return Fault(f"no CR within {MAX_FRAME_BYTES} bytes", window)

    def _decode(self, raw: bytes) -> Reading | Fault:
        if not raw.isascii():
            return _eighth_bit(raw)
        if match := _WEIGHT.fullmatch(raw, 1, len(raw) - 1):
            field = match[1].decode("ascii")
            return _reading(Figure.read(field, self._unit), match[2], raw)
        match = _NO_POINT.fullmatch(raw, 1, len(raw) - 1)
        if match is None:
            return Fault("not a weight of this protocol", raw)
        if self._decimals is None:
            return Fault("a weight without a point: set the decimals that the scale's display shows", raw)
        field = match[1].decode("ascii")
        return _reading(Figure.scaled(field.lstrip(" "), self._unit, self._decimals, sent=field), match[2], raw)


def _eighth_bit(raw: bytes) -> Fault:
    return Fault("the eighth bit is set: noise, or the scale sends 7 bits with parity and the port reads 8", raw)


def _reading(figure: Figure, net: bytes, raw: bytes) -> Reading:
    """A scale in motion answers with its status, so a weight is at rest."""
    return Reading(
        figure, ShownAs.NET if net else ShownAs.GROSS, stable=True, condition=Condition.OK, tare=None, raw=raw
    )


def _state(status: int, raw: bytes) -> Reading:
    """Bit 0 motion, 4 centre of zero, 5 net; bit 6 differs by maker and says nothing of the load."""
    condition = next((condition for bit, condition in _CONDITIONS if status & bit), Condition.OK)
    return Reading(
        None,
        ShownAs.NET if status & 0x20 else ShownAs.GROSS,
        stable=not status & 0x01,
        condition=condition,
        tare=None,
        raw=raw,
        at_zero=bool(status & 0x10),
    )


PROTOCOL = ScaleProtocol(
    name="toledo-8217",
    makers="Mettler-Toledo (shop scales), Transcell, Baxtran",
    tells=frozenset({Tells.STABLE, Tells.DECIMALS, Tells.GROSS_OR_NET, Tells.RANGE}),
    decoder=lambda form: Toledo8217(form.unit or "", form.decimals),
    source="DIVA p51, Viva p51, Transcell PC 150 p19, odoo#251237",
    question=lambda _form: b"W",
    streams=False,
    may_need=frozenset({Tells.DECIMALS}),
    defaults=LineDefaults(bytesize=7, parity="E"),
)
