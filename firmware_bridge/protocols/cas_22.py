"""CAS, 22 bytes: `ST,GS,<id><lamp>,vvvvvvvv kg CR LF`, decoded by position, without touching a wire.

The id is one raw byte, and may be a comma or a line feed; the lamps are one byte with its top bit set: 6 stable,
4 hold, 2 gross, 1 tare, 0 zero. The eight places may hold a sign, spaces after it, and leading zeros.
Promise: a frame with anything wrong in it is a Fault, whole. A held display is never stable: it need not show what
lies on the scale; nor is a weight stable of which header and lamp disagree.
Limits: there is no checksum; parity helps. A line of 7 bits loses the lamps, so every frame of it is a Fault. The
variant with relay states in the place before the unit is a Fault: switch it off. The digits beside OL are no weight. The
id is not held against a setting: one scale a line. As question the id alone is sent, for scales set to answer.

Sources: CI-400 p103, CI-600D p74, NT-200 p48, CI-200 series section 11; two public drivers tried on real indicators.
"""

import re

from firmware_bridge.framing import Framing
from firmware_bridge.protocols.protocol import ScaleProtocol, Tells
from firmware_bridge.reading import Condition, Fault, Figure, Item, Reading, ShownAs

FRAME_BYTES = 22
# Far enough to see a start, of three bytes, that begins in the last place of a broken frame.
WINDOW_BYTES = FRAME_BYTES + 2

_SHOWN_AS = {b"GS": ShownAs.GROSS, b"NT": ShownAs.NET}

_START = re.compile(rb"(?:ST|US|OL),")
_BREAK = re.compile(rb"\r\n|(?=(?:ST|US|OL),)")
_FRAME = re.compile(
    rb"(?P<status>ST|US|OL),(?P<kind>GS|NT),(?P<id>.)(?P<lamps>[\x80-\xff]),(?P<places>[-+ .0-9]{8}) "
    rb"(?P<unit>kg| t| g|lb)\r\n",
    re.DOTALL,
)
_VALUE = re.compile(rb" *([+-]?) *([0-9]+(?:\.[0-9]+)?)")


class Cas22(Framing):
    """Feed it bytes; it gives readings and faults."""

    def _next(self) -> Item | None:
        if _START.match(self.held):
            if len(self.held) < FRAME_BYTES:
                return None
            if match := _FRAME.match(self.held):
                return _decode(match)
        return self._fault()

    def _fault(self) -> Fault | None:
        """What stands before the next line end or start; neither is looked for in the first byte."""
        window = self.held[:WINDOW_BYTES]
        found = _BREAK.search(window, 1)
        if found is None and len(window) < WINDOW_BYTES:
            return None
        raw = window[: found.end() if found else FRAME_BYTES]
        return Fault(_reason(raw), raw)


def _reason(raw: bytes) -> str:
    if not _START.match(raw):
        return "bytes outside a frame: noise, another protocol, or the wrong speed or parity"
    if len(raw) != FRAME_BYTES or not raw.endswith(b"\r\n"):
        return f"a frame that is not {FRAME_BYTES} bytes long: bytes were lost, or another format of CAS is switched on"
    if not raw[7] & 0x80:
        return "the lamps have lost their top bit: the line must have 8 bits, at the scale and at the port"
    if raw[17:18] != b" ":
        return "no space before the unit: switch on the format of 22 bytes without relay states"
    return "the header, the value or the unit of a frame is damaged"


def _decode(match: re.Match[bytes]) -> Reading | Fault:
    raw, shown_as, lamps = match[0], _SHOWN_AS[match["kind"]], match["lamps"][0]
    if match["status"] == b"OL":
        return Reading(None, shown_as, stable=False, condition=Condition.OVERLOAD, tare=None, raw=raw)
    value = _VALUE.fullmatch(match["places"])
    if value is None:
        return Fault("the eight places of the weight are not a number", raw)
    number, unit = (value[1] + value[2]).decode("ascii"), match["unit"].decode("ascii").strip()
    return Reading(
        Figure.read(number, unit, sent=match["places"].decode("ascii")),
        shown_as,
        stable=match["status"] == b"ST" and lamps & 0x50 == 0x40,
        condition=Condition.OK,
        tare=None,
        raw=raw,
        at_zero=bool(lamps & 0x01),
    )


PROTOCOL = ScaleProtocol(
    name="cas-22",
    makers="CAS",
    tells=frozenset(Tells) - {Tells.TARE},
    decoder=lambda _form: Cas22(),
    source="CI-400 p103, CI-600D p74, NT-200 p48",
    question=lambda form: bytes([form.address]),
)
