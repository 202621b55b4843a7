"""What is carried by hand between a station and a laptop without network: as a file, or as a QR image (docs/format.md 8).

To the laptop: the checkpoint with the log's Ed25519 line alone, which fits a code. Back: the cosignature as JSON, the body of
`POST /api/v1/cosignatures`. A proof is a file with one hash a line, in base64.
"""

import base64
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from station import durable
from station.cosign import codes
from station.cosign.errors import Misused
from station.formats import checkpoint
from station.formats.canonical import canonical
from station.formats.errors import VerificationError
from station.formats.merkle import HASH_BYTES
from station.formats.note import MAX_NOTE_BYTES, Note, decode_base64
from station.formats.note import parse as parse_note
from station.rules.kinds import check_data
from station.rules.shapes import WrongShape

ED25519_SIGNATURE_BYTES = 64  # no other type that a log signs with has so few
MAX_PROOF_HASHES = 128  # twice what the largest tree needs
_MAX_FILE_BYTES = MAX_NOTE_BYTES  # a note is the largest of them


def read(path: Path) -> bytes:
    """Return a file's bytes, or what the QR code in it holds; raise `CodeUnreadable`, `Misused` or `OSError`."""
    with path.open("rb") as opened:
        data = opened.read(_MAX_FILE_BYTES + 1)
    if codes.is_image(data):
        return codes.read(path)
    if len(data) > _MAX_FILE_BYTES:
        raise Misused(f"{path} is too large to be a checkpoint or a cosignature. Give the file that was carried.")
    return data


def read_note(path: Path) -> bytes:
    """Read a carried note, and mend what copying by hand does to its line breaks; raises as `read`."""
    return read(path).replace(b"\r\n", b"\n").rstrip(b"\n") + b"\n"


def write(path: Path, data: bytes) -> None:
    """Write a QR image when the name asks for one, else the bytes durably; raise `CodeTooLong` or `OSError`."""
    if codes.is_code_name(path):
        codes.write(path, data.rstrip(b"\n") if data.startswith(b"{") else data)
    else:
        durable.write_file(path, data)


def slim(note: bytes) -> bytes:
    """Return the checkpoint with the log's own Ed25519 line alone, still a whole signed note; raise `Misused`."""
    try:
        whole = parse_note(note)
        origin = checkpoint.parse(whole.text).origin
    except VerificationError as error:
        raise Misused(f"This is not a checkpoint: {error} Take what /log/checkpoint serves.") from error
    own = [each for each in whole.signatures if each.name == origin and len(each.signature) == ED25519_SIGNATURE_BYTES]
    if not own:
        raise Misused(f"No Ed25519 line of {origin} stands below this checkpoint. Take what /log/checkpoint serves.")
    return Note(whole.text, (own[0],)).format()


def format_cosignature(data: dict[str, Any]) -> bytes:
    """Return a cosignature as one line of JSON; `parse_cosignature` inverts it."""
    return canonical(data) + b"\n"


def parse_cosignature(data: bytes) -> dict[str, Any]:
    """Read a cosignature without trusting it; raise `Misused`."""
    try:
        found = json.loads(data)
        check_data("checkpoint.cosigned", found)
    except (ValueError, RecursionError, WrongShape) as error:  # a shape, UTF-8 or JSON that is wrong, is a ValueError
        raise Misused(
            "This is not a cosignature that station cosign made. Give the file or image from --out."
        ) from error
    return dict(found)


def format_proof(hashes: Iterable[bytes]) -> bytes:
    """Return the hashes of a consistency proof, one a line; `parse_proof` inverts it."""
    return "".join(f"{base64.b64encode(each).decode()}\n" for each in hashes).encode()


def parse_proof(data: bytes) -> list[bytes]:
    """Read a proof without trusting it; raise `Misused`."""
    try:
        hashes = [decode_base64(line, "proof") for line in data.decode("ascii").split()]
    except (UnicodeDecodeError, VerificationError) as error:
        raise Misused("The file given with --proof is not one that station cosign show writes.") from error
    if len(hashes) > MAX_PROOF_HASHES or any(len(each) != HASH_BYTES for each in hashes):
        raise Misused("The file given with --proof is not one that station cosign show writes.")
    return hashes
