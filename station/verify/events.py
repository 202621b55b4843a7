"""What went otherwise than in an ordinary session, as notes: nothing of it is forbidden, all of it a court must see.

One note a matter. The first ones of many are named, the details name the entries of all.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from station.formats.entry import Entry
from station.rules.numbers import same_number
from station.verify.orders import untold_orders
from station.verify.record import Record
from station.verify.report import Fault, Finding, listed, note
from station.verify.seats import empty_seats
from station.verify.timeline import Timeline
from station.verify.times import clock, seconds
from station.verify.wire import Wire

# No furnace destroys a package in less; a burn this short was ended by mistake, or was none.
SHORT_BURN_US = 60_000_000
Telling = Callable[[Entry], str]


def check_events(record: Record, timeline: Timeline, wires: Mapping[str, Wire]) -> Iterator[Finding]:
    """Tell what a reader should look at; nothing here fails."""
    for told in _notes(record, timeline, wires):
        yield Finding("events", told.verdict, told.text, told.details)


def _notes(record: Record, timeline: Timeline, wires: Mapping[str, Wire]) -> Iterator[Fault]:
    for kind, title, telling in _PLAIN:
        yield from _told(title, list(record.of_kind(kind)), telling)
    yield from empty_seats(record)
    yield from _blind(record)
    yield from _corrections(record)
    tared = [entry for entry in record.of_kind("weighing.recorded") if (entry.data["tare"] or {}).get("mass_mg")]
    yield from _told("Weighed with a tare", tared, _tared)
    yield from untold_orders(record, wires)
    yield from _short_burns(record, timeline)
    yield from _again(record)


def _told(title: str, entries: Sequence[Entry], telling: Telling) -> Iterator[Fault]:
    if entries:
        text = f"{title}: {listed([telling(entry) for entry in entries])}."
        yield note(text, entries=[entry.index for entry in entries])


def _reason(entry: Entry) -> str:
    return f"{entry.data['reason']!r}"


def _when(entry: Entry) -> str:
    return f"at {clock(entry.at.unix_us)}"


def _by(entry: Entry) -> str:
    return f"{_when(entry)} by {entry.by or 'nobody'}"


def _since(entry: Entry) -> str:
    return f"since {clock(entry.data['since_us'])} ({_reason(entry)})"


def _gap(entry: Entry) -> str:
    data = entry.data
    lost = "an unknown number of" if data["pieces_lost"] is None else data["pieces_lost"]
    return f"{clock(data['from_us'])} to {clock(data['to_us'])}, {lost} pieces ({_reason(entry)})"


def _tared(entry: Entry) -> str:
    data = entry.data
    return f"weighing {data['weighing']} of {data['package'] or data['purpose']}, tare {data['tare']['mass_mg']} mg"


# Kind, what it is called, and what is told of each.
_PLAIN: tuple[tuple[str, str, Telling], ...] = (
    ("station.started", "The recorder was started anew within the session", _when),
    ("scale.lost", "The scale did not answer", _since),
    ("serial.gap", "Bytes of the scale's line that no recording holds", _gap),
    ("package.set_aside", "Set aside", lambda entry: f"package {entry.data['package']} ({_reason(entry)})"),
    ("batch.cancelled", "Called off", lambda entry: f"batch {entry.data['batch']} ({_reason(entry)})"),
    ("residue.not_weighed", "The residue was not weighed", _reason),
    ("seat.absent", "Nobody came", lambda entry: f"as {entry.data['role']} ({_reason(entry)})"),
    ("scale.zeroed", "The scale was zeroed", _by),
    ("scale.tared", "The scale was tared", _by),
)


def _blind(record: Record) -> Iterator[Fault]:
    """Each spell in which a camera filmed the dark, or the same picture again and again."""
    batch: str | None = None
    open_spells: dict[tuple[str, str], tuple[Entry, str | None]] = {}
    for entry in record.entries:
        if entry.kind == "batch.opened":
            batch = entry.data["batch"]
        elif entry.kind in {"batch.ended", "batch.cancelled"}:
            batch = None
        elif entry.kind in {"camera.obscured", "camera.cleared"}:
            key = entry.data["camera"], entry.data["what"]
            if key in open_spells:
                yield _blinded(*open_spells.pop(key), clock(entry.at.unix_us))
            if entry.kind == "camera.obscured":
                open_spells[key] = entry, batch
    for spell in open_spells.values():
        yield _blinded(*spell, "the end")


def _blinded(entry: Entry, batch: str | None, until: str) -> Fault:
    data = entry.data
    during = f"while batch {batch} was open" if batch else "between batches"
    text = f"The picture of camera {data['camera']} was {data['what']} from {clock(data['since_us'])} to {until}, {during}."
    return note(text, entry=entry.index, camera=data["camera"], what=data["what"], batch=batch)


def _corrections(record: Record) -> Iterator[Fault]:
    masses = {entry.data["weighing"]: entry.data["mass_mg"] for entry in record.of_kind("weighing.recorded")}

    def telling(entry: Entry) -> str:
        data = entry.data
        what = f"weighing {data['weighing']} of {data['package'] or data['purpose']} replaces {data['corrects']}"
        return f"{what}: {masses.get(data['corrects'], 'unknown')} mg before, {data['mass_mg']} mg now"

    corrected = [entry for entry in record.of_kind("weighing.recorded") if entry.data["corrects"] is not None]
    yield from _told("Weighed again", corrected, telling)


def _short_burns(record: Record, timeline: Timeline) -> Iterator[Fault]:
    started: Entry | None = None
    for entry in record.of_kind("burn.started", "batch.ended"):
        if entry.kind == "burn.started":
            started = entry
        elif started is not None:
            length_us = timeline.of(entry) - timeline.of(started)
            if length_us < SHORT_BURN_US:
                text = f"Batch {entry.data['batch']} burned for only {seconds(length_us)} s."
                yield note(text, entries=[started.index, entry.index], length_us=length_us)


def _again(record: Record) -> Iterator[Fault]:
    """Packages that had been set aside, here or in an earlier session, and came back."""
    aside: dict[str, str] = {}  # package to seal
    seals = {entry.data["package"]: entry.data["seal"] for entry in record.of_kind("package.registered")}
    for entry in record.of_kind("package.set_aside", "package.registered"):
        data = entry.data
        if entry.kind == "package.set_aside":
            aside[data["package"]] = seals.get(data["package"], "")
            continue
        before = [f"{package} was set aside" for package, seal in aside.items() if same_number(seal, data["seal"])]
        if data["set_aside_in"] is not None:
            before.append(f"one was set aside in session {data['set_aside_in']}")
        if before:
            text = f"Package {data['package']} with the seal {data['seal']!r} was registered again, after {' and '.join(before)}."
            yield note(text, entry=entry.index)
