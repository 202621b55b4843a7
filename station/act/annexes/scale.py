"""The scale: who it is, its class and verification, what its line cannot tell, its check weights, and what was changed."""

from collections.abc import Iterator
from typing import Any

from station.act.annexes.checks import checks
from station.act.annexes.events import events
from station.act.blocks import Section, facts, note, text
from station.act.pen import Pen
from station.act.sent import as_sent
from station.act.verification import verification
from station.rules.shapes import Data


def scale_section(pen: Pen) -> Section:
    """Whose word the masses are, and what speaks for it and against it."""
    texts, scale = pen.texts, pen.opening.data["scale"]
    rows = [*_identity_rows(pen, scale), *_plate_rows(pen, scale), *_line_rows(pen, scale)]
    rows += [(texts("scale.stability"), _stability(pen)), *_changes(pen, scale)]
    about = (text(texts("scale.reference")), facts(rows), note(texts("scale.bound_note")))
    return Section(texts("section.scale"), (*about, *checks(pen), *events(pen)))


def _identity_rows(pen: Pen, scale: Data) -> Iterator[tuple[str, str]]:
    texts, software = pen.texts, scale["told"]["software"]
    told = _identity(pen, scale["told"])
    yield texts("scale.told"), told if software is None else f"{told}, {texts('scale.software', software=software)}"
    yield texts("scale.plate"), _identity(pen, scale["plate"])
    yield texts("scale.protocol"), scale["protocol"]


def _plate_rows(pen: Pen, scale: Data) -> Iterator[tuple[str, str]]:
    texts, seals = pen.texts, (scale["verification"] or {"seals": []})["seals"]
    limits = {"min": pen.figures.grams(scale["min_mg"]), "max": pen.figures.grams(scale["max_mg"])}
    yield texts("scale.accuracy_class"), scale["accuracy_class"]
    yield texts("scale.interval"), _intervals(pen, scale["ranges"])
    yield texts("scale.division"), f"{pen.figures.grams(scale['division_mg'])} {texts('unit.g')}"
    yield texts("scale.range"), texts("scale.range_text", **limits)
    yield texts("scale.verification"), verification(pen, scale)
    yield texts("scale.seals"), ", ".join(seals) or texts("not_recorded")


def _intervals(pen: Pen, ranges: list[Data]) -> str:
    """The interval e; of a multi-interval instrument that of each partial range."""
    shown = [{"e": pen.figures.grams(each["e_mg"]), "max": pen.figures.grams(each["max_mg"])} for each in ranges]
    key = "scale.interval_text" if len(shown) == 1 else "scale.interval_to"
    return "\n".join(pen.texts(key, **each) for each in shown)


def _line_rows(pen: Pen, scale: Data) -> Iterator[tuple[str, str]]:
    texts, line = pen.texts, scale["line"]
    by_hand = [texts(f"scale.{name}", value=line[name]) for name in ("unit", "decimals") if line[name] is not None]
    yield texts("scale.by_hand"), "; ".join(by_hand) or texts("scale.by_hand_none")
    yield (
        texts("scale.display"),
        "\n".join(_confirmed(pen)) or texts("scale.display_missing" if by_hand else "scale.display_needless"),
    )
    yield texts("scale.checksum"), texts("scale.checksum_yes" if line["checksum"] else "scale.checksum_no")


def _confirmed(pen: Pen) -> Iterator[str]:
    """Who read which figure from the display, and what the line sent meanwhile."""
    for entry in pen.source.record.of_kind("display.confirmed"):
        shown, people = entry.data["shown"], "; ".join(pen.role(person) for person in entry.data["persons"])
        yield pen.texts(
            "scale.display_text",
            people=people,
            time=pen.time(entry.at.unix_us),
            shown=f"{shown['figure']} {shown['unit']}",
            sent=as_sent(pen, entry.data["sent"]),
        )


def _stability(pen: Pen) -> str:
    """Of how many weighings the instrument itself said that the value stood still."""
    told = [entry.data["stability_told"] for entry in pen.source.record.of_kind("weighing.recorded")]
    counts = {"told": told.count(True), "window": told.count(False)}
    return pen.texts("scale.stability_text", **{name: pen.figures.count(each) for name, each in counts.items()})


def _identity(pen: Pen, plate: Data) -> str:
    named: dict[str, Any] = {name: pen.given(plate[name]) for name in ("make", "model", "serial")}
    return pen.texts("scale.identity", **named)


def _changes(pen: Pen, scale: Data) -> Iterator[tuple[str, str]]:
    """Every later connection in which the instrument or its settings were others."""
    for entry in pen.source.record.of_kind("scale.connected"):
        if entry.data["scale"] != scale:
            scale = entry.data["scale"]
            said = f"{_identity(pen, scale['told'])}\n{verification(pen, scale)}"
            yield pen.texts("scale.changed", time=pen.time(entry.at.unix_us)), said
