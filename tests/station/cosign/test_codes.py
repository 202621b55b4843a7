"""QR images written by one library and read by another, out of photographs as people take them."""

import cv2
import numpy as np
import pytest

from station.cosign import codes
from station.cosign.errors import CodeTooLong, CodeUnreadable

NOTE = (
    "furnace-1.station.example\n1042\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— furnace-1.station.example Gis"
    + "r/+" * 30
)
TEXTS = [NOTE, "plain", "é as in Latin-1", "мөр бұзылған " * 20, "袋は開いていた", "x" * codes.MAX_BYTES]
GREY = (185, 190, 200)


def turned(image, degrees, scale):
    """The image on a grey table, turned and resized."""
    edge = int(image.shape[0] * 0.3)
    table = cv2.copyMakeBorder(image, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=GREY)
    side = table.shape[0]
    how = cv2.getRotationMatrix2D((side / 2, side / 2), degrees, scale)
    return cv2.warpAffine(table, how, (side, side), borderValue=GREY)


def from_the_side(image):
    """The image as a camera sees it that is not held straight."""
    side = image.shape[0]
    corners = np.array([[0, 0], [side, 0], [side, side], [0, side]], np.float32)
    seen = corners + np.array([[0.06, 0.1], [-0.02, 0.02], [-0.08, -0.04], [0.03, 0]], np.float32) * side
    return cv2.warpPerspective(image, cv2.getPerspectiveTransform(corners, seen), (side, side), borderValue=GREY)


PHOTOS = {
    "as written": lambda image: image,
    "half the size": lambda image: turned(image, 0, 0.5),
    "turned": lambda image: turned(image, 23, 0.8),
    "upside down": lambda image: turned(image, 180, 0.7),
    "from the side": lambda image: from_the_side(turned(image, 4, 0.9)),
    "blurred": lambda image: cv2.GaussianBlur(turned(image, 3, 0.9), (5, 5), 0),
    "dark": lambda image: (turned(image, -7, 0.8) * 0.4 + 20).astype(np.uint8),
}


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: f"{len(text.encode())} bytes {text[:8]}")
def test_what_is_written_is_read(tmp_path, text):
    """Byte for byte, in every script, up to the limit."""
    codes.write(tmp_path / "code.png", text.encode())

    assert codes.read(tmp_path / "code.png").decode() == text


@pytest.mark.parametrize("photo", PHOTOS)
@pytest.mark.parametrize("text", [NOTE, "x" * 700], ids=["a checkpoint", "a cosignature with a remark"])
def test_a_photo_is_read(tmp_path, photo, text):
    """Turned, small, from the side, blurred, dark; as JPEG of middling quality."""
    codes.write(tmp_path / "code.png", text.encode())
    image = PHOTOS[photo](cv2.imread(str(tmp_path / "code.png")))
    cv2.imwrite(str(tmp_path / "photo.jpg"), image, [cv2.IMWRITE_JPEG_QUALITY, 60])

    assert codes.read(tmp_path / "photo.jpg").decode() == text


def test_an_svg_is_a_drawing(tmp_path):
    """For a screen or a printer, in any size."""
    codes.write(tmp_path / "code.svg", b"text")

    assert b"<svg" in (tmp_path / "code.svg").read_bytes()


def test_what_does_not_fit_is_refused(tmp_path):
    """With what to do, and no file."""
    with pytest.raises(CodeTooLong, match="carry the file"):
        codes.write(tmp_path / "code.png", b"x" * (codes.MAX_BYTES + 1))
    assert not (tmp_path / "code.png").exists()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x89PNG broken", "not a PNG, JPEG or WebP image"),
        (b"", "not a PNG, JPEG or WebP image"),
        (b"\0\0\0\x18ftypheic", "save it as JPEG first"),
        (cv2.imencode(".png", np.full((200, 200), 255, np.uint8))[1].tobytes(), "no QR code could be read"),
        (cv2.imencode(".png", np.zeros((1, 1), np.uint8))[1].tobytes(), "no QR code could be read"),
    ],
    ids=["broken", "empty", "a phone's own format", "white", "one dot"],
)
def test_an_image_without_a_code_is_said(tmp_path, data, why):
    """The person photographs it again, or carries the file."""
    (tmp_path / "photo").write_bytes(data)

    with pytest.raises(CodeUnreadable, match=why):
        codes.read(tmp_path / "photo")
