"""What no entry can tell, said in every report: what was in packages that nobody opened, and what was exchanged before the fire.

Never a failure and never a pass. A reader who sees only passes must not take them for more than they are.
Source: an organic drug and sugar both burn to little; a colour test finds a substance and not how much of it there is.
"""

from collections.abc import Iterator

from station.verify.presence import Presence, presences_of
from station.verify.record import Record
from station.verify.report import Fault, Finding, conclude, note
from station.verify.times import clock, seconds
from station.verify.words import Words, listed, words


def check_unseen(record: Record) -> Iterator[Finding]:
    """Tell what the record leaves open of the packages in it."""
    return conclude("unseen", "", _notes(record))


def _notes(record: Record) -> Iterator[Fault]:
    packages = [entry.data["package"] for entry in record.of_kind("package.registered")]
    tested = {entry.data["package"] for entry in record.of_kind("test.recorded")}
    closed = [package for package in packages if package not in tested]
    if closed:
        text = words(
            "Into {count} of the {total} packages nobody looked here. What was in them no mass, no seal and no film tells: a "
            "powder that weighs as much looks the same to the record, and sugar burns as drugs do and leaves as little.",
            count=len(closed),
            total=len(packages),
        )
        yield note(text, packages=closed)
    if tested:
        text = words(
            "A test that finds what is declared does not tell how much of it there is: a drug cut with sugar is found as "
            "declared, at any purity. Only a laboratory can say, from the samples kept."
        )
        yield note(text, packages=sorted(tested))
    yield from _exchangeable(record)


def _exchangeable(record: Record) -> Iterator[Fault]:
    """Name when each package that was charged could have been exchanged; those with the most time first."""
    spells = [
        spell
        for each in presences_of(record.entries).values()
        for spell in each
        if spell.ended is not None and spell.ended.kind == "furnace.charged"
    ]
    if spells:
        spells.sort(key=_length_us, reverse=True)
        text = words(
            "Between its showing and the furnace a package can be exchanged for another, and no entry tells. Whether it stayed "
            "in view, only the films of these times show: {told}.",
            told=listed([_spell(each) for each in spells]),
        )
        yield note(text, spells=[_details(each) for each in spells])


def _length_us(spell: Presence) -> int:
    return (spell.from_us if spell.to_us is None else spell.to_us) - spell.from_us


def _spell(spell: Presence) -> Words:
    return words(
        "package {package}, {length} s from {begin} to {end}",
        package=spell.package,
        length=seconds(_length_us(spell)),
        begin=clock(spell.from_us),
        end=clock(spell.from_us + _length_us(spell)),
    )


def _details(spell: Presence) -> dict[str, object]:
    films = [
        {"recording": each.recording, "camera": each.camera, "from_us": each.from_us, "to_us": each.to_us}
        for each in spell.films
    ]
    return {"package": spell.package, "from_us": spell.from_us, "to_us": spell.to_us, "films": films}
