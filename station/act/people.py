"""The people of a session as the record has them: numbers and roles; names only where the bag has the openings; the quorum."""

from dataclasses import dataclass

from station.act.pen import Pen
from station.formats.entry import Entry
from station.formats.personal import PersonalCosignature, fingerprint, parse_personal_key


@dataclass(frozen=True)
class Person:
    """One person, every field as the act prints it."""

    number: str
    role: str
    name: str
    presence: str
    key: str
    cosigned: str


def people_of(pen: Pen) -> list[Person]:
    """Everybody who joined, in that order."""
    left = {entry.data["person"]: entry.at.unix_us for entry in pen.source.record.of_kind("person.left")}
    return [_person(pen, entry, left) for entry in pen.source.record.of_kind("person.joined")]


def cosignatures(pen: Pen) -> list[PersonalCosignature]:
    """All co-signatures of people, those of the seal last."""
    return [*pen.source.during, *pen.source.after_seal]


def quorum(pen: Pen) -> dict[str, str | bool]:
    """What the seal says of the quorum: whether it was met, a headline, and a sentence."""
    texts, stated = pen.texts, pen.source.record.seal.data["quorum"]
    if not pen.source.session.quorum:
        return {
            "met": False,
            "title": texts("quorum.none_required"),
            "text": texts("quorum.none_required_text"),
        }
    if stated["met"]:
        people = "; ".join(pen.role(person) for person in stated["cosigned"])
        return {"met": True, "title": texts("quorum.met"), "text": texts("quorum.met_text", people=people)}
    missing = "; ".join(pen.group(group) for group in stated["missing"])
    reason = texts("quorum.reason", reason=pen.given(stated["reason"]))
    text = f"{texts('quorum.not_met_text', missing=missing)} {reason}"
    return {"met": False, "title": texts("quorum.not_met"), "text": text}


def _person(pen: Pen, joined: Entry, left: dict[str, int]) -> Person:
    texts, number = pen.texts, joined.data["person"]
    until = pen.time(left[number]) if number in left else texts("people.to_end")
    return Person(
        number=number,
        role=pen.role_name(joined.data["role"]),
        name=_name(pen, joined),
        presence=texts("time.spell", begin=pen.time(joined.at.unix_us), end=until),
        key=_key(pen, number),
        cosigned=_cosigned(pen, number),
    )


def _name(pen: Pen, joined: Entry) -> str:
    name, body = pen.source.opened(joined.data["name"]), pen.source.opened(joined.data["body"])
    if name is None and body is None:
        return pen.texts("withheld")
    return ", ".join(str(each) for each in (name, body) if each)


def _key(pen: Pen, person: str) -> str:
    presented = pen.source.session.keys.get(person)
    if presented is None:
        return pen.texts("people.no_key")
    key = parse_personal_key(presented)
    return pen.texts("people.key_text", name=key.name, fingerprint=fingerprint(key))


def _cosigned(pen: Pen, person: str) -> str:
    """The most that a person signed: the closed session counts for the quorum, what came before the close does not."""
    said = []
    if person in pen.source.session.cosigned:
        said.append("people.cosigned_closed")
    elif any(each.person == person for each in pen.source.during):
        said.append("people.cosigned_open")
    if any(each.person == person for each in pen.source.after_seal):
        said.append("people.cosigned_seal")
    return ", ".join(pen.texts(key) for key in said or ["people.not_cosigned"])
