"""A web server between people and a station that does what an adversary or an accident does."""

import http.client
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

Forward = Callable[[], bytes]


class Front(ThreadingHTTPServer):
    """Passes on what is asked, and does with a POST what it is told: `deed` may hand it in, and returns what to answer.

    Addresses that begin with one of `elsewhere` are asked of another station.
    """

    daemon_threads = True

    def __init__(self, url: str, deed: Callable[[Forward], bytes | None], elsewhere: dict[str, str] | None = None):
        super().__init__(("127.0.0.1", 0), _Passing)
        self.target, self.deed, self.elsewhere = url, deed, elsewhere or {}
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop(self) -> None:
        """Stop it."""
        self.shutdown()
        self.server_close()


class _Passing(BaseHTTPRequestHandler):
    server: Front

    def do_GET(self) -> None:
        self._answer(*self._pass("GET"))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        answer = self.server.deed(lambda: self._pass("POST", body)[1])
        if answer is not None:
            self._answer(201, answer)

    def log_message(self, *_: object) -> None:
        pass

    def _pass(self, method: str, body: bytes | None = None) -> tuple[int, bytes]:
        found = (url for prefix, url in self.server.elsewhere.items() if self.path.startswith(prefix))
        connection = http.client.HTTPConnection(urlsplit(next(found, self.server.target)).netloc, timeout=20)
        connection.request(method, self.path, body, {} if body is None else {"Content-Type": "application/json"})
        got = connection.getresponse()
        data = got.read()
        connection.close()
        return got.status, data

    def _answer(self, status: int, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
