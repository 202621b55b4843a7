"""How hot each batch burned: reckoned again from the furnace's recorded bytes, and held against what `batch.ended` states.

Nothing but reading questions may have gone to the controller. What the temperature means (where the thermocouple sits, whether
it was in the furnace at all) no byte tells: the place is said in words, and the film shows the furnace.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from firmware_bridge.furnace.registers import RegisterMap
from station.formats.entry import Entry, Moment
from station.rules.fire import LONGEST_STEP_US
from station.rules.heat import Span, spans_of
from station.verify import layout
from station.verify.bag import Bag
from station.verify.furnace import recorded_heat
from station.verify.record import OPENED, Facts, Record
from station.verify.report import Fault, Finding, conclude, note
from station.verify.times import seconds
from station.verify.wire import TO_SCALE, pieces_of
from station.verify.words import Term, Words, listed, words

# The heat is reckoned just before its entry is made; a long recording is read through meanwhile.
LATE_US = 30_000_000
DEVICE = "controller"
BOARDS_DEVICE = "serial"


class Burn(NamedTuple):
    """A batch's fire: the entries that began and ended it, and who read the furnace."""

    lit: Entry
    ended: Entry
    controller: dict[str, Any] | None

    @property
    def name(self) -> str:
        """The batch."""
        return str(self.ended.data["batch"])

    @property
    def heat(self) -> dict[str, Any]:
        """What its entry states."""
        return dict(self.ended.data["heat"])


def check_burn_heat(bag: Bag, record: Record, facts: Mapping[str, Facts]) -> Iterator[Finding]:
    """Check every batch that states its heat, and say how hot it was; say of the others that nobody read it."""
    burns = list(_burns(record))
    told = [burn for burn in burns if burn.ended.data["heat"] is not None]
    # one after the other, as they are asked for: what a forged record raises becomes a finding
    faults = chain(
        _question_faults(bag, record, facts),
        _unread(burns),
        (fault for burn in told for fault in _faults(bag, record, facts, burn)),
    )
    passed = words(
        "The heat of {count} batches is what the furnace's recorded line gives: {told}.",
        count=len(told),
        told=listed([_said(burn) for burn in told]),
    )
    yield from conclude("burn-heat", passed, faults) if told else conclude("burn-heat", "", faults)


def _burns(record: Record) -> Iterator[Burn]:
    lit: Entry | None = None
    controller: dict[str, Any] | None = None
    for entry in record.of_kind(OPENED, "furnace.connected", "burn.started", "batch.ended"):
        if entry.kind == OPENED:
            controller = entry.data["furnace_controller"]
        elif entry.kind == "furnace.connected":
            controller = entry.data["controller"]
        elif entry.kind == "burn.started":
            lit = entry
        elif lit is not None:
            yield Burn(lit, entry, controller)


def _said(burn: Burn) -> Words:
    heat = burn.heat
    told = {"batch": burn.name, "above": seconds(heat["above_us"]), "threshold": _degrees(heat["threshold_mdeg"])}
    if heat["highest_mdeg"] is None:
        return words("batch {batch} burned for {above} s at {threshold} °C or more, as far as it was seen", **told)
    return words(
        "batch {batch} burned for {above} s at {threshold} °C or more, at most at {highest} °C",
        highest=_degrees(heat["highest_mdeg"]),
        **told,
    )


def _unread(burns: Sequence[Burn]) -> Iterator[Fault]:
    """Name the batches of which nobody knows how hot they burned."""
    unread = [burn for burn in burns if burn.ended.data["heat"] is None]
    if unread:
        text = words(
            "How hot it burned is not in the record, for nobody read the furnace: {batches}.",
            batches=listed([words("batch {batch}", batch=burn.name) for burn in unread]),
        )
        yield note(text, entries=[burn.ended.index for burn in unread])


def _faults(bag: Bag, record: Record, facts: Mapping[str, Facts], burn: Burn) -> Iterator[Fault]:
    where = {"entry": burn.ended.index, "batch": burn.name}
    if burn.controller is None:
        text = words("Batch {batch} states how hot it burned, but nothing read the furnace.", batch=burn.name)
        yield Fault(text, where)
        return
    yield from _time_faults(burn, where)
    yield from _differences(bag, record, facts, burn)
    yield from _notes(burn, where)


def _time_faults(burn: Burn, where: dict[str, Any]) -> Iterator[Fault]:
    late_us = burn.ended.at.mono_us - burn.heat["to_mono_us"]
    if not 0 <= late_us <= LATE_US:
        text = words(
            "Batch {batch}: its heat was reckoned until {late} s before its end, not just before it.",
            batch=burn.name,
            late=seconds(late_us),
        )
        yield Fault(text, where | {"late_us": late_us})


def _differences(bag: Bag, record: Record, facts: Mapping[str, Facts], burn: Burn) -> Iterator[Fault]:
    """Hold what the entry states against what the recordings give."""
    controller = burn.controller or {}
    device = BOARDS_DEVICE if controller["registers"] is None else DEVICE
    ours = [each for each in facts.values() if each.device == device and each.stream == "serial"]
    running, begun = spans_of(map(_span, ours), burn.lit.index, burn.ended.index)
    wanted = [each for each in (running, *begun) if each is not None]
    files = {each.recording: layout.recording_path(each.recording, each.stream) for each in wanted}
    where = {"entry": burn.ended.index, "batch": burn.name}
    if lost := [file for file in files.values() if file not in bag.sizes]:
        text = words(
            "The heat of batch {batch} cannot be reckoned: {files} is missing.", batch=burn.name, files=listed(lost)
        )
        yield Fault(text, where | {"files": lost})
        return
    paths = [bag.path(files[each.recording]) for each in begun]
    first = None if running is None else bag.path(files[running.recording])
    try:
        found = _reckoned(first, paths, burn)
    except (ValueError, TypeError) as error:
        text = words("The heat of batch {batch} cannot be reckoned: {error}", batch=burn.name, error=error)
        yield Fault(text, where)
        return
    yield from _compared(record, burn, found)


def _span(facts: Facts) -> Span[Facts]:
    """A recording's two entries; one whose end the record does not have is called unfinished."""
    return Span(facts, facts.started.index, facts.finished_at)


def _reckoned(running: Path | None, begun: list[Path], burn: Burn) -> dict[str, Any]:
    to = Moment(burn.heat["to_us"], burn.heat["to_mono_us"])
    return recorded_heat(running, begun, (burn.lit.at, to), burn.controller or {})


def _compared(record: Record, burn: Burn, found: dict[str, Any]) -> Iterator[Fault]:
    by_board = (burn.controller or {})["registers"] is None
    where = {"entry": burn.ended.index, "batch": burn.name}
    differing = [
        words("{what} is {found} and should be {sent}", what=Term(key), found=repr(burn.heat[key]), sent=repr(value))
        for key, value in found.items()
        if burn.heat[key] != value
    ]
    if by_board:
        text = words(
            "Batch {batch}: whether the board signed what it told of the furnace is not checked here, for that needs its key.",
            batch=burn.name,
        )
        yield note(text, **where)
    if not differing:
        return
    told = {"batch": burn.name, "differing": listed(differing)}
    if by_board and any(entry.data["line"] == "scale" for entry in record.of_kind("line.faulted")):
        text = words(
            "Batch {batch}: {differing}, by all lines of the board. The station refused some lines, and which only the board's "
            "key tells: the heat rests on the station's word.",
            **told,
        )
        yield note(text, **where)
        return
    text = words("Batch {batch} did not burn as its entry states: {differing}, by the furnace's recorded line.", **told)
    yield Fault(text, where | {"found": found})


def _notes(burn: Burn, where: dict[str, Any]) -> Iterator[Fault]:
    heat = burn.heat
    if not heat["above_us"]:
        text = words(
            "Batch {batch} was never seen to burn at {threshold} °C or more; the highest that was read: {highest}.",
            batch=burn.name,
            threshold=_degrees(heat["threshold_mdeg"]),
            highest=words("nothing")
            if heat["highest_mdeg"] is None
            else words("{degrees} °C", degrees=_degrees(heat["highest_mdeg"])),
        )
        yield note(text, **where)
    if heat["unseen_us"] > LONGEST_STEP_US:
        text = words(
            "Batch {batch}: for {unseen} s of its fire nobody read the temperature.",
            batch=burn.name,
            unseen=seconds(heat["unseen_us"]),
        )
        yield note(text, **where, unseen_us=heat["unseen_us"])
    if heat["sensor_breaks"] or heat["door_openings"]:
        text = words(
            "Batch {batch}: while it burned, no temperature was told in {breaks} spells, and the door was opened {doors} times.",
            batch=burn.name,
            breaks=heat["sensor_breaks"],
            doors=heat["door_openings"],
        )
        yield note(text, **where)


def _question_faults(bag: Bag, record: Record, facts: Mapping[str, Facts]) -> Iterator[Fault]:
    """Find what was sent to the controller beside the questions of its registers: the station only ever reads."""
    named = [entry.data["furnace_controller"] for entry in record.of_kind(OPENED)]
    named += [entry.data["controller"] for entry in record.of_kind("furnace.connected")]
    allowed: set[bytes] = set()
    for each in named:
        if each is not None and each["registers"] is not None:
            try:
                allowed |= {question.sent for question in RegisterMap.from_data(each["registers"]).questions}
            except (ValueError, TypeError):
                continue  # whoever reckons the heat says that these registers cannot be
    for each in facts.values():
        file = layout.recording_path(each.recording, each.stream)
        if each.device != DEVICE or each.stream != "serial" or file not in bag.sizes:
            continue
        sent = (p for p in pieces_of(bag.path(file)) if p is not None and p.direction == TO_SCALE)
        other = next((piece for piece in sent if piece.data not in allowed), None)
        if other is not None:
            text = words(
                "{file}: {sent} went to the furnace's controller, which is no question for its registers.",
                file=file,
                sent=other.data.hex(),
            )
            yield Fault(text, {"file": file, "sent": other.data.hex(), "unix_us": other.unix_us})


def _degrees(mdeg: int) -> str:
    """Degrees with one decimal, cut towards zero: 849.99 is not 850."""
    sign, tenths = "-" if mdeg < 0 else "", abs(mdeg) // 100
    return f"{sign}{tenths // 10}.{tenths % 10}"
