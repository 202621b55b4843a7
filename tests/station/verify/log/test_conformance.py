"""What the station publishes, held against c2sp.org/tlog-tiles by a second reading of it, which shares no code with ours.

The functions below are written from the specification and from RFC 6962 alone. They are slow and short.
"""

import base64
import hashlib
import struct
import threading
import time

import pytest
import uvicorn
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from fastapi.testclient import TestClient

from api.app import create_app
from station import keys
from station.config import Config
from station.formats.entry import Event, Moment
from station.ledger.engine import writer
from station.ledger.log import Ledger
from station.verify.log import FolderSource, HttpSource, LogReader
from tests.logs import ORIGIN
from tests.scales import SETTINGS

SIZES = [0, 1, 2, 255, 256, 257, 1000]
LARGE = 70_000  # the specification's own example
AT_ONCE = 10_000


def mth(hashes):
    """RFC 6962 section 2.1, over leaf hashes."""
    if not hashes:
        return hashlib.sha256().digest()
    if len(hashes) == 1:
        return hashes[0]
    half = 1
    while half * 2 < len(hashes):
        half *= 2
    return hashlib.sha256(b"\x01" + mth(hashes[:half]) + mth(hashes[half:])).digest()


def name(level, number, width):
    """A tile's path."""
    digits = f"{number:03}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[start : start + 3] for start in range(0, len(digits), 3)]
    path = "/".join([f"x{each}" for each in groups[:-1]] + groups[-1:])
    return f"tile/{level}/{path}" + (f".p/{width}" if width < 256 else "")


def named(level, size):
    """All tiles of a level of a tree of that size: whole ones, and the partial one unless it is empty."""
    count = size if level == "entries" else size // 256**level
    return [name(level, number, min(256, count - number * 256)) for number in range(-(-count // 256))]


def expected_names(size):
    """All tiles that a tree of that size has."""
    levels = ["entries", *(level for level in range(64) if size // 256**level)]
    return {path for level in levels for path in named(level, size)}


def unbundled(data):
    """A bundle's entries."""
    entries = []
    while data:
        (length,) = struct.unpack(">H", data[:2])
        assert len(data) >= 2 + length
        entries.append(data[2 : 2 + length])
        data = data[2 + length :]
    return entries


class Published:
    """A station's ledger, its published folder, and its service."""

    def __init__(self, folder):
        place = {"name": ORIGIN, "key": folder / "station.key", "recordings": folder / "recordings"}
        settings = {
            "station": place | {"database": f"sqlite:///{folder / 'station.db'}"},
            "api": {"port": 0, "names": ["testserver"], "operators": folder / "none.json", "secret": folder / "secret"},
            "scale": SETTINGS,
            "cameras": [{"camera": "furnace", "view": "the door", "source": 0, "way": "encoded"}],
        }
        self.config = Config.model_validate(settings)
        (folder / "recordings" / "run").mkdir(parents=True)
        self.vkey = keys.generate(self.config.station.key, ORIGIN)[0]
        self.engine = writer(self.config.station.database)
        self._ticks = 0
        signer = keys.load(self.config.station.key)
        self.ledger = Ledger.open(self.engine, signer, lambda *_: None, self._clock, self.folder)

    @property
    def folder(self):
        """The published log."""
        return self.config.log_folder

    def grow(self, size):
        """Append up to that size, and publish."""
        while self.ledger.size < size:
            first = self.ledger.size
            numbers = range(first, min(size, first + AT_ONCE))
            self.ledger.append(*[Event("remark.made", {"person": "P1", "text": str(number)}) for number in numbers])
        self.ledger.publisher.flush()

    def files(self):
        """All published files by their path."""
        paths = [path for path in self.folder.rglob("*") if path.is_file()]
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in paths}

    def close(self):
        """Let everything go."""
        self.ledger.close()
        self.engine.dispose()

    def _clock(self):
        self._ticks += 1
        return Moment(1_795_255_200_000_000 + self._ticks, self._ticks)


@pytest.fixture
def published(tmp_path):
    """An empty log."""
    made = Published(tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A log of the specification's own example size, with its files. Only to be read."""
    made = Published(tmp_path_factory.mktemp("large"))
    made.grow(LARGE)
    yield made, made.files()
    made.close()


def leaves_of(files, size):
    """The leaf hashes, reckoned from the bundles."""
    entries = [entry for path in named("entries", size) for entry in unbundled(files[path])]
    assert len(entries) == size
    return [hashlib.sha256(b"\x00" + entry).digest() for entry in entries]


def check_tree(files, size):
    """Hold every tile, the whole tree and the checkpoint's text against the definition."""
    leaves = hashes = leaves_of(files, size)
    level = 0
    while hashes:
        for number, path in enumerate(named(level, size)):
            assert files[path] == b"".join(hashes[number * 256 : number * 256 + 256]), path
        hashes = [mth(hashes[start : start + 256]) for start in range(0, len(hashes) // 256 * 256, 256)]
        level += 1
    text = f"{ORIGIN}\n{size}\n{base64.b64encode(mth(leaves)).decode()}\n"
    assert files["checkpoint"].decode().startswith(text + "\n\u2014 " + ORIGIN + " ")


@pytest.mark.parametrize("size", SIZES)
def test_every_tile_of_a_published_log(published, size):
    """Paths, widths and bytes are those of the specification; nothing more is there, no empty tile among it."""
    published.grow(size)
    files = published.files()

    assert set(files) == expected_names(size) | {"checkpoint"}
    check_tree(files, size)


@pytest.mark.slow
def test_the_example_of_the_specification(large):
    """A tree of 70,000: 273 whole tiles and one of 112, one whole and one of 17, one of 1."""
    _, files = large
    counts = {level: len(named(level, LARGE)) for level in (0, 1, 2)}

    assert counts == {0: 274, 1: 2, 2: 1}
    assert {name(0, 273, 112), name(1, 0, 256), name(1, 1, 17), name(2, 0, 1)} <= set(files)
    assert expected_names(LARGE) <= set(files)
    check_tree(files, LARGE)


def test_the_checkpoint_is_a_signed_note(published):
    """The text, a blank line, and below it the Ed25519 line first: key id and signature in one base64."""
    published.grow(3)
    text, lines = (published.folder / "checkpoint").read_bytes().split(b"\n\n")
    _, given_id, encoded = published.vkey.split("+", 2)
    key = base64.b64decode(encoded)
    dash, signer, payload = lines.split(b"\n")[0].split(b" ")
    signature = base64.b64decode(payload)

    assert (dash.decode(), signer.decode(), key[0]) == ("\u2014", ORIGIN, 1)
    assert signature[:4].hex() == given_id == hashlib.sha256(ORIGIN.encode() + b"\n" + key).hexdigest()[:8]
    Ed25519PublicKey.from_public_bytes(key[1:]).verify(signature[4:], text + b"\n")


def test_partial_tiles_stay_until_the_whole_one_is_there(published):
    """Each size that had a published checkpoint keeps its tiles; only a whole tile takes their place."""
    sizes = [1, 7, 100, 255, 256, 300, 511]
    for size in sizes:
        published.grow(size)
        files = published.files()
        for earlier in sizes[: sizes.index(size) + 1]:
            for path in expected_names(earlier):
                whole, partial, _ = path.partition(".p/")
                assert path in files or (partial and whole in files), (size, path)
    check_tree(files, 511)


@pytest.mark.parametrize("size", SIZES)
def test_the_service_serves_the_files_as_they_are(published, size):
    """Content types and cache rules of the specification; the checkpoint is never kept."""
    published.grow(size)
    with TestClient(create_app(published.config)) as client:
        for path, data in published.files().items():
            answer = client.get(f"/log/{path}")
            kind, cache = ("text/plain; charset=utf-8", "no-cache")
            if path != "checkpoint":
                kind, cache = ("application/octet-stream", "public, max-age=31536000, immutable")
            headers = {key.lower(): value for key, value in answer.headers.raw}
            assert (answer.status_code, answer.content) == (200, data)
            assert headers[b"content-type"].decode() == kind
            assert headers[b"cache-control"].decode() == cache
        for path in (name(0, size // 256, 256), name("entries", size // 256 + 1, 1), name(1, size // 65_536, 200)):
            assert client.get(f"/log/{path}").status_code == 404


def test_the_last_checkpoint_of_an_old_key_is_kept(published):
    """Where an entry says that another key follows, the checkpoint that ends with it is published for ever."""
    published.grow(4)
    changed = {"old": published.vkey, "new": published.vkey, "new_post_quantum": None, "reason": "a test"}
    published.ledger.append(Event("key.succeeded", changed))
    published.ledger.publisher.flush()
    last = (published.folder / "checkpoint").read_bytes()
    published.grow(7)

    assert published.files()["succession/5"] == last
    with TestClient(create_app(published.config)) as client:
        answer = client.get("/log/succession/5")
        assert (answer.status_code, answer.content) == (200, last)
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert [client.get(f"/log/succession/{size}").status_code for size in (4, 6, 7)] == [404] * 3


@pytest.mark.slow
def test_tiles_of_a_large_log_are_served(large):
    """The specification's example, over HTTP: the tiles at the right edge and in the middle."""
    station, files = large
    with TestClient(create_app(station.config)) as client:
        for path in (name(0, 273, 112), name(1, 0, 256), name(1, 1, 17), name(2, 0, 1), name("entries", 100, 256)):
            assert client.get(f"/log/{path}").content == files[path]


@pytest.mark.slow
def test_the_published_log_is_read_back(large):
    """Our own reader takes it, entry by entry, and knows every earlier root."""
    station, files = large
    verifier = keys.load(station.config.station.key).verifier
    reader = LogReader.open(FolderSource(station.folder), [verifier])
    leaves = leaves_of(files, LARGE)

    assert [entry.data["text"] for entry in reader.entries(65_530, 65_800)] == [str(n) for n in range(65_530, 65_800)]
    for size in (0, 1, 255, 256, 257, 65_536, 65_537, LARGE):
        assert reader.root_at(size) == mth(leaves[:size])


@pytest.fixture
def served(published):
    """The station's service on a free port of 127.0.0.1; gives its address."""
    server = uvicorn.Server(uvicorn.Config(create_app(published.config), port=0, log_level="critical"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def test_a_reader_far_away(published, served):
    """From the station's bare address, over a real connection, while the log grows and partial tiles go."""
    verifier = keys.load(published.config.station.key).verifier
    published.grow(300)
    early = LogReader.open(HttpSource.find(served), [verifier])
    published.grow(600)

    assert [entry.data["text"] for entry in early.entries(0, 300)] == [str(number) for number in range(300)]
    late = LogReader.open(HttpSource.find(served), [verifier])
    late.consistency(early.checkpoint)
    assert late.checkpoint.size == 600
