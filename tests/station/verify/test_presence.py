"""When each package had to be in view, and where the films have it: over pages, cameras, clock steps and restarts."""

from station.formats.entry import Entry, Moment
from station.verify.presence import TELLING, presences_of

SECOND = 1_000_000
UNIX = 1_795_262_400 * SECOND


class Told:
    """Entries at seconds of a session; UTC can be stepped, the PC started anew."""

    def __init__(self):
        self.entries, self.step, self.off = [], 0, 0
        self.tell(0, "session.opened", boot_id="a", cameras=[{"camera": "hall"}, {"camera": "scale"}])

    def tell(self, second, kind, **data):
        """Record a fact at a second."""
        at = Moment(UNIX + int((second + self.step) * SECOND), int((second - self.off) * SECOND) + 5_000_000)
        self.entries.append(Entry(len(self.entries), kind, at, data, session="S1"))

    def film(self, camera, number, begin, end=None):
        """A film of a camera, told of half a second after its begin and its end."""
        name = f"S1-{camera}-{number}"
        epoch_us = UNIX + int((begin + self.step) * SECOND)
        about = {"recording": name, "device": camera, "stream": "camera", "file": f"S1/{name}.mp4"}
        self.tell(begin + 0.5, "recording.started", epoch_us=epoch_us, **about)
        if end is not None:
            ended_us = epoch_us + int((end - begin) * SECOND)
            self.tell(end + 0.5, "recording.finished", recording=name, ended_us=ended_us)

    def in_order(self):
        """The entries as they would be recorded."""
        ordered = sorted(self.entries, key=lambda each: each.at.mono_us + each.at.unix_us)
        return [Entry(n, each.kind, each.at, each.data, session="S1") for n, each in enumerate(ordered)]

    def show(self, second, package):
        """Present a package."""
        self.tell(second, "package.presented", package=package)

    def weigh(self, second, package, batch):
        """Weigh a package."""
        self.tell(second, "weighing.recorded", package=package, batch=batch)


def seconds(presence):
    """A spell in view, in seconds since the opening."""
    to_us = None if presence.to_us is None else (presence.to_us - UNIX) / SECOND
    return (presence.from_us - UNIX) / SECOND, to_us


def on_films(presence):
    """The films of a spell, in seconds of each file."""
    return [(each.recording, each.from_us / SECOND, each.to_us / SECOND) for each in presence.films]


def test_a_package_is_in_view_from_its_showing_until_the_furnace():
    """On every camera's film, in seconds of the file."""
    told = Told()
    told.film("scale", 1, 1, 100)
    told.film("hall", 1, 2, 100)
    told.show(20, "K1")
    told.weigh(30, "K1", "B1")
    told.tell(40, "furnace.charged", batch="B1", packages=["K1"])
    (presence,) = presences_of(told.in_order())["K1"]

    assert seconds(presence) == (20, 40)
    assert on_films(presence) == [("S1-hall-1", 18, 38), ("S1-scale-1", 19, 39)]
    assert {(each.camera, each.file) for each in presence.films} == {
        ("hall", "S1/S1-hall-1.mp4"),
        ("scale", "S1/S1-scale-1.mp4"),
    }


def test_the_films_of_a_camera_follow_each_other():
    """A package that is shown before its batch is opened stands on two files; others say nothing of it."""
    told = Told()
    told.film("hall", 1, 0, 10)
    told.film("hall", 2, 10, 50)
    told.film("hall", 3, 50, 60)
    told.show(5, "K1")
    told.tell(40, "furnace.charged", batch="B1", packages=["K1"])
    (presence,) = presences_of(told.in_order())["K1"]

    assert on_films(presence) == [("S1-hall-1", 5, 10), ("S1-hall-2", 0, 30)]


def test_what_was_not_filmed_is_on_no_film():
    """A gap stays a gap."""
    told = Told()
    told.film("hall", 1, 0, 8)
    told.film("hall", 2, 12, 50)
    told.show(5, "K1")
    told.show(9, "K2")
    for package in ("K1", "K2"):
        told.tell(11, "package.set_aside", package=package)
    found = presences_of(told.in_order())

    assert [on_films(*found[package]) for package in ("K1", "K2")] == [[("S1-hall-1", 5, 8)], []]


def test_every_way_out_of_view_ends_it():
    """Set aside, missing, decided upon, called off; and a package still in view is seen until now."""
    told = Told()
    told.film("hall", 1, 0)
    for number, package in enumerate(("K1", "K2", "K3", "K4", "K5"), 1):
        told.show(number, package)
    told.tell(10, "package.set_aside", package="K1")
    told.tell(11, "package.missing", package="K2")
    told.tell(12, "package.decided", package="K3")
    told.weigh(13, "K4", "B1")
    told.tell(14, "batch.cancelled", batch="B1")
    told.tell(20, "session.closed")
    found = presences_of(told.in_order())

    assert [seconds(found[each][0])[1] for each in ("K1", "K2", "K3", "K4", "K5")] == [10, 11, 12, 14, None]
    assert on_films(found["K5"][0]) == [("S1-hall-1", 5, 20)]


def test_a_second_showing_in_view_is_none_of_its_own_and_after_it_is():
    """The first counts while it lasts; a batch called off after the door does not end what had ended."""
    told = Told()
    told.film("hall", 1, 0)
    told.show(1, "K1")
    told.show(2, "K1")
    told.weigh(3, "K1", "B1")
    told.tell(4, "furnace.charged", batch="B1", packages=["K1"])
    told.tell(5, "batch.cancelled", batch="B1")
    told.show(6, "K1")
    told.tell(7, "package.set_aside", package="K1")

    assert list(map(seconds, presences_of(told.in_order())["K1"])) == [(1, 4), (6, 7)]


def test_a_stepped_clock_moves_nothing_on_the_films():
    """UTC went back by an hour while the package was in view; the film's own time ran on."""
    told = Told()
    told.film("hall", 1, 0)
    told.show(5, "K1")
    told.step = -3600
    told.tell(10, "clock.stepped", step_us=-3600 * SECOND)
    told.tell(20, "furnace.charged", batch="B1", packages=["K1"])
    (presence,) = presences_of(told.entries)["K1"]

    assert on_films(presence) == [("S1-hall-1", 5, 20)]


def test_a_pc_that_was_off_is_a_hole():
    """Another start of the PC: the monotonic clock began anew."""
    told = Told()
    told.film("hall", 1, 0, 10)
    told.show(5, "K1")
    told.off = 60
    told.tell(70, "station.started", boot_id="b")
    told.film("hall", 2, 72)
    told.tell(90, "furnace.charged", batch="B1", packages=["K1"])
    entries = sorted(told.entries, key=lambda each: each.at.unix_us)
    entries = [Entry(n, each.kind, each.at, each.data, session="S1") for n, each in enumerate(entries)]
    (presence,) = presences_of(entries)["K1"]

    assert on_films(presence) == [("S1-hall-1", 5, 10), ("S1-hall-2", 0, 18)]


def test_the_telling_entries_are_enough():
    """Whoever reads them from the database need not read the rest."""
    told = Told()
    told.film("hall", 1, 0, 90)
    told.tell(3, "recordings.progressed", recordings=[])
    told.show(5, "K1")
    told.tell(6, "challenge.set", word="x", person="P1")
    told.tell(40, "furnace.charged", batch="B1", packages=["K1"])
    entries = told.in_order()
    found = presences_of([each for each in entries if each.kind in TELLING])

    assert found == presences_of(entries)
    assert on_films(found["K1"][0]) == [("S1-hall-1", 5, 40)]


def test_nothing_shown_gives_nothing():
    """Nor does a session that has not begun."""
    assert presences_of([]) == {}
    assert presences_of(Told().entries) == {}
