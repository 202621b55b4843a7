"""How a bag is laid out (docs/format.md section 7), and the texts that follow from the record alone.

The export writes with these functions and the verifier compares with them, byte for byte: a bag has no free text and
no file of anyone's choosing. BagIt 1.0 is RFC 8493.
"""

import re
from collections.abc import Iterable, Mapping

from station.formats.entry import Entry
from station.formats.errors import Malformed

ENTRIES = "data/entries.jsonl"
CHECKPOINT = "data/checkpoint"
PROOF = "data/seal.tlog-proof"
KEY = "data/station.vkey"
BEFORE = "data/before.hashes"
PEOPLE = "data/people.jsonl"
CERTIFICATES = "data/credentials/certificates.pem"
README = "data/README.txt"
OPENINGS = "data/openings.jsonl"
DECLARATION = "bagit.txt"
INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
ALWAYS = (ENTRIES, CHECKPOINT, PROOF, KEY, BEFORE, README, DECLARATION, INFO, MANIFEST, TAG_MANIFEST)
TAG_FILES = (INFO, DECLARATION, MANIFEST)  # in the order of their names, as the tag manifest lists them

# What may name a file here and on every other system: no separator, no leading dot, no case that another would fold.
_SAFE_ID = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}")
_FOLDERS = {"camera": ("footage", ".mp4"), "serial": ("serial", ".txt")}
# What others vouch for, as far as it is there (section 8): whoever reads such a file checks what it says.
ATTESTED = re.compile(
    r"data/attested/(?P<size>[1-9]\d{0,18})/(?P<file>checkpoint|[0-9a-f]{8}\.cosignature|[a-z0-9-]{1,30}\.tsr)"
)
_SUCCESSION = re.compile(r"data/succession/(0|[1-9]\d{0,18})\.(json|tlog-proof)")
_UTC_DATE = len("2026-11-21")


def recording_path(recording: str, stream: str) -> str:
    """Where a recording lies in the bag; raise `Malformed` when its id cannot name a file."""
    if stream not in _FOLDERS:
        raise Malformed("recording", f"{recording} is of the stream {stream!r}, neither camera nor serial")
    folder, suffix = _FOLDERS[stream]
    return f"data/{folder}/{_safe(recording)}{suffix}"


def torn_path(recording: str, stream: str) -> str:
    """Where the unfinished last piece of an interrupted recording lies in the bag."""
    return recording_path(recording, stream) + ".torn"


def fragments_path(recording: str) -> str:
    """Where a recording's fragment list lies in the bag."""
    return f"data/fragments/{_safe(recording)}.fragments.jsonl"


def image_path(presented: int) -> str:
    """Where the image of a package lies in the bag that was cut when entry `presented` showed it."""
    return f"data/images/{presented}.jpg"


def credential_path(recording: str) -> str:
    """Where a film's detached C2PA manifest lies in the bag."""
    return f"data/credentials/{_safe(recording)}.c2pa"


def is_attestation(file: str) -> bool:
    """Whether a path is that of something that may stand in a bag without the record's calling for it."""
    return bool(file in {OPENINGS, PEOPLE} or ATTESTED.fullmatch(file) or _SUCCESSION.fullmatch(file))


def declaration() -> bytes:
    """Return bagit.txt."""
    return b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def info(seal: Entry, origin: str, payload_sizes: Iterable[int]) -> bytes:
    """Return bag-info.txt for the session that this seal entry seals."""
    sizes = list(payload_sizes)
    lines = (
        f"Bagging-Date: {seal.at.utc[:_UTC_DATE]}",
        "Bag-Software-Agent: station export, record format 1",
        f"External-Identifier: {_safe(seal.session or '')}",
        f"Payload-Oxum: {sum(sizes)}.{len(sizes)}",
        f"Source-Organization: {origin}",
    )
    return "".join(f"{line}\n" for line in lines).encode()


def manifest(sha256: Mapping[str, str]) -> bytes:
    """Return a manifest of files by their hashes in hex, as `sha256sum -c` reads it."""
    return "".join(f"{sha256[file]}  {file}\n" for file in sorted(sha256)).encode()


def is_payload(file: str) -> bool:
    """Whether a path of the bag belongs to its payload."""
    return file.startswith("data/")


def _safe(name: str) -> str:
    if _SAFE_ID.fullmatch(name) is None:
        raise Malformed("id", f"{name!r} cannot name a file")
    return name
