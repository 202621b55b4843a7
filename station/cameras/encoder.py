"""The ffmpeg that makes fragments of frames: its command line, and its process.

Frames go in as live Matroska with their own times, fragmented MP4 comes out. Every option here was measured: with `-fflags
nobuffer` a frame is lost without a word, with `-r` the film shrinks where the camera stalled, and a bigger pipe saves a
tenth of the processor time. The binary is the one that imageio-ffmpeg carries, so a station's films do not depend on what the PC
has installed.
"""

import fcntl
import os
import subprocess
from typing import IO

import ffmpeg
import imageio_ffmpeg

from station.config import CameraSettings

TIMESCALE = 90_000  # of track 1, docs/format.md section 4
GOP_S = 1  # a key frame begins a fragment, and a fragment is what a crash may cost
# Of a camera's own film: after a crash it has to be asked again and its next key frame awaited, so less may lie in hand.
FRAGMENT_US = 500_000
PIPE_BYTES = 1 << 20  # /proc/sys/fs/pipe-max-size, the most an unprivileged process may have
FAREWELL_BYTES = 2000  # of ffmpeg's complaints, enough to see why it ended
# Our header says all, so the first frame is used at once; with the defaults ffmpeg waits for 5 s of film.
LIVE_INPUT = {"format": "matroska", "probesize": 32, "analyzeduration": 0, "fpsprobesize": 0}
_FOREVER = 1_000_000  # frames; key frames come by the clock, so the encoder must not count them as well


def command(settings: CameraSettings) -> list[str]:
    """Return ffmpeg's arguments for recording this camera."""
    source = ffmpeg.input("pipe:0", **LIVE_INPUT)
    container = {
        "format": "mp4",
        "movflags": "+frag_keyframe+empty_moov+default_base_moof+skip_trailer",
        "video_track_timescale": TIMESCALE,
    }
    if settings.way == "original":
        options = {"c:v": "copy", "c:s": "mov_text", "frag_duration": FRAGMENT_US, "max_interleave_delta": 0}
        output = ffmpeg.output(source["v:0"], source["s:0"], "pipe:1", **options, **container)
    else:
        output = ffmpeg.output(source["v:0"], "pipe:1", **_x264(settings), **container)
    quiet = output.global_args("-hide_banner", "-nostdin", "-loglevel", "error")
    return list(quiet.compile(cmd=imageio_ffmpeg.get_ffmpeg_exe()))


def _x264(settings: CameraSettings) -> dict[str, str | int]:
    return {
        "c:v": "libx264",
        "preset": settings.preset,
        "tune": "zerolatency",
        "bf": 0,
        "b:v": f"{settings.bitrate_kbps}k",
        "maxrate": f"{settings.bitrate_kbps * 6 // 5}k",
        "bufsize": f"{settings.bitrate_kbps * 6 // 5}k",
        "g": _FOREVER,
        "sc_threshold": 0,
        "forced-idr": 1,
        # by the time since the last one: counting seconds from the start would catch up after a stall
        "force_key_frames": f"expr:if(isnan(prev_forced_t),1,gte(t,prev_forced_t+{GOP_S}))",
        "fps_mode": "passthrough",
        "enc_time_base": f"1:{TIMESCALE}",
    }


class Encoder:
    """A running ffmpeg. One thread writes to it, another reads from it."""

    def __init__(self, settings: CameraSettings) -> None:
        self._complaints = os.memfd_create("ffmpeg-complaints")
        self._process = subprocess.Popen(
            command(settings),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            bufsize=0,
            start_new_session=True,  # an interrupt at the terminal is for the station, which ends its encoders itself
        )
        self._in, self._out = pipe_end(self._process.stdin), pipe_end(self._process.stdout)
        self.pid = self._process.pid

    def write(self, *parts: bytes | memoryview) -> None:
        """Write the parts, one after the other, without joining them; raises `BrokenPipeError` when ffmpeg ended."""
        rest = [memoryview(part).cast("B") for part in parts]
        while rest:
            written = os.writev(self._in.fileno(), rest)
            while rest and written >= len(rest[0]):
                written -= len(rest.pop(0))
            if rest:
                rest[0] = rest[0][written:]

    @property
    def output(self) -> int:
        """The file descriptor that the film comes from."""
        return self._out.fileno()

    def end_input(self) -> None:
        """Let it finish the film."""
        self._in.close()

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def wait(self) -> str | None:
        """Wait for its end and free it; return what it complained of when it did not end well, else None."""
        self._out.close()
        code = self._process.wait()
        text = os.pread(self._complaints, FAREWELL_BYTES, 0).decode(errors="replace").strip()
        os.close(self._complaints)
        return f"ffmpeg ended with {code}: {text}" if code else None


def pipe_end(pipe: IO[bytes] | None) -> IO[bytes]:
    """Return our end of a process's pipe, made as large as may be."""
    if pipe is None:
        raise RuntimeError("subprocess gave no pipe although one was asked for")
    fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    return pipe
