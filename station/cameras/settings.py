"""Where a camera's process works. What the camera itself is, `config.CameraSettings` says."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Folders:
    """`recordings` holds the sessions; `run` the sockets and previews, of which nothing outlives a start."""

    recordings: Path
    run: Path
