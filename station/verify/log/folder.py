"""What lies in the folder of a published log: nothing but the log.

The check of a log reads no films. Whoever takes the marks of a bag away, and lays a log over what is left, must not have it
said that all is well.
"""

from collections.abc import Iterator
from pathlib import Path

from station.verify.bag import NotABag
from station.verify.log.source import CHECKPOINT, SUCCESSION, WITNESSED
from station.verify.report import Fault, Finding, conclude
from station.verify.words import words

TILES = "tile"
# A station that lost its power, or is running while the log is copied, leaves its writing of these two behind.
_BEING_WRITTEN = {f"{file}.unfinished" for file in (CHECKPOINT, WITNESSED)}
_PLACES = {CHECKPOINT, TILES, SUCCESSION, WITNESSED} | _BEING_WRITTEN


def check_folder(path: Path) -> Iterator[Finding]:
    """Check that the folder holds a published log alone; raise `NotABag` when it cannot be listed."""
    try:
        found = {each.name for each in path.iterdir()}
    except OSError as error:
        raise NotABag(path, error.strerror or "it cannot be read") from error
    yield from conclude(
        "contents", words("The folder holds a published log, and nothing else."), _faults(found - _PLACES)
    )


def _faults(strange: set[str]) -> Iterator[Fault]:
    for file in sorted(each.encode(errors="surrogateescape").decode(errors="backslashreplace") for each in strange):
        text = words(
            "{file} has no place in a published log, and nothing in it was checked. If it belongs to a bag, ask for the "
            "whole bag.",
            file=file,
        )
        yield Fault(text, {"file": file})
