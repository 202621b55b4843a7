"""What may be done to a published log's files, with and without the signing key, and what each deed is called."""

import os
import shutil

import pytest

from station.formats import policy as policies
from station.formats.tiles import Tile, encode_bundle, tiles_of
from station.verify.brought import AskedPolicy
from station.verify.log import FolderSource, Unreachable, verify_log
from station.verify.report import Verdict
from station.verify.trust import Seen, Trust
from tests.log_findings import failed, only, texts
from tests.logs import Station, changed, index_of, of_sessions, signer_of, write_log

NOBODY = AskedPolicy(policies.parse(b"quorum none\n"))


def test_an_honest_log_passes(honest, check):
    """Every check passes, and the key that was given is the one found."""
    report = check(honest, keys=(honest.signer.verifier.format(),))

    assert (report.ok, report.key_checked) == (True, True)
    assert {each.verdict for each in report.findings} == {Verdict.PASS}


def test_an_empty_log_passes(check):
    """A log without entries is a tree too; without a key nobody can say whose."""
    empty = Station(signer_of(1))

    assert check(empty, keys=(empty.signer.verifier.format(),)).ok
    assert "not checked" in texts(check(empty), Verdict.NOTE)


def test_a_file_altered_afterwards(log, honest):
    """An entry in its bundle that is not the one in the tree: both the entry and the root tell."""
    number = index_of(honest, "weighing.recorded")
    bodies = list(honest.bodies)
    bodies[number] = changed(bodies[number], mass_mg=4_000_000)
    (log / Tile(None, 0).path).write_bytes(encode_bundle(bodies[:256]))

    report = verify_log(FolderSource(log))

    assert {"tiles", "tree"} <= failed(report)
    assert f"Entry {number} is not the one whose hash stands in the tree" in texts(report)


def test_a_history_made_anew_by_the_key_holder_is_exposed_by_a_kept_checkpoint(honest, check):
    """An entry that breaks no rule is changed, all is computed and signed anew: only what others saw tells."""
    kept = Seen("phone.note", honest.checkpoint())
    forged = of_sessions(lambda s: s.hold("S1", "K1", seconds=300), lambda s: s.hold("S2", "K2-other"))

    assert check(forged).ok
    failure = only(check(forged, seen=(kept,)), "seen")
    assert "TWO HISTORIES" in str(failure.text)
    assert "phone.note" in str(failure.text)


def test_an_earlier_checkpoint_of_the_same_history_is_welcome(honest, check):
    """A checkpoint of any size that the log had is a beginning of it."""
    early = of_sessions(lambda s: s.hold("S1", "K1", seconds=300))

    assert check(honest, seen=(Seen("early.note", early.checkpoint()),)).ok


def test_a_log_cut_back_is_a_rollback(honest, check):
    """A kept checkpoint beyond the log's end is named a rollback."""
    early = of_sessions(lambda s: s.hold("S1", "K1", seconds=300))

    failure = only(check(early, seen=(Seen("late.note", honest.checkpoint()),)), "seen")

    assert "ROLLBACK" in str(failure.text)
    assert failure.details["size"] == honest.size


def test_a_strangers_checkpoint_proves_nothing_against_the_log(honest, check):
    """A note by another key of the same name is not taken for the log's own word."""
    stranger = Station(signer_of(2))
    stranger.start()

    failure = only(check(honest, seen=(Seen("stranger.note", stranger.checkpoint()),)), "seen")

    assert "cannot be held against this log" in str(failure.text)


def test_files_cut_off(log, honest):
    """A checkpoint that promises more than is there: said as such, and what is there is still judged."""
    last = next(tile for tile in tiles_of(honest.size) if tile.level is None and tile.width < 256)
    (log / last.path).unlink()
    (log / Tile(0, last.number, last.width).path).unlink()

    report = verify_log(FolderSource(log))

    assert failed(report) == {"tree", "tiles", "entries"}
    assert "only 256 of them can be had" in texts(report)
    assert "nothing was held against the rules" in texts(report, Verdict.NOTE)


@pytest.mark.parametrize("level", [0, 1])
def test_a_tile_altered(log, honest, level):
    """One bit in a tile of any level."""
    tile = next(tile for tile in tiles_of(honest.size) if tile.level == level)
    data = bytearray((log / tile.path).read_bytes())
    data[7] ^= 1
    (log / tile.path).write_bytes(data)

    assert only(verify_log(FolderSource(log)), "tiles")


@pytest.mark.parametrize("level", [0, 1])
def test_a_tile_missing(log, honest, level):
    """Clients need every tile; the entries alone still give the root."""
    tile = next(tile for tile in tiles_of(honest.size) if tile.level == level)
    (log / tile.path).unlink()

    assert tile.path in str(only(verify_log(FolderSource(log)), "tiles").text)


@pytest.mark.parametrize("more", [b"", bytes(64)])
def test_a_tile_of_the_wrong_width(log, honest, more):
    """A partial tile with a hash too few or too many."""
    tile = Tile(0, honest.size // 256, honest.size % 256)
    data = (log / tile.path).read_bytes()
    (log / tile.path).write_bytes(data[:-32] + more)

    assert f"should hold {tile.width} hashes" in str(only(verify_log(FolderSource(log)), "tiles").text)


def test_a_bundle_of_the_wrong_width(log, honest):
    """An entry more than the tree has."""
    tile = Tile(None, honest.size // 256, honest.size % 256)
    (log / tile.path).write_bytes((log / tile.path).read_bytes() + encode_bundle([b"{}"]))

    assert failed(verify_log(FolderSource(log))) == {"entries"}


def test_a_whole_tile_stands_for_a_partial_one(log, honest):
    """A log that grew meanwhile may have put the whole tile in the place of the partial one (tlog-tiles)."""
    grown = of_sessions(lambda s: s.hold("S1", "K1", seconds=300), lambda s: s.hold("S2", "K2", seconds=400))
    early = of_sessions(lambda s: s.hold("S1", "K1", seconds=300))
    write_log(log, grown.bodies, grown.signer)
    for folder in ("0", "entries"):
        shutil.rmtree(log / "tile" / folder / "001.p")
    (log / "checkpoint").write_bytes(early.checkpoint())

    assert (honest.size % 256, early.size > 256, grown.size > 512) == (honest.size - 256, True, True)
    assert verify_log(FolderSource(log)).ok


@pytest.mark.parametrize(
    "body",
    [
        b'{"v": 1}',
        b"not JSON",
        b'{"at":{"mono_us":1,"unix_us":1,"utc":"1970-01-01T00:00:00.000001Z"},"data":{},"kind":"no.such","v":1}',
        b'{"at":{"mono_us":1,"unix_us":1,"utc":"1970-01-01T00:00:00.000001Z"},"data":{"x":1},"kind":"station.stopped","v":1}',
        b'{"kind":"station.stopped","at":{"mono_us":1,"unix_us":1,"utc":"1970-01-01T00:00:00.000001Z"},"data":{},"v":1}',
    ],
)
def test_an_entry_that_is_none(honest, check, body):
    """Not canonical, of no kind, or of the wrong shape: named by its number, though the tree holds it."""
    report = check(honest, [*honest.bodies, body])

    assert only(report, "entries").details["entry"] == honest.size


def test_personal_data_in_the_open(honest, check):
    """A person's name that stands plain is an entry of the wrong shape."""
    number = index_of(honest, "person.joined")
    bodies = list(honest.bodies)
    bodies[number] = changed(bodies[number], name="Name On The Paper")

    report = check(honest, bodies)

    assert "a commitment" in texts(report)
    assert "entries" in failed(report)


@pytest.mark.parametrize("file", ["witnessed", Tile(None, 0).path, Tile(0, 0).path])
def test_a_pipe_in_a_log_keeps_nobody_waiting(log, file):
    """Nobody ever writes into it: it is told of, as a file that cannot be read."""
    (log / file).unlink(missing_ok=True)
    os.mkfifo(log / file)

    with pytest.raises(Unreachable, match="could not be read"):
        FolderSource(log).tile(file)
    assert not verify_log(FolderSource(log), Trust(policy=NOBODY)).ok


def test_a_link_in_a_log_is_not_followed(log, tmp_path):
    """It could lead anywhere on the reader's disk."""
    shutil.move(log / "checkpoint", tmp_path / "elsewhere")
    (log / "checkpoint").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(Unreachable, match="could not be read"):
        FolderSource(log).checkpoint()
