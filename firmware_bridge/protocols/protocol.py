"""What the port, the probe and the record need to know of a scale's protocol; each decoder's file states its own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from firmware_bridge.board_watch import BoardWatch
from firmware_bridge.framing import Decoder

Parity = Literal["N", "E", "O"]


class Tells(StrEnum):
    """What a protocol's frames say by themselves. What is missing, the settings or a window of readings must say."""

    STABLE = "stable"
    UNIT = "unit"
    DECIMALS = "decimals"
    GROSS_OR_NET = "gross or net"
    RANGE = "overload and underload"
    TARE = "tare"


@dataclass(frozen=True)
class LineForm:
    """What a decoder is told because its protocol cannot say it, or because makers differ.

    `unit` and `decimals` only where frames lack them; `checksum` where it is optional; `address` of an instrument on a
    bus; `all_masses` asks for gross, net and tare in one answer where the protocol has such a question; `net` asks for
    the net mass instead of the gross where each has its own question; `key` of a board that signs its readings,
    and `watch`, what that board last said, which outlives a reopened line as this form does.
    """

    unit: str | None = None
    decimals: int | None = None
    checksum: bool = False
    address: int = 1
    all_masses: bool = False
    net: bool = False
    key: bytes | None = field(default=None, repr=False)
    watch: BoardWatch = field(default_factory=BoardWatch, compare=False, repr=False)


@dataclass(frozen=True)
class LineDefaults:
    """The line settings that the makers deliver."""

    baudrate: int = 9600
    bytesize: Literal[7, 8] = 8
    parity: Parity = "N"
    stopbits: Literal[1, 2] = 1


@dataclass(frozen=True)
class ScaleProtocol:
    """One protocol. `question` gives the bytes that ask for one reading, None where the scale only sends by itself.

    `streams`: the scale can send by itself, without questions. `may_need`: what some of its makers leave out, so that the
    settings may say it.
    """

    name: str
    makers: str
    tells: frozenset[Tells]
    decoder: Callable[[LineForm], Decoder]
    source: str
    question: Callable[[LineForm], bytes] | None = None
    streams: bool = True
    may_need: frozenset[Tells] = frozenset()
    defaults: LineDefaults = LineDefaults()

    @property
    def needs(self) -> frozenset[Tells]:
        """What the settings must say: the unit, the decimals, or both."""
        return frozenset({Tells.UNIT, Tells.DECIMALS}) - self.tells
