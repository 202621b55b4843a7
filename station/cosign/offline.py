"""Co-signing where there is no network: a checkpoint is carried in, a cosignature is carried out; and the couriers' part.

Offline nobody can say which session a checkpoint belongs to. Whether it goes on from what this laptop knows, a carried proof
shows; without one the person must say so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from station.cosign import carried, codes
from station.cosign.acting import Actor, describe
from station.cosign.errors import CodeTooLong, Misused
from station.cosign.history import check_carried
from station.cosign.memory import Memory, Seen
from station.cosign.online import Screen, find
from station.cosign.station import Station, StationKey, open_by
from station.formats.checkpoint import Checkpoint
from station.formats.merkle import consistency_proof
from station.formats.signing import MlDsa44Cosigner

UNKNOWN_SESSION = "not said by the checkpoint: ask the operator which session, and whether it is closed"
_COSIGNATURE_BYTES = 4000  # of a post-quantum one: far more than a code holds


@dataclass(frozen=True)
class Carried:
    """What was carried in, and `out`, where what is carried back goes. `without_proof`: the person goes on without a proof."""

    note: bytes
    out: Path
    proof: Sequence[bytes] | None = None
    without_proof: bool = False


def cosign_offline(given: Carried, keys: tuple[StationKey, ...], actor: Actor, memory: Memory, screen: Screen) -> None:
    """Co-sign a carried checkpoint and write the cosignature; raise `CosignError` or `OSError`."""
    if codes.is_code_name(given.out) and isinstance(actor.signer, MlDsa44Cosigner):
        raise CodeTooLong(_COSIGNATURE_BYTES, codes.MAX_BYTES)
    offered = Seen(open_by(given.note, keys), given.note)
    if not offered.checkpoint.size:
        raise Misused("This checkpoint is of an empty log: there is nothing to co-sign.")
    grounds = check_carried(memory, offered, given.proof, without_proof=given.without_proof)
    made = actor.before(memory, offered.checkpoint)
    if not made:
        screen.say(describe(actor, offered.checkpoint, UNKNOWN_SESSION))
        screen.say(grounds)
        if not screen.agrees():
            raise Misused("Nothing was signed.")
        made = [actor.sign(memory, offered)]
    carried.write(given.out, carried.format_cosignature(made[-1].data))
    screen.say(f"Signed. Carry {given.out} to the station, to be handed in there. A copy is kept: {made[-1].path}")


def hand_in(station: Station, data: dict[str, Any], screen: Screen) -> None:
    """Hand a carried cosignature in, unless it is in the log already. What the station says is not proved here."""
    what = f"{data['person']}'s signature of {data['size']:,} entries"
    number = find(station.log(station.published(station.size())), data)
    if number is not None:
        screen.say(f"{what} is in the log already, as entry {number}. Nothing was sent.")
        return
    entries = station.hand_in(data)
    screen.say(f"{what}: recorded, the station says, as entry {', '.join(map(str, entries)) or '(none)'}.")


def proof_since(station: Station, since: int, stated: Checkpoint) -> list[bytes]:
    """Fetch the proof that the smaller of two sizes leads to the larger."""
    low, high = sorted((since, stated.size))
    if low < 1:
        raise Misused("--since is the number of entries that the laptop knows; it says it when it asks for a proof.")
    reader = station.log(station.published(high))
    return consistency_proof(low, high, reader.subtrees())
