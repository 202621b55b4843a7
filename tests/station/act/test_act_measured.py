"""What the act says of the scale, its checks and changes, and of the fire; and what speaks against them, on page 1."""

from datetime import UTC, datetime, timedelta

import pytest

from station.act import LANGUAGES, ActRefused, build_act
from station.act.catalogue import load_texts
from tests.scales import CHECK_WEIGHT, INSTRUMENT, figure, rebound
from tests.sessions import BEGIN_US
from tests.station.act.otherwise import altered, said
from tests.station.act.reading import flat, pages

DAY = datetime.fromtimestamp(BEGIN_US // 10**6, UTC).date()
YESTERDAY = (DAY - timedelta(days=1)).isoformat()
CONTROLLER = {
    "controller": "TRM202 no. 7",
    "place": "second chamber, inner wall",
    "threshold_mdeg": 850_000,
    "registers": None,
}
HEAT = {
    "to_us": BEGIN_US + 16_000_000,
    "to_mono_us": 1_016_000_000,
    "threshold_mdeg": 850_000,
    "readings": 240,
    "above_us": 3_725_999_999,
    "unseen_us": 12_000_000,
    "highest_mdeg": 1_012_500,
    "lowest_mdeg": 640_000,
    "sensor_breaks": 3,
    "door_openings": 2,
}


def test_the_scale_stands_with_its_class_verification_and_seals(public_bag):
    """And the sentence that the sealed instrument stays the reference."""
    told = said(public_bag)

    assert "Accuracy class II Verification scale interval e 1.000 g Division d 1.000 g" in told
    assert "Min 50.000 g, Max 60 000.000 g" in told
    assert "No. V-0117, valid until 2027-06-30" in told
    assert "P-1, P-2" in told
    assert "stays the reference for every mass in this act" in told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("verification", "key"),
    [
        (None, "scale.unverified"),
        ({"number": "V-1", "expires": YESTERDAY, "seals": []}, "scale.expired_text"),
    ],
)
def test_a_scale_without_a_verification_in_force_says_so_on_page_1(bag_of_act, language, verification, key):
    """Plainly, in the language of the act; nobody has to compare dates."""
    act = build_act(bag_of_act(facts=altered(verification=verification)), language)
    words = load_texts(language).by_key[key].split("{")[0].strip()

    assert words in " ".join(pages(act)[0].split())


def test_a_verification_without_a_date_is_none(bag_of_act):
    """The record holds text there; whatever it says, it is not in force."""
    verification = {"number": "V-1", "expires": "soon", "seals": []}
    act = build_act(bag_of_act(facts=altered("session.opened", verification=verification)), "en")

    assert "NOT VERIFIED. No. V-1 has no date that can be read: soon" in " ".join(pages(act)[0].split())


def test_a_verification_holds_on_its_last_day(bag_of_act):
    """It expires with that day, not before it."""
    facts = altered(verification={"number": "V-1", "expires": DAY.isoformat(), "seals": []})

    assert "EXPIRED" not in said(bag_of_act(facts=facts))


def test_a_multi_interval_scale_shows_each_e(bag_of_act):
    """And a weighing has the bound of its own partial range."""
    ranges = [{"max_mg": 6_000_000, "e_mg": 1_000}, {"max_mg": 60_000_000, "e_mg": 10_000}]
    told = said(bag_of_act(facts=altered(accuracy_class="III", ranges=ranges, min_mg=20_000)))

    assert "1.000 g, up to 6 000.000 g 10.000 g, up to 60 000.000 g" in told
    assert "5 000.000 ± 3.000" in told
    assert "10 000.000 ± 20.000" in told


def test_who_confirmed_the_display_stands_with_what_was_set_by_hand(bag_of_act):
    """Both people, what they read, and what the line sent."""
    by_hand = altered(line={"unit": "kg", "decimals": 3, "checksum": True, "address": 1})
    sent = {"mass_mg": 12_340_000, "figure": "0012340", "unit": "kg"}
    confirmed = {"persons": ["P1", "P2"], "shown": {"figure": "12.340", "unit": "kg"}, "sent": sent, "raw": "00"}
    told = said(bag_of_act(facts=by_hand, more=((4.0, "display.confirmed", confirmed),)))

    assert "unit: kg; decimals: 3" in told
    assert (
        "P1, police officer; P2, media; 17:00:04 / 12:00:04; display 12.340 kg, line 0012340 kg = 12 340.000 g" in told
    )
    assert "asked for and checked" in told


def test_check_weights_stand_with_their_errors(public_bag):
    """At the opening and at the close, with what is permitted in service and at verification."""
    row = f"{CHECK_WEIGHT['weight']} {CHECK_WEIGHT['certificate']} 10 000.000 10000.0 g 0.000 ± 2.000 ± 1.000 passed"

    assert f"opening 17:00:05 / 12:00:05 {row}" in said(public_bag)
    assert f"close 17:00:21 / 12:00:21 {row}" in said(public_bag)


def test_a_check_weight_that_failed_is_called_so_on_page_1(bag_of_act):
    """The scale showed 3 g too much at the close."""

    def facts(kind, data):
        if kind == "weighing.recorded" and data["weighing"] == 5:
            return rebound(data | figure("10003.0"))
        return data

    act = build_act(bag_of_act(facts=facts), "en")

    assert "check weights passed: 1, FAILED: 1, left out: 0" in " ".join(pages(act)[0].split())
    assert "10003.0 g +3.000 ± 2.000 ± 1.000 FAILED" in flat(act)


def test_a_check_that_was_left_out_stands_with_its_reason(bag_of_act):
    """And on page 1."""
    left_out = ((5.9, "check.omitted", {"when": "opening", "reason": "the weight was not here"}),)
    act = build_act(bag_of_act(more=left_out), "en")

    assert "LEFT OUT (opening) the weight was not here" in flat(act)
    assert "left out: 1" in " ".join(pages(act)[0].split())


def test_a_station_without_check_weights_says_so(bag_of_act):
    """The silence of the settings is no check."""

    def facts(kind, data):
        if kind == "weighing.recorded" and data["purpose"] == "check":
            return None
        return data | {"check_weights": []} if kind == "session.opened" else data

    assert "The scale was not checked with a known mass." in said(bag_of_act(facts=facts))


def test_changes_are_told_by_their_settings(bag_of_act):
    """One line a setting, the counter before and after, and the number on page 1."""
    settings = '{"scale":{"decimals":%d,"unit":null}}'
    change = {"event": 4, "what": "settings", "before": settings % 2, "after": settings % 3}
    clock = {"event": 5, "what": "clock", "before": None, "after": "stepped by 1200000 us"}
    more = ((5.6, "metrology.changed", change), (5.7, "metrology.changed", clock))
    told = said(bag_of_act(more=more))

    assert "At the opening 3 At the end of the session 5" in told
    assert "settings for weighing and the furnace scale.decimals: 2 → 3" in told
    assert "the computer's clock stepped by 1200000 us" in told
    assert "changes counted: 2" in told


@pytest.mark.parametrize("after", ["[" * 20_000, '{"a":' * 900 + "1" + "}" * 900, '{"a":"\\ud800"}', "x" * 3_000])
def test_no_change_can_stop_the_act(bag_of_act, after):
    """Whatever stands there, it is printed and not read as more than text."""
    change = {"event": 4, "what": "settings", "before": None, "after": after}

    assert "At the end of the session 4" in said(bag_of_act(more=((5.6, "metrology.changed", change),)))


def test_a_session_without_a_controller_says_that_no_temperature_was_recorded(public_bag):
    """Also where the act says what it does not prove."""
    assert "No temperature was recorded. The session was opened without a controller" in said(public_bag)
    assert "the scale shows the residue; no temperature is recorded" in said(public_bag)


def test_the_furnace_s_events_are_incidents(bag_of_act):
    """A broken sensor, a door, and bytes that were no answer stand in words, also on page 1 by their number."""
    fault = {
        "line": "furnace",
        "reason": "bad checksum",
        "pieces": 12,
        "from_us": BEGIN_US,
        "to_us": BEGIN_US + 3_000_000,
    }
    more = (
        (5.61, "furnace.connected", {"controller": CONTROLLER}),
        (5.62, "furnace.sensor_broke", {"at_us": BEGIN_US, "condition": "sensor break"}),
        (5.63, "furnace.sensor_mended", {"at_us": BEGIN_US}),
        (5.64, "furnace.door_opened", {"at_us": BEGIN_US}),
        (5.65, "furnace.door_closed", {"at_us": BEGIN_US}),
        (5.66, "furnace.lost", {"reason": "unplugged", "since_us": BEGIN_US}),
        (5.67, "line.faulted", fault | {"first": "00ff"}),
        (5.68, "board.registered", {"board": "7", "commitment": "ab" * 32}),
    )
    act = build_act(bag_of_act(more=more), "en")

    assert "Incidents, gaps and losses 8; see section 9" in " ".join(pages(act)[0].split())
    assert (
        "Furnace controller's line: 12 pieces of bytes were no answer, 3.0 s: bad checksum; the first was 00ff"
        in flat(act)
    )
    assert "Furnace's sensor told no temperature: sensor break" in flat(act)
    assert "Furnace controller connected: TRM202 no. 7, second chamber, inner wall" in flat(act)


def test_the_fire_stands_with_its_time_above_the_threshold(bag_of_act):
    """Nothing is rounded up: time is cut to the whole second, what was not seen stands beside it."""

    def facts(kind, data):
        opened = data | {"furnace_controller": CONTROLLER} if kind == "session.opened" else data
        return opened | {"heat": HEAT} if kind == "batch.ended" else opened

    told = said(bag_of_act(facts=facts))

    assert "TRM202 no. 7 Place of the thermocouple second chamber, inner wall Threshold 850 °C" in told
    assert "B1 1:02:05 (850 °C) 1012.5 °C 640 °C 0:00:12 3 2" in told
    assert "the temperature is that of one place in the chamber" in told
    assert "no temperature is recorded" not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_recorded_is_not_called_missing(public_bag, language):
    """Class, verification and check weights stood among what the record does not hold; they no longer do."""
    texts = load_texts(language)
    missing = said(public_bag, language).split(texts("not_held.text"))[1]

    assert texts("not_held.alibi").split()[0] in missing
    assert [word for word in ("interval e", "класс", "дәлдік") if word in missing] == []


@pytest.mark.parametrize("changes", [{"accuracy_class": "IV"}, {"ranges": []}])
def test_a_scale_of_no_class_is_refused(bag_of_act, changes):
    """Its bounds cannot be reckoned."""

    def facts(kind, data):
        if kind == "session.opened":
            return data | {"scale": INSTRUMENT | changes, "check_weights": []}
        return None if kind == "weighing.recorded" and data["purpose"] == "check" else data

    with pytest.raises(ActRefused, match="the classes are I, II, III, IIII"):
        build_act(bag_of_act(facts=facts), "en")
