"""What a reader brings along, as named on a command line: files, or a verifier key itself. Nothing is taken from a record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from station.formats import policy as policies
from station.formats.cosignature import parse_verifier
from station.formats.errors import Malformed
from station.formats.note import Verifier
from station.verify.trust import Seen, Trust


@dataclass(frozen=True)
class AskedPolicy:
    """A policy file as the checks ask it: `trust.Policy`."""

    policy: policies.Policy

    @property
    def witnesses(self) -> Mapping[str, Verifier]:
        """The witnesses' keys, by the names that the policy gives them."""
        return {each.name: each.key for each in self.policy.witnesses}

    def missing(self, signed: Iterable[str]) -> list[str]:
        """Say in words what the quorum lacks; empty when it lacks nothing."""
        lacking = self.policy.missing(set(signed))
        return [] if lacking is None else [str(lacking)]


def read_trust(
    keys: Iterable[str] = (),
    policy: Path | None = None,
    seen: Iterable[Path] = (),
    authorities: Iterable[Path] = (),
) -> Trust:
    """Read everything that was given; raise `VerificationError` or `OSError` for what cannot be used.

    A key is a verifier key, or a file with one a line. The logs of the policy are trusted as well as the keys.
    """
    asked = None if policy is None else AskedPolicy(policies.parse(policy.read_bytes()))
    accepted = [] if asked is None else [each.key.format() for each in asked.policy.logs]
    trusted = [key for given in keys for key in _read_keys(given)] + accepted
    return Trust(
        keys=tuple(dict.fromkeys(trusted)),
        policy=asked,
        seen=tuple(Seen(str(path), path.read_bytes()) for path in seen),
        authorities=tuple(path.read_bytes() for path in authorities),
    )


def _read_keys(given: str) -> list[str]:
    try:
        text = Path(given).read_bytes().decode(errors="replace")
    except OSError:
        if "+" not in given:  # a verifier key has two; as a file's name it may also be too long
            raise
        text = given
    lines = text.split()
    for line in lines:
        parse_verifier(line)
    if not lines:
        raise Malformed("verifier key", f"{given} is empty")
    return lines
