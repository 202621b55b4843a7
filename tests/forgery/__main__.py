"""Measure docs/forgeries.md anew: `python -m tests.forgery`."""

import tempfile
from pathlib import Path

from tests.forgery.scene import Scene
from tests.forgery.table import DOCUMENT, renewed

with tempfile.TemporaryDirectory() as folder, Scene(Path(folder)) as scene:
    DOCUMENT.write_text(renewed(DOCUMENT.read_text(), scene))
