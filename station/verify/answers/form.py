"""How an answer to a court lies in its folder, and what its `answer.json` says (docs/format.md, section 11).

`Papers.read` checks the form alone: JSON is canonical and of its shape, every entry can be read. Whether it is true,
`station.verify.answers.check` says.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from station.formats import commitment, tlog_proof
from station.formats.canonical import canonical
from station.formats.checkpoint import Checkpoint, parse
from station.formats.commitment import Opening
from station.formats.entry import Entry
from station.formats.errors import Malformed
from station.formats.note import decode_base64
from station.formats.note import parse as parse_note
from station.formats.tlog_proof import TlogProof
from station.rules.kinds import check_data
from station.rules.shapes import Data, Each, Maybe, check_shape
from station.rules.succession import LogKeys
from station.verify.bag import Bag
from station.verify.seal import parse_keys

FORMAT = "station/court-answer/v1"
PROOF_FORMAT = "station/entries-proof/v1"
ANSWER = "answer.json"
DOCUMENT = "answer.pdf"
ENTRIES = "entries.jsonl"
OPENINGS = "openings.jsonl"
PROOF = "entries.proof"
KEY = "station.vkey"
ANSWERED = "answered.json"
ANSWERED_PROOF = "answered.tlog-proof"
FILES = (ANSWER, DOCUMENT, ENTRIES, OPENINGS, PROOF, KEY, ANSWERED, ANSWERED_PROOF)

_STATE = {"size": int, "root": str}
_FOUND = {"bytes": int, "sha256": str, "sha512": str}
_SHAPE: dict[str, object] = {
    "format": str,
    "language": str,
    "station": str,
    "request": {
        "entry": int,
        "recorded_us": int,
        "request": str,
        "court": Maybe(str),
        "judge": Maybe(str),
        "number": Maybe(str),
        "date": str,
        "case": str,
        "since": Maybe(str),
        "until": Maybe(str),
        "form": str,
    },
    "as_of": {**_STATE, "unix_us": int},
    "consignments_withheld": int,
    "entries": Each(int),
    "heads": Each({"session": str, "before": _STATE, "after": Maybe(_STATE)}),
    "files": Each(
        {
            "recording": str,
            "file": str,
            "recorded_sha256": Maybe(str),
            "found": Maybe(_FOUND),
            "trouble": Maybe(str),
            "matches": bool,
            "copy": Maybe({"file": str, **_FOUND, "matches": bool}),
        }
    ),
    "attested": Each(
        {"kind": str, "size": int, "file": str, "sha256": str, "by": str, "unix_us": int, "entry_us": int}
    ),
    "made": {"by_name": str, "account": str, "from_us": int, "to_us": int, "software": str, "tool": str},
}
_PROOF_SHAPE = {
    "format": str,
    "entries": Each(int),
    "hashes": Each(str),
    "earlier": Each({**_STATE, "hashes": Each(str)}),
}


@dataclass(frozen=True)
class Earlier:
    """An earlier state of the log, and the proof that the later one begins with it (RFC 9162 section 2.1.4)."""

    size: int
    root: bytes
    hashes: tuple[bytes, ...]


@dataclass(frozen=True)
class EntriesProof:
    """That entries stand in the tree of one checkpoint, by their numbers; and that it goes on from earlier states."""

    entries: tuple[int, ...]
    hashes: tuple[bytes, ...]
    earlier: tuple[Earlier, ...]

    def encode(self) -> bytes:
        """Return the file's bytes."""
        earlier = [
            {"size": each.size, "root": commitment.base64_text(each.root), "hashes": _texts(each.hashes)}
            for each in self.earlier
        ]
        value = {
            "format": PROOF_FORMAT,
            "entries": list(self.entries),
            "hashes": _texts(self.hashes),
            "earlier": earlier,
        }
        return canonical(value)


@dataclass(frozen=True)
class Papers:
    """All that an answer's folder holds, read."""

    answer: Data
    answer_bytes: bytes
    document: bytes
    entries: tuple[Entry, ...]
    openings: tuple[Opening, ...]
    proof: EntriesProof
    keys: LogKeys
    answered: Entry
    answered_proof: TlogProof

    @classmethod
    def read(cls, bag: Bag) -> "Papers":
        """Read the folder; raise a `VerificationError`, `WrongShape` or `UnknownKind` that names what cannot be read."""
        answer = parse_answer(bag.read(ANSWER))
        proof = parse_proof(bag.read(PROOF))
        answered_proof = tlog_proof.parse(bag.read(ANSWERED_PROOF))
        return cls(
            answer=answer,
            answer_bytes=bag.read(ANSWER),
            document=bag.read(DOCUMENT),
            entries=_entries(bag.read(ENTRIES), proof.entries),
            openings=_openings(bag.read(OPENINGS)),
            proof=proof,
            keys=parse_keys(bag.read(KEY).decode(errors="replace"), KEY),
            answered=_entry(answered_proof.index, bag.read(ANSWERED)),
            answered_proof=answered_proof,
        )

    @cached_property
    def opened(self) -> Mapping[str, Any]:
        """The values behind commitments."""
        return {each.commitment: each.value for each in self.openings}

    @cached_property
    def stated(self) -> Checkpoint:
        """The checkpoint of which all proofs are; whose signatures it bears is checked elsewhere."""
        return parse(parse_note(self.answered_proof.checkpoint).text)


def parse_answer(data: bytes) -> Data:
    """Read `answer.json`; raise `Malformed`, or `WrongShape` naming the field. What is in `record` is not looked at."""
    value = _canonical(data, ANSWER)
    check_shape({name: each for name, each in value.items() if name != "record"}, _SHAPE)
    if value["format"] != FORMAT or not isinstance(value.get("record"), dict):
        raise Malformed(ANSWER, f"it is not of the form {FORMAT}")
    return value


def parse_proof(data: bytes) -> EntriesProof:
    """Read `entries.proof`; raise `Malformed`, or `WrongShape` naming the field."""
    value = _canonical(data, PROOF)
    check_shape(value, _PROOF_SHAPE)
    numbers = value["entries"]
    if value["format"] != PROOF_FORMAT or numbers != sorted(set(numbers)):
        raise Malformed(PROOF, f"it is not of the form {PROOF_FORMAT}, or its entries are not in order")
    earlier = (
        Earlier(each["size"], decode_base64(each["root"], PROOF), _hashes(each["hashes"])) for each in value["earlier"]
    )
    return EntriesProof(tuple(numbers), _hashes(value["hashes"]), tuple(earlier))


def _canonical(data: bytes, file: str) -> Data:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Malformed(file, "it is not JSON") from error
    if not isinstance(value, dict) or canonical(value) != data:
        raise Malformed(file, "it is not a canonical JSON object (RFC 8785)")
    return value


def _entries(body: bytes, numbers: tuple[int, ...]) -> tuple[Entry, ...]:
    lines = _lines(body, ENTRIES)
    if len(lines) != len(numbers):
        raise Malformed(ENTRIES, f"it has {len(lines)} entries, and {PROOF} is of {len(numbers)}")
    return tuple(_entry(number, line) for number, line in zip(numbers, lines, strict=True))


def _entry(index: int, body: bytes) -> Entry:
    entry = Entry.decode(index, body)
    check_data(entry.kind, entry.data)
    return entry


def _openings(body: bytes) -> tuple[Opening, ...]:
    return tuple(commitment.parse(_canonical(line, OPENINGS)) for line in _lines(body, OPENINGS))


def _lines(body: bytes, file: str) -> list[bytes]:
    lines = body.split(b"\n")
    if lines.pop() != b"":
        raise Malformed(file, "its last line is not whole")
    return lines


def _hashes(texts: list[str]) -> tuple[bytes, ...]:
    return tuple(decode_base64(each, PROOF) for each in texts)


def _texts(hashes: tuple[bytes, ...]) -> list[str]:
    return [commitment.base64_text(each) for each in hashes]
