"""What must be there before a scale is believed: the display read by two, check weights at opening and close."""

import pytest

from station.rules.moves import OutOfOrder, check
from station.rules.session import Session
from tests.scales import CHECK_WEIGHT, INSTRUMENT, figure, weighed

BY_HAND = INSTRUMENT | {"line": {"unit": "kg", "decimals": 2, "checksum": False, "address": 1}}
SECOND_WEIGHT = {"weight": "m-20kg", "nominal_mg": 20_000_000, "certificate": "C-2026-45"}
READ = {"persons": ["P1", "P2"], "shown": {"figure": "50.00", "unit": "kg"}}
READ |= {"sent": {"mass_mg": 50_000_000, "figure": "005000", "unit": "kg"}, "raw": "00"}


def session_with(scale=INSTRUMENT, weights=(CHECK_WEIGHT,), until="batch.opened"):
    """A session with one package, up to its batch, or after its end."""
    session = Session()
    opened = {"seats": ["police", "media"], "quorum": [], "cameras": [], "scale": scale}
    facts = [
        ("session.opened", opened | {"check_weights": list(weights)}),
        ("person.joined", {"person": "P1", "role": "police"}),
        ("person.joined", {"person": "P2", "role": "media"}),
        ("person.joined", {"person": "P3", "role": "media"}),
        ("consignment.registered", {"consignment": "C1"}),
        ("package.registered", {"package": "K1", "consignment": "C1", "seal": "S1"}),
    ]
    if until == "session.closed":
        facts += [
            ("check.omitted", {"when": "opening", "reason": "left in the office"}),
            ("batch.opened", {"batch": "B1"}),
            ("weighing.recorded", weighed("5000.0", package="K1", batch="B1", weighing=1)),
            ("furnace.charged", {"batch": "B1", "packages": ["K1"], "mass_mg": 5_000_000}),
            ("burn.started", {"batch": "B1"}),
            ("batch.ended", {"batch": "B1"}),
            ("residue.not_weighed", {"reason": "too hot"}),
        ]
    take(session, *facts)
    return session


def take(session, *facts):
    """Check each fact, and take it in."""
    for kind, data in facts:
        check(session, kind, data)
        session.apply(kind, data, 0)


def checked(grams, number=1, weight="m-10kg"):
    """A check weight on the scale."""
    return "weighing.recorded", weighed(grams, "check", check_weight=weight, weighing=number)


def missing(session, kind, data):
    """What the rules say must come first."""
    with pytest.raises(OutOfOrder) as refused:
        check(session, kind, data)
    return "; ".join(refused.value.missing)


OPEN_BATCH = ("batch.opened", {"batch": "B1"})
CLOSE = ("session.closed", {"packages_burned": 1, "packages_set_aside": 0, "burned_mg": 5_000_000, "residue_mg": None})
OMIT = ("check.omitted", {"when": "opening", "reason": "left in the office"})
OMIT_AFTER = ("check.omitted", {"when": "close", "reason": "too hot to come near"})


# --- the display ---


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


def test_the_display_may_be_read_in_another_unit():
    """50.00 kg on the line and 50000 g on the display are one mass."""
    check(session_with(BY_HAND), "display.confirmed", READ | {"shown": {"figure": "50000", "unit": "g"}})


def test_settings_changed_within_the_session_are_confirmed_anew():
    """Who has two people confirm the right decimals cannot then set others: the instrument that connects is another."""
    session = session_with(BY_HAND, weights=())
    take(session, ("display.confirmed", READ), ("scale.connected", {"scale": BY_HAND}), OPEN_BATCH)
    check(session, "weighing.recorded", weighed("5000.0", package="K1", batch="B1", weighing=1))
    moved = BY_HAND | {"line": {"unit": "kg", "decimals": 1, "checksum": False, "address": 1}}
    take(session, ("scale.connected", {"scale": moved}))

    assert "two people to confirm" in missing(
        session, "weighing.recorded", weighed("5000.0", package="K1", batch="B1", weighing=1)
    )
    check(session, "display.confirmed", READ)


# --- check weights ---


def test_no_batch_before_a_check_weight_passed():
    """10 kg within 2 g in service; beyond, the weighing stands in the record and the batch stays closed."""
    session = session_with()
    assert "a check weight to be weighed within the permissible error" in missing(session, *OPEN_BATCH)
    take(session, checked("10002.1"))
    assert "a check weight to be weighed within the permissible error" in missing(session, *OPEN_BATCH)
    take(session, checked("10002.0", 2), OPEN_BATCH)


def test_no_weight_may_fail():
    """One that passed does not speak for one that did not."""
    session = session_with(weights=(CHECK_WEIGHT, SECOND_WEIGHT))
    take(session, checked("10000.0"), checked("20900.0", 2, "m-20kg"))

    assert "within the permissible error" in missing(session, *OPEN_BATCH)
    take(session, checked("20000.0", 3, "m-20kg"), OPEN_BATCH)


def test_an_explained_omission_opens_the_batch_until_a_weight_fails():
    """The reason stands for a weight that was not weighed, not for one that was and failed."""
    session = session_with()
    take(session, OMIT)
    check(session, *OPEN_BATCH)
    take(session, checked("9000.0"))
    assert "within the permissible error" in missing(session, *OPEN_BATCH)
    take(session, OMIT, OPEN_BATCH)


def test_a_station_without_check_weights_needs_none():
    """What it has not, it cannot weigh; the opening says that it has none."""
    check(session_with(weights=()), *OPEN_BATCH)


def test_another_instrument_is_checked_anew():
    """The weight stood on the other one."""
    session = session_with()
    other = INSTRUMENT | {"told": INSTRUMENT["told"] | {"serial": "B124"}}
    take(session, checked("10000.0"), ("scale.connected", {"scale": other}))

    assert "a check weight to be weighed" in missing(session, *OPEN_BATCH)


@pytest.mark.parametrize(
    ("weight", "words"), [("m-5kg", r"a check weight of this station (m-10kg): m-5kg is not"), (None, "None is not")]
)
def test_only_the_stations_own_weights_are_check_weights(weight, words):
    """Their masses and certificates stand in the opening."""
    assert words in missing(session_with(), *checked("10000.0", weight=weight))


def test_no_check_weight_within_a_batch():
    """Between two packages it would be one more load that nobody registered."""
    session = session_with()
    take(session, checked("10000.0"), OPEN_BATCH)

    assert "between batches" in missing(session, *OMIT_AFTER)
    assert "the batch to be ended" in missing(session, *checked("10000.0", 2))


def test_no_close_before_a_check_weight_and_the_empty_scale():
    """Both after the last fire; a weight that fails then closes the session all the same, and stands in the record."""
    session = session_with(until="session.closed")
    assert "a check weight to be weighed after the last fire" in missing(session, *CLOSE)
    take(session, checked("9000.0", 2))
    assert "the scale to be emptied" in missing(session, *CLOSE)
    take(session, ("scale.emptied", {"after": 2} | figure("0.0")), CLOSE)


def test_an_explained_omission_closes_the_session():
    """The reason is in the log."""
    take(session_with(until="session.closed"), OMIT_AFTER, CLOSE)


def test_a_reason_given_before_the_last_fire_does_not_hold_after_it():
    """Nobody excuses beforehand what he cannot know."""
    session = session_with()
    take(session, OMIT, OMIT_AFTER, OPEN_BATCH)
    take(session, ("weighing.recorded", weighed("5000.0", package="K1", batch="B1", weighing=1)))
    take(session, ("furnace.charged", {"batch": "B1", "packages": ["K1"], "mass_mg": 5_000_000}))
    take(session, ("burn.started", {"batch": "B1"}), ("batch.ended", {"batch": "B1"}))
    take(session, ("residue.not_weighed", {"reason": "too hot"}))

    assert "a check weight to be weighed after the last fire" in missing(session, *CLOSE)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"when": "noon", "reason": "x"}, "'noon' is neither"),
        ({"when": "opening", "reason": " "}, "a reason in words"),
    ],
)
def test_an_omission_says_which_and_why(data, words):
    """A blank is no reason."""
    assert words in missing(session_with(), "check.omitted", data)


def test_a_purpose_that_nobody_knows_is_refused():
    """Each weighing is of a package, the residue or a check weight."""
    assert "'tea' is none of them" in missing(session_with(), "weighing.recorded", weighed("100.0", "tea"))


@pytest.mark.parametrize(
    "other", [{"accuracy_class": "V"}, {"ranges": []}, {"min_mg": 5}, {"ranges": [{"max_mg": 60_000_000, "e_mg": 0}]}]
)
def test_a_plate_that_cannot_be_opens_no_session_and_weighs_nothing(other):
    """Whatever would be reckoned from it would be nonsense."""
    opened = {"seats": [], "quorum": [], "cameras": [], "check_weights": []}

    assert "a plate that an instrument can have" in missing(
        Session(), "session.opened", opened | {"scale": INSTRUMENT | other}
    )
    assert "a plate that an instrument can have" in missing(
        session_with(),
        "weighing.recorded",
        weighed("10000.0", "check", check_weight="m-10kg") | {"scale": INSTRUMENT | other},
    )
