"""Whether the lens sees anything: darkness, and a picture that has stopped moving.

Only what lasts counts. `dark` is a picture that is both black and even, as of a covered lens; a dim room is neither. `frozen` is
a picture equal in every pixel to the one before: a sensor's own noise makes that impossible while it works. A still
picture with artificial noise passes; against that the challenge and the beacon stand.
"""

import cv2

from station.cameras.pictures import Picture, as_picture

DARK_MEAN = 24  # of 255; black in video range decodes to 0, a lit room has over 50
DARK_DEVIATION = 8  # a candle in a black room has more
LASTS_US = {"dark": 3_000_000, "frozen": 5_000_000}  # a hand passing is neither; a static scene's key frames differ
EVERY_US = 900_000  # between two looks


class Lens:
    """Looks at small pictures; `obscured` maps what is wrong to when it began (monotonic microseconds)."""

    def __init__(self) -> None:
        self._before: Picture | None = None
        self._looked_us = -EVERY_US
        self._since: dict[str, int] = {}
        self.obscured: dict[str, int] = {}

    def look(self, picture: Picture, mono_us: int) -> None:
        """Take note of a BGR picture."""
        if mono_us - self._looked_us < EVERY_US:
            return
        grey = as_picture(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY))
        seen = {"dark": _is_dark(grey), "frozen": self._before is not None and _equal(grey, self._before)}
        for what, wrong in seen.items():
            if not wrong:
                self._since.pop(what, None)
            elif what not in self._since:
                self._since[what] = mono_us if what == "dark" else self._looked_us
        self._before, self._looked_us = grey, mono_us
        self.obscured = {w: since for w, since in self._since.items() if mono_us - since >= LASTS_US[w]}


def _is_dark(grey: Picture) -> bool:
    mean, deviation = cv2.meanStdDev(grey)
    return float(mean[0, 0]) < DARK_MEAN and float(deviation[0, 0]) < DARK_DEVIATION


def _equal(one: Picture, other: Picture) -> bool:
    return one.shape == other.shape and cv2.norm(one, other, cv2.NORM_INF) == 0
