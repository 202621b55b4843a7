"""Two network cameras in one process: `/scale` sends MJPEG, `/furnace` sends H.264 in MPEG-TS, as real ones do.

`POST /room` sets what they see, `POST /outage` takes one off the network for a while. Run as
`python -m station.demo.scene_server`; the first line it prints is its port.
"""

import contextlib
import json
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import cv2
import imageio_ffmpeg

from station.daemon import die_with_parent
from station.demo.scene import FPS, HEIGHT, WIDTH, Room, furnace_view, scale_view

BOUNDARY = b"frame"
H264 = (
    *("-f", "rawvideo", "-pix_fmt", "bgr24", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(FPS), "-i", "pipe:0"),
    *("-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", str(FPS), "-pix_fmt", "yuv420p"),
    *("-f", "mpegts", "-flush_packets", "1", "pipe:1"),
)


class Cameras(ThreadingHTTPServer):
    """The server, the room that it shows, and which camera is off the network until when."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Lens)
        self.room = Room()
        self.away: dict[str, float] = {}

    def is_away(self, path: str) -> bool:
        """Whether a camera is off the network now."""
        return time.monotonic() < self.away.get(path, 0.0)


class Lens(BaseHTTPRequestHandler):
    """One viewer of one camera, or one word from the script."""

    server: Cameras

    def log_message(self, *_: object) -> None:
        """Say nothing: a line for every viewer helps nobody."""

    def do_POST(self) -> None:
        """Change the room, or take a camera away."""
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/room":
            self.server.room = replace(self.server.room, **said)
        else:
            self.server.away[said["path"]] = time.monotonic() + said["seconds"]
        self.send_response(204)
        self.end_headers()

    def do_GET(self) -> None:
        """Send a camera's pictures until the viewer goes or the camera does."""
        if self.server.is_away(self.path):
            self.send_error(503)
            return
        with contextlib.suppress(OSError):
            self._mjpeg() if self.path == "/scale" else self._h264()

    def _mjpeg(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"multipart/x-mixed-replace; boundary={BOUNDARY.decode()}")
        self.end_headers()
        for seconds in self._beats():
            _, jpeg = cv2.imencode(".jpg", scale_view(self.server.room, seconds))
            head = b"--%s\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % (BOUNDARY, jpeg.size)
            self.wfile.write(head + jpeg.tobytes() + b"\r\n")

    def _h264(self) -> None:
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *H264]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as encoder:
            if encoder.stdin is None or encoder.stdout is None:
                raise OSError("no pipes to the encoder")
            self.send_response(200)
            self.send_header("Content-Type", "video/mp2t")
            self.end_headers()
            sender = threading.Thread(target=self._pass_on, args=(encoder,), daemon=True)
            sender.start()
            with contextlib.suppress(OSError):
                for seconds in self._beats():
                    encoder.stdin.write(furnace_view(self.server.room, seconds).tobytes())
                    if not sender.is_alive():
                        break
            encoder.kill()

    def _pass_on(self, encoder: "subprocess.Popen[bytes]") -> None:
        with contextlib.suppress(OSError):
            while encoder.stdout is not None and (piece := encoder.stdout.read1(65536)):  # type: ignore[attr-defined]
                self.wfile.write(piece)

    def _beats(self) -> Iterator[float]:
        start = time.monotonic()
        frame = 0
        while not self.server.is_away(self.path):
            frame += 1
            time.sleep(max(0.0, start + frame / FPS - time.monotonic()))
            yield frame / FPS


def main() -> None:
    """Serve until the parent dies or stops this process."""
    die_with_parent()
    server = Cameras()
    print(server.server_port, flush=True)  # noqa: T201 - the script reads it
    server.serve_forever()


if __name__ == "__main__":
    main()
