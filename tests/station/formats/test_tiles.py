"""Tiles: paths, bundles, and which of them a tree has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.formats import merkle, tiles
from station.formats.errors import EntryTooLong, Malformed, OutsideTree
from station.formats.tiles import Tile

TILES = st.builds(Tile, st.none() | st.integers(0, 63), st.integers(0, 2**56), st.integers(1, 256))


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 0), "tile/0/000"),
        (Tile(0, 1234067), "tile/0/x001/x234/067"),
        (Tile(1, 0, 1), "tile/1/000.p/1"),
        (Tile(63, 999, 255), "tile/63/999.p/255"),
        (Tile(None, 1000), "tile/entries/x001/000"),
    ],
)
def test_paths_of_the_specification(tile, path):
    """Paths are spelt as the specification's examples are."""
    assert tile.path == path
    assert tiles.parse(path) == tile


@given(TILES)
def test_parse_and_path_invert_each_other(tile):
    """Any tile survives being named and read."""
    assert tiles.parse(tile.path) == tile


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/0",
        "tile/00/000",
        "tile/64/000",
        "tile/0/x000/001",
        "tile/0/001/002",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/../000",
        "/tile/0/000",
        "tile/0/000\n",
        "tile/data/000",
        "tile/0/" + "x999/" * 5000 + "999",
    ],
)
def test_other_spellings_are_refused(path):
    """A path in any other spelling is refused, so that none escapes the folder."""
    with pytest.raises(Malformed):
        tiles.parse(path)


def test_the_tree_of_the_specification():
    """A tree of 70,000 has the tiles that the specification counts, one level above another."""
    hashes = [tile for tile in tiles.tiles_of(70_000) if tile.level is not None]

    assert [sum(tile.level == level and tile.width == 256 for tile in hashes) for level in range(3)] == [273, 1, 0]
    partial = [tile for tile in hashes if tile.width < 256]
    assert partial == [Tile(0, 273, 112), Tile(1, 1, 17), Tile(2, 0, 1)]


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (0, []),
        (1, ["tile/entries/000.p/1", "tile/0/000.p/1"]),
        (256, ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"]),
        (257, ["tile/entries/000", "tile/entries/001.p/1", "tile/0/000", "tile/0/001.p/1", "tile/1/000.p/1"]),
    ],
)
def test_small_trees(size, expected):
    """No tile is empty, and a whole one has its hash in the level above."""
    assert [tile.path for tile in tiles.tiles_of(size)] == expected


@given(st.integers(0, 70_000), st.integers(0, 1000))
def test_what_is_new_is_what_the_old_tree_had_not(old, more):
    """The tiles between two sizes are those of the new tree without those of the old one."""
    before = set(tiles.tiles_of(old))

    assert list(tiles.tiles_between(old, old + more)) == [t for t in tiles.tiles_of(old + more) if t not in before]


@given(st.lists(st.binary(max_size=300), max_size=256))
def test_bundles_invert(entries):
    """Entries survive being bundled."""
    assert tiles.decode_bundle(tiles.encode_bundle(entries)) == entries


def test_the_bytes_of_a_bundle():
    """Each entry stands behind its length in two bytes; the longest just fits."""
    assert tiles.encode_bundle([b"ab", b""]) == b"\x00\x02ab\x00\x00"
    assert tiles.decode_bundle(tiles.encode_bundle([bytes(65_535)])) == [bytes(65_535)]
    with pytest.raises(EntryTooLong):
        tiles.encode_bundle([bytes(65_536)])


@pytest.mark.parametrize("data", [b"\x00", b"\x00\x02a", b"\x00\x01a\x00", b"\x00\x00" * 257])
def test_a_broken_bundle_is_refused(data):
    """A bundle that is cut short, or holds too many, is refused."""
    with pytest.raises(Malformed):
        tiles.decode_bundle(data)


def test_proofs_come_from_tiles():
    """Subtrees read from tiles equal those from all leaves, and each tile is read once."""
    leaves = [merkle.leaf_hash(bytes([number % 256])) for number in range(600)]
    roots = [merkle.root(leaves[start : start + 256]) for start in (0, 256)]
    asked = []

    def read_tile(level, number):
        asked.append((level, number))
        row = (leaves, roots)[level]
        return row[number * 256 : number * 256 + 256]

    proof = merkle.inclusion_proof(300, 600, tiles.subtrees_of(read_tile))
    merkle.verify_inclusion(leaves[300], 300, 600, proof, merkle.root(leaves))

    assert sorted(asked) == sorted(set(asked))


def test_a_short_tile_is_noticed():
    """A tile that lacks the hashes that a proof needs raises, whatever it is asked for."""
    subtree = tiles.subtrees_of(lambda _level, _number: [bytes(32)] * 3)

    assert subtree(1, 0) == merkle.node_hash(bytes(32), bytes(32))
    with pytest.raises(OutsideTree):
        subtree(1, 1)
