"""The joint seed of a draw: each person commits to a secret, then all reveal, and every secret goes into the seed.

Promise: as long as one of those who committed drew the secret at random and kept it until all had committed, nobody could
foresee the seed or steer it. Nothing is hashed but plain lines of text, so that `printf` and `sha256sum` compute the same.
If one secret is missing there is no seed, and the caller has every package drawn: to withhold a secret must gain nothing
(decision 13).
"""

import hashlib
import re
from collections.abc import Mapping

from station.rules.sampling.errors import ImpossibleDraw, NotAllRevealed, WrongReveal

_COMMITMENT = "station/draw-commitment/v1"
_SEED = "station/draw-seed/v1"
_NAME = re.compile(r"[!-~]{1,100}")  # on a line of its own, so without spaces and line ends
_PERSON = re.compile(r"P[1-9][0-9]{0,8}")
_SECRET = re.compile(r"[0-9a-f]{64}")  # 256 bits: a secret that can be guessed is revealed by its commitment


def commit(session: str, draw: str, person: str, secret: str) -> str:
    """Return the commitment in hex to a person's secret of 64 small hex digits; raise `ImpossibleDraw`."""
    _check_draw(session, draw)
    _check(_PERSON, "person", person, "a person's number is P1, P2 and so on")
    _check(_SECRET, "secret", secret, "it has 64 hex digits, such as `head -c 32 /dev/urandom | sha256sum` prints")
    return _hash(_COMMITMENT, session, draw, person, secret).hex()


def verify_reveal(session: str, draw: str, person: str, secret: str, commitment: str) -> None:
    """Raise `WrongReveal` unless the secret is the one that the person committed to."""
    if commit(session, draw, person, secret) != commitment:
        raise WrongReveal(person)


def joint_seed(session: str, draw: str, commitments: Mapping[str, str], secrets: Mapping[str, str]) -> bytes:
    """Return the 32 bytes that decide the draw, from each person's commitment and secret.

    Raise `NotAllRevealed` when secrets are missing, `WrongReveal` for a false one, and `ImpossibleDraw` for a secret that
    nobody committed to, or when nobody committed at all.
    """
    _check_draw(session, draw)
    _require_people(commitments, secrets)
    for person, secret in secrets.items():
        verify_reveal(session, draw, person, secret, commitments[person])
    missing = sorted(commitments.keys() - secrets.keys(), key=_number)
    if missing:
        raise NotAllRevealed(missing)
    return _hash(_SEED, session, draw, *(f"{person} {secrets[person]}" for person in sorted(secrets, key=_number)))


def _require_people(commitments: Mapping[str, str], secrets: Mapping[str, str]) -> None:
    if not commitments:
        raise ImpossibleDraw("number of commitments", 0, "at least one person has to commit to a secret")
    for person in commitments:
        _check(_PERSON, "person", person, "a person's number is P1, P2 and so on")
    for person in secrets.keys() - commitments.keys():
        raise ImpossibleDraw("secret of", person, "only who committed beforehand can reveal")


def _check_draw(session: str, draw: str) -> None:
    _check(_NAME, "session", session, "its id is plain text without spaces")
    _check(_NAME, "draw's number", draw, "it is plain text without spaces")


def _check(form: re.Pattern[str], what: str, text: str, remedy: str) -> None:
    if not form.fullmatch(text):
        raise ImpossibleDraw(what, repr(text), remedy)


def _number(person: str) -> int:
    return int(person[1:])


def _hash(*lines: str) -> bytes:
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).digest()
