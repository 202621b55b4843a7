"""The published log: C2SP tiles, entry bundles and the checkpoint as files in a folder that any web server can serve.

Beside them, which the specification does not know: `succession/SIZE`, the last checkpoint of a key that another followed.

`publish` brings the folder up to the newest committed checkpoint, after a crash as in normal running. The checkpoint is
written last, so whatever it promises lies durably beside it. Files never change once published, except `checkpoint`
itself; partial tiles go when the whole tile is there. A failing or slow folder delays publication, never an append.
"""

import shutil
import threading
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from station import durable
from station.formats import checkpoint, note
from station.formats.merkle import leaf_hash
from station.formats.tiles import TILE_WIDTH, Tile, encode_bundle, tiles_between
from station.ledger import proofs
from station.ledger.errors import Damaged, PublishedAhead, PublishedDiffers
from station.ledger.tables import checkpoints, entries
from station.rules.succession import KIND

CHECKPOINT = "checkpoint"
SUCCESSION = "succession"
FILES_AT_ONCE = 64  # each is held open and in memory until all are flushed
INTERVAL_S = 0.25  # each publication costs about eight flushes of the disk that the films are on
CLOSE_TIMEOUT_S = 10.0  # a stuck folder must not keep the station from stopping; the next start publishes the rest


def publish(connection: Connection, folder: Path, *, whole: bool = False) -> None:
    """Write what the newest checkpoint adds to the folder; with `whole`, also put back older files that are missing.

    Raises `PublishedDiffers`, `PublishedAhead`, `Damaged`, or `OSError`. What was written until then is right and stays.
    """
    newest = proofs.newest_checkpoint(connection)
    if newest is None:
        return
    old = published_size(folder)
    if old is not None and old > newest.size:
        raise PublishedAhead(old, newest.size)
    durable.make_folder(folder)
    tiles = iter(tiles_between(0 if whole or old is None else old, newest.size))
    while group := list(islice(tiles, FILES_AT_ONCE)):
        # A crash here leaves files that no checkpoint promises yet; the next call finds them, equal, and goes on.
        _write(connection, folder, group)
        # A crash here leaves partial tiles beside whole ones; the next call starts at the same checkpoint and tidies.
        _tidy(folder, group)
    _write_successions(connection, folder, 0 if whole or old is None else old)
    # A crash before this leaves the old checkpoint, still true. The next call does all of the above again.
    durable.write_file(folder / CHECKPOINT, newest.note)


def published_checkpoint(folder: Path) -> bytes | None:
    """Return the published checkpoint's bytes, unverified; None when nothing was published."""
    return durable.read(folder / CHECKPOINT)


def published_size(folder: Path) -> int | None:
    """Return the size that the published checkpoint states, unverified; None when nothing was published."""
    found = published_checkpoint(folder)
    return None if found is None else checkpoint.parse(note.parse(found).text).size


class Publisher:
    """A thread that keeps the folder up to date. `failure` is why the last attempt failed, None when it did not.

    Requests that come while it works are met together. A failed attempt is repeated at the next request.
    """

    def __init__(self, reader: Engine, folder: Path) -> None:
        self.failure: Exception | None = None
        self._reader = reader
        self._folder = folder
        # Ends the pause between two publications; an append does not, and so does not wake the thread.
        self._hurry = threading.Event()
        # Guards the three below, and `failure`.
        self._changed = threading.Condition()
        self._asked = 0
        self._done = 0
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="publisher", daemon=True)
        self._thread.start()

    def notify(self) -> None:
        """Say that a checkpoint was committed; returns at once."""
        with self._changed:
            self._asked += 1
            self._changed.notify_all()

    def flush(self) -> None:
        """Publish now and wait; raise what kept it from being published."""
        with self._changed:
            self._asked += 1
            ticket = self._asked
            self._hurry.set()
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._done >= ticket or not self._thread.is_alive())
            if self.failure is not None:
                raise self.failure

    def close(self) -> None:
        """Publish what is left and stop; gives up on a stuck folder after ten seconds."""
        with self._changed:
            self._closing = True
            self._hurry.set()
            self._changed.notify_all()
        self._thread.join(CLOSE_TIMEOUT_S)
        self._reader.dispose()

    def _run(self) -> None:
        while self._wait():
            with self._changed:
                ticket = self._asked
                self._hurry.clear()
            failure = self._attempt()
            with self._changed:
                self._done, self.failure = ticket, failure
                self._changed.notify_all()
            if not self._closing:
                self._hurry.wait(INTERVAL_S)

    def _wait(self) -> bool:
        with self._changed:
            self._changed.wait_for(lambda: self._asked > self._done or self._closing)
            return self._asked > self._done

    def _attempt(self) -> Exception | None:
        try:
            with self._reader.connect() as connection:
                publish(connection, self._folder)
        except Exception as error:  # noqa: BLE001  (whatever it is, the log goes on, and the owner reads `failure`)
            return error
        return None


def _write(connection: Connection, folder: Path, tiles: Iterable[Tile]) -> None:
    missing: dict[Path, bytes] = {}
    for tile in tiles:
        path, data = folder / tile.path, _data(connection, tile)
        found = durable.read(path)
        if found is None:
            durable.make_folder(path.parent)
            missing[path] = data
        elif found != data:
            raise PublishedDiffers(path)
    durable.write_files(missing)


def _data(connection: Connection, tile: Tile) -> bytes:
    if tile.level is None:
        return encode_bundle(_checked_bodies(connection, tile))
    return b"".join(proofs.tile_hashes(connection, tile.level, tile.number)[: tile.width])


def _checked_bodies(connection: Connection, tile: Tile) -> list[bytes]:
    """Read the bytes that are about to be published for ever, and hold them against their leaf hashes."""
    stop = tile.start + tile.width
    bodies = proofs.bodies(connection, tile.start, stop)
    hashes = proofs.leaf_hashes(connection, tile.start, stop)
    for index, (body, expected) in enumerate(zip(bodies, hashes, strict=True), tile.start):
        if leaf_hash(body) != expected:
            raise Damaged("entry", index, expected, leaf_hash(body))
    return bodies


def _write_successions(connection: Connection, folder: Path, start: int) -> None:
    """Publish the last checkpoint of each key that another followed, if entry `start` or a later one says so.

    Whoever trusts the old key has its own word for the new one only there: the tiles show no signature.
    """
    last = (checkpoints.c.size == entries.c.entry + 1) & (entries.c.kind == KIND) & (entries.c.entry >= start)
    for size, signed in connection.execute(select(checkpoints.c.size, checkpoints.c.note).where(last)).all():
        path = folder / SUCCESSION / str(size)
        found = durable.read(path)
        if found is None:
            durable.make_folder(path.parent)
            durable.write_file(path, signed)
        elif found != signed:
            raise PublishedDiffers(path)


def _tidy(folder: Path, tiles: Iterable[Tile]) -> None:
    for tile in tiles:
        if tile.width == TILE_WIDTH:
            partials = folder / f"{tile.path}.p"
            if partials.is_dir():
                shutil.rmtree(partials)
