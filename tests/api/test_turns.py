"""Turns and places: what keeps one address from taking all."""

from argparse import Namespace

import pytest

from api.places import Places
from api.turns import MAX_ADDRESSES, MustWait, Turns


def _wait_s(turns, address):
    with pytest.raises(MustWait) as told:
        turns.check(address)
    return told.value.wait_s


def test_turns_are_counted_for_a_minute_by_address():
    """After the last one an address waits until the first of them is a minute old; another address does not."""
    now = Namespace(s=100.0)
    turns = Turns(5, clock=lambda: now.s)
    for _ in range(5):
        turns.check("a")
        turns.count("a")
        now.s += 1

    assert _wait_s(turns, "a") == 55
    turns.check("b")
    now.s += 55
    turns.check("a")
    turns.count("a")
    assert _wait_s(turns, "a") == 1


def test_a_turn_is_numbered_and_none_is_taken_in_vain():
    """`take` counts only what it allows."""
    now = Namespace(s=0.0)
    turns = Turns(2, clock=lambda: now.s)

    assert [turns.take("a"), turns.take("a")] == [1, 2]
    for _ in range(3):
        now.s += 15
        with pytest.raises(MustWait):
            turns.take("a")
    now.s = 60.0
    assert turns.take("a") == 1


def test_many_addresses_do_not_fill_memory():
    """The oldest is forgotten."""
    turns = Turns(5, clock=lambda: 0.0)
    for number in range(MAX_ADDRESSES + 10):
        turns.count(str(number))

    assert len(turns._times) == MAX_ADDRESSES


def test_one_address_does_not_take_all_places():
    """It has its own limit below that of all; a place that is left is free again, and leaves nothing behind."""
    places = Places(total=3, an_address=2)

    assert [places.take("a"), places.take("a"), places.take("a")] == [True, True, False]
    assert [places.take("b"), places.take("c")] == [True, False]
    places.leave("a")
    assert places.take("c")
    for address in ("a", "b", "c"):
        places.leave(address)
    assert not places._taken
