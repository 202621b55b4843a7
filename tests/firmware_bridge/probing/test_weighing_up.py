"""How protocols are ranked on bytes that were heard."""

import pytest

from firmware_bridge.probing.evidence import disagree, rivals, weigh_up
from firmware_bridge.protocols import PROTOCOLS
from firmware_bridge.simulator.scale import Indication, Plate
from firmware_bridge.simulator.speakers import SPEECHES

KG = Plate(max_mg=60_000_000, division_mg=10_000, unit="kg")


def heard(name: str, mass_mg: int = 12_340_000) -> bytes:
    """Ten frames that a scale sends by itself, heard from the middle of one to the middle of another."""
    shown = Indication(mass_mg, mass_mg, 0, stable=True, over=False, under=False, zero_captured=True)
    write = SPEECHES[name].streams
    assert write
    stream = write(KG, shown) * 10
    return stream[3:-4]


STREAMING = sorted(name for name, speech in SPEECHES.items() if speech.streams and name.partition("/")[0] in PROTOCOLS)


@pytest.mark.parametrize("name", STREAMING)
def test_every_protocol_is_recognised_from_its_own_stream(name: str):
    """It is the best, or a rival that is told; what comes before the first whole frame does not count against it."""
    evidence = weigh_up(heard(name))
    candidates = [evidence[0], *rivals(evidence)]

    assert name.partition("/")[0] in {each.protocol.name for each in candidates}
    assert evidence[0].believable
    assert (evidence[0].explained, evidence[0].faults) == (100, 0)


def test_the_same_twelve_bytes_are_told_as_two_readings():
    """Nobody is guessed for: the values differ by a hundred, and only the display knows."""
    first, second = weigh_up(heard("yaohua-tenths"))

    assert {first.protocol.name, second.protocol.name} == {"yaohua-0", "yaohua-tenths"}
    assert {first.shown, second.shown} == {"0.012", "12.3"}
    assert disagree(first, second)
    assert rivals([first, second]) == [second]


def test_two_that_read_the_same_are_no_danger():
    """Dini Argeo's line is also one of the ST,GS family: the stricter leads, and both show the same."""
    first, second = weigh_up(heard("dini-argeo"))

    assert (first.protocol.name, second.protocol.name) == ("dini-argeo", "st-gs")
    assert first.strictness > second.strictness
    assert not disagree(first, second)


def test_a_checksum_counts_as_complete_strictness():
    """No flipped bit passes; text lines let some digits pass."""
    (checked,) = weigh_up(heard("yaohua-a12/e"))
    (text,) = weigh_up(heard("yaohua-a12"))

    assert checked.has_checksum
    assert not text.has_checksum
    assert checked.rank > text.rank


def test_one_frame_or_much_noise_is_not_believed():
    """Chance is no evidence."""
    frame = heard("st-gs")[-40:]
    (alone,) = weigh_up(frame)
    (noisy,) = weigh_up(heard("st-gs") + b"\x8f\x91 noise\n" * 60)

    assert alone.readings == 1
    assert not alone.believable
    assert noisy.readings == 8
    assert not noisy.believable


def test_nothing_is_read_into_silence_or_noise():
    """No candidate."""
    assert weigh_up(b"") == []
    assert weigh_up(b"\xff\x00\x81" * 50) == []


def test_our_own_board_is_recognised_without_its_key():
    """Its lines are shown without their proof, which only the station can check."""
    line = b"FB1,0A1B2C3D,%012x,3,8388,12340000,ok,stable,851000,closed,run," + b"0f" * 16 + b"\r\n"
    (evidence,) = weigh_up(b"".join(line % counter for counter in range(5)))

    assert (evidence.protocol.name, evidence.readings, evidence.shown) == ("board", 5, "12340000 mg")
