"""OHAUS: Defender 3000 p35, a log of one (`-  1.640 kg   ?N`), and the two formats of the RS232 kit p5.

Fields by position; `?` stands while in motion. Beyond its range it prints no weight: that is recalled, not confirmed.
"""

from firmware_bridge.simulator.scale import Indication, Plate
from firmware_bridge.simulator.speaker import Speech, Write


def defender(plate: Plate, shown: Indication) -> bytes:
    """Sign, space, 7 of weight, space, 5 of unit, mark, 3 of legend."""
    legend = "NET" if shown.is_net else "G"
    value = f"{_minus(shown) or ' '} {plate.number(shown.value_mg):>7} {plate.unit:<5}"
    return _line(shown, f"{value}{_mark(shown)}{legend:<3}")


def narrow(plate: Plate, shown: Indication) -> bytes:
    """The same without the space and with one character of legend: 18 bytes."""
    value = f"{_minus(shown) or ' '}{plate.number(shown.value_mg):>7} {plate.unit:<5}"
    return _line(shown, f"{value}{_mark(shown)}{'N' if shown.is_net else 'G'}")


def kit(plate: Plate, shown: Indication) -> bytes:
    """12 of weight with its sign, space, 5 of unit, mark."""
    return _line(shown, f"{_minus(shown) + plate.number(shown.value_mg):>12} {plate.unit:<5}{_mark(shown)}")


def kit_2(plate: Plate, shown: Indication) -> bytes:
    """11 of weight, 12 with a point, space, unit as wide as it is, space, mark."""
    width = 12 if plate.decimals else 11
    return _line(shown, f"{_minus(shown) + plate.number(shown.value_mg):>{width}} {plate.unit} {_mark(shown)}")


def _minus(shown: Indication) -> str:
    return "-" if shown.value_mg < 0 else ""


def _mark(shown: Indication) -> str:
    return " " if shown.stable else "?"


def _line(shown: Indication, text: str) -> bytes:
    return b"" if shown.over or shown.under else f"{text}\r\n".encode("ascii")


def _speech(write: Write) -> Speech:
    return Speech(streams=write, answers={b"IP\r\n": write})


SPEECHES = {
    "ohaus": _speech(defender),
    "ohaus/narrow": _speech(narrow),
    "ohaus/kit": _speech(kit),
    "ohaus/kit-2": _speech(kit_2),
}
