"""How an excerpt lies in its folder, and what its `excerpt.json` says (docs/format.md).

An excerpt is some fragments of a sealed recording, the hashes of all others, and the entries that tie both to the log.
`Excerpt.encode` and `parse` invert each other, byte for byte. Nothing that stands in `excerpt.json` is trusted for standing
there: `station.verify.excerpt` holds all of it against the sealed entries and the shown bytes.
"""

import base64
import json
from dataclasses import asdict, dataclass
from typing import Any

from station.formats.canonical import canonical
from station.formats.errors import Malformed
from station.formats.fragment_lines import MAX_FRAGMENT
from station.formats.note import decode_base64
from station.rules.shapes import Each, check_shape

FORMAT = "station/excerpt/v1"
EXCERPT = "excerpt.json"
KEY = "station.vkey"
README = "README.txt"
SHOWN_FILES = {"camera": "film.mp4", "serial": "serial.txt"}
# The entries that an excerpt rests on; `listed` only where the seal was too long for the recording (section 5).
STARTED, FINISHED, LISTED, SEAL = "started", "finished", "listed", "seal"
KIND_OF = {
    STARTED: "recording.started",
    FINISHED: "recording.finished",
    LISTED: "recordings.listed",
    SEAL: "session.sealed",
}
_SHAPE = {
    "format": str,
    "recording": str,
    "sealed": {"bytes": int, "fragments": int, "frames": int, "root": str, "sha256": str},
    "shown": Each({"bytes": int, "frames": int, "index": int}),
    "hashes": Each(str),
}


@dataclass(frozen=True)
class Shown:
    """One shown fragment: its number in the recording, its length in bytes, its frames (or lines)."""

    index: int
    bytes: int
    frames: int


@dataclass(frozen=True)
class Totals:
    """A recording as sealed; `root` in base64, `sha256` in hex."""

    bytes: int
    fragments: int
    frames: int
    root: str
    sha256: str

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Totals":
        """Take the totals from an entry's fields, which may be more."""
        return cls(data["bytes"], data["fragments"], data["frames"], data["root"], data["sha256"])


@dataclass(frozen=True)
class Excerpt:
    """What `excerpt.json` says: the recording and its sealed totals, what of it is shown, and the hashes of all else.

    `hashes` are those of `station.formats.multiproof` for the shown fragments in a tree of `sealed.fragments` leaves.
    """

    recording: str
    sealed: Totals
    shown: tuple[Shown, ...]
    hashes: tuple[bytes, ...]

    def encode(self) -> bytes:
        """Return the file's bytes."""
        value = {
            "format": FORMAT,
            "recording": self.recording,
            "sealed": asdict(self.sealed),
            "shown": [asdict(each) for each in self.shown],
            "hashes": [base64.b64encode(each).decode() for each in self.hashes],
        }
        return canonical(value)


def parse(data: bytes) -> Excerpt:
    """Read `excerpt.json`; raise `Malformed`, or `WrongShape` naming the field."""
    try:
        value: Any = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Malformed(EXCERPT, "it is not JSON") from error
    check_shape(value, _SHAPE)
    shown = tuple(Shown(**each) for each in value["shown"])
    hashes = tuple(decode_base64(each, EXCERPT) for each in value["hashes"])
    excerpt = Excerpt(value["recording"], Totals(**value["sealed"]), shown, hashes)
    if excerpt.encode() != data:
        raise Malformed(EXCERPT, f"it is not canonical JSON of the form {FORMAT}")
    _check_order(excerpt)
    return excerpt


def proof_file(name: str) -> str:
    """Name the file that proves an entry's place in the log."""
    return f"{name}.tlog-proof"


def entry_file(name: str) -> str:
    """Name the file that holds an entry's own bytes."""
    return f"{name}.json"


def _check_order(excerpt: Excerpt) -> None:
    before = -1
    for each in excerpt.shown:
        if not before < each.index < excerpt.sealed.fragments or not 0 < each.bytes <= MAX_FRAGMENT:
            raise Malformed(EXCERPT, f"fragment {each.index} is out of order, or no fragment is so long")
        before = each.index
    if not excerpt.shown:
        raise Malformed(EXCERPT, "it shows nothing")
