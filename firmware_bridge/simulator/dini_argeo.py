"""Dini Argeo; E-AF03 p65 and p69 (3590 series).

`HH,KK,PPPPPPPP,UM` with eight characters of weight; asked with REXT also
`B,hh,NNNNNNNNNN,YYTTTTTTTTTT,PPPPPPPPPP,MMMMMMMMMM,uu`: scale number, net, tare with PT when it was typed in, then two
fields that are always 0. Units are Kg, g, t or lb, two characters wide.
"""

from firmware_bridge.simulator.scale import Indication, Plate
from firmware_bridge.simulator.speaker import Speech, Write

_SCALE_NUMBER = 1


def standard(plate: Plate, shown: Indication) -> bytes:
    """Write the standard string."""
    kind = "NT" if shown.is_net else "GS"
    return f"{_head(shown)},{kind},{_signed(plate, shown.value_mg):>8},{_unit(plate)}\r\n".encode("ascii")


def extended(plate: Plate, shown: Indication) -> bytes:
    """Write the extended string, with a weighed tare."""
    net, tare = _signed(plate, shown.net_mg), _signed(plate, shown.tare_mg)
    fields = f"{net:>10},  {tare:>10},{0:>10},{0:>10},{_unit(plate)}"
    return f"{_SCALE_NUMBER},{_head(shown)},{fields}\r\n".encode("ascii")


def _head(shown: Indication) -> str:
    return "OL" if shown.over else "UL" if shown.under else "ST" if shown.stable else "US"


def _signed(plate: Plate, mass_mg: int) -> str:
    return f"{'-' if mass_mg < 0 else ''}{plate.number(mass_mg)}"


def _unit(plate: Plate) -> str:
    return f"{'Kg' if plate.unit == 'kg' else plate.unit:>2}"


def _speech(streams: Write) -> Speech:
    return Speech(streams=streams, answers={b"READ\r\n": standard, b"REXT\r\n": extended})


SPEECHES = {"dini-argeo": _speech(standard), "dini-argeo/rext": _speech(extended)}
