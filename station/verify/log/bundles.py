"""A stretch of the log, checked by one process: each bundle against its tile of hashes, each entry for its form.

All that can be judged without knowing what came before is judged here, where it costs most and can be divided among cores.
What is left for the replay is little: the entries that tell something, and of each second's progress the totals.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from station.formats.entry import Entry, Moment
from station.formats.errors import VerificationError
from station.formats.merkle import leaf_hash
from station.formats.tiles import TILE_WIDTH
from station.rules.kinds import UnknownKind, check_data
from station.rules.shapes import WrongShape
from station.verify.log.progress import PROGRESSED, Progress, progress_of, read_progress
from station.verify.log.source import LogSource
from station.verify.log.tiled import read_bodies, read_hashes, tile_of, tile_root
from station.verify.report import Fault
from station.verify.words import words

BUNDLES_AT_ONCE = 16  # 4,096 entries: a fifth of a second's work, so that sending it to a process costs little of it


@dataclass
class Stretch:
    """What was found in the bundles from entry `start` on. `leaves` are as the entries give them, else as the tile does.

    `told` has one item an entry, as far as they can be read; `complete` is whether there are leaf hashes for all of it.
    """

    start: int
    leaves: list[bytes] = field(default_factory=list)
    roots: list[bytes] = field(default_factory=list)
    told: list[Entry | Progress] = field(default_factory=list)
    mono_us: "array[int]" = field(default_factory=lambda: array("q"))
    unix_us: "array[int]" = field(default_factory=lambda: array("q"))
    tile_faults: list[Fault] = field(default_factory=list)
    entry_faults: list[Fault] = field(default_factory=list)
    complete: bool = True

    def keep(self, told: Entry | Progress, at: Moment) -> None:
        """Take an entry that was read."""
        self.told.append(told)
        self.mono_us.append(at.mono_us)
        self.unix_us.append(at.unix_us)


def stretches(size: int) -> Iterator[int]:
    """Yield the number of the first bundle of each stretch of a log of `size` entries."""
    return iter(range(0, -(-size // TILE_WIDTH), BUNDLES_AT_ONCE))


def check_stretch(source: LogSource, size: int, first: int) -> Stretch:
    """Check a stretch of the log of `size` entries, from bundle `first` on; ends early where nothing can be had."""
    stretch = Stretch(first * TILE_WIDTH)
    for number in range(first, min(first + BUNDLES_AT_ONCE, -(-size // TILE_WIDTH))):
        _check_bundle(source, size, number, stretch)
        if not stretch.complete:
            break
    return stretch


def _check_bundle(source: LogSource, size: int, number: int, stretch: Stretch) -> None:
    bodies = _bodies(source, size, number, stretch)
    hashes = _hashes(source, size, number, stretch)
    leaves = hashes if bodies is None else [leaf_hash(body) for body in bodies]
    if leaves is None:
        stretch.complete = False
        return
    if hashes is not None and leaves != hashes:
        stretch.tile_faults.append(_differs(number, leaves, hashes))
    stretch.leaves += leaves
    if len(leaves) == TILE_WIDTH:
        stretch.roots.append(tile_root(leaves))
    for index, body in enumerate(bodies or (), number * TILE_WIDTH):
        _take(index, body, stretch)


def _bodies(source: LogSource, size: int, number: int, stretch: Stretch) -> list[bytes] | None:
    tile = tile_of(None, number, size)
    try:
        return read_bodies(source, tile)
    except VerificationError as error:
        text = words(
            "The entries {first} to {last} cannot be read: {error}",
            first=tile.start,
            last=tile.start + tile.width - 1,
            error=str(error),
        )
        stretch.entry_faults.append(Fault(text, {"file": tile.path, "entry": tile.start}))
        return None


def _hashes(source: LogSource, size: int, number: int, stretch: Stretch) -> list[bytes] | None:
    tile = tile_of(0, number, size)
    try:
        return read_hashes(source, tile)
    except VerificationError as error:
        text = words("A tile of the tree cannot be read: {error}", error=str(error))
        stretch.tile_faults.append(Fault(text, {"file": tile.path}))
        return None


def _differs(number: int, leaves: list[bytes], hashes: list[bytes]) -> Fault:
    place = next(place for place, (ours, theirs) in enumerate(zip(leaves, hashes, strict=True)) if ours != theirs)
    index = number * TILE_WIDTH + place
    text = words(
        "Entry {index} is not the one whose hash stands in the tree: either the entry was changed, or the tree's tile.",
        index=index,
    )
    return Fault(text, {"entry": index, "expected": hashes[place].hex(), "found": leaves[place].hex()})


def _take(index: int, body: bytes, stretch: Stretch) -> None:
    """Read an entry; whoever replays the log stops before the first one that cannot be read."""
    read = read_progress(index, body)
    if read is not None:
        stretch.keep(*read)
        return
    try:
        entry = Entry.decode(index, body)
        check_data(entry.kind, entry.data)
    except (VerificationError, UnknownKind, WrongShape) as error:
        text = words("Entry {index} is none: {error}", index=index, error=str(error))
        stretch.entry_faults.append(Fault(text, {"entry": index}))
        return
    stretch.keep(progress_of(entry) if entry.kind == PROGRESSED else entry, entry.at)
