"""What a camera's process leaves beside its socket: its number, and what it was last ordered.

The order is for its next process: when camera and recorder fall together, filming goes on at once. The number is for the
recorder, which ends a process that hangs while its files have to be closed.

It holds for one run of the station; the supervisor clears the folder at its start. Not flushed: after a power cut a new run
begins, and the recorder says what to film.
"""

import os
import signal
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from station.cameras.messages import RecordingOrder


class Memory:
    """One camera's newest order; making it also leaves this process's number."""

    def __init__(self, run: Path, camera: str) -> None:
        self._path = run / f"camera-{camera}.order.json"
        _number_path(run, camera).write_text(str(os.getpid()))

    def recall(self) -> RecordingOrder | None:
        """The order to go on with, or None when none was given in this run."""
        try:
            return RecordingOrder.model_validate_json(self._path.read_bytes())
        except (OSError, ValidationError):
            return None

    def keep(self, order: RecordingOrder | None) -> None:
        """Replace the order; None forgets it. Raises `OSError`."""
        if order is None:
            self._path.unlink(missing_ok=True)
            return
        new = self._path.with_suffix(".new")
        new.write_bytes(order.encode())
        new.replace(self._path)


def end_process(run: Path, camera: str) -> None:
    """Kill a camera's process that does not answer; what it held is free once the kernel has ended it."""
    with suppress(OSError, ValueError):
        os.kill(int(_number_path(run, camera).read_text()), signal.SIGKILL)


def _number_path(run: Path, camera: str) -> Path:
    return run / f"camera-{camera}.pid"
