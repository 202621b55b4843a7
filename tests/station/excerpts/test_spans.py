"""What people ask to see, in words that a command line takes, and which fragments that is."""

import pytest

from station.excerpts import SpanUnreadable, parse_wanted
from station.excerpts.spans import Measure, Span, parse_span
from station.formats.fragment_lines import FragmentLine

SECOND = 1_000_000


def line(index, start_s, end_s, frames=10):
    """A fragment of the list."""
    start_us, end_us = round(start_s * SECOND), round(end_s * SECOND)
    return FragmentLine(index, 100 * index, 100, frames, start_us, end_us, "00" * 32, "00" * 32)


FILM = [line(0, 0, 0, frames=0), *(line(number, number - 1, number) for number in range(1, 11))]


def chosen(what, *without, epoch_us=0, lines=FILM, film=True):
    """The numbers of the fragments that are shown."""
    return [each.index for each in parse_wanted(f"R@{what}", without).choose(lines, epoch_us, film=film)]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("12.0-72.0", Span(Measure.MEDIA_US, 12_000_000, 72_000_000)),
        ("0-0.000001", Span(Measure.MEDIA_US, 0, 1)),
        ("0.5-1.25", Span(Measure.MEDIA_US, 500_000, 1_250_000)),
        ("#3-#17", Span(Measure.FRAGMENTS, 3, 17)),
        ("#3-#3", Span(Measure.FRAGMENTS, 3, 3)),
        (
            "2026-11-21T10:00:05Z-2026-11-21T10:01:05.25Z",
            Span(Measure.UNIX_US, 1_795_255_205_000_000, 1_795_255_265_250_000),
        ),
    ],
)
def test_three_ways_to_say_it(text, span):
    """UTC, seconds of the recording, fragment numbers; exact to the microsecond."""
    assert parse_span(text) == span


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "12-",
        "72-12",
        "12-12",
        "-1-5",
        "1e3-2e3",
        "1.1234567-2",
        "\u0661-\u0662",
        "#3-17",
        "#5-#4",
        "#\u0663-#5",
        "2026-11-21-2026-11-22",
        "2026-11-21T10:00:05-2026-11-21T10:01:05",
        "2026-02-30T10:00:05Z-2026-03-01T10:00:05Z",
        "2026-11-21T10:00:05+06:00-2026-11-21T10:01:05+06:00",
    ],
)
def test_anything_else_is_refused(text):
    """A span is never guessed: no local time, no open end, nothing backwards."""
    with pytest.raises(SpanUnreadable, match="is not understood"):
        parse_span(text)


@pytest.mark.parametrize("text", ["R", "@1-2", "R@", "R@1-2@"])
def test_a_recording_and_a_span_are_needed(text):
    """Both, with one @ between them."""
    with pytest.raises(SpanUnreadable, match="Give RECORDING@FROM-TO"):
        parse_wanted(text)


@pytest.mark.parametrize(
    ("what", "numbers"),
    [
        ("2-4", [0, 3, 4]),
        ("2.5-3.5", [0, 3, 4]),
        ("0-0.1", [0, 1]),
        ("9.999999-100", [0, 10]),
        ("10-100", []),
        ("#2-#4", [0, 2, 3, 4]),
        ("#10-#99", [0, 10]),
        ("#0-#0", []),
    ],
)
def test_every_fragment_with_a_moment_of_it_is_shown(what, numbers):
    """And the film's head with them, without which none can be seen; an end is not part of what follows it."""
    assert chosen(what) == numbers


def test_utc_is_counted_from_the_recording_s_beginning():
    """The epoch is the wall clock at media time 0."""
    span = "2026-11-21T10:00:05Z-2026-11-21T10:00:07Z"

    assert chosen(span, epoch_us=1_795_255_200_000_000) == [0, 6, 7]


@pytest.mark.parametrize(
    ("without", "numbers"),
    [
        (["4.5-5.5"], [0, 3, 4, 7, 8]),
        (["5-6"], [0, 3, 4, 5, 7, 8]),
        (["#4-#5", "7.9-8.0"], [0, 3, 6, 7]),
        (["0-100"], []),
        (["20-30"], [0, 3, 4, 5, 6, 7, 8]),
    ],
)
def test_every_fragment_with_a_moment_to_be_withheld_is_withheld(without, numbers):
    """A face is in none of the shown seconds; doubt goes against showing."""
    assert chosen("2-8", *without) == numbers


def test_serial_lines_are_moments():
    """A fragment of a serial recording may last no time at all, and its first one is no head."""
    lines = [line(0, 1.0, 1.0, frames=1), line(1, 2.0, 2.2), line(2, 3.0, 3.0)]

    assert chosen("1-3", lines=lines, film=False) == [0, 1]
    assert chosen("#0-#2", "2.1-2.15", lines=lines, film=False) == [0, 2]
