"""The people in the demo's room: each with a key of his own, made here, of which the station sees the public half."""

import secrets

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from station.demo.console import Console
from station.formats import checkpoint, note
from station.formats.signing import Cosigner, cosign
from station.rules.sampling import commit

ROLES = ("police", "prosecutor", "judiciary", "media")
REMARK = "I could not see the ash bin before the first batch."


class Room:
    """Who is in the room, by number (`P1`...), in the order in which they came."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._people = {
            f"P{number}": (role, Cosigner(f"demo.station.example/{role}", Ed25519PrivateKey.generate()))
            for number, role in enumerate(ROLES, 1)
        }

    def people(self) -> list[dict[str, str]]:
        """What the operator writes down of each."""
        told = [role for role, _ in self._people.values()]
        return [{"role": role, "name": f"demo {role}", "body": f"demo office of the {role}"} for role in told]

    def present_keys(self, session: str) -> None:
        """Each shows the operator a public key."""
        for person, (_, key) in self._people.items():
            self._console.post(f"/sessions/{session}/people/{person}/key", key=key.verifier.format())

    def draw(self, session: str, draw: str) -> None:
        """Each commits to a secret, and reveals it once all have."""
        secrets_of = {person: secrets.token_hex(32) for person in self._people}
        path = f"/sessions/{session}/draws/{draw}"
        for person, secret in secrets_of.items():
            commitment = commit(session, draw, person, secret)
            self._console.post(f"{path}/commitments", person=person, commitment=commitment)
        self._console.post(f"{path}/close")
        for person, secret in secrets_of.items():
            self._console.post(f"{path}/reveals", person=person, secret=secret)

    def cosign(self) -> None:
        """Each co-signs what the station's log holds now; the journalist adds a remark."""
        newest = self._console.get("/to-cosign")["checkpoint"]["note"].encode()
        stated = checkpoint.parse(note.parse(newest).text)
        for person, (role, key) in self._people.items():
            signed = cosign(key, person, stated, REMARK if role == "media" else None)
            self._console.post("/cosignatures", **signed.to_data())
