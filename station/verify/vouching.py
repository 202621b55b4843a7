"""What the log alone vouches for, when a recording and its fragment list were both forged.

The roots committed about once a second vouch for the beginning, up to the first commit that does not fit. They also vouch
for what follows a whole power of two: the root over 2^k fragments is the one hash of them that any longer tree needs, so
from there on the commits can be followed again, though nothing before is known (RFC 9162 section 2.1.1).
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from station.formats.fragment_lines import FragmentLine, length_of
from station.formats.merkle import Frontier
from station.formats.note import decode_base64
from station.verify.harm import INITIALISATION, whole_spells
from station.verify.record import Facts
from station.verify.report import Fault
from station.verify.times import clock, seconds
from station.verify.words import Words, sentences, words


@dataclass(frozen=True)
class Stretch:
    """Sealed fragments `first` up to, and without, `stop`, which the file holds from its fragment `at` on."""

    first: int
    stop: int
    at: int


def vouched(commits: Mapping[int, str], leaves: Sequence[bytes]) -> list[Stretch]:
    """Find what of a file's fragments the commits (root in base64 by count) vouch for."""
    stretches: list[Stretch] = []
    begin = _follow(Frontier(), commits, leaves)
    if begin:
        stretches.append(Stretch(0, begin, 0))
    reached, size = begin, 1
    while size < max(commits, default=0):
        if size >= max(reached, 1) and size in commits and (stretch := _resume(size, commits, leaves)):
            stretches.append(stretch)
            reached = stretch.stop
        size *= 2
    return stretches


def vouched_fault(file: str, facts: Facts, lines: Sequence[FragmentLine]) -> Fault:
    """Describe a damaged recording whose fragment list was forged too."""
    commits = {each.totals["fragments"]: each.totals["root"] for each in facts.progress}
    commits[facts.finished["fragments"]] = facts.finished["root"]
    stretches = vouched(commits, [bytes.fromhex(line.leaf) for line in lines])
    begin = stretches[0].stop if stretches and stretches[0].first == 0 else 0
    wrong_us = lines[begin - 1].end_us if begin else 0
    spells = [spell for each in stretches if (spell := _spell(each, lines))["to_us"] > spell["from_us"]]
    details: dict[str, Any] = {"file": file, "wrong_from_us": wrong_us, "whole": spells}
    text = words(
        "{file} is not the recording that was sealed, and the fragment list in the bag is not the sealed one either.",
        file=file,
    )
    wrong = _wrong(facts, stretches, wrong_us, details)
    return Fault(sentences(text, wrong, _vouched(spells), _length(facts, lines, details)), details)


def _vouched(spells: Sequence[Mapping[str, int]]) -> Words:
    if not spells:
        return words("No second of it is vouched for.")
    whole = whole_spells((spell["from_us"], spell["to_us"]) for spell in spells)
    return words("Whole, as the log's commits show: {whole}.", whole=whole)


def _follow(frontier: Frontier, commits: Mapping[int, str], leaves: Sequence[bytes]) -> int:
    """Push leaves and hold each commit against the tree; return the size at the last one that fits, 0 if none did."""
    fits = 0
    for leaf in leaves:
        frontier.push(leaf)
        committed = commits.get(frontier.size)
        if committed is None:
            continue
        if committed != b64encode(frontier.root()).decode():
            break
        fits = frontier.size
    return fits


def _resume(size: int, commits: Mapping[int, str], leaves: Sequence[bytes]) -> Stretch | None:
    """Find where in the file the fragments after the first `size` (a power of two) begin, if it still has them."""
    peak = decode_base64(commits[size], "root")
    for at in range(len(leaves)):
        stop = _follow(Frontier.load(size, lambda _height, _index: peak), commits, leaves[at:])
        if stop:
            return Stretch(size, stop, at)
    return None


def _spell(stretch: Stretch, lines: Sequence[FragmentLine]) -> dict[str, int]:
    first, last = lines[stretch.at], lines[stretch.at + stretch.stop - stretch.first - 1]
    return {"from_us": first.start_us, "to_us": last.end_us}


def _wrong(facts: Facts, stretches: Sequence[Stretch], wrong_us: int, details: dict[str, Any]) -> Words:
    # Fragment 0 of a film is its head. When the log vouches for what follows it and not for itself, it is what is wrong.
    if facts.stream == "camera" and stretches and stretches[0].first == 1:
        details["initialisation"] = "altered"
        return INITIALISATION
    at, utc = seconds(wrong_us), clock(facts.epoch_us + wrong_us)
    return words("It is wrong from {at} s on ({utc}).", at=at, utc=utc)


def _length(facts: Facts, lines: Sequence[FragmentLine], details: dict[str, Any]) -> Words | None:
    plays_us = length_of(lines)
    recorded_us = facts.finished["ended_us"] - facts.epoch_us
    if plays_us == recorded_us:
        return None
    details |= {"plays_us": plays_us, "recorded_us": recorded_us}
    return words(
        "It now plays for {plays} s by its own times; {recorded} s were recorded.",
        plays=seconds(plays_us),
        recorded=seconds(recorded_us),
    )
