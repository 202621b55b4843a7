"""NCI SCP-01; 7821 p25, 3700LP p11, CI-100A p40.

Asked with `W CR`: LF, the display's seven characters, two of unit, CR, LF, two status bytes, CR, ETX. The first has b0
motion and b1 zero, the second b0 under and b1 over, on 0x30. Over the range the value is `^`, under it `_`.
"""

from firmware_bridge.simulator.scale import Indication, Plate
from firmware_bridge.simulator.speaker import Speech

_PLACES = 7


def frame(plate: Plate, shown: Indication) -> bytes:
    """Write the answer to W."""
    signed = f"{'-' if shown.value_mg < 0 else ''}{plate.number(shown.value_mg)}"
    value = "^" * _PLACES if shown.over else "_" * _PLACES if shown.under else f"{signed:>{_PLACES}}"
    first = 0x30 + (0 if shown.stable else 1) + (2 if shown.gross_mg == 0 else 0)
    second = 0x30 + (1 if shown.under else 0) + (2 if shown.over else 0)
    return f"\n{value}{plate.unit:<2}\r\n{chr(first)}{chr(second)}\r\x03".encode("ascii")


SPEECHES = {"nci": Speech(answers={b"W\r": frame})}
