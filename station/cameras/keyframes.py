"""Seeing what an original film shows, without decoding all of it: one key frame about every second.

A second ffmpeg gets the recorded key frames themselves, not another stream of the camera, and gives small pictures. That costs a
thirtieth of decoding every frame. OpenCV could decode from memory too, but opens a decoder for each picture and then
decodes it twice, at three times the cost. Writes and reads never wait; a decoder that died is replaced by the next key frame.
"""

import os
import subprocess
from contextlib import suppress

import ffmpeg
import imageio_ffmpeg
import numpy as np

from station.cameras.encoder import LIVE_INPUT, pipe_end
from station.cameras.pictures import PREVIEW_WIDTH, Picture
from station.cameras.sources import Form
from station.formats import matroska

READ_BYTES = 1 << 20


class KeyframeDecoder:
    """Decodes key frames of one form. For one thread."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._width = min(form.width, PREVIEW_WIDTH) // 2 * 2
        self._height = max(2, form.height * self._width // form.width // 2 * 2)
        self._process = subprocess.Popen(
            _command(self._width, self._height),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a damaged key frame is the camera's own, and its film keeps it as it is
            bufsize=0,
            start_new_session=True,
        )
        self._in, self._out = pipe_end(self._process.stdin), pipe_end(self._process.stdout)
        for end in (self._in, self._out):
            os.set_blocking(end.fileno(), False)
        track = matroska.H264Video(form.width, form.height, form.interval_us, form.parameter_sets)
        self._unwritten = matroska.header([track])
        self._picture = bytearray()

    @property
    def died(self) -> bool:
        """Whether it decodes no more."""
        return self._process.poll() is not None

    def offer(self, packet: bytes, mono_us: int) -> None:
        """Hand over a key frame; it is passed over while the one before is still on its way."""
        self._write()
        if not self._unwritten:
            self._unwritten = matroska.block_head(1, mono_us, len(packet), keyframe=True) + packet
            self._write()

    def take(self) -> Picture | None:
        """Return the picture of a key frame, BGR, once it is decoded."""
        self._write()
        with suppress(BlockingIOError):
            self._picture += os.read(self._out.fileno(), READ_BYTES)
        size = self._width * self._height * 3
        if len(self._picture) < size:
            return None
        data = bytes(self._picture[:size])
        del self._picture[:size]
        return np.frombuffer(data, np.uint8).reshape(self._height, self._width, 3)

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._in.close()
        self._out.close()
        self._process.wait()

    def _write(self) -> None:
        with suppress(BlockingIOError, BrokenPipeError):
            while self._unwritten:
                self._unwritten = self._unwritten[os.write(self._in.fileno(), self._unwritten) :]


def _command(width: int, height: int) -> list[str]:
    source = ffmpeg.input("pipe:0", threads=1, flags="low_delay", skip_loop_filter="all", **LIVE_INPUT)
    small = source["v:0"].filter("scale", width, height, flags="fast_bilinear")
    output = ffmpeg.output(small, "pipe:1", format="rawvideo", pix_fmt="bgr24", fps_mode="passthrough")
    quiet = output.global_args("-hide_banner", "-nostdin", "-loglevel", "error")
    return list(quiet.compile(cmd=imageio_ffmpeg.get_ffmpeg_exe()))
