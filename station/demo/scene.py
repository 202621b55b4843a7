"""The drawn room: what the demo's cameras see. Pure pictures of a state; nothing here is part of a record."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
WIDTH, HEIGHT, FPS = 640, 360, 15
FONT = cv2.FONT_HERSHEY_SIMPLEX
WALL, FLOOR, STEEL, PAPER, INK = (74, 70, 66), (52, 48, 46), (150, 150, 152), (96, 150, 190), (30, 30, 30)


@dataclass(frozen=True)
class Room:
    """What is where: the scale's display, the package on it, the fire, the card that a witness holds up."""

    display: str = "0.000 kg"
    package: str | None = None
    burning: bool = False
    card: str | None = None


def scale_view(room: Room, seconds: float) -> Picture:
    """The scale from the front, with its display and what lies on it."""
    picture = _empty_room()
    cv2.rectangle(picture, (170, 200), (470, 225), STEEL, -1)
    cv2.rectangle(picture, (300, 225), (340, 300), STEEL, -1)
    cv2.rectangle(picture, (215, 242), (425, 292), (20, 20, 20), -1)
    cv2.putText(picture, room.display, (228, 276), FONT, 0.9, (90, 255, 120), 2, cv2.LINE_AA)
    if room.package is not None:
        sway = int(2 * np.sin(seconds * 5))
        cv2.rectangle(picture, (240 + sway, 100), (400 + sway, 200), PAPER, -1)
        cv2.line(picture, (320 + sway, 100), (320 + sway, 200), INK, 1)
        cv2.putText(picture, room.package, (252 + sway, 158), FONT, 0.6, INK, 1, cv2.LINE_AA)
    _clockwork(picture, seconds)
    _card(picture, room.card)
    return picture


def furnace_view(room: Room, seconds: float) -> Picture:
    """The furnace's door, dark or full of fire."""
    picture = _empty_room()
    cv2.rectangle(picture, (190, 40), (450, 280), STEEL, -1)
    cv2.rectangle(picture, (220, 70), (420, 260), (16, 16, 18), -1)
    if room.burning:
        _flames(picture[70:260, 220:420], seconds)
    _clockwork(picture, seconds)
    _card(picture, room.card)
    return picture


def _empty_room() -> Picture:
    picture = np.full((HEIGHT, WIDTH, 3), WALL, np.uint8)
    picture[300:] = FLOOR
    return picture


def _flames(door: Picture, seconds: float) -> None:
    height, width = door.shape[:2]
    across = np.arange(width)
    for tongue, (speed, colour) in enumerate(((5.1, (30, 90, 220)), (7.3, (60, 170, 250)), (9.7, (170, 235, 255)))):
        waves = np.sin(across / (17 - 3 * tongue) + seconds * speed) + np.sin(across / 7 - seconds * speed * 1.3)
        tops = (height * (0.35 + 0.18 * tongue) + waves * (14 - 3 * tongue)).astype(int)
        burning = np.arange(height)[:, None] > tops[None, :]
        door[burning] = colour


def _clockwork(picture: Picture, seconds: float) -> None:
    """Draw a hand that never stands still, nor where it stood a second ago: else the picture would count as frozen."""
    tip = (int(590 + 26 * np.sin(seconds * 2.3)), int(50 - 26 * np.cos(seconds * 2.3)))
    cv2.circle(picture, (590, 50), 30, STEEL, 2, cv2.LINE_AA)
    cv2.line(picture, (590, 50), tip, STEEL, 2, cv2.LINE_AA)


def _card(picture: Picture, word: str | None) -> None:
    if word is not None:
        cv2.rectangle(picture, (20, 120), (180, 170), (240, 240, 240), -1)
        cv2.putText(picture, word, (28, 153), FONT, 0.6, INK, 2, cv2.LINE_AA)
