"""The weighings: their numbers, what their raw lines say, and the instrument that they came from.

Every raw line is decoded again, and must give the figure, unit and mass of the entry: what the scale did not send cannot stand
in the record. That it was sent, and when, is for `hearing` to find.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from firmware_bridge.reading import Reading
from station.formats.entry import Entry
from station.verify.decode import line_bytes, reading_of, tare_data
from station.verify.record import OPENED, Record
from station.verify.report import Fault, Finding, conclude, listed, note
from station.verify.times import clock


def check_weighings(record: Record) -> Iterator[Finding]:
    """Check the weighings as far as the entries go."""
    weighings = list(record.of_kind("weighing.recorded"))
    count = f"All {len(weighings)} weighings"
    yield from conclude("weighing-numbers", f"{count} are numbered without a break.", _number_faults(weighings))
    passed = f"{count} say what their raw lines say."
    yield from conclude("weighing-figures", passed, (fault for each in weighings for fault in _figure_faults(each)))
    passed = f"{count} came from the instrument that the record names."
    yield from conclude("weighing-instrument", passed, _instrument_faults(record))


def name_of(entry: Entry) -> str:
    """A weighing as findings call it."""
    return f"Weighing {entry.data['weighing']} (entry {entry.index})"


def where_is(entry: Entry) -> dict[str, Any]:
    """A weighing in the details of findings."""
    return {"entry": entry.index, "weighing": entry.data["weighing"]}


def _number_faults(weighings: list[Entry]) -> Iterator[Fault]:
    for before, after in pairwise(weighings):
        expected, found = before.data["weighing"] + 1, after.data["weighing"]
        if found != expected:
            yield Fault(
                f"Entry {after.index} is weighing {found}, but weighing {expected} comes next after entry "
                f"{before.index}: a weighing was left out or put in.",
                {"entry": after.index, "expected": expected, "found": found},
            )


def _figure_faults(entry: Entry) -> Iterator[Fault]:
    data, name = entry.data, name_of(entry)
    if not data["raw"]:
        yield Fault(f"{name} names no raw lines that it came from.", where_is(entry))
    for line in data["raw"]:
        raw = line_bytes(line)
        reading = reading_of(data["scale"]["protocol"], raw) if raw else None
        if reading is None:
            yield Fault(f"{name} came from the line {raw or line!r}, which is no stable value.", where_is(entry))
            break
        if differing := _differing(data, reading):
            yield Fault(f"{name}: {differing}, as the scale sent it in {reading.raw!r}.", where_is(entry))
            break
    if not data["scale"]["min_mg"] <= data["mass_mg"] <= data["scale"]["max_mg"]:
        yield Fault(f"{name} is outside the range of the scale, {data['mass_mg']} mg.", where_is(entry))


def _differing(data: dict[str, Any], reading: Reading) -> str:
    """What an entry says otherwise than its raw line."""
    figure, tare = reading.figure, tare_data(reading.tare)
    sent: dict[str, Any] = {
        "figure": figure.digits if figure else None,
        "unit": figure.unit if figure else None,
        "decimals": figure.decimals if figure else None,
        "mass_mg": figure.mass_mg if figure else None,
        "shown_as": reading.shown_as.value,
    }
    if tare is not None:
        sent["tare"] = tare
    wrong = [f"{key} is {data[key]!r} and should be {value!r}" for key, value in sent.items() if data[key] != value]
    return ", ".join(wrong)


def _instrument_faults(record: Record) -> Iterator[Fault]:
    instrument: dict[str, Any] = {}
    nameless: list[Entry] = []
    for entry in record.of_kind(OPENED, "scale.connected", "weighing.recorded"):
        found = entry.data["scale"]
        if entry.kind == "weighing.recorded":
            if found != instrument:
                yield Fault(
                    f"{name_of(entry)} is said to come from another instrument, {_named(found)}.", where_is(entry)
                )
            if found["told"]["serial"] is None:
                nameless.append(entry)
            continue
        if instrument and found != instrument:
            text = f"The instrument was another one from {clock(entry.at.unix_us)} on (entry {entry.index})"
            yield note(f"{text}: {_named(found)} after {_named(instrument)}.", entry=entry.index, scale=found)
        instrument = found
    if nameless:
        numbers = listed([str(entry.data["weighing"]) for entry in nameless])
        text = f"The instrument told no serial number: which one it was, only the station's settings say (weighings {numbers})."
        yield note(text, entries=[entry.index for entry in nameless])


def _named(scale: dict[str, Any]) -> str:
    told = [f"{value!r}" for value in (scale["told"]["model"], scale["told"]["serial"]) if value is not None]
    plate = [value for value in scale["plate"].values() if value is not None]
    return f"telling {' '.join(told) or 'nothing'}, plate {' '.join(plate) or 'unknown'}"
