"""The weighings on the scale's line: each one's raw lines stand in a serial recording, at its time, and serve no other."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from firmware_bridge.reading import Item, Reading
from station.formats.entry import Entry
from station.verify.clocks import READING_US, boots_of
from station.verify.decode import decode, figure_data, line_bytes, run_of, tares_of
from station.verify.record import Record
from station.verify.report import Fault, Finding, conclude
from station.verify.times import seconds
from station.verify.weighings import name_of, where_is
from station.verify.wire import FROM_SCALE, Piece, Wire
from station.verify.words import Words, words

# The entry is written at once when the value is there; a disk that is slow to take it delays it by no more.
LATE_US = 3_000_000
# A window reaches from before the first line's first byte to the writing of the last: a second, and a slow disk again.
SPARE_US = 4_000_000


def check_hearing(record: Record, wires: Mapping[str, Wire]) -> Iterator[Finding]:
    """Check where every weighing was heard; `wires` are the serial recordings that could be read."""
    weighings = list(record.of_kind("weighing.recorded"))
    passed = words(
        "All {count} weighings stand in the serial recording at their own times, byte for byte.", count=len(weighings)
    )
    return conclude("weighing-bytes", passed, _faults(record, weighings, wires))


def _faults(record: Record, weighings: Sequence[Entry], wires: Mapping[str, Wire]) -> Iterator[Fault]:
    for entry in weighings:
        yield from _window_faults(entry)
        wire = wires.get(entry.data["serial"]["recording"])
        if wire is None:
            text = words(
                "{weighing} cannot be found: {recording} cannot be read.",
                weighing=name_of(entry),
                recording=entry.data["serial"]["recording"],
            )
            yield Fault(text, where_is(entry))
        else:
            yield from _heard_faults(entry, wire.pieces)
    yield from _shared_faults(record, weighings)


def _window_faults(entry: Entry) -> Iterator[Fault]:
    """The window must end when the entry was made, and be hardly longer than the value stood."""
    from_us, to_us = entry.data["serial"]["from_mono_us"], entry.data["serial"]["to_mono_us"]
    late_us, length_us, stable_us = entry.at.mono_us - to_us, to_us - from_us, entry.data["stable_us"]
    if not -READING_US <= late_us <= LATE_US:
        text = words(
            "{weighing} was heard until {late} s before its entry, not just before it.",
            weighing=name_of(entry),
            late=seconds(late_us),
        )
        yield Fault(text, where_is(entry) | {"late_us": late_us})
    told = {"weighing": name_of(entry), "stable": seconds(stable_us), "length": seconds(length_us)}
    if not 0 <= stable_us <= length_us:
        text = words("{weighing} is said to have stood for {stable} s, in a window of {length} s.", **told)
        yield Fault(text, where_is(entry) | {"stable_us": stable_us})
    elif length_us > stable_us + SPARE_US:
        text = words("{weighing} stood for {stable} s, somewhere in {length} s: that is no time.", **told)
        yield Fault(text, where_is(entry) | {"length_us": length_us})


def _heard_faults(entry: Entry, pieces: Sequence[Piece]) -> Iterator[Fault]:
    serial, scale = entry.data["serial"], entry.data["scale"]
    inside = (
        piece.data
        for piece in pieces
        if piece.direction == FROM_SCALE and serial["from_mono_us"] <= piece.mono_us <= serial["to_mono_us"]
    )
    lines = [line_bytes(line) for line in entry.data["raw"]]
    items = decode(scale, b"".join(inside))
    run = run_of(items, lines)
    if run is None:
        text = words(
            "{weighing}: what the scale is said to have sent does not stand in {recording} at that time.",
            weighing=name_of(entry),
            recording=serial["recording"],
        )
        yield Fault(text, where_is(entry) | {"recording": serial["recording"]})
        return
    told = _told_tares(items, run)
    if entry.data["tare"] not in told:
        text = words(
            "{weighing} has the tare {tare}, but the scale told {told} meanwhile.",
            weighing=name_of(entry),
            tare=_tare(entry.data["tare"]),
            told=_tare(told[-1]),
        )
        yield Fault(text, where_is(entry))


def _tare(tare: dict[str, Any] | None) -> Words:
    return words("none") if tare is None else words("{mass} mg", mass=tare["mass_mg"])


def _told_tares(items: Sequence[Item], run: range) -> list[dict[str, Any] | None]:
    """The tares that a weighing may have: its readings' own, or the last told among them, or before them; or none."""
    reading = items[run.start]
    if isinstance(reading, Reading) and reading.tare is not None:
        return [figure_data(reading.tare)]
    among, before = tares_of(items[each] for each in run), tares_of(items[: run.start])
    return among[-1:] or [None, *before[-1:]]


def _shared_faults(record: Record, weighings: Sequence[Entry]) -> Iterator[Fault]:
    """No byte may serve two weighings."""
    boots = dict(zip((entry.index for entry in record.entries), boots_of(record.entries), strict=True))
    windows = sorted(
        (boots[entry.index], entry.data["serial"]["from_mono_us"], entry.data["serial"]["to_mono_us"], entry.index)
        for entry in weighings
    )
    for (boot, _, to_us, one), (next_boot, from_us, _, other) in pairwise(windows):
        if boot == next_boot and from_us <= to_us:
            text = words(
                "The weighings of the entries {one} and {other} were heard at the same time: one load, weighed twice.",
                one=one,
                other=other,
            )
            yield Fault(text, {"entries": [one, other]})
