"""What legal metrology asks of the record: bounds, verification, masses beside the papers, counted changes, signed boards."""

import pytest

from station.verify.verify import verify_bag
from tests.scales import BOARD, COUNT, INSTRUMENT, figure, frame
from tests.station.verify.goods_scripts import together, whole
from tests.station.verify.scale_scripts import everywhere, failed, noted, of, told

# --- bounds, sums, verification ---


# The empty scale with a tare taken, before the second weighing.
# What a net mass is compared with.
NET = whole("package.registered", {"stated": {"net_mg": 5_000_000}}, package="K1")
EMPTY_NET = (6.25, "<", "SIX1 S A A A A A A A A M        1.0        0.0        1.0 g\r\n")


@pytest.mark.parametrize("bound_mg", [0, 100, 1_999, 2_001])
def test_a_bound_that_is_not_the_standards_fails(bag_of_script, bound_mg):
    """Neither smaller nor larger than class, e and load give."""
    report = verify_bag(bag_of_script(facts=of("weighing.recorded", {"bound_mg": bound_mg}, weighing=1)))

    assert failed(report) == ["weighing-bounds"]
    assert f"states a bound of {bound_mg} mg; with its class, e and load it is 2000 mg" in told(
        report, "weighing-bounds"
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"accuracy_class": "V"}, "the classes are I, II, III, IIII"),
        ({"ranges": []}, "at least one range"),
        ({"ranges": [{"max_mg": 60_000_000, "e_mg": 0}]}, "e is 1, 2 or 5"),
        ({"ranges": [{"max_mg": 60_000_000, "e_mg": 100}]}, "600000 intervals: class II has at most 100000"),
        ({"ranges": [{"max_mg": 30_000_000, "e_mg": 1_000}]}, "its last range does not reach Max"),
    ],
)
def test_a_plate_that_cannot_be_is_named(bag_of_script, change, words):
    """A key holder who writes a finer e into the record writes an instrument that nobody can build, and breaks no verifier."""
    report = verify_bag(bag_of_script(facts=of("weighing.recorded", {"scale": INSTRUMENT | change}, weighing=2)))

    assert "weighing-bounds" in failed(report)
    assert words in told(report, "weighing-bounds")


def test_a_finer_e_everywhere_breaks_the_rules(bag_of_script):
    """The station would not have opened the session with it."""

    def facts(_kind, data):
        return (
            data | {"scale": INSTRUMENT | {"ranges": [{"max_mg": 60_000_000, "e_mg": 100}]}}
            if "scale" in data
            else data
        )

    report = verify_bag(bag_of_script(facts=facts))

    assert failed(report)[0] == "rules"
    assert "a plate that an instrument can have" in told(report, "rules")


@pytest.mark.parametrize(
    ("tare", "words"), [("0002", "each is rounded by itself"), ("0301", "more than rounding explains")]
)
def test_masses_that_do_not_add_up_are_told_and_stay(bag_of_script, tare, words):
    """R 11: gross, net and tare stand as sent; nobody repairs one of them."""
    data = {"gross": figure("5001.0"), "net": figure("5000.0"), "tare": figure(f"{int(tare)}.0")}
    line = b"SIX1 S A A A A A A A A M     5001.0     5000.0 %10s g\r\n" % data["tare"]["figure"].strip().encode()
    change = data | {"tare_kind": "weighed", "shown_as": "net", "raw": [line.hex()], "stable_us": 0}
    window = {"recording": "S20261121-01-serial-0001", "from_mono_us": 1_008_300_000, "to_mono_us": 1_008_500_000}
    change |= {"serial": window}
    facts = together(NET, of("weighing.recorded", change, weighing=2))
    report = verify_bag(bag_of_script(facts=facts, says=(EMPTY_NET, (8.4, "<", line.decode()))))

    assert failed(report) == []
    assert words in noted(report, "weighing-bounds")


def test_a_preset_tare_is_told_and_widens_the_bound(bag_of_script):
    """Nobody weighed it; the bound is that of the gross load."""
    line = b"SIX1 S A A A A A A A A P     5100.0     5000.0      100.0 g\r\n"
    data = {"gross": figure("5100.0"), "net": figure("5000.0"), "tare": figure("100.0"), "tare_kind": "preset"}
    window = {"recording": "S20261121-01-serial-0001", "from_mono_us": 1_008_300_000, "to_mono_us": 1_008_500_000}
    data |= {"shown_as": "net", "raw": [line.hex()], "stable_us": 0, "serial": window, "bound_mg": 2_000}
    facts = together(NET, of("weighing.recorded", data, weighing=2))
    report = verify_bag(bag_of_script(facts=facts, says=(EMPTY_NET, (8.4, "<", line.decode()))))

    assert failed(report) == []
    assert "Weighing 2 (entry 34) has a preset tare" in noted(report, "weighing-bounds")


@pytest.mark.parametrize(
    ("verification", "words"),
    [
        (None, "No verification of the scale is stated (weighings 1; 2; 3; 4; 5)."),
        (
            {"number": "V-1", "expires": "2026-11-20", "seals": []},
            "THE SCALE'S VERIFICATION HAD EXPIRED: its last day was 2026-11-20",
        ),
        (
            {"number": "V-1", "expires": "2026-11-21", "seals": []},
            "'V-1' is stated to hold until 2026-11-21, with the seals none",
        ),
    ],
)
def test_the_verification_is_told(bag_of_script, verification, words):
    """That it was none, that it had expired, or until when it holds and under which seals: notes, for the court to judge."""
    report = verify_bag(bag_of_script(facts=everywhere(verification=verification)))

    assert failed(report) == []
    assert words in noted(report, "verification")
    assert ("EXPIRED" in noted(report, "verification")) == ("EXPIRED" in words)


def test_a_verification_that_ends_on_no_day_fails(bag_of_script):
    """Nobody can say whether it held."""
    verification = {"number": "V-1", "expires": "next year", "seals": []}
    report = verify_bag(bag_of_script(facts=everywhere(verification=verification)))

    assert failed(report) == ["verification"]
    assert "'next year'" in told(report, "verification")


# --- the audit trail ---

SETTINGS = {"event": 4, "what": "settings", "before": '{"scale":{"decimals":2}}', "after": '{"scale":{"decimals":1}}'}


def test_a_change_within_the_session_is_told(bag_of_script):
    """In words: which setting, from what to what."""
    report = verify_bag(bag_of_script(more=((9.0, "metrology.changed", SETTINGS),)))

    assert failed(report) == []
    assert "(settings) at 2026-11-21T12:00:09.000001Z: scale.decimals is 1 after 2." in noted(report, "audit-trail")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (of("metrology.changed", {"event": 5}, event=4), "is change 5, but change 4 comes next"),
        (
            of("weighing.recorded", {"event": 4}, weighing=2),
            "Entry 34 (weighing.recorded) states 4 changes; the record gives 3",
        ),
        (of("weighing.recorded", {"event": 3}, weighing=3), "(weighing.recorded) states 3 changes; the record gives 4"),
    ],
)
def test_a_hole_in_the_counter_fails(bag_of_script, facts, words):
    """A change left out, and a weighing that counts otherwise."""
    report = verify_bag(bag_of_script(facts=facts, more=((9.0, "metrology.changed", SETTINGS),)))

    assert failed(report) == ["audit-trail"]
    assert words in told(report, "audit-trail")


def test_a_change_that_was_never_counted_fails(bag_of_script):
    """Another instrument on the line, and no number for it."""
    other = INSTRUMENT | {"told": INSTRUMENT["told"] | {"serial": "B999"}}

    def facts(kind, data):
        return data | {"scale": other} if kind == "weighing.recorded" and data["weighing"] > 3 else data

    says = ((16.6, "<", frame("0.0").decode()),)
    more = (
        (16.5, "scale.connected", {"scale": other}),
        (16.8, "check.omitted", {"when": "opening", "reason": "no weight at hand"}),
    )
    report = verify_bag(bag_of_script(facts=facts, says=says, more=more))

    assert failed(report) == ["audit-trail"]
    assert "shows a change (instrument) that was not counted before weighing 4" in told(report, "audit-trail")


def test_a_step_of_the_clock_that_was_never_counted_fails(bag_of_script):
    """The entry that tells of it is there, the counter has not moved."""
    report = verify_bag(bag_of_script(steps=((7.0, 3.0),), facts=of("metrology.changed", None, what="clock")))

    assert failed(report) == ["audit-trail"]
    assert "shows a change (clock)" in told(report, "audit-trail")


# --- what else is told ---


def test_faults_of_the_line_and_boards_are_told(bag_of_script):
    """How many, when, and why; and whose key was registered."""
    fault = {
        "line": "scale",
        "reason": "the value is not a number",
        "pieces": 7,
        "from_us": 0,
        "to_us": 10**6,
        "first": "00",
    }
    more = ((7.0, "line.faulted", fault), (7.1, "board.registered", {"board": "7Q4M2XKC", "commitment": "ab" * 32}))
    report = verify_bag(bag_of_script(more=more))

    assert failed(report) == []
    assert "7 pieces ('the value is not a number')" in noted(report, "events")
    assert f"board 7Q4M2XKC, commitment {'ab' * 32}" in noted(report, "events")


def test_a_boards_weighings_are_read_without_its_key_and_that_is_told(bag_of_script):
    """What they say is checked; that the board said it, only the key can show."""
    report = verify_bag(bag_of_script(voice=BOARD))

    assert failed(report) == []
    assert "signs its readings with a secret key" in noted(report, "weighing-instrument")
    assert "(weighings 1; 2; 3; 4; 5)" in noted(report, "weighing-instrument")


@pytest.mark.parametrize("count", [COUNT | {"counter": 43}, COUNT | {"events": 4}, COUNT | {"board": "7Q4M2XKD"}, None])
def test_a_boards_count_is_that_of_its_last_line(bag_of_script, count):
    """A calibration between two weighings cannot be hidden in the entry alone."""
    report = verify_bag(bag_of_script(voice=BOARD, facts=of("weighing.recorded", {"board": count}, weighing=2)))

    assert failed(report) == ["weighing-figures"]
    assert "board is" in told(report, "weighing-figures")


def test_readings_of_a_board_that_never_came_are_told(bag_of_script):
    """How many, and that its power had been away."""
    counted = COUNT | {"missing": 5, "restarted": True}
    report = verify_bag(bag_of_script(voice=BOARD, more=((7.0, "board.counted", counted),)))

    assert failed(report) == []
    assert "board 7Q4M2XKC at 2026-11-21T12:00:07.000001Z, 5 readings missing, and its power had been away." in noted(
        report, "events"
    )
