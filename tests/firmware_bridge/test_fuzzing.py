"""A little of what `make fuzz` and `make day` do at length, and that both would notice."""

from dataclasses import replace

import pytest

from firmware_bridge.reading import Fault
from firmware_bridge.simulator.speakers import NAMES
from tests.emulated import CHECKED, decoder_for, stream
from tests.fuzz.account import Account, InventedError, LostError, Sent
from tests.fuzz.day import Day
from tests.fuzz.rules import check, holds
from tests.fuzz.undetected import rates


@pytest.mark.parametrize("name", NAMES)
def test_damaged_streams(name: str):
    """No decoder raises, loses a byte, or takes a weight with a wrong checksum."""
    for seed in range(15):
        check(name, seed)


@pytest.mark.parametrize("name", CHECKED)
def test_the_rule_knows_a_right_checksum(name: str):
    """Of the frames as they are sent; and that of a changed one is wrong."""
    _, frames = stream(name, 1, 5)

    assert [holds(name, frame) for frame in frames] == [True] * len(frames)
    assert not holds(name, frames[0][:4] + bytes([frames[0][4] ^ 1]) + frames[0][5:])


@pytest.mark.parametrize("name", CHECKED)
def test_one_flipped_bit_under_a_checksum_is_always_seen(name: str):
    """No checksum here misses it."""
    assert rates(name, frames=1).bit_flipped == 0


def test_a_lost_digit_of_a_fixed_frame_is_seen_and_a_changed_one_is_not():
    """What the table of undetected errors says of a protocol without a checksum."""
    found = rates("yaohua-2", frames=1)

    assert found.byte_lost == 0
    assert 0 < found.byte_changed < 5


@pytest.mark.parametrize("name", NAMES)
def test_a_short_day(name: str):
    """A few minutes with faults: nothing lost, nothing invented, every load weighed at most once."""
    day = Day(name, 5)
    list(day.run(4_000))

    assert day.account.delivered > 3_800
    assert day.account.faults > 10
    assert 0.9 * day.counts["loads"] <= day.counts["weighings"] <= day.counts["loads"]


@pytest.fixture
def sent():
    """One frame that was sent whole from the first byte on."""
    plate, frames = stream("mt-sics", 0, 1)
    (reading,) = decoder_for("mt-sics", plate).feed(frames[0])
    return Sent(0, len(reading.raw), reading, whole=True, behind_damage=False)


def test_the_account_takes_what_was_sent(sent: Sent):
    """Once."""
    account = Account()
    account.send(sent)

    assert account.receive(sent.reading)
    account.close(sent.end)
    with pytest.raises(InventedError):
        account.receive(sent.reading)


def test_the_account_notices_another_value(sent: Sent):
    """Of the same bytes."""
    account = Account()
    account.send(sent)
    with pytest.raises(InventedError):
        account.receive(replace(sent.reading, figure=None))


def test_the_account_notices_a_good_frame_that_is_called_a_fault(sent: Sent):
    """Unless it came directly behind damage."""
    account, patient = Account(), Account()
    account.send(sent)
    patient.send(replace(sent, behind_damage=True))
    for each in (account, patient):
        each.receive(Fault("noise", sent.reading.raw))

    with pytest.raises(LostError):
        account.close(sent.end)
    patient.close(sent.end)
    assert patient.lost_behind_damage == 1
