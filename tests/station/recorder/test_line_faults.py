"""Broken frames are gathered: one entry a reason, with how many and the first of them."""

from firmware_bridge.reading import Fault
from station.recorder import line_faults
from station.recorder.line_faults import LineFaults


def test_faults_are_gathered_by_reason(monkeypatch):
    """Two reasons, three pieces; what has been gathered for long enough is told once."""
    clock = iter([100, 200, 300, 10_000_150, 10_000_150])
    monkeypatch.setattr(line_faults, "unix_us", lambda: next(clock))
    faults = LineFaults("scale")
    faults.add(Fault("noise", b"\xff\x00"))
    faults.add(Fault("cut", b"S S"))
    faults.add(Fault("noise", b"\xfe"))

    (noise,) = faults.gathered(all_of_them=False)
    assert noise == {"line": "scale", "reason": "noise", "pieces": 2, "from_us": 100, "to_us": 300, "first": "ff00"}
    (cut,) = faults.gathered(all_of_them=True)
    assert (cut["reason"], cut["pieces"]) == ("cut", 1)


def test_only_the_beginning_of_a_long_piece_is_kept():
    """A line gone mad does not fill the log."""
    faults = LineFaults("scale")
    faults.add(Fault("noise", b"\x55" * 4_096))

    (noise,) = faults.gathered(all_of_them=True)
    assert noise["first"] == "55" * line_faults.FIRST_BYTES
