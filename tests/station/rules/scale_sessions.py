"""Sessions of the rules' tests about the scale, and the facts that they take."""

import pytest

from station.rules.moves import OutOfOrder, check
from station.rules.session import Session
from tests.goods import CONDITIONS, consignment, package, sample, shown
from tests.scales import CHECK_WEIGHT, INSTRUMENT, weighed


def session_with(scale=INSTRUMENT, weights=(CHECK_WEIGHT,), until="batch.opened"):
    """A session with one package, up to its batch, or after its end."""
    session = Session()
    opened = {"seats": ["police", "media"], "quorum": [], "cameras": [], "scale": scale, "conditions": CONDITIONS}
    facts = [
        ("session.opened", opened | {"check_weights": list(weights)}),
        ("person.joined", {"person": "P1", "role": "police"}),
        ("person.joined", {"person": "P2", "role": "media"}),
        ("person.joined", {"person": "P3", "role": "media"}),
        ("consignment.registered", consignment("C1")),
        ("sample.kept", sample("A1", "C1")),
        ("package.registered", package("K1", "S1")),
    ]
    if until == "session.closed":
        facts += [
            ("check.omitted", {"when": "opening", "reason": "left in the office"}),
            ("batch.opened", {"batch": "B1"}),
            SHOWN,
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


SHOWN = ("package.presented", shown("K1", "S1"))
OPEN_BATCH = ("batch.opened", {"batch": "B1"})
CLOSE = (
    "session.closed",
    {
        "packages_burned": 1,
        "packages_set_aside": 0,
        "packages_missing": 0,
        "burned_mg": 5_000_000,
        "residue_mg": None,
    },
)
OMIT = ("check.omitted", {"when": "opening", "reason": "left in the office"})
OMIT_AFTER = ("check.omitted", {"when": "close", "reason": "too hot to come near"})


SWAPPED = ("scale.connected", {"scale": INSTRUMENT | {"told": INSTRUMENT["told"] | {"serial": "B124"}}})


def burned(batch):
    """K1 shown, weighed, charged and burned in an open batch, and its residue excused."""
    return (
        SHOWN,
        ("weighing.recorded", weighed("5000.0", package="K1", batch=batch, weighing=3)),
        ("furnace.charged", {"batch": batch, "packages": ["K1"], "mass_mg": 5_000_000}),
        ("burn.started", {"batch": batch}),
        ("batch.ended", {"batch": batch}),
        ("residue.not_weighed", {"reason": "too hot"}),
    )
