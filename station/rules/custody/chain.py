"""A chain of holdings, one after the other: its holes, its overlaps, its hand-overs and its hours.

All of it is what papers say. A hole is a time of which nothing is claimed; an overlap, a time of which two holders are. Found
completely: every moment from the seizure to the station is covered or in a hole, and every moment claimed twice is in an overlap.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from station.formats.entry import Entry
from station.rules.custody.times import NotATime, day_us, moment_us
from station.rules.shapes import is_commitment

MINUTE_US = 60_000_000
Span = tuple[int, int]  # the earliest and the latest that a moment can be, in microseconds


@dataclass(frozen=True)
class Holding:
    """One claim of who held the goods. `until_us` is when the chain ends, where it is claimed to last until today."""

    claim: Entry
    since_us: int
    until_us: int

    @property
    def entry(self) -> int:
        """The number of its entry."""
        return self.claim.index


@dataclass(frozen=True)
class BadTime:
    """A stated time that cannot be read or, an `until`, that is before its `since`. Without a `since` a claim has no place."""

    entry: int
    field: str
    text: str


@dataclass(frozen=True)
class Hole:
    """A time of which nothing is claimed: after an entry (None: the seizure), before one (None: the station)."""

    after: int | None
    before: int | None
    from_us: int
    to_us: int


@dataclass(frozen=True)
class Overlap:
    """A time in which, as the papers say, the goods were in two places."""

    earlier: int
    later: int
    from_us: int
    to_us: int


@dataclass(frozen=True)
class Step:
    """From one entry (None: the seizure) to the next (None: the station), in whole minutes.

    Where one of the two is known by its day alone, or the packages came to the station one by one, it is a span. Negative
    where the papers have the later one first.
    """

    earlier: int | None
    later: int | None
    least_minutes: int
    most_minutes: int


@dataclass(frozen=True)
class HandOvers:
    """Entries whose giver is not the holder before, and how many could not be compared because a name is withheld."""

    broken: tuple[int, ...]
    unknown: int


def read_holdings(claims: Iterable[Entry], end_us: int) -> tuple[tuple[Holding, ...], tuple[BadTime, ...]]:
    """Order the claims by `since`, and name the times that cannot be read.

    An `until` that cannot be read covers nothing: what follows it is a hole.
    """
    holdings: list[Holding] = []
    bad: list[BadTime] = []
    for claim in claims:
        since_us = _read(claim, "since", bad)
        until_us = end_us if claim.data["until"] is None else _read(claim, "until", bad)
        if since_us is None:
            continue
        if claim.data["until"] is not None and until_us is not None and until_us < since_us:
            bad.append(BadTime(claim.index, "until", claim.data["until"]))
        holdings.append(Holding(claim, since_us, max(since_us, since_us if until_us is None else until_us)))
    return tuple(sorted(holdings, key=lambda each: (each.since_us, each.entry))), tuple(bad)


def _read(claim: Entry, field: str, bad: list[BadTime]) -> int | None:
    try:
        return moment_us(claim.data[field])
    except NotATime as error:
        bad.append(BadTime(claim.index, field, error.text))
        return None


def read_seizure(registered: Entry | None, holdings: Sequence[Holding]) -> tuple[Span | None, tuple[BadTime, ...]]:
    """Return when the goods were seized. A day is taken in the zone of the first holding's time."""
    if registered is None:
        return None, ()
    stated = registered.data["seizure_date"]
    try:
        return day_us(stated, holdings[0].claim.data["since"] if holdings else None), ()
    except NotATime as error:
        return None, (BadTime(registered.index, "seizure_date", error.text),)


def find_holes(holdings: Sequence[Holding], seized: Span | None, end_us: int) -> Iterator[Hole]:
    """Yield each time between the seizure and the station of which nothing is claimed.

    The seizure counts to its latest moment; of a seizure that cannot be read, the chain begins with the first holding.
    """
    after, reach_us = None, seized[1] if seized else None
    for each in holdings:
        if each.since_us >= end_us:
            break  # after the station: it covers nothing before
        if reach_us is not None and each.since_us > reach_us:
            yield Hole(after, each.entry, reach_us, each.since_us)
        if reach_us is None or each.until_us > reach_us:
            after, reach_us = each.entry, each.until_us
    if reach_us is not None and reach_us < end_us:
        yield Hole(after, None, reach_us, end_us)


def find_overlaps(holdings: Sequence[Holding]) -> Iterator[Overlap]:
    """Yield each holding that begins before another one ends: against the earlier one that reaches furthest."""
    furthest: Holding | None = None
    for each in holdings:
        if furthest is not None:
            to_us = min(each.until_us, furthest.until_us)
            if each.since_us < to_us:
                yield Overlap(furthest.entry, each.entry, each.since_us, to_us)
        if furthest is None or each.until_us > furthest.until_us:
            furthest = each


def hand_overs(holdings: Sequence[Holding], names: Mapping[str, object]) -> HandOvers:
    """Compare each giver with the holder before. `names` gives the value behind a commitment, where it is known."""
    broken, unknown = [], 0
    for before, after in pairwise(holdings):
        held, given = _name(before.claim.data["holder"], names), _name(after.claim.data["giver"], names)
        if held is None or given is None:
            unknown += 1
        elif held != given:
            broken.append(after.entry)
    return HandOvers(tuple(broken), unknown)


def _name(stated: object, names: Mapping[str, object]) -> str | None:
    value = names.get(stated["commitment"]) if isinstance(stated, dict) and is_commitment(stated) else None
    return " ".join(value.split()).casefold() if isinstance(value, str) else None


def steps_between(holdings: Sequence[Holding], seized: Span | None, station: Span) -> tuple[Step, ...]:
    """Return the steps from the seizure over the beginning of each holding to the station."""
    points: list[tuple[int | None, Span]] = [(each.entry, (each.since_us, each.since_us)) for each in holdings]
    if seized is not None:
        points.insert(0, (None, seized))
    points.append((None, station))
    return tuple(step(before, after) for before, after in pairwise(points))


def step(before: tuple[int | None, Span], after: tuple[int | None, Span]) -> Step:
    """Return the step between two points, each an entry's number and when it was."""
    (earlier, (from_first, from_last)), (later, (to_first, to_last)) = before, after
    most_us = to_last - from_first
    least_us = max(0, to_first - from_last) if most_us >= 0 else to_first - from_last
    return Step(earlier, later, _minutes(least_us), _minutes(most_us))


def _minutes(us: int) -> int:
    """Whole minutes, towards zero."""
    return us // MINUTE_US if us >= 0 else -(-us // MINUTE_US)
