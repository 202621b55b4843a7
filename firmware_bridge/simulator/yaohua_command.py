"""Yaohua XK3190 in command mode; A9+ p10, DS1 p7.

Question: STX, address A to Z, command, two characters of exclusive-or over both, ETX. Answer: the same with sign, six
digits and decimals after the command, 14 bytes. A is a handshake, B gross, C tare, D net.
"""

from firmware_bridge.simulator.scale import Indication, Plate
from firmware_bridge.simulator.speaker import Speech
from firmware_bridge.simulator.yaohua import check, six_digits

ADDRESS = b"A"


def framed(body: bytes) -> bytes:
    """Set start, check and end around address, command and data."""
    return b"\x02" + body + check(body) + b"\x03"


def handshake(_plate: Plate, _shown: Indication) -> bytes:
    """Write the answer to A, which has no data."""
    return framed(ADDRESS + b"A")


def gross(plate: Plate, shown: Indication) -> bytes:
    """Write the answer to B."""
    return framed(ADDRESS + b"B" + six_digits(plate, shown.gross_mg))


def tare(plate: Plate, shown: Indication) -> bytes:
    """Write the answer to C."""
    return framed(ADDRESS + b"C" + six_digits(plate, shown.tare_mg))


def net(plate: Plate, shown: Indication) -> bytes:
    """Write the answer to D."""
    return framed(ADDRESS + b"D" + six_digits(plate, shown.net_mg))


_ANSWERS = {b"A": handshake, b"B": gross, b"C": tare, b"D": net}
SPEECHES = {"yaohua-command": Speech(answers={framed(ADDRESS + name): write for name, write in _ANSWERS.items()})}
