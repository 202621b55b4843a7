"""The fragment list of a recording (docs/format.md section 4): a line a fragment, with its place, its hashes and its times.

`FragmentLine.encode` and `parse_line` invert each other, byte for byte.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from station.formats.boxes import MAX_BOX
from station.formats.canonical import canonical
from station.formats.errors import Malformed

# A moof and its mdat; a nonsense size in a forged list must not fill memory.
MAX_FRAGMENT = 2 * MAX_BOX
_WHOLE = ("index", "offset", "bytes", "frames", "start_us", "end_us")
_HASHES = ("leaf", "sha256")
HEX_DIGITS = frozenset("0123456789abcdef")
Encoded = bytes  # within the class below, `bytes` is a field


@dataclass(frozen=True)
class FragmentLine:
    """One fragment: hashes in hex; times are media times in microseconds from the recording's epoch."""

    index: int
    offset: int
    bytes: int
    frames: int
    start_us: int
    end_us: int
    leaf: str
    sha256: str

    def encode(self) -> Encoded:
        """Return the line as the list holds it."""
        return canonical(asdict(self)) + b"\n"


def parse_lines(data: bytes, file: str) -> list[FragmentLine]:
    """Read a fragment list; raise `Malformed` unless every line is canonical and the fragments follow each other."""
    lines = [parse_line(body, file, number) for number, body in enumerate(data.splitlines(keepends=True), 1)]
    position = 0
    for number, line in enumerate(lines):
        if line.index != number or line.offset != position or not 0 < line.bytes <= MAX_FRAGMENT:
            raise Malformed(file, f"line {number + 1} does not follow the one before it")
        position += line.bytes
    return lines


def encode_lines(lines: Iterable[FragmentLine]) -> bytes:
    """Return the fragment list of these fragments."""
    return b"".join(line.encode() for line in lines)


def length_of(lines: Iterable[FragmentLine]) -> int:
    """Return the media time at which a recording ends, in microseconds; a fragment without pictures has no time."""
    return max((line.end_us for line in lines), default=0)


def parse_line(body: bytes, file: str, number: int) -> FragmentLine:
    """Read one line with its end; raise `Malformed`, naming file and line, unless it is what `encode` writes."""
    try:
        value: Any = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Malformed(file, f"line {number} is not JSON") from error
    if not isinstance(value, dict) or value.keys() != {*_WHOLE, *_HASHES}:
        raise Malformed(file, f"line {number} has not the fields of a fragment")
    if any(type(value[name]) is not int for name in _WHOLE) or not all(_is_hash(value[name]) for name in _HASHES):
        raise Malformed(file, f"line {number} has a field of the wrong kind")
    line = FragmentLine(**value)
    if line.encode() != body:
        raise Malformed(file, f"line {number} is not canonical")
    return line


def _is_hash(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 64 and set(value) <= HEX_DIGITS
