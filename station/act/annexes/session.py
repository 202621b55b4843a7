"""Section 1: which session, on what basis, where, with which instruments."""

from typing import Any

from station.act.blocks import Section, facts, heading, note
from station.act.pen import Pen
from station.rules.shapes import Data


def session_section(pen: Pen) -> Section:
    """The session, its basis and place, and the scale."""
    blocks = (facts(_session(pen)), note(pen.texts("session.times_note")), heading(pen.texts("scale.title")))
    return Section(pen.texts("section.session"), (*blocks, facts(_scale(pen))))


def _session(pen: Pen) -> list[tuple[str, str]]:
    texts, opened, record = pen.texts, pen.opening.data, pen.source.record
    basis = {name: pen.given(value) for name, value in opened["basis"].items()}
    moment = pen.figures.moment
    accounts = sorted({entry.by for entry in record.entries if entry.by is not None})
    return [
        (texts("session.id"), record.session),
        (texts("session.station"), pen.source.checkpoint.origin),
        (texts("session.basis"), texts("session.basis_text", **basis)),
        (texts("session.place"), pen.withheld(opened["place"])),
        (texts("session.furnace"), pen.given(opened["furnace"])),
        (texts("session.opened"), moment(pen.opening.at.unix_us)),
        (texts("session.closed"), moment(pen.closed.at.unix_us)),
        (texts("session.sealed"), moment(record.seal.at.unix_us)),
        (texts("session.planned"), texts("session.planned_text", minutes=pen.figures.count(opened["planned_minutes"]))),
        (texts("session.challenges"), _challenges(pen)),
        (texts("session.software"), _software(pen)),
        (texts("session.accounts"), ", ".join(accounts) or texts("not_recorded")),
    ]


def _challenges(pen: Pen) -> str:
    said = [
        pen.texts(
            "session.challenge_text",
            word=entry.data["word"],
            person=pen.role(entry.data["person"]),
            time=pen.time(entry.at.unix_us),
        )
        for entry in pen.source.record.of_kind("challenge.set")
    ]
    return "\n".join(said) or pen.texts("none")


def _software(pen: Pen) -> str:
    """The program that recorded, where it was started within the session; before it, the start is not in the bag."""
    started = [entry.data["software"] for entry in pen.source.record.of_kind("station.started")]
    shown = [f"{each['name']} {each['version']}, SHA-256 {each['files_sha256']}" for each in started]
    return "\n".join(shown) or pen.texts("not_recorded")


def _scale(pen: Pen) -> list[tuple[str, str]]:
    texts, scale = pen.texts, pen.opening.data["scale"]
    masses = {"min": pen.figures.grams(scale["min_mg"]), "max": pen.figures.grams(scale["max_mg"])}
    software = scale["told"]["software"]
    told = _identity(pen, scale["told"])
    rows = [
        (texts("scale.told"), told if software is None else f"{told}, {texts('scale.software', software=software)}"),
        (texts("scale.plate"), _identity(pen, scale["plate"])),
        (texts("scale.protocol"), scale["protocol"]),
        (texts("scale.range"), texts("scale.range_text", **masses)),
        (texts("scale.division"), f"{pen.figures.grams(scale['division_mg'])} {texts('unit.g')}"),
    ]
    return rows + _changes(pen, scale)


def _identity(pen: Pen, plate: Data) -> str:
    named: dict[str, Any] = {name: pen.given(plate[name]) for name in ("make", "model", "serial")}
    return pen.texts("scale.identity", **named)


def _changes(pen: Pen, scale: Data) -> list[tuple[str, str]]:
    """Every later connection in which the instrument or its settings were others."""
    rows = []
    for entry in pen.source.record.of_kind("scale.connected"):
        if entry.data["scale"] != scale:
            scale = entry.data["scale"]
            rows.append((pen.texts("scale.changed", time=pen.time(entry.at.unix_us)), _identity(pen, scale["told"])))
    return rows
