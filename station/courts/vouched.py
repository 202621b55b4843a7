"""What others vouch for about an answer's sessions: time-stamp tokens and witnesses' cosignatures, as they lie at the station.

Listed with their hashes. Whose keys these are, a reader with a policy and the authority's certificate checks with the bag.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, select

from station.formats import note
from station.formats.cosignature import timestamp_s
from station.formats.errors import VerificationError
from station.formats.timestamp import check_response
from station.ledger.tables import entries
from station.rules.shapes import Data

SECOND_US = 1_000_000
TOKEN, WITNESS = "token", "witness"


def vouched(connection: Connection, folder: Path, sessions: Iterable[Row[Any]]) -> list[Data]:
    """All tokens over checkpoints of the sessions, and the cosignatures of the first co-signed one over each seal."""
    sizes = sorted(int(each.name) for each in folder.glob("*") if each.name.isascii() and each.name.isdigit())
    told: list[Data] = []
    for row in sessions:
        inside = [
            size for size in sizes if size > row.first_entry and (row.seal_entry is None or size <= row.seal_entry + 1)
        ]
        for size in inside:
            told += _each(connection, folder, size, TOKEN)
        covering = (size for size in sizes if row.seal_entry is not None and size > row.seal_entry)
        cosigned = next((size for size in covering if any((folder / str(size)).glob("*.cosignature"))), None)
        if cosigned is not None:
            told += _each(connection, folder, cosigned, WITNESS)
    return told


def _each(connection: Connection, folder: Path, size: int, kind: str) -> Iterator[Data]:
    made = connection.scalar(select(entries.c.at_unix_us).where(entries.c.entry == size - 1))
    for path in sorted((folder / str(size)).glob("*.tsr" if kind == TOKEN else "*.cosignature")):
        data = path.read_bytes()
        try:
            by, at_us = _token(path, data) if kind == TOKEN else _witness(data)
        except (VerificationError, OSError):
            continue  # what cannot be read vouches for nothing
        told = {"kind": kind, "size": size, "file": f"attested/{size}/{path.name}", "by": by, "unix_us": at_us}
        yield told | {"sha256": hashlib.sha256(data).hexdigest(), "entry_us": made or 0}


def _token(path: Path, data: bytes) -> tuple[str, int]:
    stamp = check_response(data, path.with_name("checkpoint").read_bytes(), None)
    return stamp.authority, stamp.at_us


def _witness(data: bytes) -> tuple[str, int]:
    # a signature line alone is no note; any text above it makes it one
    line = note.parse(b"witness\n\n" + data).signatures[0]
    return line.name, timestamp_s(line.signature) * SECOND_US
