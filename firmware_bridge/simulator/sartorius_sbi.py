"""Sartorius SBI, 16 and 22 characters; LE2202S p51-52, Quintix p87, CB p34.

Sign, space, eight characters of value, space, three of unit, CR LF; in motion the unit stays blank. The longer form has
six characters of name before it. `High` and `Low` stand from the seventh character, under the name `Stat`.
"""

from firmware_bridge.simulator.scale import Indication, Plate
from firmware_bridge.simulator.speaker import Speech, Write

_PRINT = b"\x1bP\r\n"


def short(plate: Plate, shown: Indication) -> bytes:
    """Write the 16 characters."""
    if shown.over or shown.under:
        return f"{' ' * 6}{'High' if shown.over else 'Low':<8}\r\n".encode("ascii")
    sign = "-" if shown.value_mg < 0 else "+" if shown.value_mg else " "
    unit = plate.unit if shown.stable else ""
    return f"{sign} {plate.number(shown.value_mg):>8} {unit:<3}\r\n".encode("ascii")


def named(plate: Plate, shown: Indication) -> bytes:
    """Write the 22 characters."""
    name = "Stat" if shown.over or shown.under else "N" if shown.is_net else "G"
    return f"{name:<6}".encode("ascii") + short(plate, shown)


def _speech(write: Write) -> Speech:
    return Speech(streams=write, answers={_PRINT: write})


SPEECHES = {"sartorius-sbi": _speech(short), "sartorius-sbi/22": _speech(named)}
