"""One person's part in a draw, from a laptop of their own: the secret, its commitment, the reveal, and the draw computed again.

The secret is made and kept here, and leaves only to be revealed. What the station answers is believed in nothing that can be
computed. Limits: that commitments are closed only the station says; so nobody reveals before all in the room have heard it.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from station import private
from station.cosign.errors import Alarm, Misused, Unanswered
from station.cosign.web import ask, checked_address, plain
from station.formats.canonical import canonical
from station.rules.sampling import SamplingError, commit, in_order, joint_seed, select

SECRET_BYTES = 32


class NotMine(Alarm):
    """Someone else committed in this person's name, with a secret that is not in the person's file."""

    def __init__(self, person: str, found: str) -> None:
        super().__init__(
            f"SOMEONE HAS COMMITTED AS {person}: {found[:8]}… is not the commitment to the secret in your file. "
            "Object aloud, now, before the camera: the draw must be called off."
        )
        self.person, self.found = person, found


class NotTheSame(Alarm):
    """What was revealed does not give what the station says was drawn."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"THE DRAW IS NOT THE ONE THAT THE SECRETS GIVE: {reason} Object aloud, and keep what you have."
        )
        self.reason = reason


@dataclass(frozen=True)
class Published:
    """A draw as a station publishes it; `drawn` and `seed` are none before it is made, `seed` also when a secret is withheld."""

    session: str
    draw: str
    state: str
    size: int
    population: tuple[str, ...]
    commitments: Mapping[str, str]
    reveals: Mapping[str, str]
    seed: str | None
    drawn: tuple[str, ...] | None

    @classmethod
    def read(cls, told: Any) -> Self:
        """Read a station's answer; raises `LookupError`, `TypeError` or `ValueError` when it is not one."""
        return cls(
            session=str(told["session"]),
            draw=str(told["draw"]),
            state=str(told["state"]),
            size=int(told["size"]),
            population=tuple(map(str, told["population"])),
            commitments={str(each["person"]): str(each["commitment"]) for each in told["commitments"]},
            reveals={str(each["person"]): str(each["secret"]) for each in told["reveals"]},
            seed=None if told["seed"] is None else str(told["seed"]),
            drawn=None if told["drawn"] is None else tuple(map(str, told["drawn"])),
        )

    def check(self) -> None:
        """Compute a draw that was made again; raise `NotTheSame`."""
        try:
            seed, drawn = self._follows()
        except SamplingError as error:
            raise NotTheSame(str(error)) from error
        if (seed, drawn) != (self.seed, self.drawn):
            raise NotTheSame(f"they give {plain(' '.join(drawn))}.")

    def _follows(self) -> tuple[str | None, tuple[str, ...]]:
        if self.commitments.keys() - self.reveals.keys():  # a secret is withheld: all packages are drawn
            return None, tuple(in_order(self.population))
        seed = joint_seed(self.session, self.draw, self.commitments, self.reveals)
        return seed.hex(), select(seed, self.population, self.size)


class DrawAtStation:
    """One draw at a station's address. Raises `Unanswered` and `StationSays` from every call."""

    def __init__(self, address: str, session: str, draw: str) -> None:
        self._address, self.session, self.draw = checked_address(address), session, draw
        self._path = f"api/v1/sessions/{quote(session, safe='')}/draws/{quote(draw, safe='')}"

    def read(self) -> Published:
        """Ask how the draw stands."""
        told = ask(self._address, self._path)
        try:
            published = Published.read(told)
        except (LookupError, TypeError, ValueError) as error:
            raise Unanswered(self._address, "its answer is not a draw") from error
        if (published.session, published.draw) != (self.session, self.draw):
            raise Unanswered(self._address, "its answer is another draw")
        return published

    def commit(self, person: str, secret: str) -> str:
        """Hand the commitment in, unless it is there; return it once the station shows it. Raise `NotMine`."""
        own = commit(self.session, self.draw, person, secret)
        if person not in self.read().commitments:
            self._send("commitments", {"person": person, "commitment": own})
        self._check_own(person, own)
        return own

    def reveal(self, person: str, secret: str) -> None:
        """Reveal the secret, once the station says that commitments are closed. Raise `NotMine` or `Misused`."""
        self._check_own(person, commit(self.session, self.draw, person, secret))
        if self.read().state != "closed":
            raise Misused(
                "Not revealed: secrets are told when the commitments are closed and the draw is not yet made."
            )
        self._send("reveals", {"person": person, "secret": secret})

    def _check_own(self, person: str, own: str) -> None:
        found = self.read().commitments.get(person)
        if found is None:
            raise Misused(f"{person} has not committed to draw {self.draw}: station draw commit comes first.")
        if found != own:
            raise NotMine(person, found)

    def _send(self, what: str, body: dict[str, str]) -> None:
        ask(self._address, f"{self._path}/{what}", canonical(body))


def kept_secret(path: Path) -> str:
    """Read the secret in a private file, or make one there; raises `Misused` or `OSError`."""
    if not path.exists():
        private.write_new(path, f"{secrets.token_hex(SECRET_BYTES)}\n".encode())
    try:
        return private.read(path).decode().strip()
    except UnicodeDecodeError as error:
        raise Misused(f"{path} holds no secret of 64 hex digits.") from error
