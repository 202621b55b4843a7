"""The empty scale before and after each weighing: where its zero had moved, the weighing is wrong by as much."""

from collections.abc import Iterator, Mapping

from station.formats.entry import Entry
from station.formats.errors import VerificationError
from station.rules.metrology import interval_mg
from station.rules.shapes import Data
from station.verify.awaited import LINE
from station.verify.record import Record
from station.verify.report import Fault, Finding, conclude, note
from station.verify.weighings import name_of, where_is
from station.verify.wire import Wire
from station.verify.words import words


def check_zeros(record: Record, wires: Mapping[str, Wire]) -> Iterator[Finding]:
    """Check that the empty scale was seen around each weighing, and what it showed."""
    count = sum(1 for _ in record.of_kind("weighing.recorded"))
    passed = words("Before each of the {count} weighings the scale was seen empty, on its own line.", count=count)
    return conclude("zero", passed, _faults(record, wires))


def _faults(record: Record, wires: Mapping[str, Wire]) -> Iterator[Fault]:
    heard = {index for wire in wires.values() for index in wire.heard}
    last: Entry | None = None  # the newest weighing, until the scale was seen empty after it
    # recordings of which a weighing was heard, or that ran when the line was lost or found; else the zero may lie before
    begun: set[str] = set()
    running: set[str] = set()
    lost = False
    for entry in record.of_kind("recording.started", *LINE, "weighing.recorded", "scale.emptied", "serial.gap"):
        if entry.kind == "recording.started":
            running.add(entry.data["recording"])
            continue
        if entry.kind in LINE:
            begun |= running
            continue
        if entry.kind == "serial.gap":
            lost = True
            begun.clear()
            continue
        if entry.kind == "scale.emptied":
            yield from _emptied_faults(entry, last, known=entry.index in heard or lost or not wires)
            last = None
            continue
        recording = entry.data["serial"]["recording"]
        if last is not None:
            yield _not_emptied(last)
        yield from _before_faults(
            entry, known=entry.index in heard, first=recording not in begun or recording not in wires
        )
        begun.add(recording)
        last, lost = entry, False
    if last is not None:
        yield _not_emptied(last)


def _before_faults(entry: Entry, *, known: bool, first: bool) -> Iterator[Fault]:
    zero = entry.data["zero"]
    if zero is None:
        yield Fault(
            words("{weighing} does not say what the empty scale showed before it.", weighing=name_of(entry)),
            where_is(entry),
        )
        return
    told = {"weighing": name_of(entry), "figure": repr(zero["figure"])}
    if not known and first:
        text = words(
            "{weighing}: that the empty scale showed {figure} before it does not stand in its recording, which may have begun "
            "later.",
            **told,
        )
        yield note(text, **where_is(entry))
    elif not known:
        text = words(
            "{weighing}: since the weighing before, and since its line was last lost or found, the scale never sent "
            "{figure}, which it is said to have shown empty, as the same sort of mass (gross or net).",
            **told,
        )
        yield Fault(text, where_is(entry))
    off_mg = _off_mg(zero["mass_mg"], entry.data["tare"])
    if _is_off(entry.data["scale"], off_mg):
        text = words(
            "{weighing}: the empty scale showed {off} mg before it, more than half of e.",
            weighing=name_of(entry),
            off=off_mg,
        )
        yield note(text, **where_is(entry), off_mg=off_mg)


def _emptied_faults(entry: Entry, weighing: Entry | None, *, known: bool) -> Iterator[Fault]:
    if weighing is None or entry.data["after"] != weighing.data["weighing"]:
        text = words(
            "Entry {index} speaks of the empty scale after weighing {after}, which is not the one before it.",
            index=entry.index,
            after=entry.data["after"],
        )
        yield Fault(text, {"entry": entry.index})
        return
    if not known:
        text = words(
            "Entry {index}: the scale never sent {figure}, which it is said to have shown empty after weighing {after}.",
            index=entry.index,
            figure=repr(entry.data["figure"]),
            after=entry.data["after"],
        )
        yield Fault(text, {"entry": entry.index})
    off_mg = _off_mg(entry.data["mass_mg"], weighing.data["tare"])
    if _is_off(weighing.data["scale"], off_mg):
        text = words(
            "{weighing}: the empty scale showed {off} mg after it, more than half of e.",
            weighing=name_of(weighing),
            off=off_mg,
        )
        yield note(text, **where_is(weighing), off_mg=off_mg)


def _not_emptied(weighing: Entry) -> Fault:
    text = words("{weighing}: nobody saw the scale empty after it.", weighing=name_of(weighing))
    return note(text, **where_is(weighing))


def _off_mg(zero_mg: int, tare: Data | None) -> int:
    """How far from zero: with a tare taken, the empty scale shows nothing, or the tare below nothing."""
    with_vessel_off_mg = zero_mg + (tare["mass_mg"] if tare else 0)
    return min(zero_mg, with_vessel_off_mg, key=abs)


def _is_off(scale: Data, off_mg: int) -> bool:
    try:
        return 2 * abs(off_mg) > interval_mg(scale, 0)
    except (VerificationError, LookupError):  # a plate that cannot be; the rules of the session say so
        return False
