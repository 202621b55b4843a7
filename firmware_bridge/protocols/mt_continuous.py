"""Mettler-Toledo Standard Continuous Output: `STX SWA SWB SWC w6 t6 CR [CHK]`, decoded without touching a wire.

Promise: a frame with anything wrong in it is a Fault, whole.
Limits: without its checksum a flipped digit cannot be seen. Nothing in the frame names the instrument. Unit codes 4
and 5 are not confirmed by two sources; 6 (ton) and 7 (newton) are no exact milligrams: such values carry no mass.

Sources: WILDCAT p40-41, Rice Lake 680 p70, KERN FTC p42, IND445 p50, Cardinal 225 p126.
"""

import re

from firmware_bridge.framing import Framing
from firmware_bridge.protocols.protocol import ScaleProtocol, Tells
from firmware_bridge.reading import Condition, Fault, Figure, Item, NotANumberError, Reading, ShownAs

STX, CR = 0x02, 0x0D
FRAME_BYTES = 17
# Stray bytes are told in pieces: a line that sends no frame at all must not fill memory.
MAX_STRAY_BYTES = 64

# SWA bits 0-2. In codes 0 and 1 the six digits already hold the fixed zeros, so both have no decimals (IND245 source,
# Rice Lake "dummy zeros"). To multiply again would be wrong by ten or a hundred.
_FIXED_ZEROS = {0: 2, 1: 1}
_DECIMALS = {0: 0, 1: 0, 2: 0, 3: 1, 4: 2, 5: 3, 6: 4, 7: 5}
# SWA bits 3-4: the last live digit moves in steps of 1, 2 or 5; 0 is sent by instruments that do not say.
_STEPS = {0: 1, 1: 1, 2: 2, 3: 5}
# SWC bits 0-2; 0 means lb or kg, as SWB bit 4 says.
_OTHER_UNITS = {1: "g", 2: "t", 3: "oz", 4: "code 4", 5: "code 5", 6: "ton", 7: "N"}

_PLACES = re.compile(" *[0-9]+")


class MtContinuous(Framing):
    """Feed it bytes; it gives readings and faults. `checksum` says whether frames carry an 18th byte."""

    def __init__(self, *, checksum: bool) -> None:
        super().__init__()
        self._checksum = checksum

    def _next(self) -> Item | None:
        return self._frame() if self.held[0] == STX else self._stray()

    def _stray(self) -> Fault | None:
        """Bytes before a start byte: noise at plug-in, a stripped STX, or another speed or parity."""
        window = self.held[:MAX_STRAY_BYTES]
        ends = [place for place in (window.find(STX), window.find(CR) + 1) if place > 0]
        size = min(ends, default=MAX_STRAY_BYTES)
        if len(self.held) < size:
            return None
        raw = window[:size]
        if _eighth_bit(raw):
            return Fault(
                "bytes with the eighth bit set: noise, or the scale sends 7 bits with parity and the port reads 8", raw
            )
        if size == FRAME_BYTES - 1 and raw[-1] == CR:
            return Fault("a frame without its start byte: something on the line strips STX", raw)
        return Fault("bytes outside a frame", raw)

    def _frame(self) -> Reading | Fault | None:
        body = self.held[:FRAME_BYTES]
        restart, end = body.find(STX, 1), body.find(CR) + 1
        if restart > 0 and not 0 < end <= restart:
            return Fault("a frame was cut by the start of the next", body[:restart])
        if 0 < end < FRAME_BYTES:
            return Fault("a frame was too short", body[:end])
        if len(body) < FRAME_BYTES:
            return None
        if not end:
            return Fault(f"no CR at the end of {FRAME_BYTES} bytes", body)
        return self._checked(body) if self._checksum else _decode(body, body)

    def _checked(self, body: bytes) -> Reading | Fault | None:
        if len(self.held) == FRAME_BYTES:
            return None
        sent, expected = self.held[FRAME_BYTES], -sum(body) & 0x7F
        if sent == expected:
            return _decode(body, self.held[: FRAME_BYTES + 1])
        # A start byte here belongs to the next frame: the scale sends no checksum.
        raw = body if sent == STX else self.held[: FRAME_BYTES + 1]
        return Fault(f"the checksum is wrong: sent 0x{sent:02X}, expected 0x{expected:02X}", raw)


def _eighth_bit(raw: bytes) -> bool:
    return any(byte & 0x80 for byte in raw)


def _decode(body: bytes, raw: bytes) -> Reading | Fault:
    swa, swb, swc = body[1:4]
    if _eighth_bit(body):
        return Fault("a frame with the eighth bit set: the scale sends 7 bits with parity and the port reads 8", raw)
    if not swa & swb & swc & 0x20 or swa & 0x40:
        return Fault("the status bytes are not of this protocol", raw)
    shown_as = ShownAs.NET if swb & 0x01 else ShownAs.GROSS
    if swb & 0x04:
        beyond = Condition.UNDERLOAD if swb & 0x02 else Condition.OVERLOAD
        return Reading(None, shown_as, stable=False, condition=beyond, tare=None, raw=raw)
    try:
        figure = _figure(body[4:10], swa, _unit(swb, swc), negative=bool(swb & 0x02))
        tare = _figure(body[10:16], swa, _unit(swb, swc), negative=False)
    except NotANumberError:
        return Fault("the six places of the weight or of the tare are not a number", raw)
    condition = _condition(swb, swc)
    if condition is not Condition.EXPANDED and (contradiction := _contradiction(body[4:10], swa)):
        return Fault(contradiction, raw)
    return Reading(figure, shown_as, stable=not swb & 0x08, condition=condition, tare=tare, raw=raw)


def _condition(swb: int, swc: int) -> Condition:
    """The expanded (times ten) display is for service, never for a weighing (R 76 4.4.3), and moves the decimals."""
    if swc & 0x10:
        return Condition.EXPANDED
    return Condition.ZERO_NOT_CAPTURED if swb & 0x40 else Condition.OK


def _unit(swb: int, swc: int) -> str:
    return _OTHER_UNITS.get(swc & 0x07) or ("kg" if swb & 0x10 else "lb")


def _figure(places: bytes, swa: int, unit: str, *, negative: bool) -> Figure:
    """Six places as a figure. Point and sign, which travel as status bits, are set in; padding under them becomes 0."""
    text = places.decode("ascii")
    if not _PLACES.fullmatch(text):
        raise NotANumberError(text)
    decimals = _DECIMALS[swa & 0x07]
    digits = text.lstrip(" ").rjust(decimals + 1, "0")
    shown = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    padding = " " * (len(text) - len(digits))
    return Figure.read(f"{padding}{'-' if negative else ''}{shown}", unit)


def _contradiction(places: bytes, swa: int) -> str | None:
    """Hold the digits against what the status byte says of them: the guard against ten-times errors."""
    value, zeros = int(places), _FIXED_ZEROS.get(swa & 0x07, 0)
    if value % 10**zeros:
        return f"the status byte promises {zeros} fixed zeros and the digits do not end in them"
    if value // 10**zeros % _STEPS[swa >> 3 & 0x03]:
        return f"the digits do not fit the division of {_STEPS[swa >> 3 & 0x03]} that the status byte promises"
    return None


PROTOCOL = ScaleProtocol(
    name="mt-continuous",
    makers="Mettler-Toledo, Rice Lake, KERN, Cardinal",
    tells=frozenset(Tells),
    decoder=lambda form: MtContinuous(checksum=form.checksum),
    source="WILDCAT p40-41, Rice Lake 680 p70, KERN FTC p42, IND445 p50, Cardinal 225 p126",
)
