"""A&D standard format, 17 characters; AD-4212D p29, FX-CT p33, GH p44.

ST, US or OL, a comma, nine characters of value with sign and leading zeros, three of unit to the right, CR LF. The
other form has a comma before the unit too. Beyond the range the value is 9999999E+19, with the sign of the side.
"""

from collections.abc import Callable

from firmware_bridge.simulator.scale import Indication, Plate
from firmware_bridge.simulator.speaker import Speech

_QUESTION = b"Q\r\n"


def standard(plate: Plate, shown: Indication) -> bytes:
    """Write the 17 characters."""
    return _line(plate, shown, "")


def csv(plate: Plate, shown: Indication) -> bytes:
    """Write the same with a comma before the unit."""
    return _line(plate, shown, ",")


def _line(plate: Plate, shown: Indication, comma: str) -> bytes:
    if shown.over or shown.under:
        return f"OL,{'+' if shown.over else '-'}9999999E+19\r\n".encode("ascii")
    sign = "-" if shown.value_mg < 0 else "+"
    value = f"{sign}{plate.number(shown.value_mg):0>8}{comma}{plate.unit:>3}"
    return f"{'ST' if shown.stable else 'US'},{value}\r\n".encode("ascii")


def _speech(write: Callable[[Plate, Indication], bytes]) -> Speech:
    return Speech(streams=write, answers={_QUESTION: write})


SPEECHES = {"a-and-d": _speech(standard), "a-and-d/csv": _speech(csv)}
