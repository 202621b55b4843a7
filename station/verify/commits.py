"""What the log committed while a recording grew: about once a second, the root over the fragments so far.

The commits bind a film to the time at which it was made.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from station.formats.entry import Entry
from station.formats.fragment_lines import FragmentLine
from station.formats.merkle import Frontier
from station.verify.record import Facts
from station.verify.report import Fault
from station.verify.timeline import Timeline
from station.verify.times import seconds
from station.verify.words import words

# Capture, encoding and the two clocks' reading may put a picture's stated time a little after its commit.
EARLY_US = 2_000_000


@dataclass(frozen=True)
class Prefix:
    """What is known of the first fragments of a recording: their root, and how many frames and bytes they have."""

    root: str
    frames: int
    bytes: int


def prefixes(lines: Sequence[FragmentLine], counts: Iterable[int]) -> dict[int, Prefix]:
    """Return the prefixes of these lengths, as far as there are that many fragments."""
    wanted = set(counts)
    frontier = Frontier()
    frames = size = 0
    found = {0: Prefix(_base64(frontier.root()), 0, 0)} if 0 in wanted else {}
    for line in lines:
        frontier.push(bytes.fromhex(line.leaf))
        frames += line.frames
        size += line.bytes
        if frontier.size in wanted:
            found[frontier.size] = Prefix(_base64(frontier.root()), frames, size)
    return found


def root_of(lines: Sequence[FragmentLine]) -> str:
    """Return the root over fragments, in base64 as entries hold it."""
    return prefixes(lines, [len(lines)])[len(lines)].root


def commit_faults(facts: Facts, lines: Sequence[FragmentLine], timeline: Timeline) -> Iterator[Fault]:
    """Hold a whole recording's fragments against every commit of it; the first that does not fit is named."""
    known = prefixes(lines, (each.totals["fragments"] for each in facts.progress))
    for each in facts.progress:
        count, entry = each.totals["fragments"], each.entry
        where = {"recording": facts.recording, "entry": entry.index, "fragments": count}
        prefix = known.get(count)
        if prefix is None or not _fits(prefix, each.totals):
            text = words(
                "Entry {index} committed {count} fragments of {recording} that are not those of the file. One of the two was "
                "made afterwards.",
                index=entry.index,
                count=count,
                recording=facts.recording,
            )
            yield Fault(text, where)
            return
        late_us = _place(facts, lines[count - 1].end_us, entry, timeline) - timeline.of(entry) if count else 0
        if late_us > EARLY_US:
            text = words(
                "Entry {index} committed pictures of {recording} {early} s before their time. The film's times were changed, "
                "or it was not filmed then.",
                index=entry.index,
                recording=facts.recording,
                early=seconds(late_us),
            )
            yield Fault(text, where)
            return


def _place(facts: Facts, media_us: int, entry: Entry, timeline: Timeline) -> int:
    """Where a media time stands: a film's runs on from its epoch; a serial recording's is UTC, with all its steps."""
    if facts.stream == "camera":
        return timeline.place(facts.epoch_us, facts.started) + media_us
    return timeline.place(facts.epoch_us + media_us, entry)


def _fits(prefix: Prefix, totals: dict[str, Any]) -> bool:
    return (prefix.root, prefix.frames, prefix.bytes) == (totals["root"], totals["frames"], totals["bytes"])


def _base64(root: bytes) -> str:
    return b64encode(root).decode()
