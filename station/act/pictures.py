"""The images of the packages, made small for paper. The bag has them in full, and the act prints the SHA-256 of those.

They are reduced by the JPEG decoder itself, in whole numbers throughout, so that every machine makes the same small picture. An
image that is not as it was sealed is not printed. Limits: whether an image is
of the frame that its entry names, `station verify` says.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from station.formats.entry import Entry
from station.verify.bag import Bag, MissingFile
from station.verify.layout import image_path
from station.verify.record import Record

MAX_PICTURES = 200  # more would make an act of hundreds of pages, and of more megabytes than a court's mail takes
MAX_IMAGE_BYTES = 16 * 2**20  # a still of the largest film is a tenth of it
SHOWN_PX = 320  # as wide as a seal's number can still be read on paper
WIDEST_PX = 1024  # an eighth of the widest film there is; what is wider was made to fill a reader's memory
QUALITY = 75
_JPEG = b"\xff\xd8\xff"


class Unseen(StrEnum):
    """Why a picture is not printed."""

    TOO_MANY = "too_many"
    MISSING = "missing"
    CHANGED = "changed"
    BROKEN = "broken"


@dataclass(frozen=True)
class Picture:
    """The small picture of an image as JPEG, or why there is none; `file` is the image's path in the bag."""

    file: str
    jpeg: bytes | None
    unseen: Unseen | None = None


def pictures_of(bag: Bag, record: Record) -> dict[int, Picture]:
    """The picture of each image, by the number of the showing that it was cut for; in a session with too many, none."""
    cut = list(record.of_kind("image.cut"))
    if len(cut) > MAX_PICTURES:
        return {each.data["presented"]: Picture(_file(each), None, Unseen.TOO_MANY) for each in cut}
    return {each.data["presented"]: _picture(bag, each) for each in cut}


def _file(cut: Entry) -> str:
    return image_path(cut.data["presented"])


def _picture(bag: Bag, cut: Entry) -> Picture:
    file = _file(cut)
    if file not in bag.sizes:
        return Picture(file, None, Unseen.MISSING)
    if bag.sizes[file] != cut.data["bytes"] or bag.sizes[file] > MAX_IMAGE_BYTES:
        return Picture(file, None, Unseen.CHANGED)
    try:
        image = bag.read(file)
    except MissingFile:
        return Picture(file, None, Unseen.MISSING)
    if hashlib.sha256(image).hexdigest() != cut.data["sha256"]:
        return Picture(file, None, Unseen.CHANGED)
    small = _reduced(image)
    return Picture(file, small, None if small is not None else Unseen.BROKEN)


def _reduced(image: bytes) -> bytes | None:
    """The image at 1, 1/2, 1/4 or 1/8 of its size, the largest that is not too wide; None where it cannot be decoded."""
    import cv2  # noqa: PLC0415 - OpenCV loads slowly, and only pictures need it
    import numpy as np  # noqa: PLC0415

    flags = {1: cv2.IMREAD_COLOR, 2: cv2.IMREAD_REDUCED_COLOR_2, 4: cv2.IMREAD_REDUCED_COLOR_4}
    flags[8] = cv2.IMREAD_REDUCED_COLOR_8
    data = np.frombuffer(image, np.uint8)
    if not image.startswith(_JPEG):
        return None
    try:
        eighth = cv2.imdecode(data, flags[8])
        if eighth is None or eighth.shape[1] > WIDEST_PX:
            return None
        factor = next(each for each in (1, 2, 4, 8) if each == 8 or eighth.shape[1] * 8 // each <= SHOWN_PX)
        small = cv2.imdecode(data, flags[factor])
        return None if small is None else cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1].tobytes()
    except cv2.error:
        return None
