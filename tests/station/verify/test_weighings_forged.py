"""Weighings that a key holder could record and sign: whatever the scale did not send, at that time, is found."""

import pytest

from station.formats.canonical import canonical
from station.verify.report import Verdict
from station.verify.verify import verify_bag
from tests.scales import TOLD, frame, rebound
from tests.sessions import INSTRUMENT, SESSION

LINE = b"S S     5000.0 g\r\n".hex()


def failed(report):
    """The checks that failed, in order, each once."""
    return list(dict.fromkeys(each.check for each in report.failures))


def told(report, check, verdict=Verdict.FAIL):
    """The words of a check's findings."""
    return " ".join(str(each.text) for each in report.findings if (each.check, each.verdict) == (check, verdict))


def weighed(number, **values):
    """A script that records a weighing otherwise, and all sums after it so that the rules are kept."""

    def facts(kind, data):
        if kind == "weighing.recorded" and data["weighing"] == number:
            return rebound(data | values) | values
        lighter = values.get("mass_mg", 5_000_000) - 5_000_000
        if kind == "furnace.charged":
            return data | {"mass_mg": data["mass_mg"] + lighter}
        return data | {"burned_mg": data["burned_mg"] + lighter} if kind == "session.closed" else data

    return facts


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"figure": "     500.0", "mass_mg": 500_000}, "mass_mg is 500000 and should be 5000000"),
        ({"figure": "     0.500", "decimals": 3, "unit": "kg", "mass_mg": 500_000}, "unit is 'kg' and should be 'g'"),
        ({"figure": "    5000.0", "unit": "mg", "mass_mg": 25_000}, "unit is 'mg' and should be 'g'"),
        ({"figure": "    50.000", "decimals": 3, "mass_mg": 50_000}, "decimals is 3 and should be 1"),
        ({"shown_as": "net"}, "shown_as is 'net' and should be 'displayed'"),
        ({"raw": [LINE, LINE.replace("2053", "2044", 1)]}, "which is no stable value"),
        ({"raw": [LINE, LINE + LINE]}, "which is no stable value"),
        ({"raw": [LINE, LINE[:-4]]}, "which is no stable value"),
        ({"raw": [LINE, b"S S     4000.0 g\r\n".hex()]}, "mass_mg is 5000000 and should be 4000000"),
        ({"raw": ["nonsense"]}, "the line 'nonsense', which is no stable value"),
        ({"raw": []}, "names no raw lines"),
    ],
)
def test_what_the_raw_lines_do_not_say_is_found(bag_of_script, values, words):
    """The digits of the figure alone prove nothing: every line is decoded and must say all that the entry says."""
    report = verify_bag(bag_of_script(facts=weighed(2, **values)))

    assert "weighing-figures" in failed(report)
    assert words in told(report, "weighing-figures")


def test_an_unknown_protocol_fails(bag_of_script):
    """Lines that nobody can decode say nothing."""
    strange = INSTRUMENT | {"protocol": "telepathy"}

    assert "'telepathy' is not a protocol" in told(
        verify_bag(bag_of_script(facts=weighed(2, scale=strange))), "weighing-figures"
    )


def test_one_load_weighed_twice_fails(bag_of_script):
    """Two weighings with the same bytes and the same time: the second package was never on the scale."""
    first = {"from_mono_us": 1_006_900_000, "to_mono_us": 1_008_500_000, "recording": f"{SESSION}-serial-0001"}
    same = {"figure": "    5000.0", "mass_mg": 5_000_000, "raw": [LINE, LINE], "serial": first}

    def facts(kind, data):
        again = kind == "weighing.recorded" and data["weighing"] == 3
        sums = {"furnace.charged": "mass_mg", "session.closed": "burned_mg"}
        if kind in sums:
            return data | {sums[kind]: 10_000_000}
        return rebound(data | same) if again else data

    report = verify_bag(bag_of_script(facts=facts))

    assert failed(report) == ["weighing-bytes", "zero"]
    assert "one load, weighed twice" in told(report, "weighing-bytes")


@pytest.mark.parametrize(
    ("window", "stable_us", "words"),
    [
        ((1_001_000_000, 1_002_000_000), 1_000_000, "s before its entry, not just before it"),
        ((1_006_900_000, 1_010_000_000), 1_000_000, "was heard until -1."),
        ((1_006_900_000, 1_008_500_000), 60_000_000, "is said to have stood for 60.0 s, in a window of 1.6 s"),
        ((1_000_000_000, 1_008_500_000), 1_000_000, "stood for 1.0 s, somewhere in 8.5 s"),
        ((1_008_200_000, 1_008_500_000), 300_000, "does not stand in S20261121-01-serial-0001 at that time"),
    ],
)
def test_a_window_elsewhere_fails(bag_of_script, window, stable_us, words):
    """The lines must stand where the entry says, just before it, in hardly more time than the value stood."""
    serial = {"recording": f"{SESSION}-serial-0001", "from_mono_us": window[0], "to_mono_us": window[1]}
    report = verify_bag(bag_of_script(facts=weighed(2, serial=serial, stable_us=stable_us)))

    assert failed(report)[0] == "weighing-bytes"
    assert set(failed(report)) <= {"weighing-bytes", "zero"}  # the empty scale is looked for before that window
    assert words in told(report, "weighing-bytes")


def test_an_invented_instrument_fails(bag_of_script):
    """A weighing names another scale than the one that the session was opened with."""
    invented = INSTRUMENT | {"told": INSTRUMENT["told"] | {"serial": "X999"}}
    report = verify_bag(bag_of_script(facts=weighed(3, scale=invented)))

    assert failed(report) == ["weighing-instrument"]
    assert "another instrument, telling 'IND245' 'X999'" in told(report, "weighing-instrument")


def test_a_change_of_instrument_is_told(bag_of_script):
    """Another scale that the record announces is no fault, and a court is told; so it is of one without a number."""
    other = INSTRUMENT | {"told": dict.fromkeys(INSTRUMENT["told"])}

    def facts(kind, data):
        return data | {"scale": other} if kind == "weighing.recorded" and data["weighing"] > 3 else data

    counted = {"what": "instrument", "before": canonical(TOLD).decode(), "after": canonical(other["told"]).decode()}
    more = ((16.5, "scale.connected", {"scale": other}), (16.52, "metrology.changed", {"event": 4} | counted))
    more += ((16.8, "check.omitted", {"when": "opening", "reason": "no weight at hand"}),)
    report = verify_bag(bag_of_script(facts=facts, more=more, says=((16.6, "<", frame("0.0").decode()),)))

    assert failed(report) == []
    assert "another one from 2026-11-21T12:00:16" in told(report, "weighing-instrument", Verdict.NOTE)
    assert "told no serial number" in told(report, "weighing-instrument", Verdict.NOTE)
    assert "(weighings 4; 5)" in told(report, "weighing-instrument", Verdict.NOTE)


TARE = {"mass_mg": 500_000, "figure": "     500.0", "unit": "g"}


def test_a_tare_that_the_scale_told_is_a_note(bag_of_script):
    """What was weighed with a tare is named."""
    script = {"facts": weighed(2, tare=TARE), "says": ((7.5, "<", "TA A      500.0 g\r\n"),)}
    report = verify_bag(bag_of_script(**script))

    assert failed(report) == []
    assert "Weighed with a tare: weighing 2 of K1, tare 500000 mg." in told(report, "events", Verdict.NOTE)


@pytest.mark.parametrize(
    ("tare", "says"),
    [(TARE, ()), (None, ((7.5, "<", "TA A      500.0 g\r\n"),)), (TARE, ((7.5, "<", "TA A 1.0 g\r\n"),))],
)
def test_a_tare_that_the_scale_did_not_tell_fails(bag_of_script, tare, says):
    """Nor can one that it told be left out: the displayed value is then another mass than it seems."""
    report = verify_bag(bag_of_script(facts=weighed(2, tare=tare), says=says))

    assert failed(report) == ["weighing-bytes"]
    assert "but the scale told" in told(report, "weighing-bytes")


def test_a_value_that_did_not_stand_fails(bag_of_script):
    """Between the two lines that a weighing names, the scale sent another value."""
    report = verify_bag(bag_of_script(says=((7.5, "<", "S D     4000.0 g\r\n"),)))

    assert failed(report) == ["weighing-bytes"]
    assert "Weighing 2 (entry 34): what the scale is said to have sent does not stand" in told(report, "weighing-bytes")


def test_a_tare_told_before_the_lines_may_be_theirs(bag_of_script):
    """Where the scale told none meanwhile, the one before counts, or none when it was in doubt since."""
    says = ((7.0, "<", "TA A      500.0 g\r\n"),)
    for number, tare in enumerate((TARE, None)):
        assert failed(verify_bag(bag_of_script(facts=weighed(2, tare=tare), says=says, folder=str(number)))) == []


def test_a_serial_recording_with_times_of_its_own_fails(bag_of_script):
    """Bytes cannot be put down under another monotonic time than the one that ran with UTC."""
    report = verify_bag(bag_of_script(serial_ahead=7.0))

    assert "serial" in failed(report)
    assert "line 1: its two times are those of no moment of this session" in told(report, "serial")
