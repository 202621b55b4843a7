"""Real films for the tests: ffmpeg's test pictures as a station's encoder makes them."""

import functools
import io
import subprocess

import imageio_ffmpeg

from station.formats.mp4 import Fragment, fragments_of

ENCODE = (
    "-c:v",
    "libx264",
    "-preset",
    "ultrafast",
    "-tune",
    "zerolatency",
    "-g",
    "10",
    "-bf",
    "0",
    "-pix_fmt",
    "yuv420p",
)
FRAGMENTED = ("-f", "mp4", "-movflags", "+frag_keyframe+empty_moov+default_base_moof+skip_trailer")


def ffmpeg(*arguments: str) -> bytes:
    """Run ffmpeg and return the fragmented film, of 90,000 ticks a second, that it makes."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *arguments]
    command += ["-video_track_timescale", "90000", *FRAGMENTED, "pipe:1"]
    return subprocess.run(command, check=True, capture_output=True).stdout


@functools.cache
def make_film(seconds: int, pictures: str, size: str = "160x120", *more: str) -> bytes:
    """A film with ten frames and one fragment a second; `pictures` is one of ffmpeg's test sources."""
    return ffmpeg("-f", "lavfi", "-i", f"{pictures}=size={size}:rate=10:duration={seconds}", *ENCODE, *more)


def pieces_of(film: bytes) -> list[Fragment]:
    """A film's fragments."""
    return list(fragments_of(io.BytesIO(film)))
