"""The share of one core that a `ScalePort` takes to read one scale at 20 readings a second over a pty (goal: under 2 %).

`python -m tests.bench.scale_cpu [--seconds 20]`: the scale is another process; a port that only waits is printed beside.
"""

import argparse
import multiprocessing
import time
from multiprocessing.connection import Connection

from firmware_bridge.events import Measured
from firmware_bridge.port import ScalePort
from firmware_bridge.settings import PortSettings
from firmware_bridge.simulator.line import PtyLine
from tests.emulated import form_of, protocol_of, stream

GOAL_PERCENT = 2
RATE_HZ = 20
PROTOCOLS = ("mt-continuous/checksum", "st-gs", "yaohua-0")


def send(name: str, rate_hz: float, pipe: Connection) -> None:
    """Be the scale until told to stop."""
    _, frames = stream(name, 2, RATE_HZ)
    line, next_s, number = PtyLine(), time.monotonic(), 0
    pipe.send(line.device)
    while not pipe.poll(max(0.0, next_s - time.monotonic())):
        next_s += 1 / rate_hz
        line.write(frames[number % len(frames)])
        number += 1
    line.unplug()


def share(name: str, rate_hz: float, seconds: float) -> tuple[float, float]:
    """Percent of a core, and readings a second."""
    plate, _ = stream(name, 2, RATE_HZ)
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=send, args=(name, rate_hz, theirs))
    process.start()
    readings = []
    settings = PortSettings(
        url=ours.recv(), protocol=protocol_of(name).name, poll=False, form=form_of(name, plate), silence_us=60_000_000
    )
    with ScalePort(
        settings,
        on_bytes=lambda *_: None,
        on_event=lambda event: readings.append(event) if isinstance(event, Measured) else None,
    ):
        time.sleep(1)
        readings.clear()
        begun, used = time.perf_counter(), time.process_time()
        time.sleep(seconds)
        taken, used = time.perf_counter() - begun, time.process_time() - used
    ours.send("stop")
    process.join()
    return 100 * used / taken, len(readings) / taken


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20, help="for each protocol, default %(default)s")
    seconds = parser.parse_args().seconds
    for name in PROTOCOLS:
        waiting, _ = share(name, 0.01, seconds)
        percent, rate = share(name, RATE_HZ, seconds)
        print(
            f"{name}: {percent:.2f} % of a core at {rate:.1f} readings a second (goal < {GOAL_PERCENT} %), "
            f"waiting alone {waiting:.2f} %"
        )


if __name__ == "__main__":
    main()
