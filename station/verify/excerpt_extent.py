"""Which part of a recording an excerpt shows, and which it withholds, in frames, in seconds and in UTC.

Frames are exact: the sealed total less the shown ones. Times are those of the shown fragments, whose bytes are proven, and of
the recording's end in the log; UTC is the station's own clock at the recording's start, run on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from station.formats.fragment_lines import FragmentLine
from station.verify.excerpt_basis import Basis
from station.verify.report import Fault, Finding, Verdict, conclude, note
from station.verify.times import clock, seconds
from station.verify.words import words


@dataclass(frozen=True)
class Stretch:
    """The fragments `first` to `last`, without a break, from and to media times in microseconds."""

    first: int
    last: int
    from_us: int
    to_us: int

    @property
    def length_us(self) -> int:
        """How long it lasts."""
        return max(0, self.to_us - self.from_us)


@dataclass(frozen=True)
class Extent:
    """What is shown of a recording, what is withheld between that, and what lies before and after; a film's head is neither.

    `frames` are the shown ones.
    """

    shown: tuple[Stretch, ...]
    withheld: tuple[Stretch, ...]
    outside: tuple[Stretch, ...]
    frames: int


def extent_of(basis: Basis, lines: Sequence[FragmentLine]) -> Extent:
    """Find what is shown from the shown fragments, `lines`, which must be those that `excerpt.json` names."""
    timed = [
        (shown.index, line)
        for shown, line in zip(basis.excerpt.shown, lines, strict=True)
        if shown.index or basis.stream == "serial"
    ]
    shown: list[Stretch] = []
    for index, line in timed:
        joined = bool(shown) and shown[-1].last == index - 1
        before = shown.pop() if joined else Stretch(index, index, line.start_us, line.end_us)
        shown.append(Stretch(before.first, index, before.from_us, max(before.to_us, line.end_us)))
    withheld = [_between(before, after) for before, after in pairwise(shown)]
    outside = [each for each in _around(basis, shown) if each.last >= each.first]
    return Extent(tuple(shown), tuple(withheld), tuple(outside), sum(line.frames for line in lines))


def length_us(stretches: Sequence[Stretch]) -> int:
    """How long stretches are together, in microseconds."""
    return sum(each.length_us for each in stretches)


def check_extent(basis: Basis, extent: Extent) -> Iterator[Finding]:
    """Say what is shown, and what is withheld; nothing here can fail."""
    passed = words(
        "{frames} of the {total} frames of {recording} ({device}) are shown, {seconds} s.",
        frames=extent.frames,
        total=basis.excerpt.sealed.frames,
        recording=basis.excerpt.recording,
        device=basis.started["device"],
        seconds=seconds(length_us(extent.shown)),
    )
    yield from conclude("shown", passed, _shown(basis, extent))
    if not extent.withheld:
        text = words("Nothing is withheld between the first and the last fragment that are shown.")
        yield Finding("withheld", Verdict.PASS, text)
        return
    text = words(
        "WITHHELD within what is shown: {seconds} s in {count} place(s). What they hold is sealed and cannot be changed "
        "afterwards; what they show, this excerpt does not tell.",
        seconds=seconds(length_us(extent.withheld)),
        count=len(extent.withheld),
    )
    yield Finding("withheld", Verdict.NOTE, text, {"length_us": length_us(extent.withheld)})
    for each in extent.withheld:
        text = words(
            "Withheld: {length_s} s, from {from_utc} to {to_utc} ({from_s} s to {to_s} s).", **_facts(basis, each)
        )
        yield Finding("withheld", Verdict.NOTE, text, _details(basis, each))


def _between(before: Stretch, after: Stretch) -> Stretch:
    return Stretch(before.last + 1, after.first - 1, before.to_us, after.from_us)


def _around(basis: Basis, shown: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield what lies before the first and after the last shown fragment, which may be nothing."""
    begin = 0 if basis.stream == "serial" else 1
    end_us = basis.finished["ended_us"] - basis.epoch_us
    yield _between(Stretch(0, begin - 1, 0, 0), shown[0])
    yield _between(shown[-1], Stretch(basis.excerpt.sealed.fragments, 0, end_us, 0))


def _shown(basis: Basis, extent: Extent) -> Iterator[Fault]:
    for each in extent.shown:
        text = words(
            "Shown: {from_utc} to {to_utc}, which is {from_s} s to {to_s} s of the recording.", **_facts(basis, each)
        )
        yield note(text, **_details(basis, each))
    for each in extent.outside:
        text = words(
            "Not part of the excerpt: {length_s} s, from {from_utc} to {to_utc} ({from_s} s to {to_s} s).",
            **_facts(basis, each),
        )
        yield note(text, **_details(basis, each))


def _facts(basis: Basis, stretch: Stretch) -> dict[str, str]:
    return {
        "from_utc": clock(basis.epoch_us + stretch.from_us),
        "to_utc": clock(basis.epoch_us + stretch.to_us),
        "from_s": seconds(stretch.from_us),
        "to_s": seconds(stretch.to_us),
        "length_s": seconds(stretch.length_us),
    }


def _details(basis: Basis, stretch: Stretch) -> dict[str, int]:
    from_us, to_us = basis.epoch_us + stretch.from_us, basis.epoch_us + stretch.to_us
    return {"from_unix_us": from_us, "to_unix_us": to_us, "first": stretch.first, "last": stretch.last}
