"""Evidence against a log: both signed checkpoints, and what leads from one to the other, as files that anyone can check.

DIR/evidence/KIND-LOG-HASH/seen           the signed note that was kept, or that someone else holds
                       shown              the signed note that the station shows now
                       consistency.txt    where both have a size: hashes (base64, RFC 9162 2.1.4.1) that lead to the shown root,
                                          and to another root than the seen one
                       station.vkey       the keys of the log
                       about.txt          what this is and how to check it; written last
"""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from station import durable

MAX_FOLDERS = 16  # of one kind and log: one proves its case, and who signs forks without end must not fill the disk
ABOUT = "about.txt"
NAME_HEX = 16


@dataclass(frozen=True)
class Pair:
    """Two signed notes that cannot both be true, or of which one takes back the other."""

    seen: bytes
    shown: bytes
    proof: tuple[bytes, ...] = ()


def keep(folder: Path, kind: str, pair: Pair, *, what: str, target: str, keys: Sequence[str]) -> Path | None:
    """Write a pair durably; return its folder, or None when there are enough. The same pair is written once."""
    of_log = f"{kind}-{_name(target.encode())}-"
    place = folder / f"{of_log}{_name(pair.seen + bytes(1) + pair.shown)}"
    if (place / ABOUT).exists():
        return place
    durable.make_folder(folder)
    if len([*folder.glob(f"{of_log}*")]) >= MAX_FOLDERS:
        return None
    durable.make_folder(place)
    files = {"seen": pair.seen, "shown": pair.shown, "station.vkey": _lines(keys)}
    if pair.proof:
        files["consistency.txt"] = _lines([base64.b64encode(each).decode() for each in pair.proof])
    # A crash here leaves files without about.txt; when the pair is seen again they are written again.
    durable.write_files({place / file: data for file, data in files.items()})
    durable.write_file(place / ABOUT, _about(what, target, proved=bool(pair.proof)).encode())
    return place


def _about(what: str, target: str, *, proved: bool) -> str:
    lines = [
        what,
        f"Where it was seen: {target}",
        "",
        "`seen` and `shown` are checkpoints (c2sp.org/tlog-checkpoint): the log's name, its number of entries, the root",
        "over them, then signatures. Check both with the keys in `station.vkey`, and these keys with what the station",
        "has published. Then compare the second and third lines.",
        "With the log at hand: station verify ADDRESS --key station.vkey --seen seen",
    ]
    if proved:
        lines += [
            "`consistency.txt` is the Merkle consistency proof (RFC 9162, 2.1.4.2) between the two sizes. It leads to the",
            "root of `shown`, and for the smaller size to another root than that of `seen`: the one does not begin the other.",
        ]
    return "".join(f"{each}\n" for each in lines)


def _name(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:NAME_HEX]


def _lines(values: Sequence[str]) -> bytes:
    return "".join(f"{each}\n" for each in values).encode()
