"""How each sort of recording is divided into its fragments: a film by its own boxes, a serial recording by its list."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import BinaryIO

from station.formats.errors import Malformed
from station.formats.fragment_lines import FragmentLine
from station.formats.mp4 import Fragment, fragments_of
from station.verify.scan import Divide

MAX_DIGITS = 18  # microseconds since 1970 have 16; Python would read millions of digits, slowly
divide_film: Divide = fragments_of


def divide_serial(listed: Sequence[FragmentLine], epoch_us: int) -> Divide:
    """Divide a serial recording as its fragment list does."""
    return partial(_serial_fragments, sizes=[line.bytes for line in listed], epoch_us=epoch_us)


def _serial_fragments(file: BinaryIO, *, sizes: Sequence[int], epoch_us: int) -> Iterator[Fragment]:
    """A fragment's frames are its lines; its times are those of its earliest and its latest line."""
    offset = 0
    for size in sizes:
        data = file.read(size)
        if len(data) < size or not data.endswith(b"\n"):
            raise Malformed("serial recording", f"the fragment at byte {offset} is not whole lines of {size} bytes")
        times = [_since(line, epoch_us) for line in data.splitlines()]
        yield Fragment(data, offset, len(times), min(times), max(times))
        offset += size
    if file.read(1):
        raise Malformed("serial recording", f"it goes on after its last fragment, at byte {offset}")


def _since(line: bytes, epoch_us: int) -> int:
    """A line's time from the epoch; what a power cut made of a line stands at the start."""
    digits = line.split(b" ", 1)[0]
    return max(0, int(digits) - epoch_us) if digits.isdigit() and len(digits) <= MAX_DIGITS else 0
