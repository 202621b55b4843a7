"""The two clocks in every entry, held against each other."""

from station.formats.entry import Entry, Moment
from station.verify.course import check_course
from station.verify.record import Record
from station.verify.report import Verdict

SECOND = 1_000_000


def clocks(*moments):
    """What the clock check says of entries at these (unix, mono) seconds; a third value makes it another entry."""
    entries = []
    for index, (unix, mono, *more) in enumerate(moments):
        kind, data = more or ("station.stopped", {})
        entries.append(Entry(index, kind, Moment(int(unix * SECOND), int(mono * SECOND)), data))
    found = check_course(Record(tuple(entries), ()))
    return [(each.verdict, each.text) for each in found if each.check == "clocks"]


def test_clocks_that_run_together_pass():
    """An hour without an entry, and a clock that NTP turned by half a second in it, are nothing to report."""
    assert [verdict for verdict, _ in clocks((10, 1), (11, 2), (3611.4, 3602))] == [Verdict.PASS]


def test_a_silent_step_fails():
    """UTC moved back by an hour and nobody says so."""
    ((verdict, text),) = clocks((7200, 1), (3601, 2))

    assert (verdict, "UTC moved by -3600.0 s" in text) == (Verdict.FAIL, True)


def test_an_announced_step_is_a_note():
    """The recorder noticed the step within a second and recorded it."""
    found = clocks((7200, 1), (3601, 2), (3601.5, 2.5, "clock.stepped", {"step_us": -3600 * SECOND}))

    assert [verdict for verdict, _ in found] == [Verdict.PASS, Verdict.NOTE]


def test_a_step_of_another_size_does_not_announce_it():
    """An entry about some small step does not cover a large one."""
    found = clocks((7200, 1), (3601, 2), (3601.5, 2.5, "clock.stepped", {"step_us": SECOND}))

    assert [verdict for verdict, _ in found] == [Verdict.NOTE, Verdict.FAIL]


def test_the_monotonic_clock_runs_backwards_only_when_the_pc_starts_anew():
    """After a restart of the PC it begins again; at any other place it is a fault."""
    begun = "station.started", {}

    assert [verdict for verdict, _ in clocks((10, 500), (20, 3, *begun), (21, 4))] == [Verdict.PASS]
    assert "runs backwards between entries 0 and 1" in clocks((10, 500), (20, 3))[0][1]
