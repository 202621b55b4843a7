"""The catalogue as the probe reads it: of our own board, which speaks only to who has its key, the lines without their proof.

Limits: what the probe shows of a board is what somebody says who writes its lines, until the station checks their tags.
"""

from dataclasses import replace

from firmware_bridge.framing import Lines
from firmware_bridge.protocols import PROTOCOLS, ScaleProtocol, board
from firmware_bridge.reading import Fault, Item


class _Unproved(Lines):
    def _answer(self, _line: str, raw: bytes) -> Item:
        said = board.told(raw)
        return said.reading if said else Fault("not a line of the board", raw)


def _readable(protocol: ScaleProtocol) -> ScaleProtocol:
    return replace(protocol, decoder=lambda _form: _Unproved()) if protocol is board.PROTOCOL else protocol


READABLE = tuple(map(_readable, PROTOCOLS.values()))
