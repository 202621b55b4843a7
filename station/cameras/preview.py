"""The newest picture as a JPEG for people's eyes. Not evidence: replaced whole, and not flushed to the disk."""

from pathlib import Path

import cv2

from station.cameras.pictures import Picture

QUALITY = 70  # of 100; some 30 kB


def preview_path(run: Path, camera: str) -> Path:
    """Where a camera's newest picture lies."""
    return run / f"camera-{camera}.jpg"


def write_preview(path: Path, picture: Picture) -> None:
    """Replace the preview; a reader sees the old one or the new one, never a part."""
    encoded, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    if encoded:
        unfinished = path.with_suffix(".jpg.unfinished")
        unfinished.write_bytes(data.tobytes())
        unfinished.replace(path)
