"""Opening a camera with OpenCV, with bounds on how long that may take.

OpenCV's own defaults wait 30 s for a silent camera, three times over. The bounds only work when they are given with the opening
(opencv#23207). One decoding thread: with more, a dead camera's read returns after three timeouts instead of two, and the
processor time per frame is higher.
"""

import os
from pathlib import Path

import cv2

from station.config import CameraSettings

# A look of a third of a second at a stream is enough to open most: after a crash the default of up to five is lost footage.
# A camera whose first key frame comes later than that is looked at again, thoroughly. Frames over TCP: none may be lost.
_THOROUGH = "rtsp_transport;tcp"
_QUICK = f"{_THOROUGH}|analyzeduration;300000|fpsprobesize;1"
_RAW_PACKETS = -1  # CAP_PROP_FORMAT: give the stream's own packets, decode nothing
_H264 = frozenset({"h264", "H264", "avc1", "avc3"})


class CannotOpen(Exception):
    """The camera cannot be opened, or cannot be recorded the way that is set; the message says what to do."""


def is_file(source: int | str) -> bool:
    """Whether the source is a film on the disk rather than a camera."""
    return isinstance(source, str) and "://" not in source


def open_decoded(settings: CameraSettings) -> cv2.VideoCapture:
    """Open it for decoded BGR pictures; raises `CannotOpen`."""
    return _open(settings)


def open_packets(settings: CameraSettings) -> cv2.VideoCapture:
    """Open it for its own H.264 packets; raises `CannotOpen`."""
    if isinstance(settings.source, int):
        raise CannotOpen("a camera at this PC's own port is not recorded as it sends: set way: encoded")
    capture = _open(settings)
    code = int(capture.get(cv2.CAP_PROP_FOURCC)).to_bytes(4, "little").decode("latin-1").strip("\x00 ")
    if code not in _H264:
        capture.release()
        raise CannotOpen(f"it sends {code or 'an unknown format'}, not H.264: set the camera to H.264, or way: encoded")
    if not capture.set(cv2.CAP_PROP_FORMAT, _RAW_PACKETS):
        capture.release()
        raise CannotOpen("OpenCV does not give the packets of this stream: set way: encoded")
    return capture


def parameter_sets(capture: cv2.VideoCapture) -> bytes:
    """Return the SPS and PPS that came beside the stream (as in RTSP's SDP) in Annex B, or nothing."""
    index = int(capture.get(cv2.CAP_PROP_CODEC_EXTRADATA_INDEX))
    found, data = capture.retrieve(flag=index)
    sets = data.tobytes() if found and data is not None else b""
    return sets if sets.startswith((b"\x00\x00\x01", b"\x00\x00\x00\x01")) else b""


def _open(settings: CameraSettings) -> cv2.VideoCapture:
    source = settings.source
    if is_file(source) and not Path(str(source)).is_file():
        raise CannotOpen(f"there is no file {source}")
    for options in (_QUICK, _THOROUGH):
        os.environ["OPENCV_FFMPEG_CAPTURE_OPTIONS"] = (
            options  # the only way to tell OpenCV; this process has one camera
        )
        backend = cv2.CAP_V4L2 if isinstance(source, int) else cv2.CAP_FFMPEG
        capture = cv2.VideoCapture(source, backend, _wishes(settings))
        if capture.isOpened() and capture.get(cv2.CAP_PROP_FRAME_WIDTH) > 0:
            return capture
        capture.release()
    raise CannotOpen(f"{_plain(source)} does not answer: check its address, its cable and its power")


def _wishes(settings: CameraSettings) -> list[int]:
    if not isinstance(settings.source, int):
        bounds = {
            cv2.CAP_PROP_OPEN_TIMEOUT_MSEC: settings.open_timeout_ms,
            cv2.CAP_PROP_READ_TIMEOUT_MSEC: settings.read_timeout_ms,
            cv2.CAP_PROP_N_THREADS: 1,
        }
        return [number for pair in bounds.items() for number in pair]
    # USB 2 does not carry large raw pictures in real time; a camera without MJPEG keeps its own format
    wishes = {
        cv2.CAP_PROP_FOURCC: cv2.VideoWriter.fourcc(*"MJPG"),
        cv2.CAP_PROP_FRAME_WIDTH: settings.width,
        cv2.CAP_PROP_FRAME_HEIGHT: settings.height,
        cv2.CAP_PROP_FPS: settings.fps,
    }
    return [number for key, value in wishes.items() if value is not None for number in (key, value)]


def _plain(source: int | str) -> str:
    """Return the source without a password, since reasons are recorded."""
    if isinstance(source, int):
        return f"camera {source}"
    scheme, mark, rest = source.partition("://")
    return f"{scheme}{mark}{rest.rpartition('@')[2]}"
