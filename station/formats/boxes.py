"""Boxes of ISO base media files: what a container holds, by name. Nothing is decoded, and no size is believed.

Source: ISO/IEC 14496-12, 4.2.
"""

import struct

from station.formats.errors import Malformed

MAX_BOX = 64 * 2**20  # a fragment of a second at 100 Mb/s is 12 MB; a nonsense size must not fill memory
# Boxes are read by Python, one by one: without a limit a few MB of empty ones would take a reader's memory and his day.
MAX_BOXES = 10_000  # of one container, or of one piece


def boxes_in(data: bytes) -> list[tuple[bytes, bytes]]:
    """Type and body of each box in a container; raises `Malformed`."""
    boxes: list[tuple[bytes, bytes]] = []
    at = 0
    while at < len(data):
        sized = box_size(data[at : at + 16], at)
        if sized is None or at + sized[0] > len(data):
            raise Malformed("film", f"a box is longer than what holds it, by {len(data) - at} bytes of room")
        if len(boxes) == MAX_BOXES:
            raise Malformed("film", f"a box holds over {MAX_BOXES} others")
        size, head = sized
        boxes.append((data[at + 4 : at + 8], data[at + head : at + size]))
        at += size
    return boxes


def box_inside(data: bytes, *path: bytes) -> bytes:
    """The body of the box that a path of types leads to; raises `Malformed` when one is missing."""
    for name in path:
        found = dict(boxes_in(data)).get(name)
        if found is None:
            raise Malformed("film", f"the box {name.decode('ascii')} is missing")
        data = found
    return data


def box_size(head: bytes, at: int) -> tuple[int, int] | None:
    """Size of a box at byte `at`, and of its head; None when the head is not whole. Raises `Malformed`."""
    if len(head) < 8:
        return None
    (size,) = struct.unpack_from(">I", head)
    length = 8
    if size == 1:  # a 64-bit size follows the type
        if len(head) < 16:
            return None
        (size,) = struct.unpack_from(">Q", head, 8)
        length = 16
    if not length <= size <= MAX_BOX:
        raise Malformed("film", f"the box at byte {at} states a size of {size} bytes")
    return size, length


def numbers(form: str, data: bytes, at: int) -> tuple[int, ...]:
    """Unpack numbers of a box's body (`struct`); raises `Malformed` when it is too short."""
    try:
        return struct.unpack_from(form, data, at)
    except struct.error as error:
        raise Malformed("film", "a box is too short for what it must hold") from error
