"""The log under /log/, byte for byte as c2sp.org/tlog-tiles asks."""

import pytest

from station.formats import tiles
from station.formats.checkpoint import open_checkpoint
from station.formats.merkle import leaf_hash, root
from station.formats.tiles import decode_bundle


def _headers(answer):
    return {name.lower(): value for name, value in answer.headers.raw}


def test_the_checkpoint_is_served_as_published(client, record):
    """Its bytes, `text/plain; charset=utf-8`, and no cache that keeps it."""
    answer = client.get("/log/checkpoint")

    assert answer.content == (record.config.log_folder / "checkpoint").read_bytes()
    assert _headers(answer)[b"content-type"] == b"text/plain; charset=utf-8"
    assert _headers(answer)[b"cache-control"] == b"no-cache"


def test_tiles_and_bundles_are_served_for_ever(client, record):
    """Every file of the log, `application/octet-stream`, immutable."""
    for tile in tiles.tiles_of(record.ledger.size):
        answer = client.get(f"/log/{tile.path}")
        assert answer.content == (record.config.log_folder / tile.path).read_bytes()
        assert _headers(answer)[b"content-type"] == b"application/octet-stream"
        assert _headers(answer)[b"cache-control"] == b"public, max-age=31536000, immutable"


def test_the_log_can_be_checked_from_what_is_served(client, record):
    """A stranger with the key alone reads checkpoint and bundles, and comes to the signed root."""
    signed = open_checkpoint(client.get("/log/checkpoint").content, [record.verifier])
    entries = []
    for tile in tiles.tiles_of(signed.size):
        if tile.level is None:
            entries += decode_bundle(client.get(f"/log/{tile.path}").content)

    assert len(entries) == signed.size
    assert root([leaf_hash(each) for each in entries]) == signed.root


def test_head_announces_what_get_sends(client, record):
    """The same headers without the bytes."""
    for path in ("/log/checkpoint", f"/log/{next(tiles.tiles_of(record.ledger.size)).path}"):
        head, get = client.head(path), client.get(path)
        assert (head.status_code, head.content, _headers(head)) == (200, b"", _headers(get))


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/001",
        "tile/0/0",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p",
        "tile/0/x000/000",
        "tile/00/000",
        "tile/64/000",
        "tile/entries/..%2F..%2Fcheckpoint",
        "tile/../checkpoint%00",
        "tile/",
        "tile/0",
        "..%2Fstation.key",
        "run/recorder.sock",
    ],
)
def test_only_the_specified_spelling_of_a_tile_exists(client, path):
    """Any other path is a 404 that no cache keeps; nothing outside the log is reachable."""
    answer = client.get(f"/log/{path}")

    assert (answer.status_code, answer.headers["cache-control"]) == (404, "no-store")


def test_a_log_that_is_not_published_yet_is_not_found(empty):
    """404 until the first checkpoint lies there."""
    record, client = empty
    record.ledger.publisher.flush()
    (record.config.log_folder / "checkpoint").unlink()

    assert client.get("/log/checkpoint").json()["detail"] == "The log has no checkpoint."
