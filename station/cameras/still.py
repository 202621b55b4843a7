"""One frame of a film as a JPEG, cut by an ffmpeg of its own that gives way to everything else.

The frame is asked for by its presentation time in the film's own clock, so that a frame which cannot be decoded gives no image,
and never the one beside it. The same film gives the same bytes. What a damaged film does to a decoder, it does to that process.
"""

import os
import subprocess

import ffmpeg
import imageio_ffmpeg

LIMIT_S = 8.0  # the frames since the last key frame take a tenth of a second, those of a slow camera a few
LOWEST = 19  # nice(2): filming comes first
FINEST = 2  # ffmpeg's scale for JPEG, from 2 (finest) to 31; about 95 of 100 in other programs
FAREWELL_CHARS = 300


class NoStill(RuntimeError):
    """The frame could not be decoded; `reason` is what ffmpeg said."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the frame could not be decoded: {reason}")
        self.reason = reason


def cut_still(film: bytes, shown_ticks: int) -> bytes:
    """Return the frame shown at `shown_ticks` of a film as a JPEG; raise `NoStill`.

    `film` is its head and the fragments from a key frame on to the wanted frame.
    """
    process = subprocess.Popen(
        _command(shown_ticks),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    os.setpriority(os.PRIO_PROCESS, process.pid, LOWEST)
    with process:
        try:
            image, complaint = process.communicate(film, LIMIT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            raise NoStill(f"ffmpeg took longer than {LIMIT_S} s") from None
    if not image:
        raise NoStill(complaint.decode(errors="replace").strip()[:FAREWELL_CHARS] or "the film holds no such frame")
    return image


def _command(shown_ticks: int) -> list[str]:
    source = ffmpeg.input("pipe:0", format="mp4", threads=1, ignore_editlist=1)
    wanted = source["v:0"].filter("select", f"eq(pts,{shown_ticks})")
    # a JPEG has the full range and the colours of BT.601 (JFIF 1.02), whatever the camera's are
    full = wanted.filter("scale", out_range="full", out_color_matrix="bt601").filter("format", "yuvj420p")
    jpeg = {"format": "image2pipe", "vcodec": "mjpeg", "q:v": FINEST, "frames:v": 1, "fps_mode": "passthrough"}
    output = ffmpeg.output(full, "pipe:1", **jpeg, fflags="+bitexact", **{"flags:v": "+bitexact"})
    quiet = output.global_args("-hide_banner", "-nostdin", "-loglevel", "error", "-copyts")
    return list(quiet.compile(cmd=imageio_ffmpeg.get_ffmpeg_exe()))
