"""What the people at the scale are told before somebody else asks."""

from datetime import date

import pytest

from station.recorder.notices import notices
from station.rules.session import Session, Stage
from station.settings.scale import ScaleSettings

TODAY = date(2026, 11, 22)
PLATE = {"url": "u", "protocol": "mt-sics", "accuracy_class": "II", "min_mg": 50_000, "max_mg": 60_000_000}
IN_FORCE = {"number": "12-3", "expires": TODAY, "seals": ["A"]}
WEIGHTS = [{"weight": "m1-20kg", "nominal_mg": 20_000_000, "certificate": "77"}]


def scale(**more):
    """The settings of a scale in order, but for these."""
    return ScaleSettings.model_validate(
        PLATE | {"division_mg": 1_000, "verification": IN_FORCE, "check_weights": WEIGHTS} | more
    )


def session(**more):
    """An open session that has done what the scale needs, but for these."""
    line = {"unit": None, "decimals": None}
    state = {"instrument": {"line": line}, "check_weights": {"m1-20kg": 20_000_000}, "checks": {"m1-20kg": True}}
    return Session(**({"stage": Stage.OPEN} | state | more))


def test_a_scale_in_order_needs_no_notice():
    """On its last day a verification is still in force."""
    assert notices(scale(), session(), TODAY) == []


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"verification": None}, "name no verification"),
        ({"verification": IN_FORCE | {"expires": date(2026, 11, 21)}}, "12-3 expired on 2026-11-21"),
        ({"check_weights": []}, "name no check weights"),
    ],
)
def test_papers(settings, says):
    """What the act will print, the people at the scale are told first."""
    (notice,) = notices(scale(**settings), session(), TODAY)

    assert says in notice


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ({"checks": {}}, ["before the first fire."]),
        ({"checks": {"m1-20kg": False}}, ["The last check failed"]),
        ({"checks": {"m1-20kg": True, "m2-1kg": False}, "omitted": {"opening"}}, ["The last check failed"]),
        ({"checks": {}, "omitted": {"opening"}}, []),
        ({"batches_ended": ["B1"]}, ["before the session is closed"]),
        ({"batches_ended": ["B1"], "checked_since_fire": True}, []),
        ({"batches_ended": ["B1"], "omitted": {"close"}}, []),
        ({"instrument": {"line": {"unit": "kg", "decimals": None}}}, ["Two people"]),
        ({"instrument": {"line": {"unit": None, "decimals": 0}}}, ["Two people"]),
        ({"instrument": {"line": {"unit": "kg", "decimals": 3}}, "display_confirmed": True}, []),
        ({"stage": Stage.BURNING, "checks": {}}, []),
    ],
)
def test_what_the_session_still_needs(state, says):
    """The steps that the rules will ask for are named when they are due."""
    told = notices(scale(), session(**state), TODAY)

    assert len(told) == len(says)
    assert all(part in notice for part, notice in zip(says, told, strict=True))
