"""Rice Lake stream; 482 p33, 682 p110, Tracer AV p38.

STX, a space or minus, seven characters of weight to the right, unit L K T G O, G or N, status (blank, M motion, O
range, Z centre of zero on some), CR LF or CR. Beyond the range the weight is `^` or `]`, like its sign (Tracer AV).
"""

from functools import partial

from firmware_bridge.simulator.scale import Indication, Plate
from firmware_bridge.simulator.speaker import Speech

_UNITS = {"g": "G", "kg": "K", "t": "T"}


def frame(plate: Plate, shown: Indication, *, end: bytes = b"\r\n", tells_zero: bool = False) -> bytes:
    """Write one line of the stream."""
    if shown.over or shown.under:
        value, status = ("^" if shown.over else "]") * 8, "O"
    else:
        value = f"{'-' if shown.value_mg < 0 else ' '}{plate.number(shown.value_mg):>7}"
        still = "Z" if tells_zero and shown.gross_mg == 0 else " "
        status = still if shown.stable else "M"
    kind = "N" if shown.is_net else "G"
    return f"\x02{value}{_UNITS[plate.unit]}{kind}{status}".encode("ascii") + end


SPEECHES = {
    "rice-lake": Speech(streams=frame),
    "rice-lake/cr": Speech(streams=partial(frame, end=b"\r")),
    "rice-lake/zero": Speech(streams=partial(frame, tells_zero=True)),
}
