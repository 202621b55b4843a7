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


def two_who_read(session: Session, data: Data) -> Iterator[str]:
    """Nobody confirms the display alone, nor two people of one side."""
    persons = data["persons"]
    if len(set(persons)) < TWO_PEOPLE or len({session.people.get(each) for each in persons}) < TWO_PEOPLE:
        yield "two people of different roles to read the display"
    for person in persons:
        if person not in session.people:
            yield f"a person who is present: {person} is not"


def display_as_sent(session: Session, data: Data) -> Iterator[str]:
    """What they read and what the line sent are the same mass, and one that shows where the point is."""
    del session
    shown, sent = data["shown"], data["sent"]
    if sent["mass_mg"] == 0:
        yield "a load on the scale: at zero a wrong decimal cannot be seen"
    if exact_mass_mg(shown["figure"], shown["unit"]) != sent["mass_mg"]:
        yield (
            f"the same mass on the display and on the line: {shown['figure']} {shown['unit']} is not "
            f"{sent['mass_mg']} mg; the unit or the decimals in the settings are wrong"
        )


def scale_checked(session: Session, data: Data) -> Iterator[str]:
    """Every check weight that was weighed on this scale passed, the last time; or a reason stands instead."""
    del data
    passed = bool(session.checks) and all(session.checks.values())
    if session.check_weights and not passed and "opening" not in session.omitted:
        yield "a check weight to be weighed within the permissible error, or the reason why it is not"


def scale_checked_after(session: Session) -> Iterator[str]:
    """The scale was checked and emptied after the last fire; or a reason stands instead."""
    if not (session.check_weights and session.batches_ended) or "close" in session.omitted:
        return
    if not session.checked_since_fire:
        yield "a check weight to be weighed after the last fire, or the reason why it is not"
    elif session.emptied_after != session.weighed:
        yield "the scale to be emptied, so that its zero is seen"


def when_omitted(session: Session, data: Data) -> Iterator[str]:
    """There are two checks that can be left out."""
    del session
    if data["when"] not in {"opening", "close"}:
        yield f'"opening" or "close": {data["when"]!r} is neither'
