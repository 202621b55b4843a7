"""One history of each log: what a station shows is held against all that this laptop saw or signed before.

Online, the log's own tiles show it (`station.verify.log.reader`). Offline, a consistency proof that was carried along does.
A contradiction is kept as evidence: two notes by one key, neither of which leads to the other, have no innocent explanation.
"""

from collections.abc import Iterator, Sequence

from station.cosign.carried import format_proof
from station.cosign.errors import HistoryContradicted, NotProved, StageContradicted
from station.cosign.memory import Memory, Seen
from station.cosign.station import Offer, Station
from station.formats.entry import Entry
from station.formats.errors import OutsideTree, ProofMismatch
from station.formats.merkle import consistency_proof, verify_consistency
from station.formats.tiles import TILE_WIDTH
from station.verify.log.reader import HistoryBroken, LogReader, NotAuthentic, SplitView

# What turns two notes and a proof into evidence for anyone, without the log.
PROVES = (
    "known.checkpoint and shown.checkpoint bear signatures of the same key. shown.proof is the RFC 9162 consistency proof "
    "from the root found, as named above, to the root of shown.checkpoint.\n"
)
NOT_PROVED = "WITHOUT PROOF: nothing shows here that it is of the same history as what this laptop knows."
FIRST = "It is the first checkpoint of this log on this laptop: there is nothing yet to hold it against."
ENDS = frozenset({"session.opened", "session.closed", "session.sealed"})


def follow(memory: Memory, station: Station, at_least: int = 0) -> LogReader:
    """Open the published log and hold it against everything known; remember it. Raise `HistoryContradicted`."""
    known, new = memory.seen(), station.published(at_least)
    try:
        reader = station.log(new)
    except NotAuthentic as error:
        for old in known[-1:]:
            raise HistoryContradicted(str(error), memory.keep_evidence(old, new, {})) from error
        raise
    for old in known:
        _check_goes_on(memory, reader, old)
    memory.see(new, instead_of=known)
    return reader


def check_offered(memory: Memory, reader: LogReader, offered: Seen) -> None:
    """Raise `HistoryContradicted` unless the offered checkpoint is of the published log, which is at least as long."""
    _check_goes_on(memory, reader, offered)


def check_carried(memory: Memory, offered: Seen, proof: Sequence[bytes] | None, *, without_proof: bool) -> str:
    """Hold a carried checkpoint against what is known, remember it, and say what that shows.

    Raises `HistoryContradicted` or `NotProved`.
    """
    known, stated = memory.seen(), offered.checkpoint
    for old in known:
        if old.checkpoint.size == stated.size and old.checkpoint.root != stated.root:
            reason = f"The station signed two different roots for the same {stated.size} entries."
            raise HistoryContradicted(reason, memory.keep_evidence(old, offered, {}))
    if any(old.checkpoint == stated for old in known):
        return "This laptop knows this checkpoint already."
    if known and proof is not None:
        _check_proof(memory, known[-1], offered, proof)
        if stated.size > known[-1].checkpoint.size:  # a smaller one is a part of what is known
            memory.see(offered, instead_of=known[-1:])
        return "The proof shows that it is of the same history as what this laptop knows."
    if known and not without_proof:
        raise NotProved(known[-1].checkpoint.size, stated.size)
    memory.see(offered, instead_of=[])
    return NOT_PROVED if known else FIRST


def check_stage(offer: Offer, reader: LogReader, size: int) -> None:
    """Raise `StageContradicted` when the station says that the session has ended, and these entries do not end so."""
    if not offer.closes:
        return
    ending = next((each for each in _backwards(reader, size) if each.kind in ENDS), None)
    if ending is None or (ending.kind, ending.session) != (f"session.{offer.stage}", offer.session):
        raise StageContradicted(offer.session, offer.stage, size)


def _backwards(reader: LogReader, size: int) -> Iterator[Entry]:
    """Yield the entries below `size`, the last first, each authenticated."""
    for start in range((size - 1) // TILE_WIDTH * TILE_WIDTH, -1, -TILE_WIDTH):
        yield from reversed([*reader.entries(start, min(start + TILE_WIDTH, size))])


def _check_goes_on(memory: Memory, reader: LogReader, old: Seen) -> None:
    new = Seen(reader.checkpoint, reader.note)
    try:
        reader.consistency(old.checkpoint)
    except SplitView as error:
        proof = consistency_proof(old.checkpoint.size, new.checkpoint.size, reader.subtrees())
        files = {"shown.proof": format_proof(proof), "README.txt": f"{error}\n{PROVES}".encode()}
        raise HistoryContradicted(str(error), memory.keep_evidence(old, new, files)) from error
    except (HistoryBroken, NotAuthentic) as error:
        raise HistoryContradicted(str(error), memory.keep_evidence(old, new, {})) from error


def _check_proof(memory: Memory, old: Seen, offered: Seen, proof: Sequence[bytes]) -> None:
    low, high = sorted((old.checkpoint, offered.checkpoint), key=lambda each: each.size)
    try:
        verify_consistency(low.size, high.size, low.root, high.root, proof)
    except (OutsideTree, ProofMismatch) as error:
        reason = (
            f"The proof does not lead from {low.size} to {high.size} entries. Either it was made for other sizes, "
            "or the station has two histories: have it made again, once."
        )
        raise HistoryContradicted(
            reason, memory.keep_evidence(old, offered, {"given.proof": format_proof(proof)})
        ) from error
