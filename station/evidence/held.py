"""What others have vouched for by the time a bag is made: the files below `recordings/attested/`, as they were received.

The outbox writes them while the network is there. A bag made later may hold more of them, never less; all else in it is the
same.
"""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, select

from station.evidence.sealed import SealedSession
from station.ledger.tables import checkpoints
from station.verify import layout


def held_of(connection: Connection, recordings: Path, sealed: SealedSession) -> Iterator[tuple[str, bytes]]:
    """Yield what is held on checkpoints between the session's first entry and its seal, as the bag's files."""
    for size, folder in _folders(recordings / "attested"):
        if not sealed.record.first < size <= sealed.record.seal.index + 1:
            continue
        held = [(f"data/attested/{size}/{each.name}", each) for each in sorted(folder.iterdir()) if each.is_file()]
        known = [(file, path) for file, path in held if layout.ATTESTED.fullmatch(file) and path.name != "checkpoint"]
        note = connection.scalar(select(checkpoints.c.note).where(checkpoints.c.size == size))
        if not known or note is None:
            continue
        yield f"data/attested/{size}/checkpoint", note
        for file, path in known:
            yield file, path.read_bytes()


def _folders(attested: Path) -> Iterator[tuple[int, Path]]:
    if not attested.is_dir():
        return
    for folder in attested.iterdir():
        if folder.is_dir() and folder.name.isascii() and folder.name.isdigit():
            yield int(folder.name), folder
