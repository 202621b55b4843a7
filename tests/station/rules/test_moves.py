"""The table of moves: an ordinary day passes, and every wrong order is refused with what is missing."""

import pytest

from station.rules.goods import Fate
from station.rules.moves import MOVES, OutOfOrder, check
from station.rules.session import Session, Stage
from tests.goods import CONDITIONS, consignment, package, sample, shown
from tests.scales import INSTRUMENT

TOTALS = {"recording": "r", "fragments": 1, "bytes": 1, "frames": 0, "root": "x"}
QUORUM = {"met": True, "cosigned": [], "missing": [], "reason": None}
OPENED = {"seats": ["police", "media"], "quorum": [], "cameras": [{"camera": "cam", "view": "v", "way": "encoded"}]}
OPENED |= {"scale": INSTRUMENT, "check_weights": [], "conditions": CONDITIONS}


def weighing(number, package="K1", batch="B1", corrects=None, mass_mg=1000):
    """The part of a weighing's data that the rules read."""
    return {
        "weighing": number,
        "purpose": "package" if package else "residue",
        "package": package,
        "batch": batch,
        "corrects": corrects,
        "mass_mg": mass_mg,
        "bound_mg": 1,
        "shown_as": "displayed",
    }


def closed(burned=1, burned_mg=1000, residue_mg=50, aside=1):
    """The totals of a session."""
    counts = {"packages_burned": burned, "packages_set_aside": aside, "packages_missing": 0}
    return counts | {"burned_mg": burned_mg, "residue_mg": residue_mg}


DAY = [
    ("session.opened", OPENED),
    ("recording.started", {"recording": "r", "device": "cam"}),
    ("person.joined", {"person": "P1", "role": "police"}),
    ("seat.absent", {"role": "media", "reason": "did not come"}),
    ("consignment.registered", consignment("C1")),
    ("sample.kept", sample("A1", "C1")),
    ("package.registered", package("K1", "S1", gross_mg=1000)),
    ("package.registered", package("K2", "S2")),
    ("package.set_aside", {"package": "K2", "reason": "seal broken"}),
    ("batch.opened", {"batch": "B1"}),
    ("package.presented", shown("K1", "S1")),
    ("weighing.recorded", weighing(1)),
    ("furnace.charged", {"batch": "B1", "packages": ["K1"], "mass_mg": 1000}),
    ("burn.started", {"batch": "B1"}),
    ("batch.ended", {"batch": "B1"}),
    ("weighing.recorded", weighing(2, package=None, batch=None, mass_mg=50)),
    ("session.closed", closed()),
    ("recording.finished", TOTALS),
    ("session.sealed", {"recordings": [{"recording": "r"}], "quorum": QUORUM}),
]


def day_until(kind, skip=()):
    """A session after all of the day's entries before the first of this kind, some left out."""
    session = Session()
    for each, data in DAY:
        if each == kind:
            return session
        if each not in skip:
            session.apply(each, data, 0)
    return session


def test_an_ordinary_day_passes_and_ends_sealed():
    """Each entry of a whole day is allowed in its turn."""
    session = Session()
    for kind, data in DAY:
        check(session, kind, data)
        session.apply(kind, data, 0)

    assert session.stage == Stage.SEALED
    assert session.packages["K1"].fate == Fate.BURNED
    assert session.packages["K2"].fate == Fate.SET_ASIDE


@pytest.mark.parametrize(("number", "kind"), [(n, kind) for n, (kind, _) in enumerate(DAY) if kind in MOVES])
def test_no_move_is_possible_before_the_session_opens(number, kind):
    """Only the opening itself may be the first entry of a session."""
    if number == 0:
        return
    with pytest.raises(OutOfOrder) as refused:
        check(Session(), kind, DAY[number][1])

    assert refused.value.missing == ["a session to be opened"]


@pytest.mark.parametrize("kind", sorted(MOVES))
def test_nothing_follows_the_seal(kind):
    """A sealed session takes no more moves."""
    data = next((data for each, data in DAY if each == kind), {})
    with pytest.raises(OutOfOrder, match="sealed"):
        check(day_until("nothing"), kind, data)


@pytest.mark.parametrize(
    ("kind", "data", "skip", "missing"),
    [
        ("batch.opened", {"batch": "B1"}, ("person.joined",), "someone to join as police"),
        ("batch.opened", {"batch": "B1"}, ("seat.absent",), "someone to join as media"),
        ("batch.opened", {"batch": "B1"}, ("package.registered", "package.set_aside"), "a registered package"),
        ("batch.opened", {"batch": "B1"}, ("recording.started",), "camera cam to film"),
        ("package.registered", package("K9", "S9", consignment="C9"), (), "consignment C9"),
        ("package.registered", package("K1", "S9"), (), "package K1 is already registered"),
        ("package.set_aside", {"package": "K9", "reason": "x"}, (), "package K9 to be registered"),
        ("package.set_aside", {"package": "K1", "reason": "  "}, (), "a reason in words"),
        ("weighing.recorded", weighing(1, batch="B7"), (), "B7 is not open"),
        ("weighing.recorded", weighing(1, package="K2"), (), "K2 is set aside"),
        ("weighing.recorded", weighing(1, corrects=8), (), "nothing to be corrected"),
        ("furnace.charged", {"batch": "B1", "packages": [], "mass_mg": 0}, ("weighing.recorded",), "to be weighed"),
        ("furnace.charged", {"batch": "B1", "packages": ["K1"], "mass_mg": 999}, (), "1000 mg"),
        ("furnace.charged", {"batch": "B1", "packages": [], "mass_mg": 1000}, (), "no others: K1"),
        ("seat.absent", {"role": "police", "reason": "x"}, (), "an empty seat"),
        (
            "session.sealed",
            {"recordings": [], "quorum": QUORUM},
            ("recording.finished",),
            "recording r of cam to be finished",
        ),
        ("session.sealed", {"recordings": [], "quorum": QUORUM}, (), "every recording"),
    ],
)
def test_what_is_missing_is_named(kind, data, skip, missing):
    """A refusal says what must come first."""
    session = day_until(kind if kind != "package.registered" else "package.set_aside", skip)
    if kind == "seat.absent":
        session.apply("person.joined", {"person": "P1", "role": "police"}, 0)
    with pytest.raises(OutOfOrder) as refused:
        check(session, kind, data)

    assert missing in "; ".join(refused.value.missing)


def test_a_second_weighing_must_name_the_first():
    """Weighing a package again is a correction, never a quiet replacement."""
    session = day_until("furnace.charged")

    with pytest.raises(OutOfOrder, match="corrects weighing 1"):
        check(session, "weighing.recorded", weighing(2))
    check(session, "weighing.recorded", weighing(2, corrects=1))


def test_ash_weighed_before_another_fire_is_not_the_residue():
    """After one more batch the residue must be weighed again."""
    session = day_until("session.closed")
    session.apply("package.registered", package("K3", "S3"), 0)
    session.apply("batch.opened", {"batch": "B2"}, 0)
    session.apply("weighing.recorded", weighing(3, package="K3", batch="B2"), 0)
    session.apply("furnace.charged", {"batch": "B2", "packages": ["K3"], "mass_mg": 1000}, 0)
    session.apply("burn.started", {"batch": "B2"}, 0)
    session.apply("batch.ended", {"batch": "B2"}, 0)

    with pytest.raises(OutOfOrder, match="the residue to be weighed, or the reason"):
        check(session, "session.closed", closed(burned=2, burned_mg=2000, residue_mg=None))


def test_a_cancelled_batch_gives_its_packages_back():
    """What was weighed in a batch called off is weighed anew in another."""
    session = day_until("furnace.charged")
    session.apply("batch.cancelled", {"batch": "B1", "reason": "door jammed"}, 0)

    assert session.packages["K1"].fate == Fate.REGISTERED
    with pytest.raises(OutOfOrder, match="another number: batch B1"):
        check(session, "batch.opened", {"batch": "B1"})
    check(session, "batch.opened", {"batch": "B2"})


def test_a_lost_camera_stops_the_weighing_until_it_is_back():
    """Nothing is weighed or charged while a camera does not answer."""
    session = day_until("weighing.recorded")
    session.apply("camera.lost", {"camera": "cam"}, 0)
    with pytest.raises(OutOfOrder, match="camera cam to film"):
        check(session, "weighing.recorded", weighing(1))

    session.apply("camera.returned", {"camera": "cam"}, 0)
    check(session, "weighing.recorded", weighing(1))


def test_totals_at_the_close_must_be_those_of_the_entries():
    """A close that states other sums than the entries give is refused."""
    with pytest.raises(OutOfOrder, match="burned_mg to be 1000"):
        check(day_until("session.closed"), "session.closed", closed(burned_mg=999))


def test_a_residue_that_cannot_be_weighed_needs_a_reason_and_blocks_nothing():
    """Ash that nobody can weigh does not lock the session; the reason is in the log."""
    session = day_until("session.closed")
    session.residue_mg = None
    with pytest.raises(OutOfOrder, match="a reason in words"):
        check(session, "residue.not_weighed", {"reason": " "})
    check(session, "residue.not_weighed", {"reason": "under Min"})
    session.apply("residue.not_weighed", {"reason": "under Min"}, 0)

    check(session, "session.closed", closed(residue_mg=None))


@pytest.mark.parametrize("seal", ["s1", "\u0455-1", "S 1".replace(" ", "_"), "\uff33\uff11"])
def test_a_seal_that_only_looks_different_is_the_same_seal(seal):
    """Small letters, Cyrillic look-alikes, separators and wide forms do not make another number."""
    with pytest.raises(OutOfOrder, match="is on package K1"):
        check(day_until("batch.opened"), "package.registered", package("K9", seal))


def test_a_package_set_aside_may_be_registered_again():
    """A slip of the pen is mended by setting the wrong registration aside; the seal is free for the right one."""
    check(day_until("batch.opened"), "package.registered", package("K9", "S2"))


def test_a_long_list_of_recordings_is_written_before_the_seal():
    """Recordings listed beforehand and those in the seal make one list, in order."""
    session = day_until("session.sealed")
    check(session, "recordings.listed", {"recordings": [{"recording": "r"}]})
    session.apply("recordings.listed", {"recordings": [{"recording": "r"}]}, 0)

    check(session, "session.sealed", {"recordings": [], "quorum": QUORUM})
    with pytest.raises(OutOfOrder, match="in the order in which they started"):
        check(session, "recordings.listed", {"recordings": [{"recording": "r"}]})
