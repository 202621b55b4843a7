"""A station as its people's laptops meet it: what it offers to be signed, its published log, and where signatures go.

With keys, the log is read as one that only those keys can have signed. Without, as for carrying things to and fro, it is read
as it is served, and nothing that it says is proved.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from station.cosign.errors import ForeignCheckpoint, Misused, Unanswered, Unpublished
from station.cosign.memory import Seen
from station.cosign.web import ask, checked_address, plain
from station.formats.canonical import canonical
from station.formats.checkpoint import Checkpoint, parse
from station.formats.cosignature import MlDsa44Verifier, parse_verifier
from station.formats.errors import Malformed, NoTrustedSignature, SignatureInvalid
from station.formats.note import Ed25519Verifier
from station.formats.note import parse as parse_note
from station.verify.brought import read_trust
from station.verify.log.reader import LogReader, open_signed
from station.verify.log.source import HttpSource

PUBLISH_WAIT_S = 10.0  # a station publishes several times a second; a slow disk takes longer
_LOOK_S = 0.2
StationKey = Ed25519Verifier | MlDsa44Verifier


@dataclass(frozen=True)
class Offer:
    """What a station says should be signed now; `note` is a signed checkpoint, `keys` the persons' verifier keys."""

    session: str
    stage: str
    closes: bool
    note: bytes
    keys: dict[str, str]


class Station:
    """One station at its address. Raises `Unanswered` and `StationSays` from every call."""

    def __init__(self, address: str, keys: Sequence[StationKey] = ()) -> None:
        self.address, self._keys = checked_address(address), tuple(keys)
        self._source = HttpSource(f"{self.address}log/")

    def offer(self) -> Offer:
        """Ask what is to be co-signed now."""
        told = ask(self.address, "api/v1/to-cosign")
        try:
            return Offer(
                session=plain(told["session"]),
                stage=plain(told["stage"]),
                closes=bool(told["closes"]),
                note=told["checkpoint"]["note"].encode(),
                keys={str(each["person"]): plain(each["key"]) for each in told["cosigners"]},
            )
        except (LookupError, TypeError, AttributeError, UnicodeEncodeError) as error:
            raise Unanswered(self.address, "its answer is not one of a station") from error

    def size(self) -> int:
        """Ask how many entries the log has; the published one may be a moment behind."""
        told = ask(self.address, "api/v1/station")
        try:
            return int(told["size"])
        except (LookupError, TypeError, ValueError) as error:
            raise Unanswered(self.address, "its answer is not one of a station") from error

    def hand_in(self, data: dict[str, Any]) -> tuple[int, ...]:
        """Hand a cosignature in; return the numbers of its entries, as the station says them."""
        told = ask(self.address, "api/v1/cosignatures", canonical(data))
        try:
            return tuple(int(each) for each in told["entries"])
        except (LookupError, TypeError, ValueError) as error:
            raise Unanswered(self.address, "its answer is not one of a station") from error

    def published(self, at_least: int = 0) -> Seen:
        """Fetch the log's checkpoint once it has so many entries; raise `Unpublished`, `ForeignCheckpoint` or a `SourceError`."""
        until = time.monotonic() + PUBLISH_WAIT_S
        while True:
            note = self._source.checkpoint()
            stated = self._open(note)
            if stated.size >= at_least:
                return Seen(stated, note)
            if time.monotonic() > until:
                raise Unpublished(at_least, stated.size)
            time.sleep(_LOOK_S)

    def log(self, published: Seen) -> LogReader:
        """Read the log as of a published checkpoint; raise `NotAuthentic` or a `SourceError`."""
        return LogReader(self._source, published.note, published.checkpoint)

    def _open(self, note: bytes) -> Checkpoint:
        return open_by(note, self._keys) if self._keys else parse(parse_note(note).text)


def open_by(note: bytes, keys: Sequence[StationKey]) -> Checkpoint:
    """Read a checkpoint that one of the keys signed; raise `ForeignCheckpoint`, or `Misused` when it is none."""
    try:
        stated = parse(parse_note(note).text)
    except Malformed as error:
        raise Misused(f"This is not a checkpoint: {error}") from error
    try:
        return open_signed(note, keys)
    except (Malformed, NoTrustedSignature, SignatureInvalid) as error:
        raise ForeignCheckpoint(stated.origin, str(error)) from error


def read_station_keys(given: str) -> tuple[StationKey, ...]:
    """Read the station's verifier keys, or a file with them; raise `Misused`, `Malformed` or `OSError`."""
    keys = [parse_verifier(each) for each in read_trust([given]).keys]
    own = tuple(each for each in keys if isinstance(each, Ed25519Verifier | MlDsa44Verifier))
    if len(own) < len(keys) or len({each.name for each in own}) != 1:
        raise Misused("--station takes the keys of one station, as station key show prints them; yours goes to --key.")
    return own
