"""A client's reading of a log: nothing is believed that does not lead to the signed root."""

import functools
import gzip
import http.server
import threading
from pathlib import Path

import pytest

from station.formats.checkpoint import Checkpoint
from station.formats.errors import Malformed, NoTrustedSignature, OutsideTree, SignatureInvalid
from station.formats.merkle import consistency_proof, inclusion_proof, leaf_hash, verify_consistency, verify_inclusion
from station.formats.tiles import Tile, encode_bundle, tiles_of
from station.verify.log import (
    FolderSource,
    HttpSource,
    LogReader,
    NotAuthentic,
    NotThere,
    OtherLog,
    Rollback,
    SplitView,
    Unreachable,
    looks_like_log,
    source,
    verify_log,
)
from station.verify.log.tiled import WrongWidth
from tests.logs import ORIGIN, Station, person_of, signer_of, write_log

SIZE = 700  # two whole tiles, a partial one, and one above


@pytest.fixture(scope="module")
def station():
    """A station with a long session behind it; not to be changed."""
    made = Station(signer_of(1))
    made.start()
    made.hold("S1", "K1", seconds=SIZE)
    return made


@pytest.fixture
def folder(station, tmp_path):
    """Its published log, to be changed."""
    return write_log(tmp_path / "log", station.bodies, station.signer)


def opened(folder, *keys):
    """A reader of a folder."""
    return LogReader.open(FolderSource(folder), keys or [signer_of(1).verifier])


def grown(count):
    """The first entries of the same history, as a checkpoint."""
    made = Station(signer_of(1))
    made.start()
    made.hold("S1", "K1", seconds=SIZE)
    tree = Station(signer_of(1))
    for body in made.bodies[:count]:
        tree.take(body)
    return Checkpoint(ORIGIN, count, tree.tree.root())


def test_entries_are_read_back(folder, station):
    """Any stretch of entries, as they were recorded."""
    reader = opened(folder)

    for start, stop in ((0, 1), (0, 0), (250, 260), (256, 512), (0, station.size), (station.size - 1, station.size)):
        assert list(reader.bodies(start, stop)) == station.bodies[start:stop]
    assert [entry.index for entry in reader.entries(5, 300)] == list(range(5, 300))
    with pytest.raises(OutsideTree):
        list(reader.bodies(0, station.size + 1))


def test_proofs_from_tiles(folder, station):
    """Proofs made from the published tiles are those that any verifier accepts."""
    reader = opened(folder)
    subtrees, stated = reader.subtrees(), reader.checkpoint
    for index in (0, 255, 256, 600, stated.size - 1):
        proof = inclusion_proof(index, stated.size, subtrees)
        verify_inclusion(leaf_hash(station.bodies[index]), index, stated.size, proof, stated.root)
    for old in (1, 256, 300, stated.size):
        proof = consistency_proof(old, stated.size, subtrees)
        verify_consistency(old, stated.size, grown(old).root, stated.root, proof)


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 512, 600])
def test_what_was_seen_before_is_a_beginning(folder, size):
    """A log goes on from each checkpoint that it had."""
    opened(folder).consistency(grown(size))


def test_a_rollback_is_told_from_a_split_view(folder):
    """Shorter than before; another root at the same size; another beginning."""
    reader = opened(folder)
    size, wrong = reader.checkpoint.size, bytes(32)

    with pytest.raises(Rollback, match="cut back"):
        reader.consistency(Checkpoint(ORIGIN, size + 1, wrong))
    with pytest.raises(SplitView, match="two people two histories"):
        reader.consistency(Checkpoint(ORIGIN, size, wrong))
    with pytest.raises(SplitView) as raised:
        reader.consistency(Checkpoint(ORIGIN, 300, wrong))
    assert (raised.value.old.size, raised.value.found) == (300, grown(300).root)
    with pytest.raises(OtherLog):
        reader.consistency(Checkpoint("another.example", 1, wrong))


@pytest.mark.parametrize("level", [0, 1])
def test_a_tile_at_the_edge_that_was_altered(folder, station, level):
    """The log is not even opened."""
    tile = next(tile for tile in tiles_of(station.size) if tile.level == level and tile.width < 256)
    _flip(folder / tile.path)

    with pytest.raises(NotAuthentic):
        opened(folder)


def test_a_whole_tile_that_was_altered(folder, station):
    """It is refused wherever it is asked for, and the rest of the log can still be read."""
    _flip(folder / Tile(0, 1).path)
    reader = opened(folder)

    assert list(reader.bodies(0, 256)) == station.bodies[:256]
    for asked in (lambda: reader.root_at(300), lambda: list(reader.bodies(256, 257))):
        with pytest.raises(NotAuthentic, match="tile/0/001"):
            asked()


def test_an_entry_that_was_altered(folder, station):
    """A bundle that does not fit its tile gives no entry at all."""
    bodies = [*station.bodies[:255], station.bodies[255].replace(b"S1", b"S2")]
    (folder / Tile(None, 0).path).write_bytes(encode_bundle(bodies))

    with pytest.raises(NotAuthentic, match="tile/entries/000"):
        next(opened(folder).bodies(0, 1))


def test_a_tile_cut_short(folder):
    """The width is the one that the size calls for."""
    path = folder / Tile(0, 0).path
    path.write_bytes(path.read_bytes()[:-32])

    with pytest.raises(WrongWidth):
        opened(folder).root_at(5)


def test_whose_signature_counts(folder):
    """The log's own key must have signed; either of its two keys will do, and a stranger's will not."""
    own, second = signer_of(1).verifier, signer_of(1).second_verifier

    assert opened(folder, own).checkpoint == opened(folder, second).checkpoint == opened(folder, own, second).checkpoint
    with pytest.raises(NoTrustedSignature):
        opened(folder, signer_of(2).verifier)
    with pytest.raises(Malformed, match="none of the keys is that log's"):
        opened(folder, person_of(1).verifier)
    data = (folder / "checkpoint").read_bytes()
    (folder / "checkpoint").write_bytes(data.replace(b"\n" + str(SIZE).encode()[:1], b"\n9", 1))
    with pytest.raises(SignatureInvalid):
        opened(folder)


def test_what_looks_like_a_log(folder, tmp_path):
    """A checkpoint lies in it."""
    assert (looks_like_log(folder), looks_like_log(tmp_path), looks_like_log(folder / "checkpoint")) == (
        True,
        False,
        False,
    )


# --- over HTTP ---


class Answers(http.server.SimpleHTTPRequestHandler):
    """Files of a folder, and at some paths what a bad server does."""

    odd: dict[str, list[tuple[int, dict[str, str], bytes]]]

    def do_GET(self):
        """Answer once as prepared, else from the folder."""
        waiting = self.odd.get(self.path)
        if not waiting:
            super().do_GET()
            return
        status, headers, body = waiting.pop(0)
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def web(folder, monkeypatch):
    """A web server over the station's folder, so that the log lies at /log/; its address, and its odd answers."""
    monkeypatch.setattr(source, "PAUSE_S", 0.01)
    odd = {}
    handler = functools.partial(type("OddAnswers", (Answers,), {"odd": odd}), directory=str(folder.parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", odd
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("tail", ["", "/", "/log", "/log/"])
def test_a_log_on_the_web(web, station, tail):
    """The station's address or the log's own will do, and the whole of it can be checked."""
    found = HttpSource.find(web[0] + tail)

    assert found.prefix == f"{web[0]}/log/"
    report = verify_log(found)
    assert report.ok, report.failures
    assert LogReader.open(found, [station.signer.verifier]).checkpoint.size == station.size


def test_a_page_that_answers_everything_is_no_log(web):
    """A web server that has a page at every address is passed over."""
    web[1]["/checkpoint"] = [(200, {}, b"<html>Welcome</html>")]

    assert HttpSource.find(web[0]).prefix.endswith("/log/")


def test_a_moment_without_answer(web):
    """A busy server is asked again, but not for ever."""
    web[1]["/log/checkpoint"] = [(503, {}, b""), (500, {}, b"")]
    log = HttpSource(f"{web[0]}/log/")
    assert b"furnace" in log.checkpoint()

    web[1]["/log/checkpoint"] = [(503, {}, b"")] * 3
    with pytest.raises(Unreachable, match="answers 503"):
        log.checkpoint()


def test_an_answer_cut_short(web):
    """A connection that breaks off is not taken for the whole file."""
    web[1]["/log/checkpoint"] = [(200, {"Content-Length": "9999"}, b"half")] * 3

    with pytest.raises(Unreachable):
        HttpSource(f"{web[0]}/log/").checkpoint()


def test_an_answer_without_end(web, monkeypatch):
    """Only so many bytes are read as such a file can have, also when they come compressed."""
    monkeypatch.setattr(source, "MAX_NOTE_BYTES", 1000)
    log = HttpSource(f"{web[0]}/log/")
    for headers, body in (({}, bytes(100_000)), ({"Content-Encoding": "gzip"}, gzip.compress(bytes(10**6)))):
        web[1]["/log/checkpoint"] = [(200, headers, body)]
        with pytest.raises(Unreachable, match="over 1000 bytes"):
            log.checkpoint()


def test_a_compressed_answer(web, folder):
    """Bundles may come compressed without being asked."""
    data = (folder / "checkpoint").read_bytes()
    web[1]["/log/checkpoint"] = [(200, {"Content-Encoding": "gzip"}, gzip.compress(data))]

    assert HttpSource(f"{web[0]}/log/").checkpoint() == data


def test_no_way_to_the_readers_own_files(web, tmp_path):
    """A redirection leads to the web or nowhere."""
    secret = tmp_path / "secret"
    secret.write_text("secret")
    web[1]["/log/checkpoint"] = [(302, {"Location": secret.as_uri()}, b"")] * 3
    with pytest.raises(Unreachable):
        HttpSource(f"{web[0]}/log/").checkpoint()

    for address in (secret.as_uri(), "ftp://127.0.0.1/", str(secret), "https://"):
        with pytest.raises(Unreachable, match="not an http or https address"):
            HttpSource.find(address)


def test_no_server_and_no_log(web):
    """Nobody listens; or somebody does, and has no log."""
    with pytest.raises(NotThere):
        HttpSource.find(f"{web[0]}/elsewhere")
    with pytest.raises(Unreachable):
        HttpSource.find("http://127.0.0.1:9/")


def test_a_folder_without_a_log(tmp_path):
    """The report says that there is nothing to check."""
    report = verify_log(FolderSource(tmp_path))

    assert [(each.check, report.ok) for each in report.findings] == [("checkpoint", False)]


def _flip(path: Path):
    data = bytearray(path.read_bytes())
    data[40 if len(data) > 40 else 0] ^= 1
    path.write_bytes(data)
