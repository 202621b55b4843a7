"""CAS 22 bytes; CI-400 p103, CI-600D p74, NT-200 p48.

`ST,GS,`, the device's number and the lamps as raw bytes, a comma, eight characters of value, a space, kg or t, CR LF.
Lamps: b7 always, b6 stable, b4 hold, b3 printer, b2 gross, b1 tare, b0 zero. The number is any byte, also a comma or a
line feed. The manual's example has leading zeros; logs show spaces after the sign.
"""

from functools import partial

from firmware_bridge.simulator.scale import Indication, Plate
from firmware_bridge.simulator.speaker import Speech


def frame(plate: Plate, shown: Indication, *, device: int = 0x31, zeros: bool = False) -> bytes:
    """Write the 22 bytes."""
    beyond, negative = shown.over or shown.under, shown.value_mg < 0
    head = f"{'OL' if beyond else 'ST' if shown.stable else 'US'},{'NT' if shown.is_net else 'GS'},"
    number = plate.number(shown.value_mg)
    signed = f"{'-' if negative else '+'}{number:>7}"
    value = f"-{number:0>7}" if negative else f"{number:0>8}"
    tail = f",{value if zeros else signed} {plate.unit:>2}\r\n"
    return head.encode("ascii") + bytes([device, _lamps(shown)]) + tail.encode("ascii")


def _lamps(shown: Indication) -> int:
    """Bits from 7 down to 0, as in the manual's table."""
    bits = (True, shown.stable, False, False, False, not shown.is_net, shown.is_net, shown.gross_mg == 0)
    return int("".join("1" if bit else "0" for bit in bits), 2)


SPEECHES = {
    "cas-22": Speech(streams=frame),
    "cas-22/zeros": Speech(streams=partial(frame, zeros=True)),
    "cas-22/device-44": Speech(streams=partial(frame, device=0x2C)),
    "cas-22/device-10": Speech(streams=partial(frame, device=0x0A)),
}
