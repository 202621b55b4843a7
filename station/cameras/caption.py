"""What a frame says of itself: time, number, session, batch, weight, temperature, challenge and the newest checkpoint.

The same fields are drawn into an encoded film and stand in the text track of an original one. A weight or a
temperature that is not live is never shown: better none than an old one.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from station.cameras.messages import Overlay

ORDERS_LIFE_US = 1_000_000  # the recorder speaks ten times a second; silent for so long, it is not there
WEIGHT_LIFE_US = 2_000_000  # a scale that is asked several times a second has been lost by then
ROOT_CHARACTERS = 8  # of the base64 root: 48 bits, enough to find the checkpoint by eye
FURNACE_LIFE_US = 6_000_000  # three answers of the slowest polling
NOT_LIVE = "weight not live"
NOT_READ = "furnace not read"


@dataclass(frozen=True)
class Told:
    """The newest overlay that the recorder sent, and when it came (monotonic microseconds)."""

    overlay: Overlay
    at_us: int


def caption(camera: str, frame: int, unix_us: int, told: Told | None, mono_us: int) -> list[str]:
    """Return the fields for a frame taken at `unix_us`, which is `mono_us` on the monotonic clock."""
    seconds, us = divmod(unix_us, 1_000_000)
    moment = datetime.fromtimestamp(seconds, UTC)
    fields = [f"{moment:%Y-%m-%d %H:%M:%S}.{us // 1000:03} UTC", f"frame {frame}", camera]
    if told is None:
        return [*fields, NOT_LIVE]
    overlay = told.overlay
    root = overlay.root and f"root {overlay.root[:ROOT_CHARACTERS]}"
    challenge = overlay.challenge and f"challenge {overlay.challenge}"
    rest = (overlay.session, overlay.batch, _weight(told, mono_us), _furnace(told, mono_us), challenge, root)
    return [*fields, *(field for field in rest if field)]


def _weight(told: Told, mono_us: int) -> str:
    weight, age_us = told.overlay.weight, told.overlay.weight_age_us
    silent_us = mono_us - told.at_us
    if weight is None or age_us is None or silent_us > ORDERS_LIFE_US or age_us + silent_us > WEIGHT_LIFE_US:
        return NOT_LIVE
    return weight


def _furnace(told: Told, mono_us: int) -> str | None:
    overlay, silent_us = told.overlay, mono_us - told.at_us
    if not overlay.has_furnace:
        return None
    temperature, age_us = overlay.furnace, overlay.furnace_age_us
    if temperature is None or age_us is None or silent_us > ORDERS_LIFE_US or age_us + silent_us > FURNACE_LIFE_US:
        return NOT_READ
    return f"furnace {temperature}"
