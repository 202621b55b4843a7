"""A serial recording: what a line's instrument sent and was sent, one line a piece of bytes (docs/format.md section 4).

Read line by line, so that a day's recording costs no more memory than the pieces that somebody asks for.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from station.formats.errors import Malformed
from station.verify import layout
from station.verify.awaited import Awaited, Listener, awaited
from station.verify.bag import Bag, open_plain
from station.verify.record import Facts, Record
from station.verify.report import Fault, Finding, Verdict, conclude
from station.verify.timeline import Timeline
from station.verify.times import seconds
from station.verify.words import words

# A piece is what one read of the port gave, 4096 bytes at most, and its times; a longer line is not one of ours.
MAX_LINE = 16_384
# Bytes in and out may be stamped by two threads.
OVERLAP_US = 100_000
FROM_SCALE, TO_SCALE = "<", ">"
SCALE = "serial"  # the device whose line is the scale's
MAX_ORDER = 64  # the longest answer to an order, `T S` with its value and unit, has 25; output without lines is none
_LINE_ENDS = re.compile(rb"[\r\n]+")
# Zero and tare of MT-SICS, at once or when stable, and clearing the tare: as commands, or with an answer's mark and value.
_ORDER = re.compile(rb"(?:ZI?|TI?|TAC)(?: [A-Z+-][ -~]*)?")
_LINE = re.compile(rb"(0|[1-9][0-9]{0,17}) (0|[1-9][0-9]{0,17}) ([<>]) ((?:[0-9a-f]{2})+)\n")


@dataclass(frozen=True)
class Piece:
    """Bytes that went over the line at a time of both clocks; direction `<` is from the scale."""

    unix_us: int
    mono_us: int
    direction: str
    data: bytes


@dataclass(frozen=True)
class Order:
    """A zero or tare command, or the scale's answer to one, such as `Z A`."""

    unix_us: int
    mono_us: int
    direction: str
    text: str

    @property
    def word(self) -> str:
        """What it is about, `Z` or `T`."""
        return self.text[0]


@dataclass(frozen=True)
class Wire:
    """What was kept of a serial recording: the pieces from the times of the weighings, and all orders.

    `heard` are the numbers of the entries that speak of a single reading, and rightly.
    """

    pieces: list[Piece] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    heard: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Sieve:
    """How a serial recording is read: windows of the monotonic clock, in order and apart, whose pieces are kept.

    `unreadable` is how a line that cannot be read counts: a power cut may leave one in an interrupted recording.
    """

    windows: Sequence[tuple[int, int]]
    timeline: Timeline
    unreadable: Verdict
    has_orders: bool  # the scale's line; what goes to a furnace's controller is no text
    awaited: Sequence[Awaited]  # single readings of the scale

    def wants(self, piece: Piece) -> bool:
        """Whether a weighing may have come from a piece."""
        before = bisect_right(self.windows, piece.mono_us, key=lambda window: window[0])
        return before > 0 and piece.mono_us <= self.windows[before - 1][1]


class Spoken:
    """Puts the text of both directions together again, line by line, and picks out the orders."""

    def __init__(self) -> None:
        self._held = {FROM_SCALE: b"", TO_SCALE: b""}

    def orders(self, piece: Piece) -> Iterator[Order]:
        """Take a piece and yield the orders that it completes."""
        *lines, rest = _LINE_ENDS.split(self._held[piece.direction] + piece.data)
        self._held[piece.direction] = rest[-MAX_ORDER:]
        for line in lines:
            if _ORDER.fullmatch(line):
                yield Order(piece.unix_us, piece.mono_us, piece.direction, line.decode())


def pieces_of(path: Path) -> Iterator[Piece | None]:
    """Yield each line's piece; None for a line that is not one."""
    with open_plain(path) as file:
        while line := file.readline(MAX_LINE):
            match = _LINE.fullmatch(line)
            if match is None:
                yield None
            else:
                yield Piece(int(match[1]), int(match[2]), match[3].decode(), bytes.fromhex(match[4].decode()))


def check_wires(
    bag: Bag, record: Record, facts: Mapping[str, Facts], timeline: Timeline
) -> tuple[dict[str, Wire], list[Finding]]:
    """Check every serial recording; also return what was heard at the weighings, and the orders, by recording."""
    windows = [entry.data["serial"] for entry in record.of_kind("weighing.recorded")]
    waiting = awaited(record)
    wires: dict[str, Wire] = {}
    findings: list[Finding] = []
    for each in facts.values():
        file = layout.recording_path(each.recording, each.stream)
        if each.stream != "serial" or file not in bag.sizes:
            continue
        ours = _merged((w["from_mono_us"], w["to_mono_us"]) for w in windows if w["recording"] == each.recording)
        unreadable = Verdict.NOTE if each.finished["interrupted"] else Verdict.FAIL
        is_scale = each.device == SCALE
        sieve = Sieve(ours, timeline, unreadable, is_scale, waiting if is_scale else [])
        wires[each.recording], faults = _read(bag.path(file), file, sieve)
        passed = words("{file}: every line can be read, and its times run forward.", file=file)
        findings += conclude("serial", passed, faults)
    return wires, findings


def _read(path: Path, file: str, sieve: Sieve) -> tuple[Wire, list[Fault]]:
    """Read a serial recording: what is wanted of it, and what is wrong with it (at most one fault of a sort)."""
    wire, spoken = Wire(), Spoken()
    listener = _listener(sieve, wire)
    faults: dict[str, Fault] = {}
    last_us = 0
    for number, piece in enumerate(pieces_of(path), 1):
        where = {"file": file, "line": number}
        if piece is None:
            text = words("{file}, line {line}: this is not a line of a serial recording.", **where)
            faults.setdefault("line", Fault(text, where, sieve.unreadable))
            continue
        if piece.mono_us < last_us - OVERLAP_US:
            back = seconds(last_us - piece.mono_us)
            text = words("{file}, line {line}: the time runs backwards by {back} s.", back=back, **where)
            faults.setdefault("time", Fault(text, where))
        if not sieve.timeline.knows(piece.unix_us, piece.mono_us):
            text = words("{file}, line {line}: its two times are those of no moment of this session.", **where)
            faults.setdefault("clocks", Fault(text, where))
        last_us = max(last_us, piece.mono_us)
        if sieve.has_orders:
            wire.orders.extend(spoken.orders(piece))
        if sieve.wants(piece):
            wire.pieces.append(piece)
        if piece.direction == FROM_SCALE and listener is not None:
            listener.hear(piece.data, piece.mono_us)
    return wire, list(faults.values())


def _listener(sieve: Sieve, wire: Wire) -> Listener | None:
    """An ear for single readings; none where an instrument cannot be, of which `weighings` tells."""
    try:
        return Listener(sieve.awaited, wire.heard)
    except Malformed:
        return None


def _merged(windows: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Windows in order, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for from_us, to_us in sorted(windows):
        if merged and from_us <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], to_us))
        else:
            merged.append((from_us, to_us))
    return merged
