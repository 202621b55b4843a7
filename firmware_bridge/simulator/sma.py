"""SMA SCP-0499; PR5210 p37, FB2550, B-TEK, Cardinal 190.

LF, status (Z zero, O over, U under, blank), range, G or N, M in motion, a place kept free, ten characters of value,
three of unit, CR. Out of range there are dashes for the value.
"""

from firmware_bridge.simulator.scale import Indication, Plate
from firmware_bridge.simulator.speaker import Speech

_RANGE = 1


def frame(plate: Plate, shown: Indication) -> bytes:
    """Write the answer to W."""
    beyond = shown.over or shown.under
    status = "O" if shown.over else "U" if shown.under else "Z" if shown.value_mg == 0 else " "
    signed = f"{'-' if shown.value_mg < 0 else ''}{plate.number(shown.value_mg)}"
    marks = f"{status}{_RANGE}{'N' if shown.is_net else 'G'}{' ' if shown.stable else 'M'} "
    return f"\n{marks}{'-' * 10 if beyond else f'{signed:>10}'}{plate.unit:<3}\r".encode("ascii")


SPEECHES = {"sma": Speech(streams=frame, answers={b"\nW\r": frame})}
