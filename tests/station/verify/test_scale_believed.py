"""What a record says of whether the scale may be believed: its zero, its check weights, its display."""

import pytest

from station.verify.verify import verify_bag
from tests.scales import INSTRUMENT, YAOHUA, figure, frame, rebound, yaohua_figure, yaohua_frame
from tests.station.verify.goods_scripts import together, whole
from tests.station.verify.scale_scripts import failed, noted, of, told

# --- zero ---


def test_a_zero_that_had_moved_is_told(bag_of_script):
    """Beyond half of e before or after; up to it, nothing is said."""
    says = (
        (6.25, "<", frame("0.6").decode()),
        (8.75, "<", frame("-0.7").decode()),
        (10.72, "<", frame("0.5").decode()),
    )

    def facts(kind, data):
        if kind == "weighing.recorded" and data["weighing"] == 2:
            return data | {"zero": figure("0.6")}
        after = {2: figure("-0.7"), 3: figure("0.5")} if kind == "scale.emptied" else {}
        return data | after.get(data.get("after"), {})

    report = verify_bag(bag_of_script(facts=facts, says=says))

    assert failed(report) == []
    assert noted(report, "zero") == (
        "Weighing 2 (entry 34): the empty scale showed 600 mg before it, more than half of e. "
        "Weighing 2 (entry 34): the empty scale showed -700 mg after it, more than half of e."
    )


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (
            of("weighing.recorded", {"zero": figure("0.3")}, weighing=3),
            "the scale never sent '       0.3'",
        ),
        (of("weighing.recorded", {"zero": None}, weighing=3), "does not say what the empty scale showed before it"),
        (of("scale.emptied", figure("0.1"), after=3), "Entry 40: the scale never sent '       0.1'"),
        (of("scale.emptied", {"after": 2}, after=3), "Entry 40 speaks of the empty scale after weighing 2"),
    ],
)
def test_a_zero_that_the_scale_did_not_send_fails(bag_of_script, facts, words):
    """A moved zero cannot be made right in the record alone."""
    report = verify_bag(bag_of_script(facts=facts))

    assert failed(report) == ["zero"]
    assert words in told(report, "zero")


def test_the_zero_before_the_first_weighing_may_lie_before_the_recording(bag_of_script):
    """A load that stood there when the session began is weighed under a zero that nobody recorded: a note."""
    report = verify_bag(bag_of_script(facts=of("weighing.recorded", {"zero": figure("0.3")}, weighing=1)))

    assert failed(report) == []
    assert "Weighing 1 (entry 23): that the empty scale showed '       0.3' before it does not stand" in noted(
        report, "zero"
    )


def test_a_scale_that_nobody_saw_empty_is_told(bag_of_script):
    """After a weighing, until the next."""
    report = verify_bag(bag_of_script(facts=of("scale.emptied", None, after=3)))

    assert failed(report) == []
    assert noted(report, "zero") == "Weighing 3 (entry 39): nobody saw the scale empty after it."


@pytest.mark.parametrize("kind", ["scale.lost", "scale.connected"])
@pytest.mark.parametrize(("number", "at"), [(1, 4.1), (3, 8.8)])
def test_a_zero_from_before_the_line_was_lost_or_found_fails(bag_of_script, kind, number, at):
    """Another load, or another scale, may stand at its end since; the recorder then waits for the empty scale."""
    what = {"scale": INSTRUMENT} if kind == "scale.connected" else {"reason": "no answer", "since_us": 1}
    report = verify_bag(bag_of_script(more=((at, kind, what),)))

    assert "zero" in failed(report)
    assert f"Weighing {number} (entry" in told(report, "zero")
    assert "since its line was last lost or found, the scale never sent '       0.0'" in told(report, "zero")


def test_a_zero_seen_after_the_line_was_found_is_good(bag_of_script):
    """The empty scale was shown again."""
    says = ((8.86, "<", frame("0.0").decode()),)
    report = verify_bag(bag_of_script(more=((8.8, "scale.lost", {"reason": "no answer", "since_us": 1}),), says=says))

    assert "zero" not in failed(report)


@pytest.mark.parametrize(("net", "checks"), [(True, []), (False, ["zero"])])
def test_a_zero_shown_as_another_sort_of_mass_fails(bag_of_script, net, checks):
    """Gross nought says nothing of a net weight: the tare key may have been pressed with the load on."""
    data = {"gross": figure("5001.0"), "net": figure("5000.0"), "tare": figure("1.0")}
    line = "SIX1 S A A A A A A A A M     5001.0     5000.0        1.0 g\r\n"
    zero = f"SIX1 S A A A A A A A A {'M' if net else 'N'}        {'1.0' if net else '0.0'}        0.0        "
    zero += f"{'1.0' if net else '0.0'} g\r\n"
    window = {"recording": "S20261121-01-serial-0001", "from_mono_us": 1_008_300_000, "to_mono_us": 1_008_500_000}
    change = data | {"tare_kind": "weighed", "shown_as": "net", "raw": [line.encode().hex()], "stable_us": 0}
    papers = whole("package.registered", {"stated": {"net_mg": 5_000_000}}, package="K1")
    script = together(papers, of("weighing.recorded", change | {"serial": window}, weighing=2))
    report = verify_bag(bag_of_script(facts=script, says=((6.25, "<", zero), (8.4, "<", line))))

    assert failed(report) == checks


# --- check weights ---


def shown_at(number, grams):
    """A script in which the scale shows another mass of the check weight, in the record and on its line."""
    at = {1: 4.0, 5: 20.0}[number]

    def facts(kind, data):
        if kind != "weighing.recorded" or data["weighing"] != number:
            return data
        serial = data["serial"] | {"from_mono_us": 1_000_000_000 + round((at + 1.3) * 1e6)}
        raw = frame(grams).hex()
        return rebound(data | figure(grams) | {"raw": [raw], "stable_us": 0, "serial": serial})

    return {"facts": facts, "says": ((at + 1.35, "<", frame(grams).decode()),)}


def test_a_check_weight_is_told_with_error_and_permitted_error(bag_of_script):
    """At the opening and at the close, in numbers."""
    report = verify_bag(bag_of_script(**shown_at(1, "10001.5")))

    assert failed(report) == []
    assert noted(report, "check-weights") == (
        "At the opening the scale showed 10001500 mg of check weight m-10kg, 10000000 mg (weighing 1): 1500 mg off, 2000 mg "
        "permitted in service. "
        "At the close the scale showed 10000000 mg of check weight m-10kg, 10000000 mg (weighing 5): 0 mg off, 2000 mg "
        "permitted in service."
    )


def test_a_failed_check_is_told_loudly(bag_of_script):
    """At the close: the session may be closed and sealed, and every weight in it is doubtful."""
    report = verify_bag(bag_of_script(**shown_at(5, "9900.0")))

    assert failed(report) == []
    assert "THE SCALE FAILED ITS CHECK. At the close it showed 9900000 mg of check weight m-10kg" in noted(
        report, "check-weights"
    )
    assert "-100000 mg off, and only 2000 mg are permitted" in noted(report, "check-weights")


def test_a_check_that_failed_at_the_opening_breaks_the_rules(bag_of_script):
    """The station would not have opened the batch."""
    report = verify_bag(bag_of_script(**shown_at(1, "9900.0")))

    assert failed(report) == ["rules"]
    assert "within the permissible error" in told(report, "rules")


def test_an_omission_is_told_with_its_reason(bag_of_script):
    """The reason is the people's; the reader judges it."""
    omitted = (22.6, "check.omitted", {"when": "close", "reason": "too hot to come near"})
    report = verify_bag(bag_of_script(facts=of("weighing.recorded", None, weighing=5), more=(omitted,)))

    assert failed(report) == []
    assert "At the close the check weight was left out. The reason given: 'too hot to come near'." in noted(
        report, "check-weights"
    )


def test_a_station_without_check_weights_is_told(bag_of_script):
    """Nothing then shows that it weighed right."""

    def facts(kind, data):
        if kind == "session.opened":
            return data | {"check_weights": []}
        return None if kind == "weighing.recorded" and data["purpose"] == "check" else data

    report = verify_bag(bag_of_script(facts=facts))

    assert "check-weights" not in failed(report)
    assert noted(report, "check-weights").startswith("The station had no check weights")


# --- the display ---

READ = {"persons": ["P1", "P2"], "shown": {"figure": "10.000", "unit": "kg"}}
READ |= {"sent": yaohua_figure("10000.0"), "raw": yaohua_frame("10000.0").hex()}


def by_hand(**read):
    """A session on a scale whose line tells neither unit, nor decimals, nor stability; its display is read at 5.3 s."""
    return {"voice": YAOHUA, "more": ((5.3, "display.confirmed", READ | read),)}


def test_a_display_that_two_people_read_is_told(bag_of_script):
    """Who, what they read, what the line sent; and that the station's window stood for the scale's own word."""
    report = verify_bag(bag_of_script(**by_hand()))

    assert failed(report) == []
    assert noted(report, "display").startswith(
        "P1 (police), P2 (media) read '10.000' kg on the scale's display while its line sent '+010000'"
    )
    assert "a value that stood unchanged for at least 1.0 s (weighings 1; 2; 3; 4; 5)" in noted(
        report, "weighing-figures"
    )


@pytest.mark.parametrize(
    ("read", "checks", "words"),
    [
        (
            {"raw": yaohua_frame("1000.0").hex()},
            ["display"],
            "the bytes that they compared with give '+001000', 1000000 mg",
        ),
        ({"raw": "00"}, ["display"], "the bytes that they compared with give no value"),
        ({"raw": "nonsense"}, ["display"], "give no value"),
        (
            {
                "raw": yaohua_frame("9000.0").hex(),
                "sent": yaohua_figure("9000.0"),
                "shown": {"figure": "9.000", "unit": "kg"},
            },
            ["display"],
            "the bytes that two people compared with never came over the scale's line",
        ),
        (
            {"shown": {"figure": "1.0000", "unit": "kg"}},
            ["rules", "display"],
            "the display showed '1.0000' kg, and that is not",
        ),
    ],
)
def test_a_confirmation_that_its_bytes_do_not_bear_out_fails(bag_of_script, read, checks, words):
    """The digits are read again from the frame, and the frame must have come over the line just then."""
    report = verify_bag(bag_of_script(**by_hand(**read)))

    assert failed(report) == checks
    assert words in told(report, "display")


def test_decimals_that_nobody_confirmed_fail(bag_of_script):
    """Each weighing on them may be wrong by ten."""
    report = verify_bag(bag_of_script(voice=YAOHUA))

    assert failed(report) == ["rules", "display"]
    assert "Weighing 1 (entry 23) rests on the unit, the decimals that only the settings say" in told(report, "display")
