"""What a camera was last ordered, kept for its next process: when camera and recorder fall together, filming goes on at once.

It holds for one run of the station; the supervisor clears the folder at its start. Not flushed: after a power cut a new run
begins, and the recorder says what to film.
"""

from pathlib import Path

from pydantic import ValidationError

from station.cameras.messages import RecordingOrder


class Memory:
    """One camera's newest order."""

    def __init__(self, run: Path, camera: str) -> None:
        self._path = run / f"camera-{camera}.order.json"

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
