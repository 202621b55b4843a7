"""What is live now, for the console's eyes and for the strip drawn into the films. Not evidence: the entries are."""

import base64
from datetime import UTC, datetime

from station.cameras.messages import CameraStatus, Overlay
from station.config import CameraSettings, Config
from station.recorder.answers import CameraLive, FurnaceLive, Live, ScaleLive
from station.recorder.book import Book
from station.recorder.disk import free_bytes
from station.recorder.footage import Footage
from station.recorder.furnace_line import Furnace
from station.recorder.notices import notices
from station.recorder.scale_line import ScaleLine


class LiveView:
    """Puts together what the parts know."""

    def __init__(self, config: Config, book: Book, footage: Footage, scale: ScaleLine, furnace: Furnace | None) -> None:
        self._config, self._book, self._footage, self._scale = config, book, footage, scale
        self._furnace = furnace

    def now(self) -> Live:
        """Everything that is live now."""
        book, statuses = self._book, self._footage.statuses()
        return Live(
            session=book.session_id,
            stage=book.session.stage.value,
            batch=book.session.batch,
            entries=book.ledger.size,
            root=self._root(),
            challenge=book.session.challenge,
            free_bytes=free_bytes(self._config.station.recordings),
            weighing=self._scale.weighing.target,
            scale=self._scale.told(),
            furnace=None if self._furnace is None else self._furnace.told(),
            notices=notices(self._config.scale, book.session, datetime.now(UTC).date()),
            cameras=[_camera_live(camera, statuses[camera.camera]) for camera in self._config.cameras],
        )

    def overlay(self) -> Overlay:
        """What is drawn into, or laid beside, every frame from now on."""
        scale = self._scale.told()
        furnace = None if self._furnace is None else self._furnace.told()
        return Overlay(
            session=self._book.session_id,
            batch=self._book.session.batch,
            weight=_weight(scale),
            weight_age_us=None if scale.age_ms is None else scale.age_ms * 1000,
            has_furnace=furnace is not None,
            furnace=None if furnace is None else _temperature(furnace),
            furnace_age_us=None if furnace is None or furnace.age_ms is None else furnace.age_ms * 1000,
            challenge=self._book.session.challenge,
            root=self._root(),
        )

    def _root(self) -> str:
        return base64.b64encode(self._book.ledger.root).decode()


def _weight(scale: ScaleLive) -> str | None:
    if not scale.live:
        return None
    if scale.figure is None:
        return scale.condition
    return f"{scale.figure.strip()} {scale.unit} {'stable' if scale.stable else 'moving'}"


def _temperature(furnace: FurnaceLive) -> str | None:
    """The temperature to a tenth of a degree, cut and not rounded up: 849.99 is not 850."""
    if furnace.temperature_mdeg is None:
        return furnace.condition
    sign, tenths = "-" if furnace.temperature_mdeg < 0 else "", abs(furnace.temperature_mdeg) // 100
    return f"{sign}{tenths // 10}.{tenths % 10} C"


def _camera_live(camera: CameraSettings, status: CameraStatus | None) -> CameraLive:
    if status is None:
        return CameraLive(
            camera=camera.camera,
            view=camera.view,
            live=False,
            recording=None,
            fps=0.0,
            frames=0,
            reason="its process does not answer",
            obscured=None,
        )
    return CameraLive(
        camera=camera.camera,
        view=camera.view,
        live=status.live,
        recording=status.recording,
        fps=status.fps,
        frames=status.frames,
        reason=status.reason,
        obscured=status.obscured,
    )
