"""What a person signs, in plain words, and the signing itself, checked before it leaves the laptop."""

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from station.cosign.errors import Misused
from station.cosign.memory import Kept, Memory, Seen
from station.formats.checkpoint import Checkpoint
from station.formats.note import KEY_ID_BYTES
from station.formats.personal import parse_personal_key
from station.formats.signing import Cosigner, MlDsa44Cosigner, cosign

_PERSON = re.compile(r"P[1-9][0-9]{0,3}")
_GROUP = 4  # characters of the root at a time: what one reads aloud; the first two groups stand on the film


@dataclass(frozen=True)
class Actor:
    """Who signs: the number that the operator gave the person, the person's key, and the remark, if there is one."""

    person: str
    signer: Cosigner | MlDsa44Cosigner
    remark: str | None

    def before(self, memory: Memory, stated: Checkpoint | None = None) -> list[Kept]:
        """Return what this person signed on this laptop with this key and remark, of any checkpoint or of this one."""
        return [each for each in memory.kept() if self._made(each) and (stated is None or _is_of(each, stated))]

    def sign(self, memory: Memory, offered: Seen) -> Kept:
        """Sign and keep it; it verifies, remark included, or nothing is kept."""
        signed = cosign(self.signer, self.person, offered.checkpoint, self.remark)
        signed.verify(parse_personal_key(self.signer.verifier.format()))
        return memory.keep(signed, offered.note)

    def _made(self, kept: Kept) -> bool:
        key = base64.b64decode(kept.data["cosignature"])[:KEY_ID_BYTES]
        same = key == self.signer.verifier.key_id.to_bytes(KEY_ID_BYTES, "big") and kept.data["person"] == self.person
        return same and (kept.data["remark"]["text"] or None) == self.remark


def checked_person(given: str) -> str:
    """Return a person's number as the record has it; raise `Misused`."""
    person = given.strip().upper()
    if not _PERSON.fullmatch(person):
        raise Misused("--person is the number that the operator gave you, as in P3. Names are not signed.")
    return person


def describe(actor: Actor, stated: Checkpoint, where: str) -> str:
    """Say what is about to be signed, a line each."""
    lines = [
        "You are about to co-sign:",
        *facts(stated),
        f"  session  {where}",
        f"  time     {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC, by this laptop's clock",
        f"  as       {actor.person}, with the key {actor.signer.name}",
        *_remark_lines(actor.remark),
        "Your signature says: this was the log's whole content when I looked. It does not say that the content is true.",
    ]
    return "\n".join(lines)


def facts(stated: Checkpoint) -> Iterable[str]:
    """Say what a checkpoint states, a line each."""
    encoded = base64.b64encode(stated.root).decode()
    groups = [encoded[start : start + _GROUP] for start in range(0, len(encoded), _GROUP)]
    yield f"  log      {stated.origin}"
    yield f"  entries  {stated.size:,}"
    yield f"  root     {' '.join(groups)}"


def _remark_lines(remark: str | None) -> Iterable[str]:
    if remark is None:
        return ["  remark   none"]
    first, *more = remark.split("\n")
    return [f"  remark   {first}", *(f"           {line}" for line in more)]


def _is_of(kept: Kept, stated: Checkpoint) -> bool:
    return (kept.data["size"], kept.data["root"]) == (stated.size, base64.b64encode(stated.root).decode())
