"""What a reader brings along to check a record with: all that must come from elsewhere than the record."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from station.formats.note import Verifier


class Policy(Protocol):
    """Whose signatures a reader asks for (c2sp.org/tlog-policy)."""

    @property
    def witnesses(self) -> Mapping[str, Verifier]:
        """The witnesses' keys, by the names that the policy gives them."""

    def missing(self, signed: Collection[str]) -> list[str]:
        """Say in words what the quorum lacks when these witnesses signed; empty when it lacks nothing."""


@dataclass(frozen=True)
class Seen:
    """A checkpoint that someone kept: the signed note, and the name of the file it came in."""

    name: str
    note: bytes


@dataclass(frozen=True)
class Trust:
    """Keys of the log (verifier keys), a policy of witnesses, checkpoints seen before, certificates of time authorities."""

    keys: tuple[str, ...] = ()
    policy: Policy | None = None
    seen: tuple[Seen, ...] = ()
    authorities: tuple[bytes, ...] = ()


NOTHING = Trust()
