"""Whole lines of a file that another process appends to. A line without its end is left for later."""

from pathlib import Path


class LineTail:
    """Reads on from `position` (bytes); the file may not exist yet."""

    def __init__(self, path: Path, position: int = 0) -> None:
        self._path = path
        self.position = position

    def read(self) -> list[bytes]:
        """Return the whole lines that are new, without their ends."""
        try:
            with self._path.open("rb") as file:
                file.seek(self.position)
                data = file.read()
        except FileNotFoundError:
            return []
        # A torn last line is either being written now, or was never acknowledged: its writer removes it.
        whole = data[: data.rfind(b"\n") + 1]
        self.position += len(whole)
        return whole.splitlines()
