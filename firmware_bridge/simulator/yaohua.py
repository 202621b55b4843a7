"""Yaohua XK3190: the lines that it sends by itself. A26 p12-13, A23P p23, A22 p11, A12E p13, DS3 p8.

Format 0: STX, sign, six digits, decimals, two characters of exclusive-or over the eight between, ETX; a nibble above 9
gets 37h, on the A22 30h. Keli and VESAR send the same with seven digits, the last after a point that is not sent.
Format 1: `=`, seven characters from the last to the first, `0` or `-`. Format 2: `=`, `0` or `-`, seven characters.
A12: `wn` net or `ww` gross, seven characters, `kg`; the A12E in capitals with exclusive-or at the end.
Limits: a display beyond the range sends nothing in formats 0 to 2 and A12; no manual says what it sends.
"""

from functools import partial, reduce
from operator import xor

from firmware_bridge.simulator.scale import Indication, Plate
from firmware_bridge.simulator.speaker import Speech

_ABOVE_NINE = {"standard": 0x37, "a22": 0x30}


def check(data: bytes, above_nine: int = _ABOVE_NINE["standard"]) -> bytes:
    """The exclusive-or of the bytes as two characters, high half first."""
    halves = divmod(reduce(xor, data), 16)
    return bytes(half + (0x30 if half <= 9 else above_nine) for half in halves)


def six_digits(plate: Plate, mass_mg: int) -> bytes:
    """Sign, six digits without a point, and how many stand after it."""
    return f"{'-' if mass_mg < 0 else '+'}{plate.counts(mass_mg):06d}{plate.decimals}".encode("ascii")


def format_0(plate: Plate, shown: Indication, *, above_nine: int = _ABOVE_NINE["standard"]) -> bytes:
    """Write the 12 bytes."""
    body = six_digits(plate, shown.value_mg)
    return _in_range(shown, b"\x02" + body + check(body, above_nine) + b"\x03")


def tenths(plate: Plate, shown: Indication) -> bytes:
    """Write the 12 bytes of Keli D2008: the last of seven digits is tenths, whatever the display shows."""
    counts = abs(shown.value_mg) * 10 // plate.unit_mg
    body = f"{'-' if shown.value_mg < 0 else '+'}{counts:07d}".encode("ascii")
    return _in_range(shown, b"\x02" + body + check(body) + b"\x03")


def format_1(plate: Plate, shown: Indication) -> bytes:
    """Write the value backwards."""
    backwards = f"{plate.number(shown.value_mg):0>7}"[::-1]
    return _in_range(shown, f"={backwards}{_sign(shown)}".encode("ascii"))


def format_2(plate: Plate, shown: Indication) -> bytes:
    """Write the value forwards."""
    return _in_range(shown, f"={_sign(shown)}{plate.number(shown.value_mg):0>7}".encode("ascii"))


def a12(plate: Plate, shown: Indication) -> bytes:
    """Write the line of the A12; a minus takes the first of the seven places."""
    return _in_range(shown, f"{'wn' if shown.is_net else 'ww'}{_seven(plate, shown)}{plate.unit}\r\n".encode("ascii"))


def a12e(plate: Plate, shown: Indication) -> bytes:
    """Write the 15 bytes of the A12E."""
    beyond = "OL" if shown.over else "LO" if shown.under else ""
    value = f"{'WN' if shown.is_net else 'WG'}{_seven(plate, shown)}{plate.unit}"
    body = (f"{beyond:>11}" if beyond else value).encode("ascii")
    return body + check(body) + b"\r\n"


def _seven(plate: Plate, shown: Indication) -> str:
    minus = "-" if shown.value_mg < 0 else ""
    return f"{minus}{plate.number(shown.value_mg):0>{7 - len(minus)}}"


def _sign(shown: Indication) -> str:
    return "-" if shown.value_mg < 0 else "0"


def _in_range(shown: Indication, frame: bytes) -> bytes:
    return b"" if shown.over or shown.under else frame


SPEECHES = {
    "yaohua-0": Speech(streams=format_0),
    "yaohua-0/a22": Speech(streams=partial(format_0, above_nine=_ABOVE_NINE["a22"])),
    "yaohua-1": Speech(streams=format_1),
    "yaohua-2": Speech(streams=format_2),
    "yaohua-tenths": Speech(streams=tenths),
    "yaohua-a12": Speech(streams=a12),
    "yaohua-a12/e": Speech(streams=a12e),
}
