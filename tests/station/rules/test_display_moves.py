"""Two people read the display before anything is weighed, where the settings say what the scale's line does not."""

import pytest

from station.rules.moves import check
from tests.scales import INSTRUMENT, weighed
from tests.station.rules.scale_sessions import OPEN_BATCH, SHOWN, checked, missing, session_with, take

BY_HAND = INSTRUMENT | {"line": {"unit": "kg", "decimals": 2, "checksum": False, "address": 1}}
READ = {"persons": ["P1", "P2"], "shown": {"figure": "50.00", "unit": "kg"}}
READ |= {"sent": {"mass_mg": 50_000_000, "figure": "005000", "unit": "kg"}, "raw": "00"}


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ({"unit": "kg", "decimals": None}, "the unit"),
        ({"unit": None, "decimals": 2}, "the decimals"),
        ({"unit": "kg", "decimals": 2}, "the unit and decimals"),
    ],
)
def test_nothing_is_weighed_before_two_people_read_the_display(line, what):
    """Where the settings say what the line does not, a wrong setting is a mass wrong by ten."""
    session = session_with(INSTRUMENT | {"line": line | {"checksum": False, "address": 1}})

    assert f"two people to confirm the scale's display first: its line does not tell {what}" in missing(
        session, *checked("10000.0")
    )
    take(session, ("display.confirmed", READ), checked("10000.0"))


def test_a_line_that_tells_all_needs_nobody_to_read_the_display():
    """Unit and decimals came with the figures."""
    take(session_with(), checked("10000.0"))


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"persons": ["P1"]}, "two people of different roles"),
        ({"persons": ["P1", "P1"]}, "two people of different roles"),
        ({"persons": ["P2", "P3"]}, "two people of different roles"),
        ({"persons": ["P1", "P9"]}, "a person who is present: P9 is not"),
        ({"shown": {"figure": "5.000", "unit": "kg"}}, "the same mass on the display and on the line"),
        ({"shown": {"figure": "500.0", "unit": "kg"}}, "the same mass on the display and on the line"),
        ({"shown": {"figure": "50.00", "unit": "lb"}}, "the same mass on the display and on the line"),
        ({"shown": {"figure": "fifty", "unit": "kg"}}, "the same mass on the display and on the line"),
        (
            {"shown": {"figure": "0.00", "unit": "kg"}, "sent": {"mass_mg": 0, "figure": "000000", "unit": "kg"}},
            "at zero a wrong decimal cannot be seen",
        ),
    ],
)
def test_a_display_is_confirmed_by_two_sides_with_a_load(other, words):
    """Nobody alone, nobody absent, no other mass than was sent, and not at zero."""
    assert words in missing(session_with(BY_HAND), "display.confirmed", READ | other)


@pytest.mark.parametrize("shown", [("50.0", "kg"), ("50.000", "kg"), ("50", "kg"), ("50000", "g")])
def test_the_display_is_read_with_every_decimal(shown):
    """The same mass with other decimals is another setting: 10.010 read from the other end is 10.0100."""
    shown = {"figure": shown[0], "unit": shown[1]}

    assert "as many decimals on the display as on the line" in missing(
        session_with(BY_HAND), "display.confirmed", READ | {"shown": shown}
    )


@pytest.mark.parametrize(("shown", "allowed"), [("12.340", True), ("12.34", False), ("12.3400", False)])
def test_decimals_that_the_line_tells_are_told_by_its_mass(shown, allowed):
    """Where only the unit is set by hand, the figure may have its point elsewhere in the frame."""
    session = session_with(INSTRUMENT | {"line": BY_HAND["line"] | {"decimals": None}})
    sent = {"mass_mg": 12_340_000, "figure": "012340", "unit": "kg"}
    read = READ | {"shown": {"figure": shown, "unit": "kg"}, "sent": sent}

    if allowed:
        check(session, "display.confirmed", read)
    else:
        assert "as many decimals" in missing(session, "display.confirmed", read)


@pytest.mark.parametrize(
    ("shown", "sent", "mass_mg"),
    [
        ("50.05", "005005", 50_050_000),
        ("12.21", "12.21", 12_210_000),
        ("10.00", "00010.00", 10_000_000),
        ("3.03", "-03.03", 3_030_000),
    ],
)
def test_a_load_that_reads_the_same_backwards_confirms_nothing(shown, sent, mass_mg):
    """Of two formats, one sends the last place first; and the frame can be such where the display is not."""
    sent = {"mass_mg": mass_mg, "figure": sent, "unit": "kg"}
    read = READ | {"shown": {"figure": shown, "unit": "kg"}, "sent": sent}

    assert "digits differ when read backwards" in missing(session_with(BY_HAND), "display.confirmed", read)
    check(session_with(), "display.confirmed", read)  # nothing is set by hand


def test_settings_changed_within_the_session_are_confirmed_anew():
    """Who has two people confirm the right decimals cannot then set others: the instrument that connects is another."""
    session = session_with(BY_HAND, weights=())
    take(session, ("display.confirmed", READ), ("scale.connected", {"scale": BY_HAND}), OPEN_BATCH, SHOWN)
    check(session, "weighing.recorded", weighed("5000.0", package="K1", batch="B1", weighing=1))
    moved = BY_HAND | {"line": {"unit": "kg", "decimals": 1, "checksum": False, "address": 1}}
    take(session, ("scale.connected", {"scale": moved}))

    assert "two people to confirm" in missing(
        session, "weighing.recorded", weighed("5000.0", package="K1", batch="B1", weighing=1)
    )
    sent = {"mass_mg": 500_000_000, "figure": "005000", "unit": "kg"}
    check(session, "display.confirmed", READ | {"shown": {"figure": "500.0", "unit": "kg"}, "sent": sent})
