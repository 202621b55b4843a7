"""Publishing: byte-exact files, never changed, never ahead, and never in the way of an append."""

import threading
import time

import pytest

from station import durable
from station.formats import tiles
from station.formats.checkpoint import open_checkpoint
from station.ledger import publish
from station.ledger.errors import Damaged, PublishedAhead, PublishedDiffers


@pytest.mark.parametrize("size", [0, 1, 2, 255, 256, 257, 1000])
def test_the_published_layout(station, remark, naive_tile, size):
    """The folder holds exactly the specification's files for a tree of that size, byte for byte."""
    with station.opened() as ledger:
        ledger.append(*[remark(str(number)) for number in range(size)])
    bodies = station.check()

    found = station.files()
    shown = open_checkpoint(found.pop("checkpoint"), [station.signer.verifier])
    # the empty tree has no tiles, so nothing of the first checkpoint remains
    assert found == {tile.path: naive_tile(bodies, tile) for tile in tiles.tiles_of(size)}
    assert shown.size == size


def test_partials_stay_until_the_whole_tile(station, remark):
    """Partial tiles of published checkpoints stay, and go when the whole tile is there."""
    with station.opened() as ledger:
        for size in (3, 5, 255):
            ledger.append(*[remark()] * (size - ledger.size))
            ledger.publisher.flush()
        partial = {f"tile/{level}/000.p/{width}" for level in ("0", "entries") for width in (3, 5, 255)}
        assert partial <= station.files().keys()

        ledger.append(remark(), remark())
        ledger.publisher.flush()
        expected = {tile.path for tile in tiles.tiles_of(257)} | {"checkpoint"}
        assert station.files().keys() == expected


@pytest.mark.parametrize("fault_at", range(11))
def test_a_torn_publication_is_completed(station, remark, monkeypatch, fault_at):
    """Whatever step a publication died at, the old checkpoint stays true, and the next publication completes it."""
    with station.opened() as ledger:
        ledger.append(*[remark(str(number)) for number in range(200)])
        ledger.publisher.flush()
        steps = iter(range(1000))

        def failing(step):
            def run(*arguments, **more):
                if next(steps) == fault_at:
                    raise OSError("the power went")
                return step(*arguments, **more)

            return run

        ledger.append(*[remark(str(number)) for number in range(100)])
        with monkeypatch.context() as patch:
            for name in ("write_files", "write_file", "make_folder"):
                patch.setattr(durable, name, failing(getattr(durable, name)))
            patch.setattr(publish.shutil, "rmtree", failing(publish.shutil.rmtree))
            with station.reading() as connection, pytest.raises(OSError, match="the power went"):
                publish.publish(connection, station.published)
        station.check()
        ledger.publisher.flush()

    station.check()
    assert station.files().keys() == {tile.path for tile in tiles.tiles_of(300)} | {"checkpoint"}


def test_a_stuck_folder_stops_no_append(station, remark, monkeypatch):
    """While a write hangs, appends go on; afterwards one publication brings all."""
    release, hanging = threading.Event(), threading.Event()
    real = durable.write_files

    def stuck(files):
        hanging.set()
        release.wait(10)
        real(files)

    with station.opened() as ledger:
        ledger.publisher.flush()
        monkeypatch.setattr(durable, "write_files", stuck)
        ledger.append(remark())
        hanging.wait(5)
        for _ in range(20):
            ledger.append(remark())
        assert ledger.size == 21
        assert publish.published_size(station.published) == 0
        release.set()
        ledger.publisher.flush()
        assert publish.published_size(station.published) == 21

    station.check()


def test_a_failure_is_told_and_repeated(station, remark):
    """A failing folder shows in `failure` and in `flush`, and the next attempt makes it good."""
    with station.opened() as ledger:
        ledger.publisher.flush()
        station.published.rename(station.folder / "away")
        station.published.write_text("a file where the folder should be")
        ledger.append(remark())
        with pytest.raises(OSError, match="log"):
            ledger.publisher.flush()
        assert isinstance(ledger.publisher.failure, OSError)

        station.published.unlink()
        (station.folder / "away").rename(station.published)
        ledger.publisher.flush()
        assert ledger.publisher.failure is None

    station.check()


def test_a_missing_file_is_put_back(station, remark):
    """A published file that was lost is written again, the same, by a whole publication."""
    with station.opened() as ledger:
        ledger.append(*[remark(str(number)) for number in range(300)])
    before = station.files()
    for lost in ("tile/0/000", "tile/entries/001.p/44"):
        (station.published / lost).unlink()

    with station.reading() as connection:
        publish.publish(connection, station.published, whole=True)

    assert station.files() == before


def test_a_lost_copy_is_published_again(station, remark):
    """When the whole folder is gone, the next start publishes all of it."""
    with station.opened() as ledger:
        ledger.append(*[remark(str(number)) for number in range(300)])
    before = station.files()
    station.published.rename(station.folder / "away")
    with station.opened():
        pass

    assert station.files() == before


def test_published_files_never_change(station, remark):
    """A published file with other bytes is reported and not overwritten."""
    with station.opened() as ledger:
        ledger.append(remark())
    changed = station.published / "tile/0/000.p/1"
    changed.write_bytes(bytes(32))

    with station.reading() as connection, pytest.raises(PublishedDiffers) as caught:
        publish.publish(connection, station.published, whole=True)

    assert caught.value.path == changed
    assert changed.read_bytes() == bytes(32)


def test_nothing_older_is_published(station, remark, new_station, tmp_path_factory):
    """A database that is behind the folder does not overwrite its checkpoint."""
    with station.opened() as ledger:
        ledger.append(remark(), remark())
    older = new_station(tmp_path_factory.mktemp("older"))
    with older.opened() as ledger:
        ledger.append(remark())
        with older.reading() as connection, pytest.raises(PublishedAhead):
            publish.publish(connection, station.published)


def test_a_flipped_bit_is_not_published(station, remark):
    """An entry whose stored bytes no longer give its leaf hash is never published."""
    with station.opened() as ledger:
        ledger.publisher.flush()
        ledger.publisher.close()
        ledger.append(remark("true"))
        with ledger._engine.begin() as connection:
            connection.exec_driver_sql("DROP TRIGGER entries_no_update")
            connection.exec_driver_sql("UPDATE entries SET body = cast(replace(body, 'true', 'trve') AS blob)")
        with station.reading() as connection, pytest.raises(Damaged) as caught:
            publish.publish(connection, station.published)

    assert caught.value.index == 0


def test_publications_are_gathered(station, remark):
    """Many quick appends are published in few steps: not every size has a partial tile."""
    with station.opened() as ledger:
        ledger.publisher.flush()
        started = time.monotonic()
        while time.monotonic() - started < publish.INTERVAL_S / 2:
            ledger.append(remark())
        appended = ledger.size
        ledger.publisher.flush()

    partials = [path for path in station.files() if path.startswith("tile/0/000.p/")]
    assert appended > 255 or len(partials) <= 3


def test_readers_see_a_whole_log_at_any_moment(station, remark, monkeypatch):
    """While it is written and published, the published log is whole and never ahead of the database."""
    monkeypatch.setattr(publish, "INTERVAL_S", 0)
    with station.opened() as ledger:

        def grow():
            for _ in range(300):
                ledger.append(remark())

        growing = threading.Thread(target=grow)
        growing.start()
        checks = 0
        while growing.is_alive():
            station.check()
            checks += 1
        growing.join()

    assert checks > 0
    assert len(station.check()) == 300
