"""The words that a country's profile gives the act, and the act's own where the session names a profile that is not known.

A profile is found by its code and the SHA-256 of its file, both sealed in the session: nobody can give an act other words later.
What a rule's mark says stands beside the rule: R read in a public source, M from memory, I inferred by the profile's authors.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from station.act.pen import Pen
from station.profiles import SHIPPED, shipped
from station.profiles.terms import Marked
from station.rules.shapes import Data


@dataclass(frozen=True)
class Certified:
    """What one of a role certifies with a signature on the act; `people` are those of the role who joined."""

    role: str
    text: str
    people: tuple[str, ...]


def title(pen: Pen) -> str:
    """The act's title."""
    profile = pen.source.profile
    return pen.texts("title") if profile is None else profile.wording.title.said(pen.texts.language)


def named_profile(pen: Pen) -> str:
    """Which profile the session names, whether its words stand here, and whether its rules were the session's."""
    texts, profile, told = pen.texts, pen.source.profile, pen.opening.data["profile"]
    named = texts("profile.unknown", **told)
    if profile is not None:
        named = texts("profile.known", name=profile.title.said(texts.language), **told)
    changed = ", ".join(texts(f"profile.{name}") for name in departures(pen))
    return f"{named}\n{texts('profile.departs', code=told['code'], changed=changed)}" if changed else named


def departures(pen: Pen) -> dict[str, str]:
    """What the profile that the program brings under the named code asks otherwise than the session did, in words, by name."""
    told = pen.opening.data
    code = told["profile"]["code"]
    if code not in SHIPPED:
        return {}
    profile = shipped(code)
    quorum = [list(group) for group in profile.quorum]
    asked: Data = {"seats": list(profile.seats), "quorum": quorum, "conditions": profile.conditions.model_dump()}
    said = {
        "file": profile.sha256,
        "seats": ", ".join(map(pen.role_name, profile.seats)),
        "quorum": "; ".join(map(pen.group, quorum)),
        "conditions": conditions(pen, asked["conditions"]),
    }
    changed = ["file"] if profile.sha256 != told["profile"]["sha256"] else []
    changed += [name for name, value in asked.items() if value != told[name]]
    return {name: said[name] or pen.texts("none") for name in changed}


def basis(pen: Pen) -> str:
    """The legal basis with the name that the profile has for its code."""
    told = {name: pen.given(value) for name, value in pen.opening.data["basis"].items()}
    bases = () if pen.source.profile is None else pen.source.profile.bases
    name = next((each.said(pen.texts.language) for each in bases if each.code == told["type"]), None)
    if name is not None:
        told["type"] = pen.texts("profile.basis", code=told["type"], name=name)
    return pen.texts("session.basis_text", **told)


def declaration(pen: Pen) -> str:
    """What everybody present signs."""
    profile = pen.source.profile
    return pen.texts("declaration.text") if profile is None else _marked(pen, profile.wording.declaration)


def certifications(pen: Pen) -> Iterator[Certified]:
    """What single roles certify beside the declaration."""
    profile, roles = pen.source.profile, pen.source.session.roles
    for each in () if profile is None else profile.wording.certifications:
        people = tuple(person for person, role in roles.items() if role == each.by)
        yield Certified(pen.role_name(each.by), _marked(pen, each), people)


def deadlines(pen: Pen) -> list[str]:
    """The times that the law gives, as the profile reads it; facts beside the clock, since the station enforces none."""
    profile = pen.source.profile
    given = () if profile is None else profile.deadlines
    return [pen.texts("profile.deadline", hours=each.hours, what=_marked(pen, each)) for each in given]


def conditions(pen: Pen, asked: Data) -> str:
    """What is asked of the goods before they burn."""
    texts = pen.texts
    said = [texts(f"{'asked' if asked[name] else 'free'}.{name}") for name in ("opinion", "sample")]
    said.append(texts("profile.drying", permille=asked["drying_permille"]))
    said.append(_draw_asked(pen, asked["draw"]))
    return "\n".join(said)


def _draw_asked(pen: Pen, draw: Data | None) -> str:
    return pen.texts("free.draw") if draw is None else pen.texts("asked.draw", **draw)


def _marked(pen: Pen, rule: Marked) -> str:
    return f"{rule.said(pen.texts.language)} [{rule.mark}]"
