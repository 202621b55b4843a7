"""A real log in a folder, as the tests of the ledger use it: database, key, published copy."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from station import durable
from station.formats import merkle, tiles
from station.formats.checkpoint import open_checkpoint
from station.formats.entry import Entry, Event, Moment
from station.formats.signing import Ed25519Signer
from station.ledger import engine, proofs, startup
from station.ledger.log import Ledger

ORIGIN = "example.com/station"


def no_rows(_connection: Connection, _entry: Entry) -> None:
    """Project nothing."""


@dataclass
class Station:
    """One station's folder, and a clock that goes on by a microsecond at each look."""

    folder: Path
    signer: Ed25519Signer = field(
        default_factory=lambda: Ed25519Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(bytes(32)))
    )
    ticks: int = 0

    @property
    def database(self) -> Path:
        """The database file."""
        return self.folder / "station.db"

    @property
    def published(self) -> Path:
        """The published log's folder."""
        return self.folder / "log"

    def clock(self) -> Moment:
        """Tell the next time."""
        self.ticks += 1
        return Moment(1_795_255_200_000_000 + self.ticks, self.ticks)

    @contextmanager
    def opened(self, project=no_rows) -> Iterator[Ledger]:
        """Open the log for the block."""
        writer = engine.writer(f"sqlite:///{self.database}")
        try:
            ledger = Ledger.open(writer, self.signer, project, self.clock, self.published)
            try:
                yield ledger
            finally:
                ledger.close()
        finally:
            writer.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read the database for the block."""
        reader = engine.reader(f"sqlite:///{self.database}")
        try:
            with reader.connect() as connection:
                yield connection
        finally:
            reader.dispose()

    def check(self) -> list[bytes]:
        """Check everything that stands, in the database and published; return the entries' bytes.

        The published checkpoint is read first: a publication may go on meanwhile, and the database must not be behind.
        """
        shown = durable.read(self.published / "checkpoint")
        with self.reading() as connection:
            size = startup.scrub(connection, self.signer.verifier)
            bodies = proofs.bodies(connection, 0, size)
            newest = proofs.newest_checkpoint(connection)
            startup.hold_against(connection, shown, self.signer.verifier)
        assert newest.root == merkle.root([merkle.leaf_hash(body) for body in bodies])
        if shown is not None:
            self._check_published(bodies, open_checkpoint(shown, [self.signer.verifier]).size)
        return bodies

    def files(self) -> dict[str, bytes]:
        """All published files by their path below the log's prefix."""
        return {
            str(path.relative_to(self.published)): path.read_bytes()
            for path in self.published.rglob("*")
            if path.is_file()
        }

    def _check_published(self, bodies: list[bytes], size: int) -> None:
        """Hold every tile that a checkpoint promises against a naive reckoning, looking for it as a client does."""
        for tile in tiles.tiles_of(size):
            found = durable.read(self.published / tile.path)
            expected = naive_tile(bodies, tile)
            if found is None:  # a partial tile may give way to the whole one, which begins with it
                whole = durable.read(self.published / tiles.Tile(tile.level, tile.number).path)
                assert whole is not None, f"{tile.path} is missing"
                found = whole[: len(expected)]
            assert found == expected


def naive_tile(bodies: list[bytes], tile: tiles.Tile) -> bytes:
    """Reckon a tile from all entries, by the definition in the specification."""
    if tile.level is None:
        own = bodies[tile.number * 256 : tile.number * 256 + tile.width]
        return b"".join(len(body).to_bytes(2, "big") + body for body in own)
    span = 256**tile.level
    leaves = [merkle.leaf_hash(body) for body in bodies]
    starts = [(tile.number * 256 + number) * span for number in range(tile.width)]
    return b"".join(merkle.root(leaves[start : start + span]) for start in starts)


def remark(text: str = "as seen", **more) -> Event:
    """Make an event."""
    return Event("remark.made", {"person": "P1", "text": text}, **more)


@pytest.fixture
def station(tmp_path: Path) -> Station:
    """Give a station that was never started."""
    return Station(tmp_path)


@pytest.fixture(name="remark")
def give_remark():
    """Give the maker of events."""
    return remark


@pytest.fixture(name="naive_tile")
def give_naive_tile():
    """Give the naive reckoning of a tile."""
    return naive_tile


@pytest.fixture
def new_station():
    """Give the maker of stations, for tests that need several."""
    return Station
