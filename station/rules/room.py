"""What a move asks of the room: who is there, with which key, that the cameras film, that a reason is given.

Each function yields, in plain words, what is missing. The table that says when each is asked is `station.rules.moves`.
"""

from collections.abc import Iterator

from station.formats.cosignature import parse_verifier
from station.rules.session import Session, said_by
from station.rules.shapes import Data


def own_reason(session: Session, data: Data) -> Iterator[str]:
    """Ask for words, not blanks."""
    del session
    if not data["reason"].strip():
        yield "a reason in words"


def people_named(session: Session, data: Data) -> Iterator[str]:
    """A person's number is used once."""
    if data["person"] in session.roles:
        yield f"another number: {data['person']} has already joined this session"


def person_present(session: Session, data: Data) -> Iterator[str]:
    """Only who is in the room can act in it."""
    if data["person"] not in session.people:
        yield f"a person who is present: {data['person']} is not"


def key_new(session: Session, data: Data) -> Iterator[str]:
    """One key a person, and nobody else's."""
    if data["person"] in session.keys:
        yield f"no second key: {data['person']} has presented one"
    for person, key in session.keys.items():
        if parse_verifier(key).public_key == parse_verifier(data["key"]).public_key:  # whatever the name
            yield f"a key of one's own: {person} has presented this one"


def key_presented(session: Session, data: Data) -> Iterator[str]:
    """A cosignature needs its key, and stands once."""
    if data["person"] not in session.keys:
        yield f"a key that {data['person']} presented"
    if said_by(data) in session.cosignatures:
        yield "another cosignature: this one is recorded already"


def quorum_stated(session: Session, data: Data) -> Iterator[str]:
    """The seal says of the quorum what the entries say."""
    quorum, missing = data["quorum"], session.quorum_missing()
    if (quorum["met"], quorum["cosigned"], quorum["missing"]) != (not missing, session.cosigned, missing):
        yield "the quorum as the entries give it"
    if missing and not (quorum["reason"] or "").strip():
        for group in missing:
            yield f"a co-signature of the closed session by {' or '.join(group)}, or the reason why it is sealed without"
    if not missing and quorum["reason"] is not None:
        yield "no excuse: the quorum is met"


def seat_empty(session: Session, data: Data) -> Iterator[str]:
    """A seat that was taken is not absent."""
    if data["role"] in session.ever_present:
        yield f"an empty seat: someone has joined as {data['role']}"


def seats_accounted(session: Session, data: Data) -> Iterator[str]:
    """Every seat is taken, or said to be empty."""
    del data
    for role in session.seats:
        if role not in session.ever_present | session.absent:
            yield f"someone to join as {role}, or that seat to be recorded as absent with a reason"


def cameras_filming(session: Session, data: Data) -> Iterator[str]:
    """Every camera films: what must be seen is seen by all."""
    del data
    for camera in session.not_filming():
        yield f"camera {camera} to film"


def this_batch(session: Session, data: Data) -> Iterator[str]:
    """It is the open batch that is meant."""
    if data["batch"] != session.batch:
        yield f"the open batch, {session.batch}: {data['batch']} is not open"
