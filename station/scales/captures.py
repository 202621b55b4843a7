"""A captured line, from a file: raw bytes, hexadecimal text, or a serial recording of the station (docs/format.md section 4).

Of a recording only what came from the scale is given, in its pieces and with their times.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from station.scales.errors import ScaleToolError

# A file is read in pieces: a day of a line is some hundred megabytes.
PIECE_BYTES = 65_536
_RECORDED = re.compile(rb"([0-9]{1,19}) ([0-9]{1,19}) ([<>]) ((?:[0-9a-f]{2})*)\r?\n?")
_NOT_HEX = re.compile(r"0[xX]|[\s,:;-]")


class Piece(NamedTuple):
    """Bytes from the scale, with their time in Unix microseconds where the file tells it."""

    unix_us: int | None
    data: bytes


def pieces(path: Path, *, as_hex: bool) -> Iterator[Piece]:
    """Give a file's bytes in order. Raises ScaleToolError when it is not what it is said to be; OSError."""
    if as_hex:
        return iter([Piece(None, _from_hex(path))])
    return _recorded(path) if _is_recording(path) else _raw(path)


def _is_recording(path: Path) -> bool:
    with path.open("rb") as file:
        return _RECORDED.fullmatch(file.readline(PIECE_BYTES)) is not None


def _recorded(path: Path) -> Iterator[Piece]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            match = _RECORDED.fullmatch(line)
            if match is None:
                raise ScaleToolError(f"{path}: line {number} is not of a serial recording")
            if match[3] == b"<":
                yield Piece(int(match[1]), bytes.fromhex(match[4].decode("ascii")))


def _raw(path: Path) -> Iterator[Piece]:
    with path.open("rb") as file:
        while data := file.read(PIECE_BYTES):
            yield Piece(None, data)


def _from_hex(path: Path) -> bytes:
    try:
        return bytes.fromhex(_NOT_HEX.sub("", path.read_text(encoding="ascii")))
    except ValueError as error:
        raise ScaleToolError(
            f"{path} is not hexadecimal text, such as 02 2B 30; leave --hex out for raw bytes"
        ) from error
