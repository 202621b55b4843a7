"""Where a published log is read from: a folder, or a web address. Both only fetch; nothing they give is trusted.

A log's files are a `checkpoint` and what lies below `tile/` (c2sp.org/tlog-tiles), and of a station that changed its key
`succession/SIZE`: the checkpoint of that size, the last one that the old key signed. Whoever serves them may be the adversary:
every answer is limited in bytes and in time, and only `http` and `https` are spoken.
"""

import http.client
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self
from urllib.parse import urlsplit
from urllib.request import Request

from station.formats import note
from station.formats.errors import Malformed, VerificationError
from station.formats.note import MAX_NOTE_BYTES
from station.formats.tiles import MAX_ENTRY_BYTES, TILE_WIDTH
from station.verify.bag import open_plain
from station.verify.web import Limits, fetch

CHECKPOINT = "checkpoint"
SUCCESSION = "succession"
WITNESSED = "witnessed"
MAX_TILE_BYTES = TILE_WIDTH * (2 + MAX_ENTRY_BYTES)  # a bundle of the longest entries; a tile of hashes is far smaller
SILENCE_S = 15.0  # between two packets
WHOLE_ANSWER_S = 120.0  # redirections and headers included: whoever sends a byte now and then holds no reader for ever
TRIES = 3
PAUSE_S = 1.0
_OK = range(200, 300)
_BUSY = frozenset({429, 500, 502, 503, 504})
_GZIP = 16 + zlib.MAX_WBITS


class SourceError(VerificationError):
    """A file of the log could not be had. Never raised itself."""


class NotThere(SourceError):
    """The log has no such file."""

    def __init__(self, where: str, path: str) -> None:
        super().__init__(f"{where} has no file {path}.")
        self.where, self.path = where, path


class Unreachable(SourceError):
    """The file may be there, but it could not be read: a disk or a network failed, or the answer had no end."""

    def __init__(self, where: str, path: str, reason: str) -> None:
        super().__init__(
            f"{path} could not be read from {where}: {reason}. Try again, or copy the log and check the copy."
        )
        self.where, self.path, self.reason = where, path, reason


class LogSource(Protocol):
    """Gives a log's files as they are served; raises `NotThere` or `Unreachable`. It can be sent to another process."""

    def checkpoint(self) -> bytes:
        """Return the newest checkpoint, a signed note."""

    def tile(self, path: str) -> bytes:
        """Return a tile or a bundle by its path below the log's prefix, as `tiles.Tile.path` spells it."""

    def succession(self, size: int) -> bytes:
        """Return the last checkpoint that an old key signed, which is for `size` entries."""

    def witnessed(self) -> bytes | None:
        """Return the newest checkpoint that witnesses co-signed, with their lines; None when none is shown."""


@dataclass(frozen=True)
class FolderSource:
    """A published log in a folder, such as a station's `recordings/log` or a copy of it."""

    folder: Path

    def checkpoint(self) -> bytes:
        """Read the checkpoint."""
        return self._read(CHECKPOINT, MAX_NOTE_BYTES)

    def tile(self, path: str) -> bytes:
        """Read a tile or a bundle."""
        return self._read(path, MAX_TILE_BYTES)

    def succession(self, size: int) -> bytes:
        """Read an old key's last checkpoint."""
        return self._read(f"{SUCCESSION}/{size}", MAX_NOTE_BYTES)

    def witnessed(self) -> bytes | None:
        """Read the newest co-signed checkpoint."""
        with suppress(NotThere):
            return self._read(WITNESSED, MAX_NOTE_BYTES)
        return None

    def _read(self, path: str, limit: int) -> bytes:
        try:
            with open_plain(self.folder / path) as file:
                data = file.read(limit + 1)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
            raise NotThere(str(self.folder), path) from error
        except OSError as error:
            raise Unreachable(str(self.folder), path, error.strerror or "the disk did not answer") from error
        return _bounded(data, limit, str(self.folder), path)


@dataclass(frozen=True)
class HttpSource:
    """A published log on the web; `prefix` is the address that `checkpoint` lies below, ending in a slash."""

    prefix: str

    @classmethod
    def find(cls, address: str) -> Self:
        """Find the log of an address: the log's own prefix, or a station's, whose log lies below `log/`."""
        if urlsplit(address).scheme not in {"http", "https"} or not urlsplit(address).hostname:
            raise Unreachable(address, CHECKPOINT, "it is not an http or https address")
        base = address.rstrip("/") + "/"
        for source in (cls(base), cls(f"{base}log/")):
            try:
                note.parse(source.checkpoint())
            except (NotThere, Malformed):  # many a web server answers something to every question
                continue
            return source
        raise NotThere(base, CHECKPOINT)

    def checkpoint(self) -> bytes:
        """Fetch the checkpoint."""
        return self._fetch(CHECKPOINT, MAX_NOTE_BYTES)

    def tile(self, path: str) -> bytes:
        """Fetch a tile or a bundle."""
        return self._fetch(path, MAX_TILE_BYTES)

    def succession(self, size: int) -> bytes:
        """Fetch an old key's last checkpoint."""
        return self._fetch(f"{SUCCESSION}/{size}", MAX_NOTE_BYTES)

    def witnessed(self) -> bytes | None:
        """Fetch the newest co-signed checkpoint."""
        with suppress(NotThere):
            return self._fetch(WITNESSED, MAX_NOTE_BYTES)
        return None

    def _fetch(self, path: str, limit: int) -> bytes:
        """Ask a few times: a moment's loss on the way is not a hole in the log."""
        for left in reversed(range(TRIES)):
            try:
                status, data = self._ask(path, limit)
            except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
                if not left:
                    raise Unreachable(self.prefix, path, str(error) or type(error).__name__) from error
            else:
                if status in _OK:
                    return _bounded(data, limit, self.prefix, path)
                if status in {404, 410}:
                    raise NotThere(self.prefix, path)
                if status not in _BUSY or not left:
                    raise Unreachable(self.prefix, path, f"the server answers {status}")
            time.sleep(PAUSE_S)
        raise AssertionError  # the last try returned or raised

    def _ask(self, path: str, limit: int) -> tuple[int, bytes]:
        # `fetch` speaks http and https alone
        request = Request(self.prefix + path, headers={"Accept-Encoding": "gzip, identity"})  # noqa: S310
        answer = fetch(request, Limits(SILENCE_S, WHOLE_ANSWER_S, limit), redirected=True)
        if answer.status in _OK and answer.encoding == "gzip":
            return answer.status, zlib.decompressobj(_GZIP).decompress(answer.body, limit + 1)
        return answer.status, answer.body


def looks_like_log(path: Path) -> bool:
    """Tell whether a folder is a published log: a checkpoint lies in it (in a bag, it lies below `data`)."""
    return (path / CHECKPOINT).is_file()


def _bounded(data: bytes, limit: int, where: str, path: str) -> bytes:
    if len(data) > limit:
        raise Unreachable(where, path, f"it has over {limit} bytes, more than such a file ever has")
    return data
