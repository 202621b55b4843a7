"""The strip of text at the bottom of an encoded picture, white on black.

Each character is rendered once and kept; a frame's strip is then put together from them, which costs some tens of microseconds.
The font is the one inside OpenCV: it has Cyrillic with the Kazakh letters, and needs no font files on the PC.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from station.cameras.pictures import Picture

WHITE, BLACK, NO_COLOUR = 235, 16, 128  # video range, ITU-R BT.601
WIDTH_A_LINE = 45  # times the height of a line: 14 pixels high on 640, 42 on 1920
SMALLEST_PX = 12  # smaller letters do not survive the encoder
WEIGHT = 500  # of the strokes, between regular (400) and bold (800)
KEPT_FIELDS = 64  # two change with each frame, and one day of them must not fill memory
GAP = "   "  # between two fields


class Strip:
    """Draws on pictures of one size; keeps what it has rendered."""

    def __init__(self, width: int, height: int) -> None:
        self._width, self._height = width, height
        self._size = max(SMALLEST_PX, width // WIDTH_A_LINE)
        self._line = (self._size * 5 // 4 + 1) // 2 * 2  # even, as colour has half the resolution
        self._font = cv2.FontFace("sans")
        self._glyphs: dict[str, Picture] = {}
        self._fields: dict[str, Picture] = {}

    def draw(self, i420: Picture, fields: Sequence[str]) -> None:
        """Draw the fields over the lowest lines of an I420 picture, as many to a line as fit."""
        lines = self._break(fields)
        top = max(0, self._height - self._line * len(lines))
        for number, line in enumerate(lines):
            self._draw_line(i420[top + number * self._line : self._height][: self._line], line)
        colour = i420[self._height :].reshape(2, self._height // 2, self._width // 2)
        colour[:, top // 2 :] = NO_COLOUR

    def _break(self, fields: Sequence[str]) -> list[Picture]:
        """Put the fields' pictures into as few lines as they fit."""
        lines: list[list[Picture]] = []
        room = 0
        for field in fields:
            picture = self._field(field)
            if picture.shape[1] > room:
                lines.append([])
                room = self._width
            lines[-1].append(picture)
            room -= picture.shape[1]
        return [np.concatenate(line, axis=1) for line in lines]

    def _draw_line(self, luma: Picture, line: Picture) -> None:
        text = line[: luma.shape[0], : self._width]
        luma[:, : text.shape[1]] = text
        luma[:, text.shape[1] :] = BLACK

    def _field(self, text: str) -> Picture:
        """Render a field, unless the last frame had it too: most stay the same for seconds."""
        known = self._fields.get(text)
        if known is None:
            if len(self._fields) >= KEPT_FIELDS:
                self._fields.clear()
            known = self._fields[text] = np.concatenate([self._glyph(each) for each in text + GAP], axis=1)
        return known

    def _glyph(self, character: str) -> Picture:
        known = self._glyphs.get(character)
        if known is None:
            known = self._glyphs[character] = self._render(character)
        return known

    def _render(self, character: str) -> Picture:
        # Digits are as wide as a zero, so that the text does not tremble as they change.
        shape = "0" if character.isdigit() else character
        width = self._advance(f"|{shape}|") - self._advance("||")
        cell = np.full((self._line, max(1, width)), BLACK, np.uint8)
        cv2.putText(cell, character, (0, self._size), (WHITE,), self._font, self._size, WEIGHT)
        return cell

    def _advance(self, text: str) -> int:
        _, _, width, _ = cv2.getTextSize((0, 0), text, (0, 0), self._font, self._size, WEIGHT)
        return int(width)
