"""What legal metrology says of the weighings: the bound of each, masses that do not add up, the scale's verification."""

from collections.abc import Iterator
from datetime import date

from station.formats.entry import Entry
from station.formats.errors import Malformed
from station.rules.metrology import weighing_bound_mg
from station.rules.plate import check_plate
from station.rules.shapes import Data
from station.verify.record import Record
from station.verify.report import Fault, Finding, conclude, note
from station.verify.times import clock
from station.verify.weighings import name_of, where_is
from station.verify.words import listed, words


def check_metrology(record: Record) -> Iterator[Finding]:
    """Check bounds and verification; tell what does not add up."""
    weighings = list(record.of_kind("weighing.recorded"))
    passed = words(
        "All {count} weighings state the error that the standard permits their instrument.", count=len(weighings)
    )
    yield from conclude("weighing-bounds", passed, (fault for each in weighings for fault in _bound_faults(each)))
    passed = words("Verification and seals are told as the settings of the station state them.")
    yield from conclude("verification", passed, _verification_faults(weighings))


def _bound_faults(entry: Entry) -> Iterator[Fault]:
    data = entry.data
    try:
        expected_mg = _bound_mg(data)
    except ValueError as error:
        text = words(
            "{weighing} names a plate that no instrument can have: {error}.", weighing=name_of(entry), error=error
        )
        yield Fault(text, where_is(entry))
        return
    if data["bound_mg"] != expected_mg:
        text = words(
            "{weighing} states a bound of {stated} mg; with its class, e and load it is {found} mg.",
            weighing=name_of(entry),
            stated=data["bound_mg"],
            found=expected_mg,
        )
        yield Fault(text, where_is(entry) | {"stated": data["bound_mg"], "found": expected_mg})
    yield from _sum_faults(entry)
    if data["tare_kind"] == "preset":
        text = words(
            "{weighing} has a preset tare: somebody keyed it in, and nobody weighed it.", weighing=name_of(entry)
        )
        yield note(text, **where_is(entry))


def _bound_mg(data: Data) -> int:
    scale = data["scale"]
    ranges = [(each["max_mg"], each["e_mg"]) for each in scale["ranges"]]
    check_plate(scale["accuracy_class"], scale["min_mg"], scale["division_mg"], ranges)
    if ranges[-1][0] != scale["max_mg"]:
        raise ValueError("its last range does not reach Max")
    return weighing_bound_mg(data)


def _sum_faults(entry: Entry) -> Iterator[Fault]:
    """Gross, net and tare, where all three were sent: each is rounded by itself, so they may not add up (R 76, WELMEC 7.2)."""
    data = entry.data
    gross, net, tare = data["gross"], data["net"], data["tare"]
    if gross is None or net is None or tare is None:
        return
    told = {"weighing": name_of(entry)} | {
        name: mass["mass_mg"] for name, mass in (("gross", gross), ("net", net), ("tare", tare))
    }
    off_mg = gross["mass_mg"] - tare["mass_mg"] - net["mass_mg"]
    if off_mg == 0:
        return
    text = words(
        "{weighing}: gross {gross} mg less tare {tare} mg is not net {net} mg, but {off} mg away. All three stand as the scale "
        "sent them; each is rounded by itself.",
        off=off_mg,
        **told,
    )
    if abs(off_mg) > max(each["e_mg"] for each in data["scale"]["ranges"]):
        text = words(
            "{weighing}: gross {gross} mg less tare {tare} mg is not net {net} mg, but {off} mg away: more than rounding "
            "explains. All three stand as the scale sent them.",
            off=off_mg,
            **told,
        )
    yield note(text, **where_is(entry), off_mg=off_mg)


def _verification_faults(weighings: list[Entry]) -> Iterator[Fault]:
    none = [entry for entry in weighings if entry.data["scale"]["verification"] is None]
    if none:
        text = words(
            "No verification of the scale is stated (weighings {numbers}).",
            numbers=listed([entry.data["weighing"] for entry in none]),
        )
        yield note(text, entries=[entry.index for entry in none])
    stated: dict[tuple[str, str, tuple[str, ...]], list[Entry]] = {}
    for entry in weighings:
        if (verification := entry.data["scale"]["verification"]) is not None:
            key = verification["number"], verification["expires"], tuple(verification["seals"])
            stated.setdefault(key, []).append(entry)
    for (number, expires, seals), entries in stated.items():
        last = _day(expires)
        text = words(
            "The scale's verification {number} is stated to hold until {expires}, with the seals {seals}.",
            number=repr(number),
            expires=expires,
            seals=listed([repr(each) for each in seals]) if seals else words("none"),
        )
        yield note(text, number=number, expires=expires, seals=list(seals))
        yield from _expired(last, [entry for entry in entries if _day(clock(entry.at.unix_us)[:10]) > last])


def _expired(last: date, entries: list[Entry]) -> Iterator[Fault]:
    if entries:
        text = words(
            "THE SCALE'S VERIFICATION HAD EXPIRED: its last day was {expires} (weighings {numbers}).",
            expires=last.isoformat(),
            numbers=listed([entry.data["weighing"] for entry in entries]),
        )
        yield note(text, entries=[entry.index for entry in entries], expires=last.isoformat())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Malformed("date", f"the verification is said to hold until {text!r}") from error
