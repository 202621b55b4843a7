"""The weighings: their numbers, the arithmetic from the figures as sent, and the bytes on the scale's line.

Each weighing names where in a serial recording its bytes stand; there they must be found, so that a mass that the scale
never sent cannot stand in the record. The lines are compared as bytes, not decoded again.
"""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise

from station.formats.entry import Entry
from station.verify.record import Record
from station.verify.report import Fault, Finding, conclude, note
from station.verify.wire import Piece

# 1 lb = 453.59237 g and 16 oz = 1 lb by definition (1959).
MG = {
    "mg": Fraction(1),
    "g": Fraction(1000),
    "kg": Fraction(1_000_000),
    "t": Fraction(1_000_000_000),
    "lb": Fraction(45_359_237, 100),
    "oz": Fraction(45_359_237, 1600),
}
FROM_SCALE = "<"
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def check_weighings(record: Record, wires: Mapping[str, list[Piece]]) -> Iterator[Finding]:
    """Check every weighing; `wires` holds the pieces of each serial recording that could be read."""
    weighings = list(record.of_kind("weighing.recorded"))
    count = f"All {len(weighings)} weighings"
    yield from conclude("weighing-numbers", f"{count} are numbered without a break.", _number_faults(weighings))
    yield from conclude("weighing-figures", f"{count} agree with the figures sent.", _figure_faults(weighings))
    passed = f"{count} stand in the serial recording, byte for byte."
    yield from conclude("weighing-bytes", passed, _byte_faults(weighings, wires))


def _number_faults(weighings: list[Entry]) -> Iterator[Fault]:
    for before, after in pairwise(weighings):
        expected, found = before.data["weighing"] + 1, after.data["weighing"]
        if found != expected:
            yield Fault(
                f"Entry {after.index} is weighing {found}, but weighing {expected} comes next after entry "
                f"{before.index}: a weighing was left out or put in.",
                {"entry": after.index, "expected": expected, "found": found},
            )


def _figure_faults(weighings: list[Entry]) -> Iterator[Fault]:
    for entry in weighings:
        data, where = entry.data, {"entry": entry.index, "weighing": entry.data["weighing"]}
        name = f"Weighing {data['weighing']} (entry {entry.index})"
        if data["unit"].strip() not in MG:
            yield note(f"{name} is in {data['unit']!r}; its milligrams were not recomputed.", **where)
        elif _milligrams(data["figure"], data["unit"].strip()) != data["mass_mg"]:
            text = f"{name} says {data['mass_mg']} mg, but the scale sent {data['figure']!r} {data['unit']!r}."
            yield Fault(text, where)
        if not data["scale"]["min_mg"] <= data["mass_mg"] <= data["scale"]["max_mg"]:
            yield Fault(f"{name} is outside the range of the scale, {data['mass_mg']} mg.", where)
        if _digits(data["figure"]).lstrip("0") not in "".join(_digits(_ascii(line)) for line in data["raw"]):
            yield Fault(f"{name}: the digits {data['figure']!r} do not stand in the bytes that it came from.", where)


def _byte_faults(weighings: list[Entry], wires: Mapping[str, list[Piece]]) -> Iterator[Fault]:
    for entry in weighings:
        serial, number = entry.data["serial"], entry.data["weighing"]
        where = {"entry": entry.index, "weighing": number, "recording": serial["recording"]}
        if serial["recording"] not in wires:
            text = f"Weighing {number} (entry {entry.index}) cannot be found: {serial['recording']} cannot be read."
            yield Fault(text, where)
            continue
        inside = (
            piece.data
            for piece in wires[serial["recording"]]
            if piece.direction == FROM_SCALE and serial["from_us"] <= piece.unix_us <= serial["to_us"]
        )
        heard = b"".join(inside)
        if not _in_order(heard, [_bytes(line) for line in entry.data["raw"]]):
            yield Fault(
                f"Weighing {number} (entry {entry.index}): what the scale is said to have sent does not stand in "
                f"the serial recording {serial['recording']} at that time.",
                where,
            )


def _in_order(heard: bytes, lines: list[bytes | None]) -> bool:
    """Whether all lines stand in the bytes, one after another; none at all is not enough."""
    position = 0
    for line in lines:
        if not line or (found := heard.find(line, position)) < 0:
            return False
        position = found + len(line)
    return bool(lines)


def _milligrams(figure: str, unit: str) -> Fraction | None:
    number = figure.strip(" ")
    return Fraction(number) * MG[unit] if _NUMBER.fullmatch(number) else None


def _digits(text: str) -> str:
    return "".join(each for each in text if each in "0123456789")


def _ascii(line: str) -> str:
    return (_bytes(line) or b"").decode("ascii", errors="replace")


def _bytes(line: str) -> bytes | None:
    try:
        return bytes.fromhex(line)
    except ValueError:
        return None
