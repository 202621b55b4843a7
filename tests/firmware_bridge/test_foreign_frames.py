"""A line set to the wrong protocol: what a decoder makes of another one's frames, measured for every pair."""

from functools import cache

import pytest

from firmware_bridge.simulator.speakers import NAMES
from tests.emulated import decoder_for, form_of, protocol_of, stream, weight

FRAMES = 25
SEEDS = range(6)

# (sent, read as): why a wrong weight cannot be seen in the frames themselves. Only the display tells which it is.
SAME_BYTES = "the same twelve bytes with the same check; the eighth is a digit in one and the decimals in the other"
MIRRORED = "`=` and eight characters in both, in opposite order; with three decimals both have the point in the middle"
ALIKE = {
    ("yaohua-tenths", "yaohua-0"): SAME_BYTES,
    ("yaohua-tenths", "yaohua-0/a22"): SAME_BYTES,
    ("yaohua-0", "yaohua-tenths"): SAME_BYTES,
    ("yaohua-0/a22", "yaohua-tenths"): SAME_BYTES,
    ("yaohua-1", "yaohua-2"): MIRRORED,
    ("yaohua-2", "yaohua-1"): MIRRORED,
}


@cache
def wrong_weights(sent: str, read_as: str):
    """Weights that the wrong decoder gives and the right one does not, over some plates."""
    found = set()
    for seed in SEEDS:
        plate, frames = stream(sent, seed, FRAMES)
        data = b"".join(frames)
        true = {weight(item) for item in decoder_for(sent, plate).feed(data)}
        given = {weight(item) for item in protocol_of(read_as).decoder(form_of(read_as, plate)).feed(data)}
        found |= given - true - {None}
    return found


def others(read_as: str):
    """The forms of all other protocols."""
    return [name for name in NAMES if protocol_of(name) is not protocol_of(read_as)]


@pytest.mark.parametrize("read_as", NAMES)
def test_frames_of_another_protocol_give_no_wrong_weight(read_as: str):
    """But for the pairs that are alike by design."""
    wrong = {sent for sent in others(read_as) if wrong_weights(sent, read_as)}

    assert wrong == {sent for sent, read in ALIKE if read == read_as}
