"""The speaking side of Standard Continuous Output, written from the manuals' bit tables, never from the decoder.

WILDCAT p40-41 and KERN FTC p42: STX, three status bytes, six digits of weight, six of tare, CR, and if set a checksum,
the two's complement of the sum of the seven lower bits of all bytes before it.
"""

from firmware_bridge.simulator.scale import Indication, Plate, Scale

# The indicators send some ten to twenty frames a second.
REPEAT_US = 100_000

_STX, _CR = b"\x02", b"\x0d"
# Status byte A: the places after the point, from XXXXX0 (-1) and XXXX00 (-2) to X.XXXXX (5).
_POINT_BITS = {-2: "000", -1: "001", 0: "010", 1: "011", 2: "100", 3: "101", 4: "110", 5: "111"}
_STEP_BITS = {1: "01", 2: "10", 5: "11"}
_UNIT_BITS = {"kg": "000", "g": "001", "t": "010"}


class MtContinuousSpeaker:
    """Sends frames on its own; hears nothing."""

    def __init__(self, scale: Scale, *, checksum: bool) -> None:
        self._scale, self._checksum = scale, checksum
        self._next_us: int | None = None

    def switch_on(self) -> bytes:
        """Begin to send; there is no greeting."""
        self._next_us = None
        return b""

    def hear(self, _data: bytes, _now_us: int) -> bytes:
        """A continuous line takes no questions."""
        return b""

    def tick(self, now_us: int) -> bytes:
        """Give the next frame when it is due."""
        if self._next_us is not None and now_us < self._next_us:
            return b""
        self._next_us = now_us + REPEAT_US
        return frame(self._scale.plate, self._scale.show(), checksum=self._checksum)


def frame(plate: Plate, shown: Indication, *, checksum: bool) -> bytes:
    """Write one frame of 17 bytes, or 18 with the checksum."""
    body = _STX + _status(plate, shown) + _six(plate, shown.value_mg) + _six(plate, shown.tare_mg) + _CR
    return body + bytes([(0x80 - sum(body) % 0x80) % 0x80]) if checksum else body


def _status(plate: Plate, shown: Indication) -> bytes:
    """Bits are written from 7 down to 0, as in the manuals' tables."""
    step, zeros = _division(plate)
    points = plate.decimals or -zeros
    byte_a = f"001{_STEP_BITS[step]}{_POINT_BITS[points]}"
    flags = (
        not shown.zero_captured,
        True,
        plate.unit == "kg",
        not shown.stable,
        shown.over or shown.under,
        shown.value_mg < 0,
        shown.is_net,
    )
    byte_b = "0" + "".join("1" if flag else "0" for flag in flags)
    byte_c = f"00100{_UNIT_BITS[plate.unit]}"
    return bytes(int(bits, 2) for bits in (byte_a, byte_b, byte_c))


def _division(plate: Plate) -> tuple[int, int]:
    """The division as 1, 2 or 5 and its fixed zeros before the point."""
    counts = plate.division_mg * 10**plate.decimals // plate.unit_mg
    zeros = len(str(counts)) - 1
    return counts // 10**zeros, zeros


def _six(plate: Plate, mass_mg: int) -> bytes:
    return f"{plate.counts(mass_mg):06d}"[-6:].encode("ascii")
