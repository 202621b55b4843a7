"""By which rules the session was opened, in words: weakened rules under a known profile's name have to be seen.

Limits: the session names its profile by a code and a hash, and this program brings no profile along. Whether the conditions, the
seats and the quorum are those of the file that everybody knows under that name, is for the reader to compare.
"""

from collections.abc import Iterator

from station.rules.shapes import Data
from station.verify.claim import RULES
from station.verify.record import Record
from station.verify.report import Fault, Finding, conclude, note
from station.verify.words import Listed, Said, Term, Words, joined, sentences, words

# As many hex digits as people compare aloud.
DIGITS = 12


def check_conditions(record: Record) -> Iterator[Finding]:
    """Tell the profile that the session names, and what was asked of people and goods. Nothing here fails."""
    return conclude("conditions", "", _told(record))


def _told(record: Record) -> Iterator[Fault]:
    if record.opened is None:
        return
    data = record.opened.data
    profile, asked = data["profile"], data["conditions"]
    named = words(
        "The session names profile {code}, a file whose SHA-256 begins with {digits}. Whether what follows is what "
        "that file asks, "
        "is not checked here: compare it with the published one.",
        code=repr(profile["code"]),
        digits=profile["sha256"][:DIGITS],
    )
    text = sentences(named, _opinion(asked), _sample(asked), _draw(asked), _drying(asked), *_people(data))
    yield note(text, profile=profile, conditions=asked, seats=data["seats"], quorum=data["quorum"])


def _opinion(asked: Data) -> Words:
    if asked["opinion"]:
        return words("An expert opinion on each consignment was asked for.")
    return words("NO EXPERT OPINION was asked for.")


def _sample(asked: Data) -> Words:
    if asked["sample"]:
        return words("A sample kept of each consignment was asked for.")
    return words("NO SAMPLE was asked for.")


def _draw(asked: Data) -> Words:
    if asked["draw"] is None:
        return words("NO DRAW was asked for.")
    return words(
        "A draw was asked for of each consignment of {least_packages} packages or more: plan {plan}, share {share}, "
        "confidence "
        "{confidence}, negatives allowed {allowed}.",
        **asked["draw"] | {"plan": RULES.get(asked["draw"]["plan"], repr(asked["draw"]["plan"]))},
    )


def _drying(asked: Data) -> Words:
    return words(
        "Of a plant that was first weighed fresh up to {permille}‰ may be lost and called drying.",
        permille=asked["drying_permille"],
    )


def _people(data: Data) -> Iterator[Said]:
    if data["seats"]:
        yield words("Must be present, or be named as absent: {roles}.", roles=joined(map(Term, data["seats"])))
    else:
        yield words("NOBODY has to be present.")
    if data["quorum"]:
        groups = Listed(tuple(Listed(tuple(map(Term, group)), words(" or ")) for group in data["quorum"]), "; ")
        yield words("Must co-sign, one of each: {groups}.", groups=groups)
    else:
        yield words("NOBODY has to co-sign.")
