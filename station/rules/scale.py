"""What must be there before a scale is believed: two people who read its display, and weights that are known.

Requirements of `station.rules.moves`; each yields, in plain words, what is missing.
"""

from collections.abc import Iterator

from firmware_bridge.reading import exact_mass_mg
from station.rules.plate import check_plate
from station.rules.session import Session, Stage
from station.rules.shapes import Data

TWO_PEOPLE = 2


def plate_possible(session: Session, data: Data) -> Iterator[str]:
    """No bound is reckoned from a plate that no instrument can have."""
    del session
    if (scale := data.get("scale")) is not None:  # a weighing is asked for before its value is there
        ranges = [(each["max_mg"], each["e_mg"]) for each in scale["ranges"]]
        try:
            check_plate(scale["accuracy_class"], scale["min_mg"], scale["division_mg"], ranges)
        except ValueError as error:
            yield f"a plate that an instrument can have: {error}"


def set_by_hand(session: Session) -> str:
    """What the settings say of each figure because the scale's line does not."""
    line = session.instrument["line"]
    return " and ".join(name for name in ("unit", "decimals") if line[name] is not None)


def check_weighable(session: Session, data: Data) -> Iterator[str]:
    """A check weight is weighed between batches, and is one that the session was opened with."""
    if session.stage is not Stage.OPEN:
        yield "the batch to be ended before a check weight is weighed"
    if data["check_weight"] not in session.check_weights:
        known = ", ".join(session.check_weights) or "the station has none"
        yield f"a check weight of this station ({known}): {data['check_weight']} is not"
    tare = data.get("tare")  # a weighing is asked for before its value is there
    if (tare is not None and tare["mass_mg"] != 0) or data.get("shown_as") == "net":
        yield "no tare while a check weight is weighed: clear it, so that the scale shows what lies on it"


def two_who_read(session: Session, data: Data) -> Iterator[str]:
    """Nobody confirms the display alone, nor two people of one side."""
    persons = data["persons"]
    if len(set(persons)) < TWO_PEOPLE or len({session.people.get(each) for each in persons}) < TWO_PEOPLE:
        yield "two people of different roles to read the display"
    for person in persons:
        if person not in session.people:
            yield f"a person who is present: {person} is not"


def display_as_sent(session: Session, data: Data) -> Iterator[str]:
    """What they read and what the line sent are the same mass, and one that shows where the point is and what comes first."""
    shown, sent = data["shown"], data["sent"]
    if sent["mass_mg"] == 0:
        yield "a load on the scale: at zero a wrong decimal cannot be seen"
    if exact_mass_mg(shown["figure"], shown["unit"]) != sent["mass_mg"]:
        yield (
            f"the same mass on the display and on the line: {shown['figure']} {shown['unit']} is not "
            f"{sent['mass_mg']} mg; the unit or the decimals in the settings are wrong"
        )
    if not set_by_hand(session):
        return
    if not _same_decimals(session, shown["figure"], sent):
        yield f"as many decimals on the display as on the line: {shown['figure']} has not; write every place, zeros too"
    if _reads_both_ways(shown["figure"]) or _reads_both_ways(sent["figure"]):
        yield "a load whose digits differ when read backwards: with these a format that sends the last place first looks right"


def _same_decimals(session: Session, shown: str, sent: Data) -> bool:
    """Whether the display has the decimals of the settings or, where the line tells them, those that make its digits its mass."""
    decimals = len(shown.strip().partition(".")[2])
    by_hand: int | None = session.instrument["line"]["decimals"]
    if by_hand is not None:
        return decimals == by_hand
    # not every figure has its point where it was sent
    places = "".join(each for each in sent["figure"] if each in "0123456789").rjust(decimals + 1, "0")
    whole = len(places) - decimals
    figure = f"{places[:whole]}.{places[whole:]}" if decimals else places
    mass_mg: int = sent["mass_mg"]
    return exact_mass_mg(figure, sent["unit"]) == abs(mass_mg)


def _reads_both_ways(figure: str) -> bool:
    """Whether a figure's digits are the same from the last to the first, with the point or without it."""
    digits = figure.strip(" +-")
    return any(each == each[::-1] for each in (digits, digits.replace(".", "")))


def checks_failed(session: Session) -> list[str]:
    """Name the check weights that stand failed on this scale."""
    return [weight for weight, passed in session.checks.items() if not passed]


def scale_checked(session: Session, data: Data) -> Iterator[str]:
    """Every check weight that was weighed on this scale passed, the last time; a reason stands only where none was weighed."""
    del data
    # a check weight is weighed between batches: who changed the scale within one, ends it first
    when = "" if session.stage is Stage.OPEN else ", once this batch is burned or cancelled"
    if failed := checks_failed(session):
        names = ", ".join(failed)
        yield f"a check weight to be weighed within the permissible error{when}: {names} was not, and no reason undoes that"
    elif session.check_weights and not session.checks and "opening" not in session.omitted:
        yield f"a check weight to be weighed within the permissible error{when}, or the reason why it is not"


def scale_checked_after(session: Session) -> Iterator[str]:
    """The scale was checked and emptied after the last fire; or a reason stands instead."""
    if not (session.check_weights and session.batches_ended) or "close" in session.omitted:
        return
    if not session.checked_since_fire:
        yield "a check weight to be weighed after the last fire, or the reason why it is not"
    elif session.emptied_after != session.weighed:
        yield "the scale to be emptied, so that its zero is seen"


def when_omitted(session: Session, data: Data) -> Iterator[str]:
    """There are two checks that can be left out, the opening's only while none has failed."""
    if data["when"] not in {"opening", "close"}:
        yield f'"opening" or "close": {data["when"]!r} is neither'
    if data["when"] == "opening" and (failed := checks_failed(session)):
        yield f"a check that was left out: {', '.join(failed)} was weighed and failed; weigh it again"
