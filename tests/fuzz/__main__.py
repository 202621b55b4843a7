"""`make fuzz`: every decoder under damaged streams for some time, then the table of what each protocol cannot see.

`python -m tests.fuzz --seconds 60 [--protocol NAME] [--seed N]`: protocols take turns; a broken rule ends it with the
words that repeat it.
"""

import argparse
import itertools
import time

from firmware_bridge.simulator.speakers import NAMES
from tests.fuzz.rules import check
from tests.fuzz.undetected import rates

# Streams of one protocol before the next takes its turn.
TURN = 20


def fuzz(names: tuple[str, ...], seconds: float, seed: int) -> int:
    """Hold the rules until the time is over; return how many streams were fed."""
    end = time.monotonic() + seconds
    for turn in itertools.count():
        for name in names:
            for number in range(TURN):
                check(name, seed + turn * TURN + number)
        if time.monotonic() > end:
            return (turn + 1) * TURN * len(names)
    raise AssertionError


def row(name: str, frames: int) -> str:
    """One row of the table in docs/scales.md: undetected errors in percent."""
    found = rates(name, frames=frames)
    return f"| {name} | {found.byte_changed:.1f} | {found.bit_flipped:.1f} | {found.byte_lost:.1f} |"


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="default %(default)s")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 2**32)
    parser.add_argument("--protocol", action="append", choices=NAMES, metavar="NAME")
    parser.add_argument("--frames", type=int, default=1, help="damaged for the table, default %(default)s")
    options = parser.parse_args()
    names = tuple(options.protocol or NAMES)
    print(f"seed {options.seed}", flush=True)
    print(f"{fuzz(names, options.seconds, options.seed)} damaged streams, no rule broken", flush=True)
    print("| form | a byte changed | a bit flipped | a byte lost |\n|---|---|---|---|")
    for name in names:
        print(row(name, options.frames), flush=True)


if __name__ == "__main__":
    main()
