"""Tenso-M; facts from the public drivers regweight, TensoMLib and scale_reader.

Question `FF addr COP [CRC] FF FF`, answer `FF addr COP W0 W1 W2 CON [CRC] FF FF` with the weight as decimal digits in
halves of bytes, the last two first. CON: b7 minus, b4 stable, b3 overload, b2-0 decimals. An FF inside is followed by
FE. The CRC is that of eight bits with 0x69, fed bit by bit with eight zeros at the end.
"""

from functools import partial

from firmware_bridge.simulator.scale import Indication, Plate
from firmware_bridge.simulator.speaker import Speech

ADDRESS = 1
_NET, _GROSS = 0xC2, 0xC3


def crc(data: bytes) -> int:
    """Shift all bits through the register, then eight zeros."""
    register = 0
    for bit in "".join(f"{byte:08b}" for byte in data + b"\x00"):
        register = register << 1 | int(bit)
        if register & 0x100:
            register = (register ^ 0x69) & 0xFF
    return register


def framed(body: bytes, *, checksum: bool) -> bytes:
    """Set the ends around a body."""
    inside = body + bytes([crc(body)]) if checksum else body
    return b"\xff" + inside.replace(b"\xff", b"\xff\xfe") + b"\xff\xff"


def frame(plate: Plate, shown: Indication, *, command: int = _GROSS, checksum: bool = False) -> bytes:
    """Write the answer to the question for gross or net."""
    mass_mg = shown.gross_mg if command == _GROSS else shown.net_mg
    digits = bytes.fromhex(f"{plate.counts(mass_mg):06d}"[-6:])[::-1]
    flags = f"{int(mass_mg < 0)}00{int(shown.stable)}{int(shown.over)}{plate.decimals:03b}"
    return framed(bytes([ADDRESS, command]) + digits + bytes([int(flags, 2)]), checksum=checksum)


def _speech(*, checksum: bool) -> Speech:
    return Speech(
        answers={
            framed(bytes([ADDRESS, command]), checksum=checksum): partial(frame, command=command, checksum=checksum)
            for command in (_NET, _GROSS)
        }
    )


SPEECHES = {"tenso-m": _speech(checksum=False), "tenso-m/checksum": _speech(checksum=True)}
