"""Massa-K protocol 100: the answers of a scale to CMD_GET_MASSA, decoded without touching a wire.

`F8 55 CE length body CRC`, numbers with the low byte first; body `24 mass division stable net zero [tare]`, in which
mass and tare count divisions; `28 code` is an error, `F0` a command that is not known.
Promise: a frame with a wrong length, CRC or flag is a Fault, whole.
Limits: the unit is not told; the division is, so the value stands in kilograms with the decimals of the division. The
answer calls its mass net; where its flag says that the display shows no net, that is the gross. Line settings differ by
model: 4800 8E1 or 57600 8N1, TCP port 5001.

Sources: protocol 100 as three public drivers give it; the CRC computed on five frames printed in public sources.
"""

from binascii import crc_hqx

from firmware_bridge.protocols.marked import MAX_STRAY_BYTES, Marked
from firmware_bridge.protocols.protocol import LineDefaults, ScaleProtocol, Tells
from firmware_bridge.reading import Condition, Fault, Figure, Item, Reading, ShownAs

HEADER = b"\xf8\x55\xce"
GET_MASS, MASS, ERROR, NACK = 0x23, 0x24, 0x28, 0xF0
# Division codes 0 to 4: 0.1 g, 1 g, 10 g, 100 g, 1 kg.
MAX_DIVISION = 4
_LENGTHS = {MASS: {9, 13}, ERROR: {2}, NACK: {1}}
_ERRORS = {0x07: Condition.NOT_UNDERSTOOD, 0x08: Condition.OVERLOAD, 0x09: Condition.NOT_EXECUTABLE}
# Answers to questions that are not asked here are shorter than the window in which they can hide a good frame.
OTHER_LENGTHS = range(1, MAX_STRAY_BYTES - 7)
LENGTH_END, CRC_BYTES = 5, 2


def crc16(body: bytes) -> int:
    """CRC of polynomial 0x1021 from 0, *without* the two zero bytes that usually follow the data.

    So the last two bytes are only added to what the usual CRC leaves of those before.
    """
    return crc_hqx(body[:-2], 0) ^ int.from_bytes(body[-2:], "big")


def frame(body: bytes) -> bytes:
    """Give the frame that carries a body."""
    return HEADER + len(body).to_bytes(2, "little") + body + crc16(body).to_bytes(2, "little")


class MassaK(Marked):
    """Feed it bytes; it gives readings and faults."""

    mark = HEADER

    def _end(self, start: int) -> int | None:
        """A length that goes with no answer is a damaged one: it must not swallow the frames that follow."""
        if len(self.held) < start + LENGTH_END + 1:
            return None
        length = int.from_bytes(self.held[start + len(HEADER) : start + LENGTH_END], "little")
        fits = length in _LENGTHS.get(self.held[start + LENGTH_END], OTHER_LENGTHS)
        return start + LENGTH_END + (length + CRC_BYTES if fits else 0)

    def _frame(self, frame: bytes, raw: bytes) -> Item:
        body = frame[LENGTH_END:-CRC_BYTES]
        if not body:
            return Fault("the length is that of no answer: damaged", raw)
        if crc16(body).to_bytes(CRC_BYTES, "little") != frame[-CRC_BYTES:]:
            return Fault("the checksum is wrong", raw)
        if body[0] == MASS:
            return _mass(body, raw)
        if body[0] == ERROR:
            return Reading.without_value(_ERRORS.get(body[1], Condition.INSTRUMENT_ERROR), raw)
        if body[0] == NACK:
            return Reading.without_value(Condition.NOT_UNDERSTOOD, raw)
        return Fault("an answer to another question", raw)


def _mass(body: bytes, raw: bytes) -> Reading | Fault:
    division, stable, net, zero = body[5:9]
    if division > MAX_DIVISION or max(stable, net, zero) > 1:
        return Fault("the division or a flag has a value that the protocol does not know", raw)
    return Reading(
        _figure(body[1:5], division),
        ShownAs.NET if net else ShownAs.GROSS,
        stable=bool(stable),
        condition=Condition.OK,
        tare=_figure(body[9:], division) if body[9:] else None,
        raw=raw,
        at_zero=bool(zero),
    )


def _figure(count: bytes, division: int) -> Figure:
    places = str(int.from_bytes(count, "little", signed=True))
    return Figure.scaled(places, "kg", MAX_DIVISION - division, sent=places)


PROTOCOL = ScaleProtocol(
    name="massa-k",
    makers="Massa-K",
    tells=frozenset(Tells),
    decoder=lambda _form: MassaK(),
    source="protocol 100 as three public drivers give it, five frames",
    question=lambda _form: frame(bytes([GET_MASS])),
    streams=False,
    defaults=LineDefaults(baudrate=57600),
)
