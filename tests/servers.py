"""Cameras for the tests that are not ours: ffmpeg over HTTP, GStreamer over RTSP. Each is a process that can be frozen."""

import signal
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import imageio_ffmpeg

APT = "apt-get install python3-gi gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-base gstreamer1.0-plugins-good \
gstreamer1.0-plugins-bad"
FORMATS = {
    "mpjpeg": ["-c:v", "mjpeg", "-q:v", "6", "-f", "mpjpeg"],
    "mpegts": ["-c:v", "copy", "-flush_packets", "1", "-muxdelay", "0", "-f", "mpegts"],
}


class Server:
    """A process that serves a film in real time at `url`."""

    url: str
    process: subprocess.Popen[str]

    def freeze(self) -> None:
        """Stop it as a pulled cable does: the connection stays, and nothing comes."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self.process.send_signal(signal.SIGCONT)

    def close(self) -> None:
        """End it."""
        self.process.kill()
        self.process.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class HttpServer(Server):
    """ffmpeg as an HTTP camera, again and again: it serves one client and ends."""

    def __init__(self, film: Path, form: str) -> None:
        self._film, self._form = film, form
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.url = f"http://127.0.0.1:{free.getsockname()[1]}/camera"
        self.start()

    def start(self) -> None:
        """Start it, and wait until it listens."""
        quiet = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "quiet", "-nostdin", "-re", "-stream_loop", "-1"]
        served = ["-i", str(self._film), *FORMATS[self._form], "-listen", "1", self.url]
        self.process = subprocess.Popen([*quiet, *served], text=True)
        port = int(self.url.split(":")[2].split("/")[0])
        for _ in range(200):
            # asking by a connection would use up the one client that it serves
            if _is_served(port):
                return
            time.sleep(0.02)
        raise RuntimeError("ffmpeg does not listen")


class RtspServer(Server):
    """GStreamer's RTSP server."""

    def __init__(self, film: Path, *, sets_in_stream: bool = True) -> None:
        script = Path(__file__).with_name("rtsp_server.py")
        command = ["/usr/bin/python3", str(script), str(film), "-1" if sets_in_stream else "0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        port = self.process.stdout.readline().strip() if self.process.stdout else ""
        if not port:
            raise RuntimeError(f"GStreamer's RTSP server is missing; as root: {APT}\n{self.process.communicate()[1]}")
        self.url = f"rtsp://127.0.0.1:{port}/camera"


def _is_served(port: int) -> bool:
    """Whether somebody listens on the port, or its one client is already there (states 0A and 01 of proc(5))."""
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return any(line[1].endswith(f":{port:04X}") and line[3] in ("0A", "01") for line in lines)
