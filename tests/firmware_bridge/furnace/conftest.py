"""A controller on a line: pymodbus in a process of its own, and between it and the port a cable with faults."""

import contextlib
import os
import subprocess
import sys
import threading
import tty
from pathlib import Path

import pytest

from firmware_bridge.events import Event
from firmware_bridge.furnace.port import FurnaceLineSettings, FurnacePort
from firmware_bridge.reading import FurnaceReading

PATIENCE_S = 10
SERVER = Path(__file__).with_name("controller_server.py")
# Shorter than in service, so that losses are noticed within a test.
FAST = {
    "poll_us": 100_000,
    "period_us": 900_000,
    "silence_us": 1_500_000,
    "reopen_us": 50_000,
    "reopen_max_us": 200_000,
}


class Cable:
    """Two pseudo-terminals joined: what is written to the one is read from the other, unless a fault is in the way."""

    def __init__(self):
        self._ends = [os.openpty(), os.openpty()]
        for _, theirs in self._ends:
            tty.setraw(theirs)
        self.ours, self.theirs = (os.ttyname(end[1]) for end in self._ends)
        self.mute = False
        self.damage = 0  # how many further answers lose a bit on their way
        self.before = b""  # noise before the next answer
        for source, sink, is_answer in ((0, 1, False), (1, 0, True)):
            threading.Thread(target=self._carry, args=(source, sink, is_answer), daemon=True).start()

    def _carry(self, source, sink, is_answer):
        with contextlib.suppress(OSError):
            while data := os.read(self._ends[source][0], 256):
                if self.mute:
                    continue
                if is_answer:
                    data = self._worse(data)
                os.write(self._ends[sink][0], data)

    def _worse(self, data):
        if self.damage:
            self.damage -= 1
            data = data[:-3] + bytes([data[-3] ^ 0x10]) + data[-2:]
        before, self.before = self.before, b""
        return before + data


class Controller:
    """The server's process, and what it was told."""

    def __init__(self, device, unit):
        command = [sys.executable, str(SERVER), device, str(unit)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)

    def set(self, **registers):
        """Set registers, named by their address: `set(r0x2000=851)`."""
        for name, value in registers.items():
            line = f"{name.removeprefix('r')} {value}\n"
            self._process.stdin.write(line)
            assert self._process.stdout.readline() == line

    def kill(self):
        """Switch it off."""
        self._process.kill()
        self._process.communicate()


class Owner:
    """Keeps what a port tells, and waits for it."""

    def __init__(self):
        self.events: list[Event[FurnaceReading]] = []
        self.bytes = []
        self._news = threading.Condition()

    def on_event(self, event):
        """Keep an event."""
        with self._news:
            self.events.append(event)
            self._news.notify_all()

    def on_bytes(self, *piece):
        """Keep a piece."""
        self.bytes.append(piece)

    def wait_for(self, kind, test=lambda _: True, after=0):
        """Give the first event of a kind, from the event numbered `after` on, that passes the test."""

        def found():
            return [event for event in self.events[after:] if isinstance(event, kind) and test(event)]

        with self._news:
            assert self._news.wait_for(found, PATIENCE_S), f"no {kind.__name__} in {self.events[-5:]}"
            return found()[0]


@pytest.fixture
def cable():
    """A cable."""
    return Cable()


@pytest.fixture
def controller(cable):
    """Switches a controller on at the far end of the cable; may be called again after it was killed."""
    running = []

    def switch_on(unit=1):
        running.append(Controller(cable.theirs, unit))
        return running[-1]

    yield switch_on
    for each in running:
        each.kill()


@pytest.fixture
def port_on(cable):
    """A running port at the near end, with its owner."""

    @contextlib.contextmanager
    def run(registers, **settings):
        owner = Owner()
        line = FurnaceLineSettings(registers=registers, **({"url": cable.ours} | FAST | settings))
        with FurnacePort(line, on_bytes=owner.on_bytes, on_event=owner.on_event) as port:
            yield port, owner

    return run
