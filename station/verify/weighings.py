"""The weighings: their numbers, what their raw lines say, and the instrument that they came from.

Every raw line is decoded again, and must give the figure, unit and mass of the entry: what the scale did not send cannot stand
in the record. That it was sent, and when, is for `hearing` to find.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from firmware_bridge.reading import Reading
from station.formats.entry import Entry
from station.verify.decode import BOARD, figure_data, line_bytes, reading_of
from station.verify.record import OPENED, Record
from station.verify.report import Fault, Finding, conclude, note
from station.verify.times import clock, seconds
from station.verify.words import Term, Words, joined, listed, words


def check_weighings(record: Record) -> Iterator[Finding]:
    """Check the weighings as far as the entries go."""
    weighings = list(record.of_kind("weighing.recorded"))
    count = len(weighings)
    passed = words("All {count} weighings are numbered without a break.", count=count)
    yield from conclude("weighing-numbers", passed, _number_faults(weighings))
    passed = words("All {count} weighings say what their raw lines say.", count=count)
    yield from conclude("weighing-figures", passed, _all_figure_faults(weighings))
    passed = words("All {count} weighings came from the instrument that the record names.", count=count)
    yield from conclude("weighing-instrument", passed, _instrument_faults(record))


def name_of(entry: Entry) -> Words:
    """A weighing as findings call it."""
    return words("Weighing {weighing} (entry {entry})", **where_is(entry))


def where_is(entry: Entry) -> dict[str, Any]:
    """A weighing in the details of findings."""
    return {"entry": entry.index, "weighing": entry.data["weighing"]}


def _number_faults(weighings: list[Entry]) -> Iterator[Fault]:
    for before, after in pairwise(weighings):
        expected, found = before.data["weighing"] + 1, after.data["weighing"]
        if found != expected:
            text = words(
                "Entry {index} is weighing {found}, but weighing {expected} comes next after entry {before}: "
                "a weighing was left out or put in.",
                index=after.index,
                found=found,
                expected=expected,
                before=before.index,
            )
            yield Fault(text, {"entry": after.index, "expected": expected, "found": found})


def _all_figure_faults(weighings: list[Entry]) -> Iterator[Fault]:
    for each in weighings:
        yield from _figure_faults(each)
    yield from _by_window(weighings)


def _by_window(weighings: list[Entry]) -> Iterator[Fault]:
    """Tell where the instrument has no word for stable, and the station took its place."""
    untold = [entry for entry in weighings if not entry.data["stability_told"]]
    if untold:
        text = words(
            "The scale cannot say that its value is stable: the station took a value that stood unchanged for at least "
            "{shortest} s (weighings {numbers}).",
            shortest=seconds(min(entry.data["stable_us"] for entry in untold)),
            numbers=listed([entry.data["weighing"] for entry in untold]),
        )
        yield note(text, entries=[entry.index for entry in untold])


def _figure_faults(entry: Entry) -> Iterator[Fault]:
    data, name = entry.data, name_of(entry)
    if not data["raw"]:
        yield Fault(words("{weighing} names no raw lines that it came from.", weighing=name), where_is(entry))
    for number, line in enumerate(data["raw"], 1):
        raw = line_bytes(line)
        reading = reading_of(data["scale"], raw) if raw else None
        if reading is None:
            text = words(
                "{weighing} came from the line {line}, which is no stable value.",
                weighing=name,
                line=repr(raw or line),
            )
            yield Fault(text, where_is(entry))
            break
        if differing := _differing(data, reading, last=number == len(data["raw"])):
            text = words(
                "{weighing}: {differing}, as the scale sent it in {line}.",
                weighing=name,
                differing=joined(differing),
                line=repr(reading.raw),
            )
            yield Fault(text, where_is(entry))
            break
    if not data["scale"]["min_mg"] <= data["mass_mg"] <= data["scale"]["max_mg"]:
        text = words("{weighing} is outside the range of the scale, {mass} mg.", weighing=name, mass=data["mass_mg"])
        yield Fault(text, where_is(entry))


def _differing(data: dict[str, Any], reading: Reading, *, last: bool) -> list[Words]:
    """What an entry says otherwise than its raw line; a board's count is that of the last line."""
    figure, tare = reading.figure, figure_data(reading.tare)
    sent: dict[str, Any] = {
        "figure": figure.digits if figure else None,
        "unit": figure.unit if figure else None,
        "decimals": figure.decimals if figure else None,
        "mass_mg": figure.mass_mg if figure else None,
        "shown_as": reading.shown_as.value,
        "gross": figure_data(reading.gross),
        "net": figure_data(reading.net),
        "tare_kind": reading.tare_kind and reading.tare_kind.value,
        "stability_told": reading.stable is True,
    }
    if tare is not None:
        sent["tare"] = tare
    if last:
        sent["board"] = _count(reading)
    return [
        words("{what} is {found} and should be {sent}", what=Term(key), found=repr(data[key]), sent=repr(value))
        for key, value in sent.items()
        if data[key] != value
    ]


def _count(reading: Reading) -> dict[str, Any] | None:
    count = reading.board
    return None if count is None else {"board": count.board, "counter": count.counter, "events": count.events}


def _instrument_faults(record: Record) -> Iterator[Fault]:
    instrument: dict[str, Any] = {}
    nameless: list[Entry] = []
    signed: list[Entry] = []
    for entry in record.of_kind(OPENED, "scale.connected", "weighing.recorded"):
        found = entry.data["scale"]
        if entry.kind == "weighing.recorded":
            if found != instrument:
                text = words(
                    "{weighing} is said to come from another instrument, {instrument}.",
                    weighing=name_of(entry),
                    instrument=_named(found),
                )
                yield Fault(text, where_is(entry))
            if found["told"]["serial"] is None:
                nameless.append(entry)
            if found["protocol"] == BOARD:
                signed.append(entry)
            continue
        if instrument and found != instrument:
            yield note(_changed(entry, instrument), entry=entry.index, scale=found)
        instrument = found
    if nameless:
        text = words(
            "The instrument told no serial number: which one it was, only the station's settings say (weighings {numbers}).",
            numbers=listed([entry.data["weighing"] for entry in nameless]),
        )
        yield note(text, entries=[entry.index for entry in nameless])
    if signed:
        text = words(
            "The board that weighed signs its readings with a secret key. Here they were read without it, so that the board "
            "sent them is not checked; whoever is given the key can check each line (weighings {numbers}).",
            numbers=listed([entry.data["weighing"] for entry in signed]),
        )
        yield note(text, entries=[entry.index for entry in signed])


def _changed(entry: Entry, before: dict[str, Any]) -> Words:
    return words(
        "The instrument was another one from {at} on (entry {index}): {instrument} after {before}.",
        at=clock(entry.at.unix_us),
        index=entry.index,
        instrument=_named(entry.data["scale"]),
        before=_named(before),
    )


def _named(scale: dict[str, Any]) -> Words:
    told = [repr(value) for value in (scale["told"]["model"], scale["told"]["serial"]) if value is not None]
    plate = [value for value in scale["plate"].values() if value is not None]
    return words(
        "telling {told}, plate {plate}",
        told=" ".join(told) or words("nothing"),
        plate=" ".join(plate) or words("unknown"),
    )
