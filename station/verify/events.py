"""What went otherwise than in an ordinary session, as notes: nothing of it is forbidden, all of it a court must see.

One note a matter. The first ones of many are named, the details name the entries of all.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from station.formats.entry import Entry
from station.rules.numbers import same_number
from station.verify.orders import untold_orders
from station.verify.record import Record
from station.verify.report import Fault, Finding, note
from station.verify.seats import empty_seats
from station.verify.timeline import Timeline
from station.verify.times import clock, seconds
from station.verify.wire import Wire
from station.verify.words import Listed, Said, Term, Words, listed, words

# No furnace destroys a package in less; a burn this short was ended by mistake, or was none.
SHORT_BURN_US = 60_000_000
Telling = Callable[[Entry], Said]
Saying = Callable[[Said], Words]  # the sentence around what is told of some entries


def check_events(record: Record, timeline: Timeline, wires: Mapping[str, Wire]) -> Iterator[Finding]:
    """Tell what a reader should look at; nothing here fails."""
    for told in _notes(record, timeline, wires):
        yield Finding("events", told.verdict, told.text, told.details)


def _notes(record: Record, timeline: Timeline, wires: Mapping[str, Wire]) -> Iterator[Fault]:
    for kind, saying, telling in _PLAIN:
        yield from _told(saying, list(record.of_kind(kind)), telling)
    lost = [entry for entry in record.of_kind("board.counted") if entry.data["missing"] or entry.data["restarted"]]
    yield from _told(lambda told: words("Readings of a board that never came: {told}.", told=told), lost, _counted)
    yield from empty_seats(record)
    yield from _blind(record)
    yield from _corrections(record)
    tared = [entry for entry in record.of_kind("weighing.recorded") if (entry.data["tare"] or {}).get("mass_mg")]
    yield from _told(lambda told: words("Weighed with a tare: {told}.", told=told), tared, _tared)
    yield from untold_orders(record, wires)
    yield from _short_burns(record, timeline)
    yield from _again(record)


def _told(saying: Saying, entries: Sequence[Entry], telling: Telling) -> Iterator[Fault]:
    if entries:
        yield note(saying(listed([telling(entry) for entry in entries])), entries=[entry.index for entry in entries])


def _reason(entry: Entry) -> str:
    return repr(entry.data["reason"])


def _why(entry: Entry) -> Words:
    return words("{reason}", reason=_reason(entry))


def _when(entry: Entry) -> Words:
    return words("at {at}", at=clock(entry.at.unix_us))


def _by(entry: Entry) -> Words:
    return words("at {at} by {account}", at=clock(entry.at.unix_us), account=entry.by or words("nobody"))


def _since(entry: Entry) -> Words:
    return words("since {since} ({reason})", since=clock(entry.data["since_us"]), reason=_reason(entry))


def _gap(entry: Entry) -> Words:
    lost = entry.data["pieces_lost"]
    return words(
        "{line}, {begin} to {end}, {count} pieces ({reason})",
        line=Term(entry.data["line"]),
        begin=clock(entry.data["from_us"]),
        end=clock(entry.data["to_us"]),
        count=words("an unknown number of") if lost is None else lost,
        reason=_reason(entry),
    )


def _tared(entry: Entry) -> Words:
    return words(
        "weighing {weighing} of {what}, tare {mass} mg",
        weighing=entry.data["weighing"],
        what=_weighed(entry),
        mass=entry.data["tare"]["mass_mg"],
    )


def _weighed(entry: Entry) -> str | Term:
    """What was on the scale: a package by its number, anything else by its purpose."""
    return entry.data["package"] or Term(entry.data["purpose"])


def _set_aside(entry: Entry) -> Words:
    return words("package {package} ({reason})", package=entry.data["package"], reason=_reason(entry))


def _called_off(entry: Entry) -> Words:
    return words("batch {batch} ({reason})", batch=entry.data["batch"], reason=_reason(entry))


def _absent(entry: Entry) -> Words:
    return words("as {role} ({reason})", role=entry.data["role"], reason=_reason(entry))


def _faulted(entry: Entry) -> Words:
    data = entry.data
    return words(
        "{line}, {begin} to {end}, {count} pieces ({reason})",
        line=Term(data["line"]),
        begin=clock(data["from_us"]),
        end=clock(data["to_us"]),
        count=data["pieces"],
        reason=_reason(entry),
    )


def _counted(entry: Entry) -> Words:
    data = entry.data
    return words(
        "board {board} at {at}, {missing} readings missing{restarted}",
        board=data["board"],
        at=clock(entry.at.unix_us),
        missing=data["missing"],
        restarted=words(", and its power had been away") if data["restarted"] else "",
    )


def _registered(entry: Entry) -> Words:
    return words("board {board}, commitment {commitment}", **entry.data)


# Kind, the sentence, and what it tells of each.
_PLAIN: tuple[tuple[str, Saying, Telling], ...] = (
    (
        "station.started",
        lambda told: words("The recorder was started anew within the session: {told}.", told=told),
        _when,
    ),
    ("scale.lost", lambda told: words("The scale did not answer: {told}.", told=told), _since),
    (
        "serial.gap",
        lambda told: words("Bytes of a line that no recording holds: {told}.", told=told),
        _gap,
    ),
    ("furnace.lost", lambda told: words("The furnace's controller did not answer: {told}.", told=told), _since),
    (
        "line.faulted",
        lambda told: words("Bytes on a line that were no answer, and became no value: {told}.", told=told),
        _faulted,
    ),
    (
        "board.registered",
        lambda told: words("The secret key of a board that signs its readings was registered: {told}.", told=told),
        _registered,
    ),
    ("package.set_aside", lambda told: words("Set aside: {told}.", told=told), _set_aside),
    ("batch.cancelled", lambda told: words("Called off: {told}.", told=told), _called_off),
    ("residue.not_weighed", lambda told: words("The residue was not weighed: {told}.", told=told), _why),
    ("seat.absent", lambda told: words("Nobody came: {told}.", told=told), _absent),
    ("scale.zeroed", lambda told: words("The scale was zeroed: {told}.", told=told), _by),
    ("scale.tared", lambda told: words("The scale was tared: {told}.", told=told), _by),
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
                yield _blinded(*open_spells.pop(key), entry)
            if entry.kind == "camera.obscured":
                open_spells[key] = entry, batch
    for spell in open_spells.values():
        yield _blinded(*spell, None)


def _blinded(entry: Entry, batch: str | None, cleared: Entry | None) -> Fault:
    data = entry.data
    text = words(
        "The picture of camera {camera} was {what} from {begin} to {end}, {during}.",
        camera=data["camera"],
        what=Term(data["what"]),
        begin=clock(data["since_us"]),
        end=words("the end") if cleared is None else clock(cleared.at.unix_us),
        during=words("while batch {batch} was open", batch=batch) if batch else words("between batches"),
    )
    return note(text, entry=entry.index, camera=data["camera"], what=data["what"], batch=batch)


def _corrections(record: Record) -> Iterator[Fault]:
    masses = {entry.data["weighing"]: entry.data["mass_mg"] for entry in record.of_kind("weighing.recorded")}

    def telling(entry: Entry) -> Words:
        data = entry.data
        return words(
            "weighing {weighing} of {what} replaces {corrected}: {before} mg before, {now} mg now",
            weighing=data["weighing"],
            what=_weighed(entry),
            corrected=data["corrects"],
            before=masses.get(data["corrects"], words("unknown")),
            now=data["mass_mg"],
        )

    corrected = [entry for entry in record.of_kind("weighing.recorded") if entry.data["corrects"] is not None]
    yield from _told(lambda told: words("Weighed again: {told}.", told=told), corrected, telling)


def _short_burns(record: Record, timeline: Timeline) -> Iterator[Fault]:
    started: Entry | None = None
    for entry in record.of_kind("burn.started", "batch.ended"):
        if entry.kind == "burn.started":
            started = entry
        elif started is not None:
            length_us = timeline.of(entry) - timeline.of(started)
            if length_us < SHORT_BURN_US:
                text = words(
                    "Batch {batch} burned for only {length} s.", batch=entry.data["batch"], length=seconds(length_us)
                )
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
        before = [
            words("{package} was set aside", package=package)
            for package, seal in aside.items()
            if same_number(seal, data["seal"])
        ]
        if data["set_aside_in"] is not None:
            before.append(words("one was set aside in session {session}", session=data["set_aside_in"]))
        if before:
            text = words(
                "Package {package} with the seal {seal} was registered again, after {before}.",
                package=data["package"],
                seal=repr(data["seal"]),
                before=Listed(tuple(before), words(" and ")),
            )
            yield note(text, entry=entry.index)
