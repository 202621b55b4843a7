"""Pictures as numpy arrays: BGR as OpenCV gives them, I420 as the encoder takes them, and small ones to look at."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
PREVIEW_WIDTH = 640  # pixels; enough to see what the camera sees, and a hundredth of a film's cost


def i420_buffer(width: int, height: int) -> Picture:
    """Return room for one I420 picture of even sides."""
    return np.empty((height * 3 // 2, width), np.uint8)


def empty_bgr(width: int, height: int) -> Picture:
    """Return room for one BGR picture."""
    return np.empty((height, width, 3), np.uint8)


def small(picture: Picture) -> Picture:
    """Return a BGR picture at the preview's width, or as it is when it is smaller."""
    height, width = picture.shape[:2]
    if width <= PREVIEW_WIDTH:
        return picture.copy()
    size = (PREVIEW_WIDTH, max(1, height * PREVIEW_WIDTH // width))
    # bilinear: averaging every pixel of a 1080p picture would cost ten times as much, and is no better to look at
    return as_picture(cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR))


def as_picture(value: Any) -> Picture:
    """Return an OpenCV result, whose declared type is wider, as what it is; nothing is copied."""
    return np.asarray(value, np.uint8)
