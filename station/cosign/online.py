"""Co-signing at a station that answers, in an order in which a kill at any moment loses and doubles nothing.

1. the published log is held against all that this laptop knows, and remembered;
2. what was signed before and may not have arrived is looked for in the log, and handed in if it is not there;
3. the offered checkpoint is checked, shown, signed, kept durably, and only then handed in;
4. its entry is read back out of the log, and kept with its proof as the receipt.
"""

from collections.abc import Iterable
from typing import Any, Protocol

from station.cosign.acting import Actor, describe
from station.cosign.errors import Misused, NotInLog, NotRecorded, NotYourKey, StationSays
from station.cosign.history import check_offered, check_stage, follow
from station.cosign.memory import Kept, Memory, Seen
from station.cosign.station import Offer, Station, StationKey, open_by
from station.formats.merkle import inclusion_proof
from station.formats.tlog_proof import TlogProof
from station.verify.log.reader import LogReader

COSIGNED_KINDS = frozenset({"checkpoint.cosigned", "seal.cosigned"})


class Screen(Protocol):
    """Where the person reads and answers."""

    def say(self, text: str) -> None:
        """Show lines of text."""

    def agrees(self) -> bool:
        """Ask whether to sign what was shown."""


def cosign_online(station: Station, keys: tuple[StationKey, ...], actor: Actor, memory: Memory, screen: Screen) -> None:
    """Co-sign what the station offers; raise `CosignError` or a `VerificationError`."""
    reader = follow(memory, station, station.size())
    before = {each.path for each in actor.before(memory)}
    arrived = [_settle(station, memory, reader, each, screen) for each in memory.kept() if each.pending]
    if any(each is not None and each.path in before for each in arrived):
        screen.say("That completes what you had begun. To co-sign what was added since, run the same command again.")
        return
    offer = station.offer()
    offered = Seen(open_by(offer.note, keys), offer.note)
    reader = follow(memory, station, offered.checkpoint.size)
    check_offered(memory, reader, offered)
    check_stage(offer, reader, offered.checkpoint.size)
    _check_key(offer, actor)
    kept = _signed(offer, offered, actor, memory, screen)
    if kept is not None:
        _hand_in(station, memory, kept, screen)


def find(reader: LogReader, data: dict[str, Any]) -> int | None:
    """Return the number of the entry that holds a cosignature, if the log has one."""
    for entry in reader.entries(min(data["size"], reader.checkpoint.size), reader.checkpoint.size):
        if entry.kind in COSIGNED_KINDS and {name: entry.data.get(name) for name in data} == data:
            return entry.index
    return None


def _check_key(offer: Offer, actor: Actor) -> None:
    own, recorded = actor.signer.verifier.format(), offer.keys.get(actor.person)
    if recorded != own:
        raise NotYourKey(actor.person, own, recorded)


def _signed(offer: Offer, offered: Seen, actor: Actor, memory: Memory, screen: Screen) -> Kept | None:
    """Show it and sign it; None when it is in the log already. What was refused before is handed in again as it was."""
    for each in actor.before(memory, offered.checkpoint):
        if each.recorded is None:
            return each
        screen.say(
            f"You co-signed these {offered.checkpoint.size:,} entries already: entry {each.recorded} of the log."
        )
        return None
    screen.say(describe(actor, offered.checkpoint, _where(offer)))
    if not screen.agrees():
        raise Misused("Nothing was signed.")
    return actor.sign(memory, offered)


def _where(offer: Offer) -> str:
    if offer.stage == "sealed":
        return f"{offer.session}, sealed: the record is complete"
    if offer.closes:
        return f"{offer.session}, closed: nothing more burns in it"
    return (
        f"{offer.session}, {offer.stage}: it goes on. Co-sign again when it is closed; only that counts for the quorum"
    )


def _settle(station: Station, memory: Memory, reader: LogReader, kept: Kept, screen: Screen) -> Kept | None:
    """Bring an older cosignature to its receipt, handing it in when it is not in the log; None when it is refused."""
    size = kept.data["size"]
    screen.say(f"A signature of {size:,} entries, made here before, has no receipt yet.")
    number = find(reader, kept.data)
    if number is not None:
        _keep_receipt(reader, number, kept, screen)
        return kept
    try:
        _hand_in(station, memory, kept, screen)
    except NotRecorded as error:
        screen.say(str(error))
        return None
    return kept


def _hand_in(station: Station, memory: Memory, kept: Kept, screen: Screen) -> None:
    try:
        entries = station.hand_in(kept.data)
    except StationSays as error:
        if not error.final:
            raise
        kept.keep_refusal(error)
        raise NotRecorded(kept.path, error) from error
    screen.say(f"The station recorded it: entry {_listed(entries)}.")
    reader = follow(memory, station, max(entries, default=0) + 1)
    number = find(reader, kept.data)
    if number is None:
        raise NotInLog(kept.path, entries)
    _keep_receipt(reader, number, kept, screen)


def _keep_receipt(reader: LogReader, number: int, kept: Kept, screen: Screen) -> None:
    hashes = inclusion_proof(number, reader.checkpoint.size, reader.subtrees())
    (body,) = reader.bodies(number, number + 1)
    path = kept.keep_receipt(body, TlogProof(number, tuple(hashes), reader.note))
    screen.say(f"Entry {number} of the signed log holds your signature as you made it. Receipt: {path}")


def _listed(entries: Iterable[int]) -> str:
    return ", ".join(map(str, entries)) or "(none)"
