"""Massa-K protocol 100: `F8 55 CE`, length, body, CRC, all numbers low byte first.

Asked with 23h it answers 24h, the net mass in the unit of its division (0: 0.1 g, 1: 1 g, 2: 10 g, 3: 100 g, 4: 1 kg),
the division, stable, net, zero, on newer ones the tare; beyond its range 28h with the error 08h. The CRC of sixteen
bits with 0x1021 is fed bit by bit and gets no zeros at the end (checked against real frames: 23h alone gives 0023h).
"""

from functools import partial

from firmware_bridge.simulator.scale import Indication, Plate
from firmware_bridge.simulator.speaker import Speech

_UNITS_MG = (100, 1_000, 10_000, 100_000, 1_000_000)
_QUESTION, _ANSWER, _ERROR = 0x23, 0x24, 0x28
_OVERLOADED = 0x08


def crc(data: bytes) -> int:
    """Shift all bits through the register."""
    register = 0
    for bit in "".join(f"{byte:08b}" for byte in data):
        register = register << 1 | int(bit)
        if register & 0x10000:
            register = (register ^ 0x1021) & 0xFFFF
    return register


def framed(body: bytes) -> bytes:
    """Set head, length and CRC around a body."""
    return b"\xf8\x55\xce" + len(body).to_bytes(2, "little") + body + crc(body).to_bytes(2, "little")


def frame(plate: Plate, shown: Indication, *, with_tare: bool = False) -> bytes:
    """Write the answer to the question for the mass."""
    if shown.over or shown.under:
        return framed(bytes([_ERROR, _OVERLOADED]))
    code = max(code for code, unit_mg in enumerate(_UNITS_MG) if plate.division_mg >= unit_mg)
    flags = bytes([code, shown.stable, shown.is_net, shown.value_mg == 0])
    tare = _int32(shown.tare_mg // _UNITS_MG[code]) if with_tare else b""
    return framed(bytes([_ANSWER]) + _int32(shown.value_mg // _UNITS_MG[code]) + flags + tare)


def _int32(number: int) -> bytes:
    return number.to_bytes(4, "little", signed=True)


_ASK = framed(bytes([_QUESTION]))
SPEECHES = {
    "massa-k": Speech(answers={_ASK: frame}),
    "massa-k/tare": Speech(answers={_ASK: partial(frame, with_tare=True)}),
}
