"""Toledo 8217, the scale of a till: it answers `W`, and only with a weight when that may be sold by.

DIVA service manual p51: STX, five or six digits with the point, CR; after a tare N before CR (odoo#251237). In motion,
out of range or below zero it answers `STX ? status CR`: b0 motion, b1 over, b2 under zero, b3 outside the zero range,
b4 centre of zero, b5 net, b6 always 1. The unit is never told.
"""

from firmware_bridge.simulator.scale import Indication, Plate
from firmware_bridge.simulator.speaker import Speech

_PLACES = 6


def frame(plate: Plate, shown: Indication) -> bytes:
    """Write the answer to W."""
    if shown.over or shown.under or not shown.stable or shown.value_mg < 0 or not shown.zero_captured:
        return b"\x02?" + bytes([_status(shown)]) + b"\r"
    return f"\x02{plate.number(shown.value_mg):0>{_PLACES}}{'N' if shown.is_net else ''}\r".encode("ascii")


def _status(shown: Indication) -> int:
    """Bits from 7 down to 0, as in the manual's table."""
    bits = (
        False,
        True,
        shown.is_net,
        shown.gross_mg == 0,
        not shown.zero_captured,
        shown.under or shown.value_mg < 0,
        shown.over,
        not shown.stable,
    )
    return int("".join("1" if bit else "0" for bit in bits), 2)


SPEECHES = {"toledo-8217": Speech(answers={b"W": frame})}
