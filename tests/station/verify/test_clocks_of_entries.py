"""The two clocks in every entry, held against each other, and the one line of time that they give."""

from station.formats.entry import Entry, Moment
from station.verify.clocks import check_clocks
from station.verify.record import Record
from station.verify.report import Verdict
from station.verify.timeline import Timeline

SECOND = 1_000_000


def entries_at(*moments):
    """Entries at these (unix, mono) seconds; a third value makes one another entry than `station.stopped`."""
    entries = []
    for index, (unix, mono, *more) in enumerate(moments):
        kind, data = more or ("station.stopped", {})
        entries.append(Entry(index, kind, Moment(int(unix * SECOND), int(mono * SECOND)), data))
    return tuple(entries)


def clocks(*moments):
    """What the clock check says of such entries."""
    return [(each.verdict, str(each.text)) for each in check_clocks(Record(entries_at(*moments), ()))]


def verdicts(*moments):
    """Its verdicts alone."""
    return [verdict for verdict, _ in clocks(*moments)]


def begun(boot):
    """The recorder starts, in this start of the PC."""
    return "station.started", {"boot_id": boot}


def stepped(seconds):
    """The recorder notices a step."""
    return "clock.stepped", {"step_us": int(seconds * SECOND)}


def test_clocks_that_run_together_pass():
    """An hour without an entry, and a clock that NTP turned by half a second in it, are nothing to report."""
    assert verdicts((10, 1), (11, 2), (3611.4, 3602)) == [Verdict.PASS]


def test_a_silent_step_fails():
    """UTC moved back by an hour and nobody says so."""
    ((verdict, text),) = clocks((7200, 1), (3601, 2))

    assert (verdict, "UTC moved by -3600.0 s" in text) == (Verdict.FAIL, True)


def test_an_announced_step_is_a_note():
    """The recorder noticed the step within a second and recorded it."""
    assert verdicts((7200, 1), (3601, 2), (3601.5, 2.5, *stepped(-3600))) == [Verdict.PASS, Verdict.NOTE]


def test_a_step_while_the_recorder_was_down_is_announced_at_its_start():
    """The same start of the PC, another of the recorder: the clocks moved meanwhile, and it says so."""
    down = (60, 50), (61, 51, *begun("a"))

    assert verdicts(*down, (200, 90, *begun("a"))) == [Verdict.FAIL]
    assert verdicts(*down, (200, 90, *begun("a")), (200.1, 90.1, *stepped(100))) == [Verdict.PASS, Verdict.NOTE]


def test_a_step_of_another_size_does_not_announce_it():
    """An entry about some small step does not cover a large one."""
    assert verdicts((7200, 1), (3601, 2), (3601.5, 2.5, *stepped(1))) == [Verdict.NOTE, Verdict.FAIL]


def test_the_monotonic_clock_begins_anew_only_with_another_boot_id():
    """The recorder's own restart does not excuse a clock that runs backwards, nor does nothing at all."""
    first = (10, 500, *begun("a"))

    assert verdicts(first, (20, 3, *begun("b")), (21, 4)) == [Verdict.PASS, Verdict.NOTE]
    assert "runs backwards between entries 0 and 1" in clocks(first, (20, 3, *begun("a")))[0][1]
    assert "runs backwards between entries 0 and 1" in clocks((10, 500), (20, 3))[0][1]


def test_another_boot_id_begins_anew_also_when_the_clock_is_ahead():
    """A PC that was off for a week and took long to start is no clock step; UTC may then be any."""
    first = (10, 500, *begun("a"))

    assert verdicts(first, (604_800, 600, *begun("b"))) == [Verdict.PASS, Verdict.NOTE]
    assert "nobody can tell for how long: UTC ran backwards" in clocks(first, (5, 600, *begun("b")))[1][1]
    assert verdicts(first, (604_800, 600, *begun("a"))) == [Verdict.FAIL]


def test_the_opening_says_in_which_start_of_the_pc_it_was_made():
    """So the first start of the recorder within a session is told from a reboot, wherever its clock stands."""
    opened = (10, 500, "session.opened", {"boot_id": "a"})

    assert verdicts(opened, (20, 510, *begun("a")), (21, 511)) == [Verdict.PASS]
    assert verdicts(opened, (90, 600, *begun("b")), (91, 601)) == [Verdict.PASS, Verdict.NOTE]
    assert verdicts(opened, (20, 3, *begun("a"))) == [Verdict.FAIL]


def places(entries, by, *unix):
    """Where moments stand that the entry `by` speaks of, in seconds."""
    line = Timeline(entries)
    return [line.place(int(each * SECOND), entries[by]) / SECOND for each in unix]


def test_a_moment_is_placed_by_the_utc_that_ran_then():
    """UTC goes from 103 to 163 at 3 s and back at 10 s: each moment is found where it was, not a minute away."""
    entries = entries_at((101, 1), (102, 2), (164, 4), (169, 9), (111, 11), (130, 30))

    assert places(entries, 3, 101.5, 102.9, 163.5, 168) == [1.5, 2.9, 3.5, 8]
    assert places(entries, 5, 165, 169.5, 120) == [5, 9.5, 20]
    assert [Timeline(entries).utc(int(place * SECOND)) / SECOND for place in (1.5, 8, 20)] == [101.5, 168, 120]


def test_a_moment_after_the_entry_that_speaks_of_it_stays_after_it():
    """Pictures that were committed before their time do not become early by the clock's steps."""
    entries = entries_at((101, 1), (102, 2), (164, 4), (169, 9))

    assert places(entries, 1, 109) == [9]


def test_the_line_runs_on_over_a_start_of_the_pc():
    """What UTC says of the time between is believed, but never that it was less than nothing."""
    entries = entries_at((101, 501, *begun("a")), (102, 502), (162, 2, *begun("b")), (163, 3))
    backwards = entries_at((101, 501, *begun("a")), (102, 502), (62, 2, *begun("b")), (63, 3))

    assert [Timeline(entries).of(each) / SECOND for each in entries] == [501, 502, 562, 563]
    assert [Timeline(backwards).of(each) / SECOND for each in backwards] == [501, 502, 502, 503]
    assert places(entries, 3, 101.5, 162.5) == [501.5, 562.5]
