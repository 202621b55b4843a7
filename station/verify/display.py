"""The scale's display, where the settings say what its line does not tell: unit and decimals, each a factor of ten or more."""

from collections.abc import Iterator, Mapping

from firmware_bridge.reading import exact_mass_mg
from station.formats.entry import Entry
from station.rules.shapes import Data
from station.verify.decode import figure_data, line_bytes, reading_of
from station.verify.record import OPENED, Record
from station.verify.report import Fault, Finding, conclude, note
from station.verify.wire import Wire
from station.verify.words import Listed, Words, joined, words


def check_display(record: Record, wires: Mapping[str, Wire]) -> Iterator[Finding]:
    """Check each confirmation of the display against the bytes that it names, and that none is lacking."""
    passed = words(
        "Unit and decimals of every weighing came on the scale's line, or two people read them on its display."
    )
    return conclude("display", passed, _faults(record, wires))


def _faults(record: Record, wires: Mapping[str, Wire]) -> Iterator[Fault]:
    heard = {index for wire in wires.values() for index in wire.heard}
    roles = {entry.data["person"]: entry.data["role"] for entry in record.of_kind("person.joined")}
    scale: Data | None = None
    confirmed: Data | None = None  # the instrument whose display was read
    for entry in record.of_kind(OPENED, "scale.connected", "display.confirmed", "weighing.recorded"):
        if entry.kind == "display.confirmed" and scale is not None:
            confirmed = scale
            yield from _confirmation_faults(entry, scale, known=entry.index in heard or not wires)
            yield _told(entry, roles)
        elif entry.kind == "weighing.recorded" and _by_hand(entry.data["scale"]) and entry.data["scale"] != confirmed:
            text = words(
                "Weighing {weighing} (entry {entry}) rests on {what} that only the settings say, and nobody confirmed them "
                "against the display of this instrument: its mass may be wrong by any factor of ten.",
                weighing=entry.data["weighing"],
                entry=entry.index,
                what=_named(entry.data["scale"]),
            )
            yield Fault(text, {"entry": entry.index, "weighing": entry.data["weighing"]})
        else:
            scale = entry.data.get("scale", scale)


def _by_hand(scale: Data) -> list[str]:
    return [name for name in ("unit", "decimals") if scale["line"][name] is not None]


def _named(scale: Data) -> Listed:
    names = {"unit": words("the unit"), "decimals": words("the decimals")}
    return joined(names[each] for each in _by_hand(scale))


def _confirmation_faults(entry: Entry, scale: Data, *, known: bool) -> Iterator[Fault]:
    data = entry.data
    raw = line_bytes(data["raw"])
    reading = reading_of(scale, raw) if raw else None
    sent = None if reading is None else figure_data(reading.figure)
    if sent != data["sent"]:
        text = words(
            "Entry {index}: two people confirmed {stated}, but the bytes that they compared with give {found}.",
            index=entry.index,
            stated=_figure(data["sent"]),
            found=_figure(sent),
        )
        yield Fault(text, {"entry": entry.index, "sent": sent})
    if exact_mass_mg(data["shown"]["figure"], data["shown"]["unit"]) != data["sent"]["mass_mg"]:
        text = words(
            "Entry {index}: the display showed {figure} {unit}, and that is not {mass} mg.",
            index=entry.index,
            figure=repr(data["shown"]["figure"]),
            unit=data["shown"]["unit"],
            mass=data["sent"]["mass_mg"],
        )
        yield Fault(text, {"entry": entry.index})
    if not known:
        text = words(
            "Entry {index}: the bytes that two people compared with never came over the scale's line.",
            index=entry.index,
        )
        yield Fault(text, {"entry": entry.index})


def _figure(figure: Data | None) -> Words:
    if figure is None:
        return words("no value")
    return words("{figure}, {mass} mg", figure=repr(figure["figure"]), mass=figure["mass_mg"])


def _told(entry: Entry, roles: Mapping[str, str]) -> Fault:
    data = entry.data
    people = [words("{person} ({role})", person=each, role=roles.get(each, "?")) for each in data["persons"]]
    text = words(
        "{people} read {figure} {unit} on the scale's display while its line sent {sent}: by that the unit and the decimals in "
        "the settings were right.",
        people=joined(people),
        figure=repr(data["shown"]["figure"]),
        unit=data["shown"]["unit"],
        sent=repr(data["sent"]["figure"]),
    )
    return note(text, entry=entry.index, persons=data["persons"])
