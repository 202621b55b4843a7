"""The serial recording: what the scale sent and was sent, one line a piece of bytes (docs/format.md section 4).

Read line by line, so that a day's recording costs no more memory than the pieces that somebody asks for.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from station.verify import layout
from station.verify.bag import Bag
from station.verify.record import Facts, Record
from station.verify.report import Fault, Finding, Verdict, conclude
from station.verify.times import seconds

# A piece is what one read of the port gave, 4096 bytes at most, and its times; a longer line is not one of ours.
MAX_LINE = 16_384
# Bytes in and out may be stamped by two threads.
OVERLAP_US = 100_000
_LINE = re.compile(rb"(0|[1-9][0-9]{0,17}) (0|[1-9][0-9]{0,17}) ([<>]) ((?:[0-9a-f]{2})+)\n")


@dataclass(frozen=True)
class Piece:
    """Bytes that went over the line at a time of both clocks; direction `<` is from the scale."""

    unix_us: int
    mono_us: int
    direction: str
    data: bytes


def pieces_of(path: Path) -> Iterator[Piece | None]:
    """Yield each line's piece; None for a line that is not one."""
    with path.open("rb") as file:
        while line := file.readline(MAX_LINE):
            match = _LINE.fullmatch(line)
            if match is None:
                yield None
            else:
                yield Piece(int(match[1]), int(match[2]), match[3].decode(), bytes.fromhex(match[4].decode()))


def read_wire(
    path: Path, file: str, wanted: Callable[[Piece], bool], unreadable: Verdict
) -> tuple[list[Piece], list[Fault]]:
    """Read a serial recording: the pieces that are wanted, and what is wrong with it (at most one fault of a sort).

    `unreadable` is how a line that cannot be read counts: a power cut may leave one in an interrupted recording.
    """
    kept: list[Piece] = []
    faults: dict[str, Fault] = {}
    last_us = 0
    for number, piece in enumerate(pieces_of(path), 1):
        where = {"file": file, "line": number}
        if piece is None:
            text = f"{file}, line {number}: this is not a line of a serial recording."
            faults.setdefault("line", Fault(text, where, unreadable))
            continue
        if piece.mono_us < last_us - OVERLAP_US:
            text = f"{file}, line {number}: the time runs backwards by {seconds(last_us - piece.mono_us)} s."
            faults.setdefault("time", Fault(text, where))
        last_us = max(last_us, piece.mono_us)
        if wanted(piece):
            kept.append(piece)
    return kept, list(faults.values())


def check_wires(bag: Bag, record: Record, facts: Mapping[str, Facts]) -> tuple[dict[str, list[Piece]], list[Finding]]:
    """Check every serial recording; also return, by recording, the pieces from the times of the weighings."""
    windows = [entry.data["serial"] for entry in record.of_kind("weighing.recorded")]
    wires: dict[str, list[Piece]] = {}
    findings: list[Finding] = []
    for each in facts.values():
        file = layout.recording_path(each.recording, each.stream)
        if each.stream != "serial" or file not in bag.sizes:
            continue
        ours = [(w["from_us"], w["to_us"]) for w in windows if w["recording"] == each.recording]
        unreadable = Verdict.NOTE if each.finished["interrupted"] else Verdict.FAIL
        wires[each.recording], faults = read_wire(bag.path(file), file, partial(_within, ours), unreadable)
        findings += conclude("serial", f"{file}: every line can be read, and its times run forward.", faults)
    return wires, findings


def _within(windows: Sequence[tuple[int, int]], piece: Piece) -> bool:
    return any(from_us <= piece.unix_us <= to_us for from_us, to_us in windows)
