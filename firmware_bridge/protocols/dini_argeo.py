"""Dini Argeo: the standard string, the extended string and the replies to commands, decoded without touching a wire.

`[CC]HH,KK,PPPPPPPP,UM` is what the display shows; `[CC]B,hh,N10,YYT10,P10,M10,uu` is the net weight with the tare,
`PT` before a tare that was typed; both are 8 wide in the DGT4X's example, and equally wide in all. Some models put the
scale's number after hh, or send only one of P and M.
Promise: a line of any other width or content is a Fault, whole; so are microvolts and converter points.
Limits: the code CC of a line for several instruments and the number of the scale are not held against a setting. The
standard string is 8 wide in the manuals and 9 in one public capture; 8 to 10 are taken. OL and UL keep no digits.

Sources: 3590 E-AF03 p65 and p69, E-AF04 p65, DGT4X p52, LTP p43, DGT p47 (ERR01 to ERR04), a capture of a DFWLKI.
"""

import re

from firmware_bridge.framing import Lines
from firmware_bridge.protocols.protocol import ScaleProtocol, Tells
from firmware_bridge.reading import (
    Condition,
    Fault,
    Figure,
    Item,
    NotANumberError,
    Outcome,
    Reading,
    Reply,
    ShownAs,
    TareKind,
)

_SHOWN_AS = {"GS": ShownAs.GROSS, "NT": ShownAs.NET}
# TL: the scale is not level. ER: a remote scale is in error.
_NO_WEIGHT = {
    "OL": Condition.OVERLOAD,
    "UL": Condition.UNDERLOAD,
    "TL": Condition.INSTRUMENT_ERROR,
    "ER": Condition.INSTRUMENT_ERROR,
}
_OUTCOMES = {
    "OK": Outcome.DONE,
    "ERR01": Outcome.SYNTAX_ERROR,
    "ERR02": Outcome.WRONG_PARAMETER,
    "ERR03": Outcome.NOT_EXECUTABLE,
    "ERR04": Outcome.SYNTAX_ERROR,
}

_STATUS = "ST|US|OL|UL|TL|ER"
_UNIT = "(?P<unit>kg|Kg|KG| g|g| t|t|lb)"
_STANDARD = re.compile(rf"(?:[0-9]{{2}})?(?P<status>{_STATUS}),(?P<kind>GS|NT),(?P<shown>[-+ .0-9^_]{{8,10}}),{_UNIT}")
_EXTENDED = re.compile(
    rf"(?:[0-9]{{2}})?(?:[0-9],(?P<status>{_STATUS})|(?P<late>{_STATUS}),[0-9]),"
    rf"(?P<net>[-+ .0-9^_]{{8,10}}),(?P<kind>PT|  )(?P<tare>[-+ .0-9^_]{{8,10}})(?:, *[0-9]+(?:\.[0-9]+)?){{1,2}},{_UNIT}"
)
_REPLY = re.compile("(?:[0-9]{2})?(OK|ERR0[1-4])")
_VALUE = re.compile(r" *([+-]?) *([0-9]+(?:\.[0-9]+)?)")


class DiniArgeo(Lines):
    """Feed it bytes; it gives readings, replies and faults."""

    def _answer(self, line: str, raw: bytes) -> Item:
        if match := _STANDARD.fullmatch(line):
            return _standard(match, raw)
        if (match := _EXTENDED.fullmatch(line)) and len(match["net"]) == len(match["tare"]):
            return _extended(match, raw)
        if match := _REPLY.fullmatch(line):
            return Reply("", _OUTCOMES[match[1]], None, None, raw)
        return Fault("not a string of Dini Argeo, or bytes of it were lost", raw)


def _standard(match: re.Match[str], raw: bytes) -> Reading:
    shown_as = _SHOWN_AS[match["kind"]]
    if condition := _NO_WEIGHT.get(match["status"]):
        return Reading(None, shown_as, stable=False, condition=condition, tare=None, raw=raw)
    figure = _figure(match["shown"], match["unit"])
    return Reading(figure, shown_as, stable=match["status"] == "ST", condition=Condition.OK, tare=None, raw=raw)


def _extended(match: re.Match[str], raw: bytes) -> Reading:
    """Without a tare the net weight that is sent is the gross weight that is shown."""
    status = match["status"] or match["late"]
    if condition := _NO_WEIGHT.get(status):
        return Reading(None, ShownAs.NET, stable=False, condition=condition, tare=None, raw=raw)
    net, tare = _figure(match["net"], match["unit"]), _figure(match["tare"], match["unit"])
    tared = tare.mass_mg != 0
    weighed = TareKind.WEIGHED if tared else None
    return Reading(
        net,
        ShownAs.NET if tared else ShownAs.GROSS,
        stable=status == "ST",
        condition=Condition.OK,
        tare=tare,
        raw=raw,
        net=net,
        tare_kind=TareKind.PRESET if match["kind"] == "PT" else weighed,
    )


def _figure(field: str, unit: str) -> Figure:
    """Read one field as sent. Raises NotANumberError."""
    match = _VALUE.fullmatch(field)
    if match is None:
        raise NotANumberError(field)
    return Figure.read(match[1] + match[2], unit.strip(), sent=field)


PROTOCOL = ScaleProtocol(
    name="dini-argeo",
    makers="Dini Argeo, Vetek",
    tells=frozenset(Tells),
    decoder=lambda _form: DiniArgeo(),
    source="3590 E-AF03 p65 and p69, E-AF04 p65, DGT4X p52, LTP p43, DGT p47",
    question=lambda form: b"REXT\r\n" if form.all_masses else b"READ\r\n",
)
