"""What someone asks to see: a part of a recording in UTC, in seconds of the recording, or in fragments.

Nothing is rounded: every fragment that has a moment of what is to be shown is shown, and every fragment that has a moment of
what is to be withheld is withheld. Fragments are about a second each.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, auto

from station.excerpts.errors import SpanUnreadable
from station.formats.fragment_lines import FragmentLine

_UTC = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z"
_SECONDS = r"\d{1,9}(?:\.\d{1,6})?"
_SPAN = re.compile(rf"(?:({_UTC})-({_UTC})|({_SECONDS})-({_SECONDS})|#(\d{{1,9}})-#(\d{{1,9}}))", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Measure(Enum):
    """In what a span is told: microseconds since 1970, microseconds of the recording, or fragment numbers."""

    UNIX_US = auto()
    MEDIA_US = auto()
    FRAGMENTS = auto()


@dataclass(frozen=True)
class Span:
    """From a moment to another, the second one not included; or from a fragment to another, both included."""

    measure: Measure
    start: int
    stop: int

    def holds(self, line: FragmentLine, epoch_us: int) -> bool:
        """Whether a fragment lies in the span, or has a moment in it."""
        if self.measure is Measure.FRAGMENTS:
            return self.start <= line.index <= self.stop
        base_us = epoch_us if self.measure is Measure.UNIX_US else 0
        begins, ends = base_us + line.start_us, base_us + max(line.end_us, line.start_us + 1)
        return begins < self.stop and ends > self.start


@dataclass(frozen=True)
class Wanted:
    """A recording, what of it is to be shown, and what of that is to be withheld."""

    recording: str
    shown: Span
    without: tuple[Span, ...] = ()

    def choose(self, lines: Sequence[FragmentLine], epoch_us: int, *, film: bool) -> list[FragmentLine]:
        """Choose the fragments; of a film with its head, which has no picture and without which none can be seen.

        Empty when nothing is left in the span.
        """
        chosen = [
            line
            for line in lines[1 if film else 0 :]
            if self.shown.holds(line, epoch_us) and not any(each.holds(line, epoch_us) for each in self.without)
        ]
        return [lines[0], *chosen] if film and chosen else chosen


def parse_wanted(text: str, without: Sequence[str] = ()) -> Wanted:
    """Read `RECORDING@FROM-TO` and the spans to be withheld; raise `SpanUnreadable`."""
    recording, at, span = text.rpartition("@")
    if not at or not recording:
        raise SpanUnreadable(text, "it has no @ between the recording and the span")
    return Wanted(recording, parse_span(span), tuple(parse_span(each) for each in without))


def parse_span(text: str) -> Span:
    """Read `FROM-TO`; raise `SpanUnreadable`."""
    match = _SPAN.fullmatch(text)
    if match is None:
        raise SpanUnreadable(text, "it is no span of time or of fragments")
    from_utc, to_utc, from_s, to_s, from_number, to_number = match.groups()
    if from_utc:
        span = Span(Measure.UNIX_US, _unix_us(from_utc), _unix_us(to_utc))
    elif from_s:
        span = Span(Measure.MEDIA_US, _us(from_s), _us(to_s))
    else:
        span = Span(Measure.FRAGMENTS, int(from_number), int(to_number))
    if span.start > span.stop or (span.start == span.stop and span.measure is not Measure.FRAGMENTS):
        raise SpanUnreadable(text, "it ends before it begins")
    return span


def _unix_us(text: str) -> int:
    whole, _, fraction = text.removesuffix("Z").partition(".")
    try:
        moment = datetime.fromisoformat(f"{whole}+00:00")
    except ValueError as error:
        raise SpanUnreadable(text, "there is no such day or time") from error
    return (moment - _EPOCH) // timedelta(microseconds=1) + _us(f"0.{fraction or 0}")


def _us(text: str) -> int:
    whole, _, fraction = text.partition(".")
    return int(whole) * 1_000_000 + int(f"{fraction:0<6}")
