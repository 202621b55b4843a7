"""QR images: written so that a phone or a webcam reads them, and read from photographs.

Reads PNG, JPEG and WebP. What a photo shows is only read here; whoever uses it checks its signature.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

import segno

from station.cosign.errors import CodeTooLong, CodeUnreadable

# Version 25 with level M. Larger ones need a better camera than most laptops have: cv2 read all of this size in photos
# turned, blurred and compressed, and began to fail at 1,500 bytes.
MAX_BYTES = 1000
MODULE_PX = 8
SUFFIXES = (".png", ".svg")
MAX_IMAGE_BYTES = 64 * 2**20  # a photo has a tenth
_LONGER_SIDES_PX = (700, 1000, 1400, 500, 2000)  # a code too fine or too coarse for one size is read in another
_MAGIC = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF")


def is_code_name(path: Path) -> bool:
    """Tell whether a file to be written is to be a QR image."""
    return path.suffix.lower() in SUFFIXES


def make(data: bytes) -> segno.QRCode:
    """Make a code of these bytes, which are UTF-8; raise `CodeTooLong`."""
    if len(data) > MAX_BYTES:
        raise CodeTooLong(len(data), MAX_BYTES)
    return segno.make_qr(data, error="m", encoding="utf-8")


def write(path: Path, data: bytes) -> None:
    """Write the code as a PNG or SVG image; raise `CodeTooLong` or `OSError`."""
    make(data).save(str(path), scale=MODULE_PX)


def show(out: TextIO, data: bytes) -> None:
    """Draw the code in a terminal."""
    make(data).terminal(out, compact=True)


def is_image(data: bytes) -> bool:
    """Tell whether bytes are an image, of a phone's own format too."""
    return data.startswith(_MAGIC) or data[4:8] == b"ftyp"


def read(path: Path) -> bytes:
    """Return what the code in an image holds; raise `CodeUnreadable`, or `OSError`."""
    import cv2  # noqa: PLC0415 - OpenCV loads slowly, and only images need it
    import numpy as np  # noqa: PLC0415

    data = path.read_bytes()
    if data[4:8] == b"ftyp":
        raise CodeUnreadable(path, "a photo in HEIC cannot be read: save it as JPEG first")
    image = None
    if data and len(data) <= MAX_IMAGE_BYTES:
        image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)
    if image is None:
        raise CodeUnreadable(path, "this is not a PNG, JPEG or WebP image that can be read")
    for variant in _variants(cv2, image):
        for detector in (cv2.QRCodeDetector(), cv2.QRCodeDetectorAruco()):
            try:
                found = detector.detectAndDecodeBytes(variant)[0]
            except cv2.error:  # it trips over shapes that only look like a code
                continue
            if found:
                return bytes(found)
    raise CodeUnreadable(path, "no QR code could be read in it")


def _variants(cv2: Any, image: Any) -> Iterator[Any]:
    """Yield the image as it is and in other sizes, each also in black and white."""
    longer = max(image.shape)
    for side in (longer, *_LONGER_SIDES_PX):
        how = cv2.INTER_AREA if side < longer else cv2.INTER_CUBIC
        sized = (
            image if side == longer else cv2.resize(image, None, fx=side / longer, fy=side / longer, interpolation=how)
        )
        yield sized
        soft = cv2.GaussianBlur(sized, (3, 3), 0)
        yield cv2.threshold(soft, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[1]
