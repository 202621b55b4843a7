"""The line of our own board (firmware_bridge/firmware/README.md): load, furnace and door, counted and signed.

Promise: a reading comes out only when its tag fits the key, its board is the one expected, and its counter is above the
last; everything else is a Fault that says which of these failed. Lost readings are told in `Reading.board`, not as faults.
Limits: whoever has the key can sign; one line that does not fit cannot tell a damaged byte from another key.
`told` reads a line without its proof, for whoever checks a record and gets the key later, or never.

Source: firmware_bridge/firmware/README.md, RFC 7693.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass, replace

from firmware_bridge.board_watch import BoardWatch, NotNextError
from firmware_bridge.framing import MAX_LINE_BYTES, Lines
from firmware_bridge.protocols.protocol import LineDefaults, ScaleProtocol, Tells
from firmware_bridge.reading import (
    BoardCount,
    Condition,
    Fault,
    Figure,
    FurnaceCondition,
    FurnaceReading,
    Item,
    Outcome,
    Reading,
    Reply,
    ShownAs,
)

KEY_BYTES, TAG_BYTES = 32, 16
BOARD_ID = re.compile("[0-9A-Z]{8}")
# MAX31855K data sheet: what the chip tells outside this is not measured.
TEMPERATURE_RANGE_MDEG = range(-200_000, 1_350_001)

_START = b"FB1,"
_NUMBER = "0|-?[1-9][0-9]{0,9}"
_LINE = re.compile(
    rf"(?P<signed>FB1,(?P<board>[0-9A-Z]{{8}}|-{{8}}),(?P<counter>[0-9a-f]{{12}}),(?P<events>0|[1-9][0-9]{{0,9}}),"
    rf"(?P<raw>{_NUMBER}|-),(?P<mass>{_NUMBER}|-),(?P<state>ok|over|under|fault|unset),(?P<motion>stable|moving),"
    rf"(?P<temperature>{_NUMBER}|open|ground|supply|silent),(?P<door>open|closed),(?P<mode>run|cal),)"
    r"(?P<tag>[0-9a-f]{32}|unsigned)"
)
_ANSWER = re.compile("FBA,([KC?]),(done|refused),(.*)")
_CONDITIONS = {
    "over": Condition.OVERLOAD,
    "under": Condition.UNDERLOAD,
    "fault": Condition.INSTRUMENT_ERROR,
    "unset": Condition.INSTRUMENT_ERROR,
}
_SENSOR_FAULTS = {
    "open": FurnaceCondition.SENSOR_BREAK,
    "ground": FurnaceCondition.SENSOR_BREAK,
    "supply": FurnaceCondition.SENSOR_BREAK,
    "silent": FurnaceCondition.CONTROLLER_ERROR,
}


@dataclass(frozen=True)
class Told:
    """One line as it stands: what it says, and what would prove it. `tag` is None on an unsigned line."""

    reading: Reading
    board: BoardCount
    signed: bytes
    tag: bytes | None

    def fits(self, key: bytes) -> bool:
        """Whether the tag is the one that this key gives."""
        expected = hashlib.blake2s(self.signed, key=key, digest_size=TAG_BYTES).digest()
        return self.tag is not None and hmac.compare_digest(self.tag, expected)


def told(raw: bytes) -> Told | None:
    """Read one line, with its end, and believe it; None when it is not a line of this protocol."""
    match = _LINE.fullmatch(raw.removesuffix(b"\r\n").decode("ascii", errors="replace"))
    # What has a mass is ok, and what is ok has one.
    if match is None or not raw.endswith(b"\r\n") or (match["mass"] == "-") != (match["state"] in _CONDITIONS):
        return None
    counts = None if match["raw"] == "-" else int(match["raw"])
    board = BoardCount(match["board"], int(match["counter"], 16), int(match["events"]), counts)
    tag = None if match["tag"] == "unsigned" else bytes.fromhex(match["tag"])
    return Told(_reading(match, raw, board), board, match["signed"].encode("ascii"), tag)


class Board(Lines):
    """Feed it bytes; it gives readings, faults, and the answers to commands. Without a key every reading is a fault."""

    def __init__(self, key: bytes | None, watch: BoardWatch) -> None:
        super().__init__()
        if key is not None and len(key) != KEY_BYTES:
            raise ValueError(f"a board's key has {KEY_BYTES} bytes, not {len(key)}: see its provisioning")
        self._key, self._watch = key, watch

    def _next(self) -> Item | None:
        """A start inside a line begins a new one: whatever was cut before it costs no whole reading."""
        window = self.held[:MAX_LINE_BYTES]
        restart, end = window.find(_START, 1), window.find(b"\n")
        if restart > 0 and (end < 0 or restart < end):
            return Fault("a line was cut by the start of the next", window[:restart])
        if end < 0 and len(window) == MAX_LINE_BYTES:
            # A start may lie across the end of the window.
            return Fault("no line end: check the speed", window[: 1 - len(_START)])
        return super()._next()

    def _answer(self, line: str, raw: bytes) -> Item:
        if match := _ANSWER.fullmatch(line):
            outcome = Outcome.DONE if match[2] == "done" else Outcome.NOT_EXECUTABLE
            return Reply(match[1], outcome, match[3], None, raw)
        if line == "FBE,memory":
            return Fault("the board's memory has failed, so it signs nothing any more: replace the board", raw)
        said = told(raw)
        if said is None:
            return Fault("not a line of the board", raw)
        doubt = self._doubt(said)
        return Fault(doubt, raw) if doubt else self._counted(said)

    def _doubt(self, said: Told) -> str | None:
        """Why a line is not believed, whatever its counter says."""
        if said.tag is None:
            return "unsigned: this board has no key, or somebody took its tag away"
        if self._watch.board is not None and said.board.board != self._watch.board:
            return f"another board: {said.board.board}, and {self._watch.board} was expected"
        if self._key is None:
            return "the key of this board is not configured, so nothing says that it sent this"
        if said.fits(self._key):
            return None
        if self._watch.proved:
            return "altered: its tag does not fit what it says"
        return "altered, or signed with another key: no line has fitted the configured key yet"

    def _counted(self, said: Told) -> Reading | Fault:
        try:
            return replace(said.reading, board=self._watch.take(said.board))
        except NotNextError as stale:
            return Fault(stale.reason, said.reading.raw)


def _reading(match: re.Match[str], raw: bytes, board: BoardCount) -> Reading:
    """The board weighs without a tare. While its jumper is set it can be calibrated: then nothing is a weighing."""
    figure = None if match["mass"] == "-" else Figure.read(match["mass"], "mg")
    ready = Condition.JUMPER_SET if match["mode"] == "cal" else Condition.OK
    condition = _CONDITIONS.get(match["state"], ready)
    stable = match["motion"] == "stable"
    return Reading(figure, ShownAs.GROSS, stable, condition, None, raw, furnace=_furnace(match, raw), board=board)


def _furnace(match: re.Match[str], raw: bytes) -> FurnaceReading:
    door_open = match["door"] == "open"
    if fault := _SENSOR_FAULTS.get(match["temperature"]):
        return FurnaceReading(None, fault, door_open, raw)
    temperature_mdeg = int(match["temperature"])
    if temperature_mdeg not in TEMPERATURE_RANGE_MDEG:
        return FurnaceReading(None, FurnaceCondition.OUT_OF_RANGE, door_open, raw)
    return FurnaceReading(temperature_mdeg, FurnaceCondition.OK, door_open, raw)


PROTOCOL = ScaleProtocol(
    name="board",
    makers="our own board",
    tells=frozenset(Tells) - {Tells.TARE},
    decoder=lambda form: Board(form.key, form.watch),
    source="firmware_bridge/firmware/README.md",
    # 115200 would be 2.1 % off at the board's 16 MHz; 38400 is 0.2 %.
    defaults=LineDefaults(baudrate=38400),
)
