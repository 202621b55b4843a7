"""Bytes that were no answer, gathered: one entry a reason and some seconds, not one a broken frame."""

import threading
from dataclasses import dataclass

from firmware_bridge.reading import Fault
from station.recorder.clocks import unix_us
from station.rules.shapes import Data

GATHER_US = 10_000_000  # a line gone mad makes six entries a minute and reason
FIRST_BYTES = 64  # of the first piece: enough to see what it was


@dataclass
class _Gathered:
    first: bytes
    from_us: int
    to_us: int
    pieces: int = 0


class LineFaults:
    """Faults are added by the line's thread and taken by the recorder's."""

    def __init__(self, line: str) -> None:
        self._line = line
        self._lock = threading.Lock()
        self._by_reason: dict[str, _Gathered] = {}

    def add(self, fault: Fault) -> None:
        """Count a fault under its reason."""
        at_us = unix_us()
        with self._lock:
            known = self._by_reason.setdefault(fault.reason, _Gathered(fault.raw[:FIRST_BYTES], at_us, at_us))
            known.pieces += 1
            known.to_us = at_us

    def gathered(self, *, all_of_them: bool) -> list[Data]:
        """Take what has been gathered for long enough, or all of it, as the data of `line.faulted`."""
        old_us = unix_us() - GATHER_US
        with self._lock:
            ripe = [reason for reason, each in self._by_reason.items() if all_of_them or each.from_us <= old_us]
            taken = {reason: self._by_reason.pop(reason) for reason in ripe}
        return [
            {
                "line": self._line,
                "reason": reason,
                "pieces": each.pieces,
                "from_us": each.from_us,
                "to_us": each.to_us,
                "first": each.first.hex(),
            }
            for reason, each in taken.items()
        ]
