"""How many times faster than a line of 115,200 baud each decoder reads its own protocol on one core (goal: at least 50).

`python -m tests.bench.decoding_speed [--seconds 1]`: frames of the simulator, in the pieces in which a port takes them.
"""

import argparse
import statistics
import time

from firmware_bridge.simulator.speakers import NAMES
from firmware_bridge.wire import GATHER_S
from tests.emulated import decoder_for, stream

GOAL = 50
# A start bit, eight of data or seven and parity, a stop bit.
LINE_BYTES_S = 115_200 // 10
PIECE_BYTES = round(LINE_BYTES_S * GATHER_S)
FRAMES, ROUNDS = 2_000, 5


def speed(name: str, seconds: float) -> float:
    """Bytes a second of processor time, the median of some rounds."""
    plate, frames = stream(name, 1, FRAMES)
    data = b"".join(frames)
    pieces = [data[place : place + PIECE_BYTES] for place in range(0, len(data), PIECE_BYTES)]
    rates = []
    for _ in range(ROUNDS):
        decoder, fed, begun = decoder_for(name, plate), 0, time.process_time()
        while (taken := time.process_time() - begun) < seconds / ROUNDS:
            for piece in pieces:
                decoder.feed(piece)
            fed += len(data)
        rates.append(fed / taken)
    return statistics.median(rates)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=1, help="for each protocol, default %(default)s")
    seconds = parser.parse_args().seconds
    slowest = []
    print(f"{'protocol':22}{'MB/s':>8}{'times the line':>16}")
    for name in NAMES:
        rate = speed(name, seconds)
        slowest.append((rate / LINE_BYTES_S, name))
        print(f"{name:22}{rate / 1e6:8.2f}{rate / LINE_BYTES_S:16.0f}", flush=True)
    times, name = min(slowest)
    print(f"decoding: the slowest is {name}, {times:.0f} times a line of 115,200 baud (goal >= {GOAL})")


if __name__ == "__main__":
    main()
