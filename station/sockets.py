"""Paths of local sockets, however deep their folder lies: the kernel takes only 107 bytes (unix(7), sun_path)."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def short_name(path: Path) -> Iterator[str]:
    """A short name of a socket's path, through its opened folder, while the block lasts. Raises OSError without the folder."""
    folder = os.open(path.parent, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)
