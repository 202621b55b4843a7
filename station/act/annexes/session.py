"""Which session, on what basis, where, recorded by which program."""

from station.act.blocks import Section, facts, note
from station.act.pen import Pen
from station.act.wording import basis, conditions, departures, named_profile


def session_section(pen: Pen) -> Section:
    """The session, its basis and place, and the program."""
    return Section(pen.texts("section.session"), (facts(_session(pen)), note(pen.texts("session.times_note"))))


def _session(pen: Pen) -> list[tuple[str, str]]:
    texts, opened, record = pen.texts, pen.opening.data, pen.source.record
    moment = pen.figures.moment
    accounts = sorted({entry.by for entry in record.entries if entry.by is not None})
    return [
        (texts("session.id"), record.session),
        (texts("session.station"), pen.source.checkpoint.origin),
        (texts("session.basis"), basis(pen)),
        (texts("profile.profile"), named_profile(pen)),
        (texts("profile.asked"), conditions(pen, opened["conditions"])),
        *((texts("profile.departed", what=texts(f"profile.{name}")), said) for name, said in departures(pen).items()),
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
    """The program that opened the session, and each that went on with it after a start."""
    ran = [entry.data["software"] for entry in pen.source.record.of_kind("session.opened", "station.started")]
    shown = [f"{each['name']} {each['version']}, SHA-256 {each['files_sha256']}" for each in ran]
    return "\n".join(dict.fromkeys(shown))
