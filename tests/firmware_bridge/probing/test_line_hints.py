"""What raw bytes give away of their line's word and speed, on a line modelled bit by bit."""

import random

import pytest

from firmware_bridge.probing.hints import (
    EIGHT,
    SEVEN_EVEN,
    SEVEN_NONE,
    SEVEN_ODD,
    Word,
    seven_bits,
    times_too_fast,
    without_eighth_bits,
)
from tests.firmware_bridge.probing.uart import Way, received

LINES = b"S S     100.00 g\r\nS D     100.02 g\r\nS S     -12.30 g\r\n"
NOISE = random.Random(4).randbytes(400)


@pytest.mark.parametrize("word", [SEVEN_EVEN, SEVEN_ODD, SEVEN_NONE], ids=str)
def test_seven_bit_words_show_in_the_eighth_bit(word: Word):
    """Read as 8N1 the parity is told, and the bytes are there without it."""
    heard = received(LINES, Way(9600, word), Way(9600, EIGHT))

    assert heard != LINES
    assert seven_bits(heard) == word
    assert without_eighth_bits(heard) == LINES
    assert received(LINES, Way(9600, word), Way(9600, word)) == LINES


@pytest.mark.parametrize("data", [LINES, NOISE, b"\xc3" * 6, b""], ids=["8 bits", "noise", "too few", "nothing"])
def test_what_is_no_seven_bit_word(data: bytes):
    """Nothing is read into it."""
    assert seven_bits(data) is None


def test_plug_in_noise_does_not_hide_the_parity():
    """Some bytes may be wrong."""
    heard = b"\xff" + received(LINES, Way(9600, SEVEN_EVEN), Way(9600, EIGHT))

    assert seven_bits(heard) == SEVEN_EVEN


@pytest.mark.parametrize(("sender", "times"), [(4800, 2), (2400, 4), (1200, 8), (600, 10)])
def test_a_slower_line_shows_by_how_much(sender: int, times: int):
    """The start bit is as long as several bits of the port; ten times slower, no byte is told at all."""
    assert times_too_fast(received(LINES, Way(sender, EIGHT), Way(9600, EIGHT))) == times


@pytest.mark.parametrize("sender", [9600, 19_200, 57_600])
def test_the_right_speed_and_faster_lines_show_nothing(sender: int):
    """Then the next faster speed is as good as any."""
    assert times_too_fast(received(LINES, Way(sender, EIGHT), Way(9600, EIGHT))) is None
