"""What a court must see is told, in a record where nothing is wrong; and honest odd records pass."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from station.formats.signing import Ed25519Signer
from station.verify import layout
from station.verify.report import Verdict
from station.verify.verify import verify_bag
from station.verify.words import listed
from tests.films import ENCODE, ffmpeg, pieces_of
from tests.goods import package
from tests.sessions import BEGIN_US, ORIGIN, SECOND, SESSION
from tests.software import SOFTWARE
from tests.station.act.goods_days import kept_from_the_fire, nothing_burned


def failed(report):
    """The checks that failed, in order, each once."""
    return list(dict.fromkeys(each.check for each in report.failures))


def notes(report, check="events"):
    """The words of a check's notes."""
    return [str(each.text) for each in report.findings if each.check == check and each.verdict is Verdict.NOTE]


def at(second):
    """UTC at a second of the session, in microseconds since 1970."""
    return BEGIN_US + int(second * SECOND)


SIGNER = Ed25519Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
STARTED = {
    "software": SOFTWARE,
    "boot_id": "1",
    "key": SIGNER.verifier.format(),
    "post_quantum_key": None,
    "config_sha256": "0" * 64,
}


def test_an_ordinary_session_has_few_notes(whole_bag):
    """The package that was set aside, with its reason, and a burn of four seconds."""
    assert notes(verify_bag(whole_bag)) == [
        "Set aside: package K3 ('seal broken').",
        "Batch B1 burned for only 4.1 s.",
    ]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (
            [(12.5, "camera.obscured", {"camera": "scale", "since_us": at(12), "what": "dark"}),
             (13.5, "camera.cleared", {"camera": "scale", "what": "dark"})],
            "camera scale was dark from 2026-11-21T12:00:12.000000Z to 2026-11-21T12:00:13.50",
        ),
        (
            [(12.5, "camera.obscured", {"camera": "scale", "since_us": at(12), "what": "frozen"})],
            "was frozen from 2026-11-21T12:00:12.000000Z to the end, while batch B1 was open.",
        ),
        ([(3.1, "scale.lost", {"reason": "no answer", "since_us": at(3)})], "since 2026-11-21T12:00:03.000000Z ('no answer')"),
        ([(4, "station.started", STARTED)], "The recorder was started anew within the session: at 2026-11-21T12:00:04.0"),
        (
            [(4, "serial.gap", {"line": "scale", "from_us": at(3), "to_us": at(4), "reason": "disk full", "pieces_lost": None})],
            "no recording holds: scale, 2026-11-21T12:00:03.000000Z to 2026-11-21T12:00:04.000000Z, an unknown number of pieces",
        ),
        ([(6.5, "scale.zeroed", {})], "The scale was zeroed: at 2026-11-21T12:00:06.500001Z by operator-1."),
        ([(6.5, "scale.tared", {"tare": None})], "The scale was tared: at 2026-11-21T12:00:06.500001Z by operator-1."),
        (
            [(11.2, "person.left", {"person": "P1"})],
            "Nobody sat as police during all or part of batch B1.",
        ),
    ],
)  # fmt: skip
def test_what_happened_is_told(bag_of_script, more, words):
    """Each of these is allowed, and none is passed over in silence."""
    report = verify_bag(bag_of_script(more=tuple(more)))

    assert failed(report) == []
    assert words in " ".join(notes(report))


def test_a_batch_that_was_called_off_is_told(bag_of_script):
    """With the reason; the packages burn in the next batch."""

    def facts(kind, data):
        first = kind in {"batch.opened", "batch.cancelled", "recording.started"}
        return data if first or data.get("batch") is None else data | {"batch": "B2"}

    cancelled = (6.12, "batch.cancelled", {"batch": "B1", "reason": "furnace cold"})
    more = (cancelled, (6.13, "batch.opened", {"batch": "B2"}))
    report = verify_bag(bag_of_script(more=more, facts=facts))

    assert failed(report) == []
    assert "Called off: batch B1 ('furnace cold')." in notes(report)


def test_residue_that_was_not_weighed_is_told(bag_of_script):
    """The reason is told, README.txt says so too, and the totals hold null."""

    def facts(kind, data):
        if kind == "weighing.recorded" and data["purpose"] == "residue":
            return None
        return data | {"residue_mg": None} if kind == "session.closed" else data

    bag = bag_of_script(facts=facts, more=((19.5, "residue.not_weighed", {"reason": "too hot"}),))

    assert failed(verify_bag(bag)) == []
    assert "The residue was not weighed: 'too hot'." in notes(verify_bag(bag))
    assert "residue not weighed\n" in (bag / layout.README).read_text()


def test_a_correction_is_told_with_both_masses(bag_of_script):
    """The second weighing is one of the first package again."""

    def facts(kind, data):
        if kind == "weighing.recorded" and data["weighing"] == 3:
            return data | {"package": "K1", "corrects": 2}
        return nothing_burned(kind, data)

    report = verify_bag(bag_of_script(facts=facts, more=kept_from_the_fire("lighter")))

    assert failed(report) == []
    assert "Weighed again: weighing 3 of K1 replaces 2: 5000000 mg before, 4000000 mg now." in notes(report)
    assert "Set aside: package K1 ('lighter'); package K2 ('lighter'); package K3 ('seal broken')." in notes(report)


@pytest.mark.parametrize(("seal", "set_aside_in"), [("z 3", None), ("Z9", "S20261120-01")])
def test_a_package_that_comes_back_is_told(bag_of_script, seal, set_aside_in):
    """A package that was set aside is registered again: in this session under the same seal, or from another one."""
    again = package("K4", seal, set_aside_in=set_aside_in)

    def facts(kind, data):
        return data | {"packages_set_aside": 2} if kind == "session.closed" else data

    more = ((19.5, "package.registered", again), (19.6, "package.set_aside", {"package": "K4", "reason": "tomorrow"}))
    report = verify_bag(bag_of_script(facts=facts, more=more))

    assert failed(report) == []
    assert [text for text in notes(report) if f"Package K4 with the seal {seal!r} was registered again" in text]


def test_zero_and_tare_without_an_entry_are_told(bag_of_script):
    """A command on the line, or the answer to a key at the scale, that no entry tells of; with an entry, it tells."""
    says = ((5.5, ">", "Z\r\n"), (5.6, "<", "Z A\r\n"), (15.5, ">", "TA"), (15.51, ">", "C\r\n"), (15.8, "<", "T S"))
    report = verify_bag(bag_of_script(says=says, more=((5.9, "scale.zeroed", {}),)))
    (told,) = [text for text in notes(report) if "of which no entry tells" in text]

    assert failed(report) == []
    assert "'TAC' sent to the scale at 2026-11-21T12:00:15.51" in told
    assert ("'Z'" in told, "'Z A'" in told) == (False, False)


def test_of_many_things_the_first_are_named():
    """A note stays short; its details name all."""
    assert str(listed(["one", "two"])) == "one; two"
    assert str(listed(range(12))).endswith("9; and 2 more")


def stalled(film):
    """A film of the same length whose pictures stop for three seconds from the second 2 on."""
    seconds = round(pieces_of(film)[-1].end_us / SECOND)
    source = f"testsrc2=size=160x120:rate=10:duration={seconds}"
    pause = "-vf", "select='not(between(t,2.05,4.95))'", "-fps_mode", "passthrough", "-force_key_frames", "5"
    return ffmpeg("-f", "lavfi", "-i", source, *pause, *ENCODE)


def test_a_picture_that_stands_still_is_told(bag_of_script):
    """The second and the length are named, though no entry speaks of it; such a film fails nothing."""
    report = verify_bag(bag_of_script(film=stalled))
    told = [text for text in notes(report, "recording") if "one picture stands for 3.0 s at 2.0 s;" in text]

    assert (failed(report), len(told)) == ([], 6)


def test_a_clock_step_during_a_weighing_passes(bag_of_script):
    """UTC is set back by an hour while the load stands on the scale: the weighing is found by the monotonic clock."""
    report = verify_bag(bag_of_script(steps=((8.0, -3600.0),)))

    assert failed(report) == []
    assert "stepped by -3600.0 s" in notes(report, "clocks")[0]


def test_clock_steps_do_not_excuse_a_hole(bag_of_script):
    """A minute forth and a minute back: three seconds that were not filmed are still three seconds too many."""
    report = verify_bag(bag_of_script(steps=((5.0, 60.0), (20.0, -60.0)), interrupt=True, announce=False))

    assert failed(report) == ["continuity"]
    assert "did not film for 3.0 s" in str(report.failures[0].text)


def test_clock_steps_do_not_hide_an_announced_gap(bag_of_script):
    """Honest films and gaps are placed right, whatever UTC did before, in and after them."""
    report = verify_bag(bag_of_script(steps=((5.0, 60.0), (14.5, 30.0), (20.0, -90.0)), interrupt=True))

    assert failed(report) == []
    assert all("did not film for 3.0 s" in text for text in notes(report, "continuity"))


def test_an_unknown_loss_does_not_excuse_frame_numbers(bag_of_script):
    """A gap that does not know how many frames it cost cost none of those in the files."""

    def facts(kind, data):
        skips = kind == "recording.started" and data["recording"].endswith("scale-0003")
        return data | {"first_frame": data["first_frame"] + 5} if skips else data

    report = verify_bag(bag_of_script(interrupt=True, facts=facts))

    assert failed(report) == ["frame-numbers"]
    assert "5 frames are missing or counted twice" in str(report.failures[0].text)


def test_a_list_of_recordings_before_the_seal_counts(bag_of_script):
    """Most recordings stand in an entry before the seal; all are checked, and a changed one is found."""
    bag = bag_of_script(listed=5)
    sealed = json.loads((bag / layout.ENTRIES).read_bytes().splitlines()[-1])
    film = bag / f"data/footage/{SESSION}-scale-0001.mp4"

    assert (failed(verify_bag(bag)), len(sealed["data"]["recordings"])) == ([], 2)
    assert film.name in (bag / layout.README).read_text()
    film.write_bytes(film.read_bytes()[:-1])
    assert "recording" in failed(verify_bag(bag))


def test_a_recording_listed_twice_fails(bag_of_script):
    """The list before the seal and the seal's own are one list, each recording once."""

    def facts(kind, data):
        return data | {"recordings": data["recordings"] * 2} if kind == "session.sealed" else data

    assert "rules" in failed(verify_bag(bag_of_script(listed=5, facts=facts)))


def test_frames_lost_at_a_films_end_are_a_note_when_a_gap_counts_them(bag_of_script):
    """An encoder that died after its film was ended: the gap begins there and says how many frames it cost."""
    ended = {}

    def facts(kind, data):
        if kind == "recording.finished":
            ended[data["recording"].split("-")[-2:][0]] = data["ended_us"]
        if kind == "camera.gap":
            return data | {"frames_lost": 5, "from_us": ended["scale"]}
        skips = kind == "recording.started" and data["recording"].endswith("scale-0003")
        return data | {"first_frame": data["first_frame"] + 5} if skips else data

    report = verify_bag(bag_of_script(interrupt=True, facts=facts))

    assert failed(report) == []
    assert "5 frames of camera scale" in notes(report, "frame-numbers")[0]
